"""Tables to strips: a row each, its head repeated on every page as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.paper.blocks import Run, Table
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Fill, Flow, Placed, Strip, Words
from reviewer.paper.styles import CAPTION, CELL, CELL_HEAD, CELL_PAD, HEIGHT, LINE, TINT, Style
from reviewer.paper.tree import Node

RULE = 0.6
GAP = 10.0


def table_strips(table: Table, setter: Setter, width: float, root: Node) -> Iterator[Strip]:
    """Yield caption, head and rows. The head stays with the first row, the caption with the head."""
    node = root.add("Table")
    if table.caption:
        flow = Flow(node.add("Caption"), (Run(table.caption),))
        words = Words(flow, setter.lines(flow.runs, CAPTION, width), CAPTION, width)
        height = len(words.lines) * CAPTION.leading + CAPTION.after
        yield Strip(height, (Placed(0, 0, words),), CAPTION.before, glued=True)
    grid = _Grid(table, setter, width)
    yield grid.row(table.head, node.add("TR"), head=True)
    again = grid.row(table.head, None, head=True)
    rows = [grid.row(cells, node.add("TR"), again=again) for cells in table.rows]
    yield from _kept(rows, HEIGHT / 2)


def _kept(rows: list[Strip], most: float) -> Iterator[Strip]:
    """A short table stays on one page; of a long one the last two rows stay together."""
    short = sum(row.height for row in rows) <= most
    for index, row in enumerate(rows):
        left = len(rows) - 1 - index
        gap = 0 if left else GAP
        yield replace(row, height=row.height + gap, glued=bool(left) and (short or left == 1))


class _Grid:
    def __init__(self, table: Table, setter: Setter, width: float) -> None:
        self._setter = setter
        self._numeric = table.numeric
        shares = table.widths or (1.0,) * len(table.head)
        self._widths = tuple(width * share / sum(shares) for share in shares)

    def row(
        self,
        cells: tuple[str, ...],
        row: Node | None,
        *,
        head: bool = False,
        again: Strip | None = None,
    ) -> Strip:
        """Set one row; without an element it is furniture."""
        placed: list[Placed] = []
        x, height = 0.0, 0.0
        for column, (text, width) in enumerate(zip(cells, self._widths, strict=True)):
            style = Style(
                size=CELL.size,
                leading=CELL.leading,
                after=0,
                colour=(CELL_HEAD if head else CELL).colour,
                strong=head,
                right=column in self._numeric,
            )
            flow = Flow(_cell(row, column, head=head), (Run(text),))
            lines = self._setter.lines(flow.runs, style, width - 2 * CELL_PAD)
            placed.append(Placed(x + CELL_PAD, CELL_PAD, Words(flow, lines, style, width - 2 * CELL_PAD)))
            height = max(height, len(lines) * style.leading + 2 * CELL_PAD)
            x += width
        ground = [Placed(0, 0, Fill(x, height, TINT))] if head else []
        rule = Placed(0, height - RULE, Fill(x, RULE, LINE))
        return Strip(height, (*ground, rule, *placed), glued=head, again=again)


def _cell(row: Node | None, column: int, *, head: bool) -> Node | None:
    if row is None:
        return None
    if head:
        return row.add("TH", "Table", Scope="Column")
    return row.add("TH", "Table", Scope="Row") if column == 0 else row.add("TD")
