"""Cells as text: a line per row, cells apart by tabs, and where each cell starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Room(NamedTuple):
    """How much of a workbook is read still: a name is kept for each cell, and repeated ones make millions out of a line."""

    letters: int
    cells: int


class Cell(NamedTuple):
    """What a cell shows, and the number that it holds where it shows it otherwise, "" elsewhere.

    Row and column count from 1. It is a tuple, for there are millions.
    """

    row: int
    column: int
    text: str
    raw: str = ""

    @property
    def name(self) -> str:
        """Return its name, "B4"."""
        return f"{column_name(self.column - 1)}{self.row}"


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet's text, the offset and name of each cell in it, name and number of cells that show it otherwise; if it was cut."""

    text: str
    cells: tuple[tuple[int, str], ...]
    raw: tuple[tuple[str, str], ...] = ()
    is_cut: bool = False


def sheet_text(cells: Iterable[Cell], budget: Room) -> SheetText:
    """Return cells, which come in order, as text, as far as there is room; rows and columns in between stay empty."""
    pieces, names, raw = list[str](), list[tuple[int, str]](), list[tuple[str, str]]()
    at, row, column = 0, 1, 1
    last = (0, 0)
    for to_row, to_column, written, held in cells:
        text = flat(written)
        if not text or last == (to_row, to_column):
            continue
        last = (to_row, to_column)
        down = to_row - row
        gap = to_column - (1 if down else column)
        if at + down + gap + len(text) > budget.letters or len(names) >= budget.cells:
            return SheetText("".join(pieces), tuple(names), tuple(raw), is_cut=True)
        pieces += ["\n" * down, "\t" * gap, text]
        at, row, column = at + down + gap, to_row, to_column
        name = f"{column_name(column - 1)}{row}"
        names.append((at, name))
        if held:
            raw.append((name, held))
        at += len(text)
    return SheetText("".join(pieces), tuple(names), tuple(raw))


def flat(text: str) -> str:
    """Return a text without the signs that divide cells and rows."""
    return text if text.isprintable() else " ".join(text.replace("\t", " ").splitlines())


@lru_cache(20_000)
def column_name(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
