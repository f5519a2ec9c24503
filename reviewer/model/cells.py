"""A sheet's cells, from the part's own text: rows are its lines, cells are divided by tabs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from reviewer.model.documents import Part

_TOP = 12  # rows that may hold the heading
_CELL = re.compile(r"[^\t\n]*")
_NUMBER = re.compile(r"[-+£$€(]*[\d.,\s]+[%)]*")


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
            found = _CELL.match(self.part.text, start)
            yield name, found[0] if found else "", self._raw.get(name, "")

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
        found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", name.upper())
        if found is None:
            return None
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        row = int(found[2]) - 1
        return (row, column - 1) if 0 <= row < self.rows and column <= self.columns else None

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
