"""Compared texts in the index: which wait, and what becomes of the pages that are doubted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Index, PageBoxes
from reviewer.model import DocumentText, NoteCode, NoText, Part, Picture
from reviewer.model.doubts import Doubt, DoubtedPage
from reviewer.model.notes import note

LIAR = "ab" * 32
PARTS = (
    Part("p1", "page 1", "Printed words"),
    Part("p2", "page 2", "Qsjoufe xpset"),
    Part("p3", "page 3", "\ufffd\ufffd\ufffd"),
    Part("p3/recognised", "page 3", "", no_text=NoText.LETTERS),
)
TOLD = note(NoteCode.LETTERS_UNKNOWN, "p3", page=3)
DOUBTED = (DoubtedPage(1, (Doubt.OTHER_LETTERS,), 1.0), DoubtedPage(2, (Doubt.UNKNOWN_LETTERS,), 1.0))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path, writable=True)
    made.put(DocumentText(LIAR, "pdf", "pdfium-1/1", PARTS, also=(TOLD,)))
    yield made
    made.close()


def waiting(index: Index) -> list[str]:
    return [each.place for each in index.pages.queue([LIAR])]


def test_a_pdf_with_text_of_its_own_waits_to_be_compared_once(index: Index) -> None:
    scan, letter = "cd" * 32, "ef" * 32
    index.put(DocumentText(scan, "pdf", "x", (Part("p1", "page 1", "", no_text=NoText.PICTURE),)))
    index.put(DocumentText(letter, "docx", "x", (Part("s1", "section 1", "Words"),)))
    assert index.compared.queue([LIAR, scan, letter]) == (LIAR,)
    index.compared.put(LIAR, (), "x")
    assert index.compared.queue([LIAR, scan, letter]) == ()
    assert index.text(LIAR) == DocumentText(LIAR, "pdf", "pdfium-1/1", PARTS, also=(TOLD,))


def test_a_doubted_page_waits_for_recognition_beside_its_own_text(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    text = index.text(LIAR)
    assert text
    assert text.parts == (*PARTS, Part("p2/recognised", "page 2", "", no_text=NoText.LETTERS))
    assert waiting(index) == ["p3/recognised", "p2/recognised"]
    summary = index.summary([LIAR])[LIAR]
    assert (summary.pages, summary.pages_without_text, summary.unread, summary.waiting) == (3, 2, 2, 2)


def test_why_is_told_once_a_reason_and_not_what_was_told_before(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    text = index.text(LIAR)
    assert text
    assert [(each.code, each.place, each.value("names")) for each in text.also] == [
        (NoteCode.LETTERS_UNKNOWN, "p3", None),
        (NoteCode.DOUBTED_LETTERS, "p2", ("2",)),
    ]


def test_what_is_recognised_is_kept_beside_and_both_are_found(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    read = Part("p2/recognised", "page 2", "Printed words", recognised=True, confidence=90)
    assert index.pages.put(LIAR, read, PageBoxes(bytes(16 * len(read.text)), 595, 842), "tesseract")
    assert [hit.place for hit in index.search("Qsjoufe")] == ["p2"]
    assert {hit.place for hit in index.search("printed")} == {"p1", "p2/recognised"}
    summary = index.summary([LIAR])[LIAR]
    assert (summary.pages_without_text, summary.waiting) == (1, 1)


def test_of_a_page_that_recognition_makes_nothing_of_it_stays_unread(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    layer = Part("p2/recognised", "page 2", "", no_text=NoText.LETTERS)
    index.pages.put(LIAR, layer, PageBoxes(b"", 0, 0), "")
    text = index.text(LIAR)
    assert text
    assert [(piece.place, piece.why, piece.waits) for piece in text.unread] == [
        ("p3/recognised", NoText.LETTERS, True),
        ("p2/recognised", NoText.LETTERS, False),
    ]
    assert text.without_text == 2


def test_the_slower_of_two_changes_nothing(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    before = index.text(LIAR)
    index.compared.put(LIAR, (replace(DOUBTED[0], number=0),), "y")
    assert index.text(LIAR) == before


def test_a_text_that_is_read_again_is_compared_again(index: Index) -> None:
    index.compared.put(LIAR, DOUBTED, "x")
    index.put(DocumentText(LIAR, "pdf", "pdfium-2/1", PARTS))
    assert index.compared.queue([LIAR]) == (LIAR,)


def test_words_over_a_picture_are_told_of_and_the_picture_says_what_it_shows(index: Index) -> None:
    picture = Part(
        "p1/picture1", "page 1, picture 1", "", NoText.PICTURE, picture=Picture("0/300", "12" * 32, "p1", box=(0, 0, 9, 9))
    )  # fmt: skip
    index.put(DocumentText(LIAR, "pdf", "pdfium-1/1", (*PARTS[:2], picture)))
    index.compared.put(LIAR, [DoubtedPage(0, (Doubt.LAYER_MOVED,), 1.0)], "x")
    text = index.text(LIAR)
    assert text
    assert [part.place for part in text.parts] == ["p1", "p2", "p1/picture1"]
    assert [each.code for each in text.also] == [NoteCode.DOUBTED_LAYER_PLACE]
