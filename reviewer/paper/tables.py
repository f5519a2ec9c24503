"""Tables to strips: a short row is one, a tall one a strip a line; the head is repeated on every page as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.paper.blocks import Table, Text, runs_of
from reviewer.paper.columns import columns_of
from reviewer.paper.lines import Line, Setter
from reviewer.paper.marks import Fill, Flow, Hold, Placed, Strip, Words
from reviewer.paper.strips import holds, text_strips
from reviewer.paper.styles import CAPTION, HEIGHT, LINE, NAVY, TINT, Style
from reviewer.paper.tree import Node

RULE = 0.6
GAP = 10.0
TALL = HEIGHT / 3  # a row that is higher may be split; a head that is, is not repeated
SHORT = HEIGHT / 2  # a table that is no higher stays on one page


def table_strips(table: Table, setter: Setter, width: float, root: Node) -> Iterator[Strip]:
    """Yield caption, head and rows. The head stays with the first row, the caption with the head.

    PaperError, naming the table, if it has more columns than fit.
    """
    grid = _Grid(table, setter, width)
    node = root.add("Table")
    made: list[list[Strip]] = []
    if table.caption:
        flow = Flow(node.add("Caption"), runs_of(table.caption))
        words = Words(flow, setter.lines(flow.runs, CAPTION, width), CAPTION, width)
        made.append(list(text_strips(words, 0, inner=Hold.WISH)))
    made.append(grid.row(table.head, node.add("TR"), head=True))
    first = len(made)
    furniture = grid.row(table.head, None, head=True)
    again = furniture[0] if len(furniture) == 1 else None
    rows = (grid.row(cells, node.add("TR")) for cells in table.rows)
    made.extend([replace(strip, again=again) for strip in row] for row in rows)
    made[-1][-1] = replace(made[-1][-1], height=made[-1][-1].height + GAP)
    yield from _held(made, first)


def _held(made: list[list[Strip]], first: int) -> Iterator[Strip]:
    """Say what holds on to what: all of a short table; of a long one the head to the first row, and the last two."""
    short = sum(strip.height for row in made[first:] for strip in row) <= SHORT
    for index, row in enumerate(made):
        if index == len(made) - 1:
            hold = Hold.NONE
        elif index < first:
            hold = Hold.MUST
        else:
            hold = Hold.WISH if short or index == len(made) - 2 else Hold.NONE
        yield from row[:-1]
        yield replace(row[-1], hold=hold)


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    flow: Flow
    lines: tuple[Line, ...]
    style: Style
    width: float


class _Grid:
    def __init__(self, table: Table, setter: Setter, width: float) -> None:
        self._setter = setter
        self._numeric = table.numeric
        self._columns = columns_of(table, setter, width)

    def row(self, cells: tuple[Text, ...], row: Node | None, *, head: bool = False) -> list[Strip]:
        """Set one row; without an element it is furniture. A head has a ground, unless it is so high that it is split."""
        placed = list(self._cells(cells, row, head=head))
        leading, pad = self._columns.style.leading, self._columns.pad
        count = max((len(cell.lines) for cell in placed), default=1)
        height = count * leading + 2 * pad
        wide = sum(self._columns.widths)
        rule = Placed(0, height - RULE, Fill(wide, RULE, LINE))
        if height <= TALL:
            words = (Placed(cell.x, pad, _words(cell, cell.lines)) for cell in placed)
            ground = (Placed(0, 0, Fill(wide, height, TINT)),) if head else ()
            return [Strip(height, (*ground, rule, *words))]
        return list(self._lines(placed, count, wide))

    def _lines(self, cells: list[_Cell], count: int, wide: float) -> Iterator[Strip]:
        """A tall row a line at a time, the same line of each cell beside each other."""
        leading, pad = self._columns.style.leading, self._columns.pad
        for at, hold in enumerate(holds(count)):
            above, below = (pad if at == 0 else 0.0), (pad if at == count - 1 else 0.0)
            height = above + leading + below
            marks = [Placed(c.x, above, _words(c, c.lines[at : at + 1])) for c in cells if at < len(c.lines)]
            if at == count - 1:
                marks.append(Placed(0, height - RULE, Fill(wide, RULE, LINE)))
            yield Strip(height, tuple(marks), hold=hold)

    def _cells(self, cells: tuple[Text, ...], row: Node | None, *, head: bool) -> Iterator[_Cell]:
        x, pad = 0.0, self._columns.pad
        look = self._columns.style
        for column, (text, width) in enumerate(zip(cells, self._columns.widths, strict=True)):
            style = replace(
                look, colour=NAVY if head else look.colour, strong=head, right=column in self._numeric
            )
            flow = Flow(_element(row, column, head=head), runs_of(text))
            lines = self._setter.lines(flow.runs, style, width - 2 * pad)
            yield _Cell(x + pad, flow, lines, style, width - 2 * pad)
            x += width


def _words(cell: _Cell, lines: tuple[Line, ...]) -> Words:
    return Words(cell.flow, lines, cell.style, cell.width)


def _element(row: Node | None, column: int, *, head: bool) -> Node | None:
    if row is None:
        return None
    if head:
        return row.add("TH", "Table", Scope="Column")
    return row.add("TH", "Table", Scope="Row") if column == 0 else row.add("TD")
