"""How wide a table's columns are: as their content asks, so that words stay whole where they can (CSS 2.1, 17.5.2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer.errors import PaperError
from reviewer.paper.blocks import Table, plain, runs_of
from reviewer.paper.lines import Setter
from reviewer.paper.styles import CELL, CELL_PAD, SMALL_CELL, SMALL_CELL_PAD, Style

LEAST = 22.0  # points of a cell whose words are cut: some four letters
SPARE = 0.01  # points: what is lost in adding up may not cut a word


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: their widths with the padding at each side, and what cells look like."""

    widths: tuple[float, ...]
    style: Style
    pad: float


def columns_of(table: Table, setter: Setter, width: float) -> Columns:
    """Fit a table's columns into ``width`` points; PaperError, naming the table, where it has too many."""
    usual = _Asked(table, setter, CELL, CELL_PAD)
    asked = usual if sum(usual.least) <= width else _Asked(table, setter, SMALL_CELL, SMALL_CELL_PAD)
    if sum(asked.least) <= width:
        given = _given(table, asked.least, width)
        return Columns(given or _shared(asked.least, asked.most(width), width), asked.style, asked.pad)
    cut = [min(need, LEAST + 2 * asked.pad) for need in asked.least]
    if sum(cut) > width:
        words = plain(runs_of(table.caption)) or " ".join(plain(runs_of(cell)) for cell in table.head)
        start = " ".join(words.split())[:40]
        raise PaperError(
            "The table that begins “{start}” has {number} columns, more than fit beside each other on a page",
            "Make several tables of it, or leave columns out.",
            start=start,
            number=len(table.head),
        )
    return Columns(_shared(cut, asked.least, width), asked.style, asked.pad)


class _Asked:
    """What columns would take: ``least`` where their longest words stay whole, in points with the padding."""

    def __init__(self, table: Table, setter: Setter, style: Style, pad: float) -> None:
        self.style, self.pad = style, pad
        self._extents = [_extent(table, column, setter, style) for column in range(len(table.head))]
        self.least = [longest + 2 * pad + SPARE for longest, _ in self._extents]

    def most(self, width: float) -> list[float]:
        """Return what each would take at most, where all its cells lie on one line, within ``width``."""
        return [min(widest + 2 * self.pad + SPARE, width) for _, widest in self._extents]


def _extent(table: Table, column: int, setter: Setter, style: Style) -> tuple[float, float]:
    """Return the longest word and the widest cell of a column; its heading is bold."""
    bold = tuple(replace(run, strong=True) for run in runs_of(table.head[column]))
    cells = [setter.extent(bold, style), *(setter.extent(runs_of(row[column]), style) for row in table.rows)]
    return max(longest for longest, _ in cells), max(widest for _, widest in cells)


def _given(table: Table, least: Sequence[float], width: float) -> tuple[float, ...]:
    """Return the widths that a table asks for, or none if a word would not fit."""
    if not table.widths:
        return ()
    given = tuple(width * share / sum(table.widths) for share in table.widths)
    return given if all(wide >= need for wide, need in zip(given, least, strict=True)) else ()


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> tuple[float, ...]:
    """Share out what is left over what columns need at least, by how much more each would take.

    A column that takes no more than its fair share has all that it takes: a date is not broken for the sake of a
    column that is broken anyway.
    """
    if sum(most) <= width:  # all lie on one line: the rest goes by what stands in them
        left, total = width - sum(most), sum(most)
        return tuple(wide + left * wide / total for wide in most)
    content = _content(least, most, width)
    left = width - sum(wide for wide in content.values())
    others = [column for column in range(len(least)) if column not in content]
    spare = left - sum(least[column] for column in others)
    more = {column: max(most[column] - least[column], 0.0) for column in others}
    total = sum(more.values()) or 1.0
    return tuple(
        content[column] if column in content else least[column] + spare * more[column] / total
        for column in range(len(least))
    )


def _content(least: Sequence[float], most: Sequence[float], width: float) -> dict[int, float]:
    """Return the widths of the columns that can have all that they take, narrowest first; never all of them."""
    content: dict[int, float] = {}
    for column in sorted(range(len(most)), key=most.__getitem__):
        others = [each for each in range(len(most)) if each not in content and each != column]
        left = width - sum(content.values())
        needed = sum(least[each] for each in others)
        if not others or most[column] > left / (len(others) + 1) or most[column] + needed > left:
            break
        content[column] = max(most[column], least[column])
    return content
