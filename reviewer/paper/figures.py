"""Bars and signature fields to strips."""

from __future__ import annotations

from reviewer.paper.blocks import Field, Figure, Run
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Fill, Flow, Frame, Placed, Stamp, Strip, Words
from reviewer.paper.styles import CELL, MM, NAVY, STAMP, TONES
from reviewer.paper.tree import Node

LABELS, STEP, THICK, GAP = 62 * MM, 17.0, 10.0, 10.0
STAMP_WIDTH, STAMP_PAD = 92 * MM, 6.0


def figure_strip(figure: Figure, setter: Setter, width: float, root: Node) -> Strip:
    """Draw labels, bars to one scale, and the count at each bar's end; the alternative text says the same."""
    node = root.add("Figure", "Layout", {"Alt": figure.alt}, Placement="Block")
    most = max((bar.count for bar in figure.bars), default=0) or 1
    room = width - LABELS - 10 * MM
    placed: list[Placed] = []
    y = 0.0
    for bar in figure.bars:
        label = _words(bar.label, setter, LABELS - 3 * MM, node)
        length = room * bar.count / most
        placed.append(Placed(0, y, label))
        if bar.count:
            placed.append(Placed(LABELS, y + 2, Fill(length, THICK, TONES.get(bar.tone, NAVY), node)))
        placed.append(Placed(LABELS + length + 2 * MM, y, _words(str(bar.count), setter, 10 * MM, node)))
        y += max(STEP, len(label.lines) * CELL.leading + 3)
    return Strip(y + GAP, (Placed(0, 0, Frame(node, width, y)), *placed))


def stamp_strip(field: Field, setter: Setter, width: float, root: Node) -> Strip:
    """Set a signature field's lines; the field grows with them."""
    node = root.add("Form")
    wide = min(STAMP_WIDTH, width)
    lines = tuple(
        line
        for number, text in enumerate(field.lines)
        for line in setter.lines((Run(text, strong=number == 0),), STAMP, wide - 2 * STAMP_PAD)
    )
    height = len(lines) * STAMP.leading + 2 * STAMP_PAD
    stamp = Stamp(node, field.name, field.tooltip, lines, wide, height)
    return Strip(height, (Placed(0, 0, stamp),), before=8)


def _words(text: str, setter: Setter, width: float, node: Node) -> Words:
    flow = Flow(node, (Run(text),))
    return Words(flow, setter.lines(flow.runs, CELL, width), CELL, width)
