"""What the document pane is given and what it gives back: plain values and protocols, no Qt.

Offsets count code points in ``Part.text``. Page geometry is in points from the top left of the page as
shown (rotation applied). A place is a part's place: page 7 of a paged document is ``p7``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reviewer.model import DocumentText, Place, PlaceSort
from reviewer.model.pages import Link, Outline
from reviewer.model.places import page_below


class Bitmap(Protocol):
    """Pixels of a page: ``data`` holds ``height`` rows of ``stride`` bytes, each pixel B, G, R, unused."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def stride(self) -> int: ...
    @property
    def data(self) -> bytes: ...


class LayerText(Protocol):
    """What was recognised on a page that has a text of its own: in the area of a picture, or of all the page ``instead`` of its own.

    Boxes are as in ``PageText``.
    """

    @property
    def place(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def boxes(self) -> Sequence[float]: ...
    @property
    def area(self) -> tuple[float, float, float, float]: ...
    @property
    def instead(self) -> bool: ...


class PageText(Protocol):
    """A page's text with four numbers a code point: left, top, right, bottom, in points; and what was recognised beside."""

    @property
    def text(self) -> str: ...
    @property
    def boxes(self) -> Sequence[float]: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def layers(self) -> Sequence[LayerText]: ...


class PageSource(Protocol):
    """Where pages come from. Every method may block; ``text`` is called from one thread, all else from another.

    ``page`` counts from 0. A ``ReviewerError`` that is raised is shown where the page would be.
    """

    def sizes(self, document: str) -> tuple[tuple[float, float], ...]:
        """Return width and height of each page as shown, in points."""
        ...

    def render(
        self, document: str, page: int, scale: float, clip: tuple[int, int, int, int] | None
    ) -> Bitmap:
        """Draw a page at ``scale`` pixels a point; ``clip`` is x, y, width, height in those pixels."""
        ...

    def picture(self, document: str, place: str, side: int) -> Bitmap:
        """Return the picture of a part, no side longer than ``side`` pixels."""
        ...

    def boxes(self, document: str, page: int) -> PageText:
        """Return the page's text, which is its ``Part.text``, with a box for each code point."""
        ...

    def links(self, document: str, page: int) -> Sequence[Link]:
        """Return where the page's links stand and what each names; nothing follows them."""
        ...

    def outline(self, document: str) -> Outline:
        """Return the document's page labels and headings."""
        ...

    def text(self, document: str) -> DocumentText:
        """Return the document's text by parts."""
        ...


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected, as a passage wants it: ``quote`` is ``Part.text[start:end]``."""

    document: str
    place: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Range:
    """A range of code points in one place."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to highlight for the criterion with this number, from 1.

    ``label`` is what a person is told of it; ``key`` comes back when the mark is activated (the label if empty).
    """

    place: str
    start: int
    end: int
    number: int
    label: str
    key: str = ""

    @property
    def range(self) -> Range:
        """What it highlights."""
        return Range(self.place, self.start, self.end)


def page_of(place: str) -> int | None:
    """Return the page index of a place like ``p7`` (6), or None if it is no page."""
    return Place.parse(place).page_index


def page_with(place: str) -> int | None:
    """Return the index of the page that a place is, or stands on or beside (``p7``, ``p7/picture2``), or None."""
    return page_below(place).page_index


def on_its_page(target: Range) -> Range:
    """Return the page that a range stands beside, as a comment in ``p7/comments`` does, for one that is on no page itself."""
    page, beside, _rest = target.place.partition("/")
    return Range(page, 0, 0) if beside and page_of(page) is not None else target


def place_of(page: int) -> str:
    """Return the place of a page index: 6 gives ``p7``."""
    return str(Place.page(page))


def is_sheet(place: str) -> bool:
    """Tell whether a place is a sheet of a workbook, or a cell of one."""
    return Place.parse(place).sort is PlaceSort.SHEET


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without the white space at its ends; empty if there is nothing else."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def bare(place: str) -> str:
    """Return the place of the whole part: that of a cell is its sheet's."""
    return str(Place.parse(place).whole)
