"""Blocks to strips: each block is set in lines, given its place in the structure tree and its space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reviewer.paper.blocks import (
    Block,
    Bullets,
    Field,
    Figure,
    Heading,
    Lines,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    leads_on,
    plain,
    runs_of,
)
from reviewer.paper.charts import figure_strips, stamp_strip
from reviewer.paper.lines import Setter
from reviewer.paper.marks import Bookmark, Fill, Flow, Hold, Placed, Strip, Words
from reviewer.paper.pictures import picture_strip
from reviewer.paper.strips import text_strips
from reviewer.paper.styles import (
    BAR,
    BODY,
    DEEPER,
    DEEPEST_INDENT,
    HEADINGS,
    LABEL_GAP,
    LABEL_INDENT,
    LINE,
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
        """Yield the strips of blocks in order; their elements are added to ``root``.

        PaperError names what can be set in no way.
        """
        for block in blocks:
            made = list(self._strips(block, root))
            if made and leads_on(block):
                made[-1] = replace(made[-1], hold=Hold.MUST)
            yield from made

    def _strips(self, block: Block, root: Node) -> Iterator[Strip]:
        match block:
            case Paragraph(runs=runs, look=look):
                yield from self._text(runs, LOOKS[look], root.add("P"))
            case Lines(runs=runs, look=look):
                yield from self._text(runs, LOOKS[look], root.add("P"), inner=Hold.WISH)
            case Heading():
                yield from self._heading(block, root)
            case Quote():
                yield from self._quote(block, root)
            case Bullets():
                yield from self._list(block, BODY, root)
            case Table():
                yield from table_strips(block, self._setter, self._width, root)
            case Figure():
                yield from figure_strips(block, self._setter, self._width, root)
            case Picture():
                yield picture_strip(block, root)
            case Field():
                yield stamp_strip(block, self._setter, self._width, root)

    def _heading(self, block: Heading, root: Node) -> Iterator[Strip]:
        style = HEADINGS.get(block.level, DEEPER)
        first, *others = self._text(runs_of(block.text), style, root.add(f"H{block.level}"), inner=Hold.MUST)
        bookmark = Placed(0, 0, Bookmark(plain(runs_of(block.text)), block.level))
        yield replace(first, marks=(bookmark, *first.marks))
        yield from others

    def _quote(self, block: Quote, root: Node) -> Iterator[Strip]:
        """Words set apart by their margins and a bar at their left."""
        style = BODY.indented(QUOTE_INDENT, QUOTE_OUTDENT)
        made = list(self._inner(block.blocks, style, root.add("BlockQuote")))
        for index, strip in enumerate(made):
            height = strip.height - (style.after if index == len(made) - 1 else 0)
            bar = Placed(QUOTE_INDENT - 4 * BAR, 0, Fill(BAR, height, LINE))
            yield replace(strip, marks=(bar, *strip.marks))

    def _inner(self, blocks: Sequence[Paragraph | Bullets], style: Style, node: Node) -> Iterator[Strip]:
        for block in blocks:
            if isinstance(block, Bullets):
                yield from self._list(block, style, node)
            else:
                yield from self._text(block.runs, style, node.add("P"))

    def _list(self, block: Bullets, style: Style, root: Node) -> Iterator[Strip]:
        numbering = "Disc" if block.first is None else "Decimal"
        node = root.add("L", "List", ListNumbering=numbering)
        base = replace(style, indent=min(style.indent, DEEPEST_INDENT))
        tight = replace(base.indented(self._label_room(block, base)), after=4)
        for index, item in enumerate(block.items):
            inside = node.add("LI")
            label = self._label(block.label(index), base, inside)
            held = list(self._item(item, tight, inside.add("LBody")))
            crowded = tight.indent > DEEPEST_INDENT and isinstance(next(iter(item), None), Bullets)
            if not held or crowded:  # two labels in one place would be neither
                held.insert(0, Strip(tight.leading + tight.after, (), hold=Hold.MUST if held else Hold.NONE))
            held[0] = replace(held[0], marks=(label, *held[0].marks))
            if index == len(block.items) - 1:
                held[-1] = replace(held[-1], height=held[-1].height + style.after - tight.after)
            yield from held

    def _label_room(self, block: Bullets, style: Style) -> float:
        """Return how far a list's text stands from its labels' margin: a high number takes more."""
        last = block.label(len(block.items) - 1)
        wide = self._setter.lines((Run(last),), replace(style, indent=0), self._width)[0].width
        return max(LIST_INDENT, LABEL_INDENT + wide + LABEL_GAP)

    def _item(self, parts: Sequence[Paragraph | Bullets], style: Style, node: Node) -> Iterator[Strip]:
        """An item of one paragraph is its LBody's own text; more get a P each."""
        if len(parts) == 1 and isinstance(parts[0], Paragraph):
            yield from self._text(parts[0].runs, style, node)
        else:
            yield from self._inner(parts, style, node)

    def _label(self, text: str, style: Style, item: Node) -> Placed:
        flow = Flow(item.add("Lbl"), (Run(text),))
        lines = self._setter.lines(flow.runs, replace(style, indent=0), self._width)
        return Placed(style.indent + LABEL_INDENT, 0, Words(flow, lines, style, self._width))

    def _text(
        self, runs: tuple[Run, ...], style: Style, node: Node, *, inner: Hold = Hold.NONE
    ) -> Iterator[Strip]:
        width = self._width - style.indent - style.outdent
        words = Words(Flow(node, runs), self._setter.lines(runs, style, width), style, width)
        return text_strips(words, style.indent, inner=inner)
