"""Blocks to strips: each block is set in lines, given its place in the structure tree and its space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reviewer.paper.blocks import Block, Bullets, Field, Figure, Heading, Lines, Paragraph, Quote, Run, Table
from reviewer.paper.figures import figure_strip, stamp_strip
from reviewer.paper.lines import Line, Setter
from reviewer.paper.marks import Bookmark, Flow, Mark, Placed, Strip, Words
from reviewer.paper.styles import (
    BODY,
    DEEPER,
    HEADINGS,
    HEIGHT,
    LABEL_INDENT,
    LIST_INDENT,
    LOOKS,
    QUOTE_INDENT,
    QUOTE_OUTDENT,
    Style,
)
from reviewer.paper.tables import table_strips
from reviewer.paper.tree import Node


class Layout:
    """Lays out blocks in a column of ``width`` points."""

    def __init__(self, setter: Setter, width: float) -> None:
        """Keep who breaks the lines, and the column."""
        self._setter = setter
        self._width = width

    def strips(self, blocks: Iterable[Block], root: Node) -> Iterator[Strip]:
        """Yield the strips of blocks in order; their elements are added to ``root``."""
        for block in blocks:
            yield from self._strips(block, root)

    def _strips(self, block: Block, root: Node) -> Iterator[Strip]:
        match block:
            case (
                Paragraph(runs=runs, look=look, together=together)
                | Lines(runs=runs, look=look, together=together)
            ):
                yield from self._text(runs, LOOKS[look], root.add("P"), glued=together)
            case Heading():
                yield self._heading(block, root)
            case Quote(blocks=inner):
                style = BODY.indented(QUOTE_INDENT, QUOTE_OUTDENT)
                yield from self._inner(inner, style, root.add("BlockQuote"))
            case Bullets():
                yield from self._list(block, BODY, root)
            case Table():
                yield from table_strips(block, self._setter, self._width, root)
            case Figure():
                yield figure_strip(block, self._setter, self._width, root)
            case Field():
                yield stamp_strip(block, self._setter, self._width, root)

    def _heading(self, block: Heading, root: Node) -> Strip:
        style = HEADINGS.get(block.level, DEEPER)
        flow = Flow(root.add(f"H{block.level}"), (Run(block.text),))
        lines = self._lines(flow.runs, style)
        bookmark = Placed(0, 0, Bookmark(block.text, block.level))
        return _strip(flow, lines, style, self._width, before=style.before, glued=True, extra=(bookmark,))

    def _inner(self, blocks: Sequence[Paragraph | Bullets], style: Style, node: Node) -> Iterator[Strip]:
        for block in blocks:
            if isinstance(block, Bullets):
                yield from self._list(block, style, node)
            else:
                yield from self._text(block.runs, style, node.add("P"))

    def _list(self, block: Bullets, style: Style, root: Node) -> Iterator[Strip]:
        numbering = "Disc" if block.first is None else "Decimal"
        node = root.add("L", "List", ListNumbering=numbering)
        tight = replace(style.indented(LIST_INDENT), after=4)
        for index, item in enumerate(block.items):
            inside = node.add("LI")
            label = self._label(block.label(index), style, inside)
            held = list(self._item(item, tight, inside.add("LBody")))
            if not held:
                held = [Strip(tight.leading + tight.after, ())]
            held[0] = replace(held[0], marks=(label, *held[0].marks))
            if index == len(block.items) - 1:
                held[-1] = replace(held[-1], height=held[-1].height + style.after - tight.after)
            yield from held

    def _item(self, parts: Sequence[Paragraph | Bullets], style: Style, node: Node) -> Iterator[Strip]:
        """An item of one paragraph is its LBody's own text; more get a P each."""
        if len(parts) == 1 and isinstance(parts[0], Paragraph):
            yield from self._text(parts[0].runs, style, node)
        else:
            yield from self._inner(parts, style, node)

    def _label(self, text: str, style: Style, item: Node) -> Placed:
        flow = Flow(item.add("Lbl"), (Run(text),))
        return Placed(style.indent + LABEL_INDENT, 0, self._words(flow, replace(style, indent=0)))

    def _words(self, flow: Flow, style: Style) -> Words:
        return Words(flow, self._setter.lines(flow.runs, style, self._width), style, self._width)

    def _text(
        self, runs: tuple[Run, ...], style: Style, node: Node, *, glued: bool = False
    ) -> Iterator[Strip]:
        """One strip for a paragraph: it is split over pages only where it is longer than half a page.

        Then its first and last two lines stay together.
        """
        flow, lines = Flow(node, runs), self._lines(runs, style)
        if len(lines) * style.leading <= HEIGHT / 2:
            yield _strip(flow, lines, style, self._width, before=style.before, glued=glued)
            return
        last = len(lines) - 1
        for index, line in enumerate(lines):
            bare = replace(style, after=style.after if index == last else 0)
            stays = glued if index == last else index in {0, last - 1}
            before = 0 if index else style.before
            yield _strip(flow, (line,), bare, self._width, before=before, glued=stays)

    def _lines(self, runs: tuple[Run, ...], style: Style) -> tuple[Line, ...]:
        return self._setter.lines(runs, style, self._width - style.indent - style.outdent)


def _strip(
    flow: Flow,
    lines: tuple[Line, ...],
    style: Style,
    width: float,
    *,
    before: float,
    glued: bool,
    extra: tuple[Placed, ...] = (),
) -> Strip:
    mark: Mark = Words(flow, lines, style, width - style.indent - style.outdent)
    height = len(lines) * style.leading + style.after
    return Strip(height, (*extra, Placed(style.indent, 0, mark)), before, glued)
