"""Where the blocks of a paper stand on its pages, for whoever shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.paper.marks import Frame, Placed, Words
from reviewer.paper.styles import LEFT, TOP
from reviewer.paper.tree import Node


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of one line, or a whole chart: the block's index in the paper, its runs' ``mark``, the page from 0.

    The sides are in points from the top left of the page.
    """

    block: int
    mark: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper as it is printed: the bytes of its PDF, and where its blocks stand on the pages.

    ``sizes`` are each page's width and height, ``margin`` what is left at each side, in points.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    margin: float
    areas: tuple[Area, ...]


def owners_of(root: Node, starts: Sequence[int]) -> Mapping[int, int]:
    """Return the block of each element by the element's ``id``; ``starts`` are the blocks' first ones below the root."""
    owners: dict[int, int] = {}
    ends = (*starts[1:], len(root.kids))
    for block, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for kid in root.kids[start:end]:
            owners.update((id(node), block) for node in _below(kid))
    return owners


def _below(node: object) -> Iterator[Node]:
    if isinstance(node, Node):
        yield node
        for kid in node.kids:
            yield from _below(kid)


def areas_of(pages: Sequence[Sequence[Placed]], owners: Mapping[int, int]) -> Iterator[Area]:
    """Yield where text and charts stand, in the order in which they are printed."""
    for page, marks in enumerate(pages):
        for placed in marks:
            mark = placed.mark
            x, y = LEFT + placed.x, TOP + placed.y
            if isinstance(mark, Words) and mark.flow.node is not None:
                yield from _lines(mark, owners[id(mark.flow.node)], page, x, y)
            elif isinstance(mark, Frame):
                yield Area(owners[id(mark.node)], "", page, x, y, x + mark.width, y + mark.height)


def _lines(words: Words, block: int, page: int, x: float, y: float) -> Iterator[Area]:
    """Yield an area for each stretch of a line that has one mark."""
    high = words.style.leading
    for number, line in enumerate(words.lines):
        top, start = y + number * high, x + (words.width - line.width if words.style.right else 0.0)
        stretches: list[tuple[str, float, float]] = []
        for piece in line.pieces:
            mark, left = words.flow.runs[piece.run].mark, start + piece.x
            if stretches and stretches[-1][0] == mark:
                stretches[-1] = (mark, stretches[-1][1], left + piece.width)
            else:
                stretches.append((mark, left, left + piece.width))
        yield from (Area(block, mark, page, left, top, right, top + high) for mark, left, right in stretches)
