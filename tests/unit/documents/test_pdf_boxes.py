"""Boxes of words: the same from their letters, whichever way they run, and however many answers a file's pages come in."""

from __future__ import annotations

import io
from array import array
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.formats import pages, pdf_boxes
from reviewer.documents.reader import Reader

PAGE = 842.0


def drawn(*lines: str) -> bytes:
    """Return a PDF of pages with a line of text each."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, PAGE))
    for line in lines:
        canvas.drawString(50, 700, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ((10, 30, 20, 18), (40, 30, 50, 18), (10, 30, 50, 18)),  # along
        ((40, 30, 50, 18), (10, 30, 20, 18), (10, 30, 50, 18)),  # backwards
        ((-20, 30, -10, 18), (10, 30, 20, 18), (-20, 30, 20, 18)),  # from beyond the page's edge
        ((-20, 30, -10, 18), (-60, 30, -50, 18), (-60, 30, -10, 18)),
        ((10, 30, 20, 18), (40, 35, 50, 12), (10, 35, 50, 12)),  # a larger letter at its end
        ((10, 30, 20, 18), (10, 30, 20, 18), (10, 30, 20, 18)),  # one letter
    ],
)
def test_a_words_box_holds_its_first_letter_and_its_last(
    first: tuple[float, ...], last: tuple[float, ...], whole: tuple[float, ...]
) -> None:
    along, after = (array("f", (100, 30, 110, 18, *box)) for box in (first, last))
    assert pdf_boxes.spanning(along, after).tolist() == [100, 30, 110, 18, *whole]


def test_no_words_have_no_boxes() -> None:
    assert not pdf_boxes.spanning(array("f"), array("f"))


def test_pages_come_in_answers_of_a_size_and_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch, reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn("one", "two", "three"))
    whole = list(reader.words(path))
    assert [page.text.strip() for page in whole] == ["one", "two", "three"]
    monkeypatch.setattr(pages, "_ENOUGH", 1)
    at: int | None = 0
    asked, said = 0, b""
    while at is not None:
        head, payload = pages.words(path.read_bytes(), {"at": at, "to": None, "step": 60.0})
        assert len(head["pages"]) == 1
        at, asked, said = head["next"], asked + 1, said + bytes(payload)
    assert asked == len(whole)
    assert said == b"".join(
        page.text.encode() + page.spans.tobytes() + page.boxes.tobytes() for page in whole
    )
