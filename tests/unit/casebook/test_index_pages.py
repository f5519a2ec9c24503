"""Recognised pages in the index: found, counted, and where their characters are; tried pages wait no more."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Index, PageBoxes, PictureRead
from reviewer.model import DocumentText, NoText, Part, Picture

SCAN = "ab" * 32
PARTS = (
    Part("p1", "page 1", "Printed words"),
    Part("p2", "page 2", "", no_text=NoText.PICTURE),
    Part("p3", "page 3", "", no_text=NoText.PICTURE),
)
READ = Part("p2", "page 2", "Seen\u00ad words", recognised=True, confidence=91, tried=True)
BOXES = PageBoxes(array("f", range(4 * len(READ.text))).tobytes(), 595.0, 842.0)
NONE = PageBoxes(b"", 0.0, 0.0)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path, writable=True)
    made.put(DocumentText(SCAN, "pdf", "pdfium-1/1", PARTS))
    yield made
    made.close()


def places(index: Index, *documents: str) -> list[tuple[str, str]]:
    """What waits, by document and place."""
    return [(waiting.document, waiting.place) for waiting in index.pages.queue(documents)]


def test_pages_without_text_wait_in_order_and_only_those_that_can_be_drawn(index: Index) -> None:
    other = "cd" * 32
    index.put(DocumentText(other, "pptx", "x", (Part("slide1", "slide 1", "", no_text=NoText.PICTURE),)))
    assert places(index, SCAN, other) == [(SCAN, "p2"), (SCAN, "p3")]
    assert places(index, other) == []


def test_a_recognised_page_is_found_and_counted_and_has_its_boxes(index: Index) -> None:
    before = index.summary([SCAN])[SCAN]
    assert index.pages.put(SCAN, READ, BOXES, "tesseract-5/1")
    after = index.summary([SCAN])[SCAN]
    assert (before.pages_without_text, before.pages_recognised) == (2, 0)
    assert (after.pages_without_text, after.pages_recognised) == (1, 1)
    assert after.text_hash != before.text_hash
    assert after.extractor == "pdfium-1/1+tesseract-5/1"
    assert [hit.place for hit in index.search("seen")] == ["p2"]
    text = index.text(SCAN)
    assert text
    assert text.parts == (PARTS[0], READ, PARTS[2])
    assert index.pages.page(SCAN, "p2") == (READ.text, BOXES)
    assert index.pages.page(SCAN, "p1") is None
    assert places(index, SCAN) == [(SCAN, "p3")]


def test_the_engine_is_named_once(index: Index) -> None:
    for place in ("p2", "p3"):
        index.pages.put(SCAN, replace(READ, place=place), BOXES, "tesseract-5/1")
    assert index.summary([SCAN])[SCAN].extractor == "pdfium-1/1+tesseract-5/1"


def test_a_page_that_gave_nothing_stays_unreadable_and_waits_no_more(index: Index) -> None:
    assert index.pages.put(SCAN, PARTS[1], NONE, "tesseract-5/1")
    text = index.text(SCAN)
    assert text
    assert text.parts == (PARTS[0], replace(PARTS[1], tried=True), PARTS[2])
    unread = [(piece.place, piece.waits) for piece in text.unread]
    assert unread == [("", True), ("p2", False), ("p3", True)], "its text was not compared yet"
    assert places(index, SCAN) == [(SCAN, "p3")]
    assert index.pages.page(SCAN, "p2") is None


def test_the_slower_of_two_changes_nothing(index: Index) -> None:
    index.pages.put(SCAN, READ, BOXES, "tesseract-5/1")
    assert not index.pages.put(SCAN, replace(READ, text="Other"), BOXES, "tesseract-5/1")
    assert not index.pages.put("ef" * 32, READ, BOXES, "tesseract-5/1")
    text = index.text(SCAN)
    assert text
    assert text.parts[1] == READ


def test_a_document_that_is_put_anew_waits_anew(index: Index) -> None:
    index.pages.put(SCAN, READ, BOXES, "tesseract-5/1")
    index.put(DocumentText(SCAN, "pdf", "pdfium-2/1", PARTS))
    assert index.pages.page(SCAN, "p2") is None
    assert index.search("seen") == ()
    assert len(index.pages.queue([SCAN])) == 2


# --- pictures in documents -------------------------------------------------------------------------

LOGO = "a1" * 32
PICTURE = Picture("word/media/image1.png", LOGO, "s1", 4)
PICTURED = Part("s1/picture1", "beginning, picture 1", "", NoText.PICTURE, picture=PICTURE)
WORDS = PictureRead("tesseract-5/1", "Seen words", bytes(16 * 10), 88)
LETTERS = (Part("s1", "beginning", "Dear all"), PICTURED)
ONE, TWO = "cd" * 32, "ef" * 32


def put_letters(index: Index, *documents: str) -> None:
    """Two letters under one logo."""
    for document in documents:
        index.put(DocumentText(document, "docx", "mammoth", LETTERS))


def test_a_picture_waits_in_each_document_and_is_recognised_everywhere(index: Index) -> None:
    put_letters(index, ONE, TWO)
    assert places(index, ONE, TWO) == [(ONE, "s1/picture1"), (TWO, "s1/picture1")]
    assert (index.summary([ONE])[ONE].unread, index.summary([ONE])[ONE].waiting) == (1, 1)
    assert index.pages.put_picture(LOGO, WORDS) == ((ONE, "s1/picture1"), (TWO, "s1/picture1"))
    assert [hit.document for hit in index.search('"seen words"')] == [ONE, TWO]
    assert places(index, ONE, TWO) == []
    assert (index.summary([TWO])[TWO].unread, index.summary([TWO])[TWO].waiting) == (0, 0)
    assert index.pages.page(TWO, "s1/picture1") == ("Seen words", PageBoxes(WORDS.boxes, 1.0, 1.0))


def test_the_recognised_pictures_of_a_page_are_told_with_their_places(index: Index) -> None:
    on_first = Picture("0/200", LOGO, "p1", box=(10, 20, 110, 70))
    on_eleventh = replace(on_first, within="p11")
    parts = [
        Part("p1", "page 1", "Dear all"),
        Part("p1/comments", "page 1, comments", "Seen words"),
        Part("p1/picture1", "page 1, picture 1", "", NoText.PICTURE, picture=on_first),
        Part("p11/picture1", "page 11, picture 1", "", NoText.PICTURE, picture=on_eleventh),
    ]
    index.put(DocumentText(ONE, "pdf", "pdfium-1/1", tuple(parts)))
    assert index.pages.on_page(ONE, "p1") == ()
    index.pages.put_picture(LOGO, WORDS)
    boxes = PageBoxes(WORDS.boxes, 1.0, 1.0)
    assert index.pages.on_page(ONE, "p1") == (("p1/picture1", "Seen words", boxes, on_first),)
    assert index.pages.on_page(ONE, "p2") == ()


def test_what_was_recognised_instead_of_a_pages_text_is_told_with_its_boxes(index: Index) -> None:
    layer = Part("p1/recognised", "page 1", "", NoText.LETTERS)
    index.put(DocumentText(ONE, "pdf", "pdfium-1/1", (Part("p1", "page 1", "\uf001\uf002"), layer)))
    index.pages.put(ONE, replace(READ, place="p1/recognised"), BOXES, "tesseract-5/1")
    assert index.pages.on_page(ONE, "p1") == (("p1/recognised", READ.text, BOXES, None),)
    assert index.pages.page(ONE, "p1") is None


def test_a_picture_that_comes_again_is_not_recognised_again(index: Index) -> None:
    put_letters(index, ONE)
    index.pages.put_picture(LOGO, WORDS)
    put_letters(index, ONE, TWO)
    assert places(index, ONE, TWO) == []
    assert [hit.document for hit in index.search("seen")] == [ONE, TWO]


def test_a_picture_without_words_is_read_and_one_with_rows_is_an_unread_piece(index: Index) -> None:
    put_letters(index, ONE)
    index.pages.put_picture(LOGO, PictureRead("tesseract-5/1", no_text=NoText.WRITING))
    text = index.text(ONE)
    assert text
    assert [(piece.place, piece.why, piece.waits, piece.picture) for piece in text.unread] == [
        ("s1/picture1", NoText.WRITING, False, LOGO)
    ]
    put_letters(index, TWO)
    index.put(
        DocumentText(
            TWO,
            "docx",
            "mammoth",
            (LETTERS[0], replace(PICTURED, picture=replace(PICTURE, sha256="b2" * 32))),
        )
    )
    index.pages.put_picture("b2" * 32, PictureRead("tesseract-5/1"))
    wordless = index.text(TWO)
    assert wordless
    assert (wordless.unread, wordless.parts[1].wordless) == ((), True)
    assert index.summary([TWO])[TWO].unread == 0
