"""Readers that share a file say what one alone says, in order, and let go when they are stopped."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.reader import Reader
from reviewer.documents.reader.page_sharing import Together
from reviewer.errors import DocumentError


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Reader, Reader]]:
    with Reader() as one, Reader() as other:
        yield one, other


def book(pages: int) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data)
    for number in range(pages):
        canvas.drawString(72, 700, f"Page {number} says what it says")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.mark.parametrize("pages", [1, 23, 24, 25, 48, 131])
def test_two_readers_give_every_page_once_and_in_order(
    pages: int, both: tuple[Reader, Reader], tmp_path: Path
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(book(pages))
    shared = list(Together(both).words(path))
    assert [page.text.split()[1] for page in shared] == [str(number) for number in range(pages)]
    assert shared == list(both[0].words(path))
    assert both[0].pid
    assert both[1].pid


def test_what_one_of_them_refuses_is_raised(both: tuple[Reader, Reader], tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(book(60)[:900])
    with pytest.raises(DocumentError, match="damaged"):
        list(Together(both).words(path))


def test_who_stops_listening_leaves_no_thread_behind(both: tuple[Reader, Reader], tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(book(400))
    words = Together(both).words(path)
    assert len(list(islice(words, 30))) == 30
    words.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pages shared out")]


def test_a_run_of_pages_can_be_asked_for(both: tuple[Reader, Reader], tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(book(12))
    assert [page.text.split()[1] for page in both[0].words(path, at=3, to=6)] == ["3", "4", "5"]
    assert not list(both[0].words(path, at=12, to=20))
