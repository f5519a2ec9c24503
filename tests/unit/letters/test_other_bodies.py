"""Whose name stands in a letter."""

from __future__ import annotations

import pytest

from reviewer.letters.other_bodies import Names, objections_to_names
from reviewer.model import Body

COLUMNS = ("chief", "chief_name", "region")
ROWS = (
    ("kent", "Kent Police", "Chief Constable", "Ann Archer", "South"),
    ("north-kent", "North Kent Police", "Chief Constable", "Bo O'Neill QPM", "Kent and Sussex"),
    ("sussex", "Sussex Police", "Commissioner", "", "South"),
)
BODIES = tuple(
    Body(code, name, {"code": code, "name": name, **{c: v for c, v in zip(COLUMNS, rest, strict=True) if v}})
    for code, name, *rest in ROWS
)


def _found(sentence: str, body: int = 0, composed: str = "") -> list[tuple[str, str]]:
    names = Names(BODIES, BODIES[body])
    return [
        (each.words, str(dict(each.values)["name"]))
        for each in objections_to_names(sentence, names, composed)
    ]


def test_the_longer_of_two_names_is_meant() -> None:
    assert _found("North Kent Police met Kent Police.") == [("North Kent Police", "North Kent Police")]
    assert _found("North Kent Police met Kent Police.", 1) == [("Kent Police", "Kent Police")]


def test_a_name_is_known_without_what_all_are_called_and_whatever_its_case_and_apostrophe() -> None:
    assert _found("Sussex did; sussex  police too.") == [
        ("Sussex", "Sussex Police"),
        ("sussex  police", "Sussex Police"),
    ]
    assert _found("We met Bo O’Neill QPM.") == [("Bo O’Neill QPM", "North Kent Police")]


def test_what_others_share_or_is_its_own_or_within_a_word_is_no_name_of_another() -> None:
    for sentence in ("The Chief Constable and the Commissioner met.", "In the South.", "Sussexes, Kentish."):
        assert _found(sentence) == []
    assert _found("Kent and Sussex is the region.", 1) == []


def test_a_name_that_the_composed_sentence_has_too_is_meant() -> None:
    assert _found("With Sussex Police, again.", 0, "With Sussex Police.") == []


MORE = (
    ("arc", "Arc Police", "Ann Ash", "Police and Crime Panel, Arc"),
    ("loam", "Loam & Mere Police", "Sir Cy Holt-Dunn CBE, QPM", "Panel of Loam"),
    ("dale", "Dale-Wold Police", "Di Ash", "Panel of Dale"),
    ("mount", "Mount Constabulary", "Ed Quill", "Panel of Mount"),
)
FORCES = tuple(
    Body(code, name, {"code": code, "name": name, "chief": chief, "oversight": oversight})
    for code, name, chief, oversight in MORE
)


def _others(sentence: str, body: int = 0) -> list[str]:
    return [each.words for each in objections_to_names(sentence, Names(FORCES, FORCES[body]))]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Loam and Mere Police did.", ["Loam and Mere Police"]),
        ("Loam & Mere did.", ["Loam & Mere"]),
        ("Loam’s plans, and those of Mere.", ["Loam", "Mere"]),
        ("Dale Wold Police did, Dale\u2011Wold too.", ["Dale Wold Police", "Dale\u2011Wold"]),
        ("The Mount force did; a mount did not, nor a Constabulary.", ["Mount"]),
        ("Chief Constable Quill and Mr Holt-Dunn said so.", ["Quill", "Holt-Dunn"]),
        ("Ms Ash of Arc, and police, said a quill did; the mere loam.", []),
    ],
)
def test_a_name_is_known_in_its_other_shapes(sentence: str, words: list[str]) -> None:
    """“Dyfed Powys”, “Avon” and a chief officer's surname passed in another body's letter."""
    assert _others(sentence) == words


def test_a_part_of_its_own_name_is_no_name_of_another() -> None:
    assert _others("Loam’s plans and Mere’s; Mr Holt-Dunn.", 1) == []


def test_what_others_share_is_no_name_of_another_with_a_hyphen_in_it_either() -> None:
    called = ("North-West Ambulance", "North-West Fire", "Kent Police")
    bodies = tuple(Body(f"b{at}", name, {"code": f"b{at}", "name": name}) for at, name in enumerate(called))
    names = Names(bodies, bodies[2])
    assert [each.words for each in objections_to_names("In the North West.", names)] == []
    assert [each.words for each in objections_to_names("We met North West Fire.", names)] == [
        "North West Fire"
    ]
