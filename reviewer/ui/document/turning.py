"""Quarter turns of a page, clockwise, and the way back. Pure; points from the top left."""

from __future__ import annotations

from reviewer.ui.document.rects import Rect

TURNS = 4


def size(width: float, height: float, turn: int) -> tuple[float, float]:
    """Return a page's width and height after a turn."""
    return (height, width) if turn % 2 else (width, height)


def point(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """Return where a point of a page of this size stands when the page is turned."""
    ways = ((x, y), (height - y, x), (width - x, height - y), (y, width - x))
    return ways[turn % TURNS]


def back(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """Return the point of the page (its size unturned) that stands at a point of the turned page."""
    return point(x, y, -turn, *size(width, height, turn))


def rect(where: Rect, turn: int, width: float, height: float) -> Rect:
    """Return where a rectangle of a page of this size stands when the page is turned."""
    if turn % TURNS == 0:
        return where
    one = point(where.left, where.top, turn, width, height)
    other = point(where.right, where.bottom, turn, width, height)
    return Rect(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
