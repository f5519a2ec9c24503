"""Fonts of one name are told apart by the widths of their letters, and not by how a line is stretched."""

from __future__ import annotations

from reviewer.documents.formats.font_faces import Faces

WIDTHS = {"a": 0.5, "i": 0.2, "m": 0.8, "t": 0.3}


def test_the_same_widths_are_the_same_face_also_stretched() -> None:
    faces = Faces()
    assert faces.name("F", WIDTHS.items()) == "F#0"
    assert faces.name("F", [("a", 0.5), ("m", 0.801), ("t", 0.299), ("x", 0.5)]) == "F#0"
    assert faces.name("F", ((letter, 0.9 * width) for letter, width in WIDTHS.items())) == "F#0"


def test_letters_of_other_widths_are_another_face_on_every_page() -> None:
    faces = Faces()
    swapped = {"a": 0.5, "i": 0.8, "m": 0.2, "t": 0.3}
    assert [faces.name("F", each.items()) for each in (WIDTHS, swapped, WIDTHS, swapped)] == [
        "F#0",
        "F#1",
        "F#0",
        "F#1",
    ]
    assert faces.name("G", swapped.items()) == "G#0"


def test_two_letters_tell_nothing() -> None:
    faces = Faces()
    faces.name("F", WIDTHS.items())
    assert faces.name("F", [("a", 0.1), ("i", 0.9)]) == "F#0"
