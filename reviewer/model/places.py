"""Places in documents: page 7, slide 3, a cell of a sheet, a part of a message; and spans of their text."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from reviewer.model.frozen import dataclass
from reviewer.model.patterns import pattern

_SHEET = "sheet:"
_CELL = pattern(r"(?P<name>.*)!(?P<cell>[^!]*)\Z", re.DOTALL)
_NUMBERED = pattern(r"(?P<sort>p|slide|s)(?P<number>[1-9]\d*)\Z", re.ASCII)
_MIME = "mime"


class PlaceSort(StrEnum):
    """What a place is, by the word that its text begins with."""

    PAGE = "p"
    SLIDE = "slide"
    SHEET = "sheet:"
    SECTION = "s"
    MESSAGE = "mime"
    TEXT = "text"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as its text says: ``p7``, ``slide3``, ``sheet:Name!B4`` or ``!B2:C4``, ``s4`` (a section), ``mime1.2`` or ``text``.

    ``number`` counts pages, slides and sections from 1; ``name`` is a sheet's, a part of a message's, or the whole text of
    what is none of these; ``cell`` is "" for a sheet as a whole.
    """

    sort: PlaceSort
    number: int = 0
    name: str = ""
    cell: str = ""

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place of a text; every text is one, and ``str`` of it is the text again."""
        if text.startswith(_SHEET):
            name = text.removeprefix(_SHEET)
            match = _CELL.match(name)
            if match and match["cell"]:
                return cls(PlaceSort.SHEET, name=match["name"], cell=match["cell"])
            return cls(PlaceSort.SHEET, name=name)
        numbered = _NUMBERED.match(text)
        if numbered:
            return cls(PlaceSort(numbered["sort"]), int(numbered["number"]))
        if text == PlaceSort.TEXT:
            return cls(PlaceSort.TEXT)
        if text.startswith(_MIME):
            return cls(PlaceSort.MESSAGE, name=text.removeprefix(_MIME))
        return cls(PlaceSort.OTHER, name=text)

    @classmethod
    def page(cls, index: int) -> Place:
        """Return the place of a page by its index from 0."""
        return cls(PlaceSort.PAGE, index + 1)

    @property
    def page_index(self) -> int | None:
        """The index of a page from 0, None for what is no page."""
        return self.number - 1 if self.sort is PlaceSort.PAGE else None

    @property
    def whole(self) -> Place:
        """The place of the whole part: that of a cell is its sheet's."""
        return replace(self, cell="") if self.cell else self

    def __str__(self) -> str:
        """Return the text that stands for it."""
        number = str(self.number) if self.number else ""
        return f"{self.sort}{number}{self.name}{f'!{self.cell}' if self.cell else ''}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: code points of a part's text, whose place is kept as its text.

    ``end`` 0 means the part's beginning.
    """

    document: str
    place: str
    start: int = 0
    end: int = 0

    @property
    def at(self) -> Place:
        """The place, taken apart."""
        return Place.parse(self.place)


_RECOGNISED = "/recognised"


def recognised_layer(place: str) -> str:
    """Return the place of what was recognised on a page that has a text of its own: of ``p7``, ``p7/recognised``."""
    return f"{place}{_RECOGNISED}"


def is_recognised_layer(place: str) -> bool:
    """Tell whether a place is that of what was recognised on a page that has a text of its own."""
    return place.endswith(_RECOGNISED)


def page_below(place: str) -> Place:
    """Return the page that a layer is one of, as ``p7/recognised`` or ``p7/comments``; any other place is itself."""
    page, _slash, _layer = place.partition("/")
    below = Place.parse(page)
    return below if below.sort is PlaceSort.PAGE else Place.parse(place)
