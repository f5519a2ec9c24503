"""Passages of cells, ``sheet:Name!B2:C4``: found again where the same cells stand side by side.

Each cell of a sheet that has a passage's words votes for the place where the passage would begin if it were that cell of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.model import DocumentText, Part, Passage
from reviewer.model.cells import MOST_COLUMNS, Area, cells_of, position, shown_in, words_of

ALIKE = 0.5
"""So many of the passage's cells have to be the same for other words at its own address to be taken for it, by a person."""
ALIKE_ELSEWHERE = 0.75
_MOST_VOTERS = 64
_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """An area of a sheet, and how many of a passage's cells are the same there, 0 to 1; ``whole`` if nothing else is there."""

    part: Part
    area: Area
    alike: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A passage's cells by their place in its area, which has so many rows and columns."""

    cells: Sequence[tuple[int, int, str]]
    rows: int
    columns: int

    @classmethod
    def of(cls, passage: Passage, area: Area) -> _Wanted:
        at = [(position(name) or area[:2], words) for name, words in cells_of(passage.place, passage.quote)]
        cells = [(row - area.top, column - area.left, words) for (row, column), words in at]
        return cls(cells, area.bottom - area.top + 1, area.right - area.left + 1)

    def voters(self) -> dict[str, list[tuple[int, int]]]:
        """Return the cells that vote, by their words: those whose words are seldom in the passage come first."""
        often = Counter(words for _, _, words in self.cells)
        chosen = sorted(self.cells, key=lambda cell: (often[cell[2]], -len(cell[2])))[:_MOST_VOTERS]
        voters: dict[str, list[tuple[int, int]]] = {}
        for row, column, words in chosen:
            voters.setdefault(words, []).append((row, column))
        return voters

    def at(self, part: Part, top: int, left: int, quote: str) -> Placed:
        """Return what is in the area of the same size that begins there."""
        area = Area(top, left, top + self.rows - 1, left + self.columns - 1)
        there = {
            (cell.row - top, cell.column - left, part.text[cell.start : cell.end])
            for cell in shown_in(part, area)
        }
        alike = sum(cell in there for cell in self.cells) / max(1, len(self.cells))
        return Placed(part, area, alike, words_of(part, area) == quote)


def placed(wanted: Passage, area: Area, text: DocumentText) -> Iterator[Placed]:
    """Yield where a passage of an area's cells may be now: at its own address, and wherever most of its cells agree."""
    cells = _Wanted.of(wanted, area)
    voters = cells.voters()
    own = text.part(wanted.place)
    if own is not None and own.cells:
        yield cells.at(own, area.top, area.left, wanted.quote)
    for part in text.parts:
        for top, left in _elected(part, voters) if part.cells else ():
            yield cells.at(part, top, left, wanted.quote)


def _elected(part: Part, voters: dict[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    votes: Counter[tuple[int, int]] = Counter()
    last = position(part.cells[-1][1]) or (0, 0)
    for cell in shown_in(part, Area(0, 0, last[0], MOST_COLUMNS)):
        for row, column in voters.get(part.text[cell.start : cell.end], ()):
            if row <= cell.row and column <= cell.column:
                votes[cell.row - row, cell.column - column] += 1
    return [place for place, _ in votes.most_common(_MOST_PLACES)]
