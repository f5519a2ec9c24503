"""Page labels, headings and the addresses of links, from real files in a real reader process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import Reader
from reviewer.model.pages import Heading


@pytest.fixture
def texts(shared: Path) -> Path:
    return shared / "corpus" / "pdf-text"


@pytest.fixture
def reading() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def test_pages_are_labelled_as_the_file_says(reading: Reader, texts: Path) -> None:
    assert reading.outline(texts / "PageLabelsTest.pdf").labels[:6] == ("i", "ii", "iii", "iv", "1", "2")
    assert reading.outline(texts / "toc.pdf").labels == (), "1, 2, 3 is no label"


def test_a_page_is_listed_by_what_the_file_calls_it_beside_its_number(reading: Reader, texts: Path) -> None:
    path = texts / "PageLabelsTest.pdf"
    labels = [part.label for part in reading.read(path, path.name, "0" * 64).text.parts]
    assert labels[3:5] == ["page 4 (iv)", "page 5 (1)"]
    path = texts / "toc.pdf"
    assert reading.read(path, path.name, "0" * 64).text.parts[1].label == "page 2"


def test_headings_come_in_reading_order_with_their_pages(reading: Reader, texts: Path) -> None:
    headings = reading.outline(texts / "pdflatex-outline.pdf").headings
    assert headings[0] == Heading(0, "Foo", 1)
    assert len(headings) == 9
    assert [heading.depth for heading in reading.outline(texts / "cyclic-toc.pdf").headings][:2] == [0, 1]


def test_an_outline_that_leads_round_in_circles_ends(reading: Reader, texts: Path) -> None:
    assert len(reading.outline(texts / "cyclic-toc.pdf").headings) == 3


def test_a_link_says_its_address_and_where_it_stands(reading: Reader, texts: Path) -> None:
    path = texts / "libre-office-link.pdf"
    (link,) = reading.links(path, 0)
    assert (link.address, link.page) == ("https://martin-thoma.com/", -1)
    text = reading.page_boxes(path, 0)
    at = text.text.index("link to")
    left, top, right, bottom = text.boxes[4 * at : 4 * at + 4]
    assert link.left - 3 <= left < right <= link.right + 3
    assert link.top - 3 <= top < bottom <= link.bottom + 3


def test_links_are_there_after_the_page_was_drawn(reading: Reader, texts: Path) -> None:
    path = texts / "pdflatex-outline.pdf"
    reading.render(path, 0, 1.0)
    links = reading.links(path, 0)
    assert links
    assert all(link.page >= 0 and not link.address for link in links)


def test_what_is_no_pdf_has_none(reading: Reader, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Plain words.", encoding="utf-8")
    assert reading.outline(path).headings == ()
    assert reading.links(path, 0) == ()
