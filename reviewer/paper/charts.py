"""Bars and signature fields to strips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.errors import PaperError
from reviewer.paper.blocks import Bar, Field, Figure, Run, plain, runs_of
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Fill, Flow, Frame, Placed, Stamp, Strip, Words
from reviewer.paper.styles import CELL, HEIGHT, MM, NAVY, STAMP, TONES
from reviewer.paper.tree import Node

LABELS, STEP, THICK, GAP = 62 * MM, 17.0, 10.0, 10.0
STAMP_WIDTH, STAMP_PAD = 92 * MM, 6.0
MOST = HEIGHT / 2  # points of bars that stand together as one figure


def figure_strips(figure: Figure, setter: Setter, width: float, root: Node) -> Iterator[Strip]:
    """Draw labels, bars to one scale, and the count at each bar's end; the alternative text says the same.

    One that is higher than half a page becomes several, each of which says in words what it shows: a figure that is
    read out stands on one page. PaperError if a label alone is higher.
    """
    grid = _Bars(figure, setter, width)
    parts = list(grid.parts())
    for part in parts:
        alt = (
            figure.alt
            if len(parts) == 1
            else "; ".join(f"{plain(runs_of(bar.label))}: {bar.count}" for bar in part)
        )
        said = {"Alt": alt, "Lang": figure.language}
        yield grid.strip(part, root.add("Figure", "Layout", said, Placement="Block"))


class _Bars:
    def __init__(self, figure: Figure, setter: Setter, width: float) -> None:
        self._bars, self._setter, self._width = figure.bars, setter, width
        self._most = max((bar.count for bar in figure.bars), default=0) or 1
        counts = [setter.extent((Run(str(bar.count)),), CELL)[0] for bar in figure.bars]
        self._counts = max(counts, default=0.0) + 1
        self._room = width - LABELS - 2 * MM - self._counts

    def parts(self) -> Iterator[Sequence[Bar]]:
        """Yield the bars that stand together."""
        part: list[Bar] = []
        used = 0.0
        for bar in self._bars:
            high = self._height(bar)
            if high > HEIGHT - GAP:
                raise PaperError(
                    "The label of a bar that begins “{label}” is longer than a page",
                    "Shorten it.",
                    label=plain(runs_of(bar.label))[:40],
                )
            if part and used + high > MOST:
                yield part
                part, used = [], 0.0
            part.append(bar)
            used += high
        yield part

    def strip(self, bars: Sequence[Bar], node: Node) -> Strip:
        """Draw some of the bars."""
        placed: list[Placed] = []
        y = 0.0
        for bar in bars:
            length = self._room * bar.count / self._most
            placed.append(Placed(0, y, self._words(runs_of(bar.label), LABELS - 3 * MM, node)))
            if bar.count:
                placed.append(Placed(LABELS, y + 2, Fill(length, THICK, TONES.get(bar.tone, NAVY), node)))
            count = self._words((Run(str(bar.count)),), self._counts, node)
            placed.append(Placed(LABELS + length + 2 * MM, y, count))
            y += self._height(bar)
        return Strip(y + GAP, (Placed(0, 0, Frame(node, self._width, y)), *placed))

    def _height(self, bar: Bar) -> float:
        lines = self._setter.lines(runs_of(bar.label), CELL, LABELS - 3 * MM)
        return max(STEP, len(lines) * CELL.leading + 3)

    def _words(self, runs: tuple[Run, ...], width: float, node: Node) -> Words:
        flow = Flow(node, runs)
        return Words(flow, self._setter.lines(flow.runs, CELL, width), CELL, width)


def stamp_strip(field: Field, setter: Setter, width: float, root: Node) -> Strip:
    """Set a signature field's lines; the field grows with them. PaperError if that takes more than half a page."""
    wide = min(STAMP_WIDTH, width)
    lines = tuple(
        line
        for number, text in enumerate(field.lines)
        for line in setter.lines((Run(text, strong=number == 0),), STAMP, wide - 2 * STAMP_PAD)
    )
    height = len(lines) * STAMP.leading + 2 * STAMP_PAD
    if height > MOST:
        raise PaperError(
            "The signature field that begins “{lines}” is higher than half a page",
            "Sign with an identity that has a shorter name.",
            lines=field.lines[0][:40],
        )
    form = root.add("Form", "", {"Lang": field.language})
    stamp = Stamp(form, field.name, field.tooltip, lines, wide, height)
    return Strip(height, (Placed(0, 0, stamp),), before=8)
