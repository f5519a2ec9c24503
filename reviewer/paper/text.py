"""Blocks as plain text: one paragraph a line, an empty line between; quotations plain, links as their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer.paper.blocks import (
    Block,
    Bullets,
    Figure,
    Lines,
    Paper,
    Paragraph,
    Picture,
    Quote,
    Table,
    plain,
    runs_of,
    texts,
)
from reviewer.paper.characters import printable


def render_text(paper: Paper) -> str:
    """Return a paper as text, a draft's first line saying so; it ends with a line break."""
    said = f"{', '.join(paper.draft)}\n\n" if paper.draft else ""
    return said + text_of_blocks(paper.blocks)


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as text, as ``render_text`` does for a paper."""
    return printable("\n\n".join(line for block in blocks for line in _lines(block) if line)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Quote(blocks=inner):
            yield from (line for part in inner for line in _lines(part))
        case Bullets():
            yield "\n".join(_items(block, ""))
        case Table(caption=caption, head=head, rows=rows):
            yield plain(runs_of(caption))
            yield "\n".join("\t".join(plain(runs_of(cell)) for cell in row) for row in (head, *rows))
        case Figure(alt=alt) | Picture(alt=alt):
            yield alt
        case Lines(lines=lines):
            yield "\n".join("".join(run.text for run in line) for line in lines)
        case _:
            yield from (_one_line(text) for text in texts(block))


def _items(bullets: Bullets, indent: str) -> Iterator[str]:
    for index, item in enumerate(bullets.items):
        start = f"{indent}{bullets.label(index)} "
        if not item or not isinstance(item[0], Paragraph):
            yield start.rstrip()
        for part in item:
            match part:
                case Paragraph():
                    yield start + _one_line("".join(run.text for run in part.runs))
                    start = indent + "  "
                case Bullets():
                    yield from _items(part, indent + "  ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
