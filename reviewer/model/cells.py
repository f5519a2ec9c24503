"""A sheet's cells, from the part's own text: rows are its lines, cells are divided by tabs. Rows and columns count from 0.

Cells side by side are an area, "B2:C4"; its words are those of its cells alone, and stand like a sheet of its own: a line for each
of its rows, a tab between two of its columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from reviewer.model.documents import Part
from reviewer.model.patterns import pattern
from reviewer.model.places import Place, PlaceSort

MOST_COLUMNS = 1 << 14
_TOP = 12  # rows that may hold the heading
_CELL = pattern(r"[^\t\n]*")
_NUMBER = pattern(r"[-+£$€(]*[\d.,\s]+[%)]*")


_NAME = pattern(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


class Area(NamedTuple):
    """Cells side by side, from the first row and column to the last, with these."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """Return "B2:C4", or "B2" for one cell."""
        first, last = (
            f"{letters(column)}{row + 1}"
            for row, column in ((self.top, self.left), (self.bottom, self.right))
        )
        return first if first == last else f"{first}:{last}"


@lru_cache(20_000)
def position(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name, None for what is none."""
    match = _NAME.fullmatch(name.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area_of(place: str) -> Area | None:
    """Return the cells that a place names, ``sheet:Name!B2:C4``; None where it names one, or a whole part."""
    at = Place.parse(place)
    first, colon, last = at.cell.partition(":")
    begin, end = position(first), position(last)
    if at.sort is not PlaceSort.SHEET or not colon or begin is None or end is None:
        return None
    return Area(*map(min, begin, end), *map(max, begin, end))


class Shown(NamedTuple):
    """A cell that shows something: where, and start and end in the part's text."""

    row: int
    column: int
    start: int
    end: int


class _Row(NamedTuple):
    """What an area has of a row, from the first of its cells that shows something to the last: where, and their words."""

    row: int
    column: int
    start: int
    words: list[str]

    @property
    def end(self) -> int:
        return self.start + sum(map(len, self.words)) + len(self.words) - 1


def _rows(part: Part, area: Area) -> Iterator[_Row]:
    """Yield the rows of an area that show something in it."""
    first = bisect_left(part.cells, area[:2], key=_position)
    last = bisect_right(part.cells, area[2:], key=_position) - 1
    if last < first:
        return
    (row, column), start = _position(part.cells[first]), part.cells[first][0]
    end = _CELL.match(part.text, part.cells[last][0])
    for line in part.text[start : end.end() if end else start].split("\n"):
        words = line.split("\t")
        left, right = max(0, area.left - column), min(len(words), area.right + 1 - column)
        while left < right and not words[left]:
            left += 1
        while left < right and not words[right - 1]:
            right -= 1
        if left < right:
            yield _Row(row, column + left, start + sum(map(len, words[:left])) + left, words[left:right])
        row, column, start = row + 1, 0, start + len(line) + 1


def _position(cell: tuple[int, str]) -> tuple[int, int]:
    return position(cell[1]) or (0, 0)


def shown_in(part: Part, area: Area) -> Iterator[Shown]:
    """Yield an area's cells that show something, in order."""
    for row in _rows(part, area):
        at = row.start
        for column, words in enumerate(row.words, row.column):
            if words:
                yield Shown(row.row, column, at, at + len(words))
            at += len(words) + 1


def filled(part: Part, area: Area) -> Area | None:
    """Return the smallest area that has all cells of this one that show something; None if none does."""
    rows = list(_rows(part, area))
    if not rows:
        return None
    left, right = min(row.column for row in rows), max(row.column + len(row.words) for row in rows)
    return Area(rows[0].row, left, rows[-1].row, right - 1)


def reach(part: Part, area: Area) -> tuple[int, int]:
    """Return where an area's first cell that shows something starts in the part's text, and where its last one ends."""
    rows = list(_rows(part, area))
    return (rows[0].start, rows[-1].end) if rows else (0, 0)


def stretches(part: Part, area: Area) -> list[tuple[int, int]]:
    """Return the stretches of the part's text that an area's rows are."""
    return [(row.start, row.end) for row in _rows(part, area)]


def words_of(part: Part, area: Area) -> str:
    """Return the words of an area's cells."""
    pieces, at = list[str](), area.top
    for row in _rows(part, area):
        pieces += ["\n" * (row.row - at), "\t" * (row.column - area.left), "\t".join(row.words)]
        at = row.row
    return "".join(pieces)


def quoted(part: Part, place: str, start: int, end: int) -> str:
    """Return the words of a passage: the cells' that its place names, else those from *start* to *end* of the part's text."""
    area = None if part.place == place else area_of(place)
    return part.text[start:end] if area is None else words_of(part, area)


def cells_of(place: str, quote: str) -> tuple[tuple[str, str], ...]:
    """Return the cells that a passage quotes: the name of each, and its words; () where it is of no sheet.

    One that was made as a run of a sheet's text begins in the cell of its place, and goes on in whole rows.
    """
    area, at = area_of(place), Place.parse(place)
    begin = area[:2] if area else position(at.cell)
    if begin is None or at.sort is not PlaceSort.SHEET:
        return ()
    return tuple(
        (Area(row, column, row, column).name, words)
        for row, line in enumerate(quote.split("\n"), begin[0])
        for column, words in enumerate(line.split("\t"), begin[1] if area or row == begin[0] else 0)
        if words.strip()
    )


class Sheet:
    """Rows and columns from 0; positions are code points in the part's text."""

    def __init__(self, part: Part) -> None:
        """Take a part whose place is ``sheet:Name``."""
        self.part = part
        self.place = part.place
        text = part.text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._names = [start for start, _ in part.cells]
        self._raw = dict(part.raw)
        self.rows = len(self._starts)
        self.columns = 1 + max((text.count("\t", *self._line(row)) for row in range(self.rows)), default=0)
        self.heading = self._heading()

    def _line(self, row: int) -> tuple[int, int]:
        following = row + 1
        end = self._starts[following] - 1 if following < self.rows else len(self.part.text)
        return self._starts[row], end

    def spans(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of each cell of a row that has any text, and of the empty ones before."""
        start, end = self._line(row)
        while start <= end:
            tab = self.part.text.find("\t", start, end)
            yield start, end if tab < 0 else tab
            if tab < 0:
                return
            start = tab + 1

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Return start and end of a cell; both the line's end where the row is shorter."""
        end = self._line(row)[1]
        return next(islice(self.spans(row), column, None), (end, end))

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        start, end = self.span(row, column)
        return self.part.text[start:end]

    def raw(self, row: int, column: int) -> str:
        """Return the number that a cell holds where it shows it otherwise, else ""."""
        return self._raw.get(self.name(row, column), "") if self._raw else ""

    def named(self) -> Iterator[tuple[str, str, str]]:
        """Yield the name of each cell that shows something, what it shows, and its number if it shows another."""
        for start, name in self.part.cells:
            match = _CELL.match(self.part.text, start)
            yield name, match[0] if match else "", self._raw.get(name, "")

    def at(self, point: int) -> tuple[int, int]:
        """Return row and column of a position."""
        row = max(0, bisect_right(self._starts, point) - 1)
        start = self._starts[row]
        return row, self.part.text.count("\t", start, max(start, point))

    def name(self, row: int, column: int) -> str:
        """Return a cell's name as its own program says it, "B4"."""
        start, end = self.span(row, column)
        at = bisect_right(self._names, start) - 1
        if start < end and at >= 0 and self._names[at] == start:
            return self.part.cells[at][1]
        return f"{letters(column)}{row + 1}"

    def find(self, name: str) -> tuple[int, int] | None:
        """Return row and column of a cell by its name; an empty cell is reckoned from its letters."""
        for start, cell in self.part.cells:
            if cell == name.upper():
                return self.at(start)
        at = position(name)
        return at if at and at[0] < self.rows and at[1] < self.columns else None

    def _heading(self) -> int | None:
        """Return the row that names the columns: the fullest of the first ones, without numbers, if there is any."""
        best, most = None, 1
        for row in range(min(_TOP, self.rows)):
            filled = [text for start, end in self.spans(row) if (text := self.part.text[start:end].strip())]
            words = [text for text in filled if not _NUMBER.fullmatch(text)]
            if len(filled) > most and len(words) == len(filled):
                best, most = row, len(filled)
        return best


def letters(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
