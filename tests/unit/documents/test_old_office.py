"""Word and PowerPoint files of before 2007, real ones: text, headings, notes, comments, what is hidden, what is locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import Reader
from reviewer.model import DocumentText, Note, NoteCode
from tests.said import said_of


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def text(reader: Reader, shared: Path, name: str, password: str | None = None) -> DocumentText:
    path = shared / "corpus" / name
    found = reader.read(path, path.name, "0" * 64, password).text
    assert found.problem is None
    return found


def labelled(found: DocumentText) -> dict[str, str]:
    return {part.label: part.text for part in found.parts}


def test_an_old_word_document_is_cut_at_its_headings(reader: Reader, shared: Path) -> None:
    found = text(reader, shared, "doc/HeaderFooterUnicode.doc")
    assert [part.label for part in found.parts] == ["beginning", "Molière", "headers and footers"]
    assert labelled(found)["headers and footers"] == (
        "This is a simple header, with a € euro symbol in it.\nThe footer, with Molière, has Unicode in it."
    )
    assert "GBP - £\nEUR - €" in labelled(found)["beginning"]


def test_what_is_hidden_and_said_beside_it_is_told_apart(reader: Reader, shared: Path) -> None:
    found = text(reader, shared, "doc/Fuzzed.doc")
    assert labelled(found)["hidden text"] == "hidden"
    assert labelled(found)["comments"] == "This is a comment."
    (hidden,) = [one for one in found.also if one.code is NoteCode.HIDDEN_TEXT]
    part = found.part(hidden.place)
    assert part is not None
    assert part.text == "hidden"
    assert text(reader, shared, "doc/SimpleMacro.doc").also == (Note(NoteCode.MACROS),)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("doc/Word6.doc", "The quick brown fox jumps over the lazy dog"),
        ("doc/word2.doc", "Mr. Benni Alexander\tNokia Japan Co, Ltd"),
    ],
)
def test_very_old_ones_give_their_text(reader: Reader, shared: Path, name: str, words: str) -> None:
    found = text(reader, shared, name)
    assert words in found.parts[0].text
    assert found.also[0] == Note(NoteCode.BEFORE_1997)


def test_an_old_show_gives_slides_notes_and_comments(reader: Reader, shared: Path) -> None:
    found = text(reader, shared, "presentation/SampleShow.ppt")
    assert [part.place for part in found.parts] == ["slide1", "slide2"]
    assert found.parts[0].text.splitlines() == [
        "Title of the first slide",
        "Subtitle of the first slide",
        "This bit is in italic green",
        "Notes: I am the notes of the first slide",
    ]
    assert "Comment: " in text(reader, shared, "presentation/WithComments.ppt").parts[0].text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("doc/password_password_cryptoapi.doc", "password"),
        ("presentation/Password_Protected-hello.ppt", "hello"),
    ],
)
def test_locked_ones_open_with_their_password(reader: Reader, shared: Path, name: str, password: str) -> None:
    assert text(reader, shared, name, password).also[0] == Note(NoteCode.UNLOCKED)


@pytest.mark.parametrize("name", ["doc/SampleDoc.doc", "presentation/SampleShow.ppt"])
def test_what_is_cut_off_says_so(reader: Reader, shared: Path, tmp_path: Path, name: str) -> None:
    whole = (shared / "corpus" / name).read_bytes()
    for size in range(1024, len(whole), len(whole) // 12):
        (tmp_path / "cut").write_bytes(whole[:size])
        found = reader.read(tmp_path / "cut", Path(name).name, "0" * 64).text
        assert found.problem is None or "sk " in said_of(found.problem), (size, found.problem)
