"""Where the letters of a page stand: from boxes to lines, from a point to a letter and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

_COLUMN_GAP = 2.5  # a gap of so many letter heights is the space between two columns


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def distance(self, x: float, y: float) -> tuple[float, float]:
        """Return how far a point is outside, across and down; 0 inside."""
        return max(self.left - x, 0.0, x - self.right), max(self.top - y, 0.0, y - self.bottom)


@dataclass(slots=True)
class _Growing:
    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    last: tuple[float, float]

    def takes(self, left: float, top: float, right: float, bottom: float) -> bool:
        overlap = min(bottom, self.bottom) - max(top, self.top)
        height = min(bottom - top, self.bottom - self.top)
        gap = max(left - self.last[1], self.last[0] - right)
        return overlap > height / 2 and gap < _COLUMN_GAP * max(bottom - top, self.bottom - self.top)

    def grow(self, index: int, left: float, top: float, right: float, bottom: float) -> None:
        self.end, self.last = index + 1, (left, right)
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text that stands on one line: code points ``start`` to ``end``, and what they cover."""

    start: int
    end: int
    rect: Rect


class Letters:
    """A page's text with the place of each letter. Made off the screen's thread; then only read."""

    def __init__(self, text: str, boxes: Sequence[float], width: float, height: float) -> None:
        """Take four numbers a code point; raise ValueError if there are more or fewer."""
        if len(boxes) != 4 * len(text):
            msg = f"{len(boxes)} numbers for {len(text)} letters"
            raise ValueError(msg)
        self.text = text
        self.width, self.height = width, height
        self._boxes = array("f", boxes)
        self.lines = tuple(self._lines())
        self._starts = [line.start for line in self.lines]

    def box(self, index: int) -> Rect | None:
        """Return where a letter stands, or None for one that shows nothing (a line's end)."""
        left, top, right, bottom = self._boxes[4 * index : 4 * index + 4]
        drawn = right > left and bottom > top and isfinite(left + top + right + bottom)
        return Rect(left, top, right, bottom) if drawn else None

    def _lines(self) -> list[Line]:
        grown: list[_Growing] = []
        for index in range(len(self.text)):
            box = self.box(index)
            if box is None:
                continue
            edges = (box.left, box.top, box.right, box.bottom)
            if grown and grown[-1].takes(*edges):
                grown[-1].grow(index, *edges)
            else:
                grown.append(_Growing(index, index + 1, *edges, (box.left, box.right)))
        return [Line(g.start, g.end, Rect(g.left, g.top, g.right, g.bottom)) for g in grown]

    def line_of(self, index: int) -> int | None:
        """Return which line a position is on (one at a line's end still is), None without lines."""
        return max(0, bisect_right(self._starts, index) - 1) if self.lines else None

    def index_at(self, x: float, y: float) -> int | None:
        """Return the position nearest to a point, between two letters; None if there are no letters."""
        if not self.lines:
            return None
        line = min(self.lines, key=lambda line: _far(line.rect, x, y))
        return self.index_on(line, x)

    def index_on(self, line: Line, x: float) -> int:
        """Return the position on a line nearest to ``x``."""
        nearest, at, backwards = line.start, float("inf"), self._backwards(line)
        for index in range(line.start, line.end):
            box = self.box(index)
            if box is None:
                continue
            far = max(box.left - x, 0.0, x - box.right)
            if far < at:
                past = x > (box.left + box.right) / 2
                nearest, at = index + (past != backwards), far
        return nearest

    def inside(self, x: float, y: float) -> int | None:
        """Return the letter under a point, or None where there is no text."""
        for line in self.lines:
            if line.rect.distance(x, y) == (0.0, 0.0):
                under = (i for i in range(line.start, line.end) if self._covers(i, x))
                return next(under, self.index_on(line, x))
        return None

    def _covers(self, index: int, x: float) -> bool:
        box = self.box(index)
        return box is not None and box.left <= x <= box.right

    def _backwards(self, line: Line) -> bool:
        first, last = self.box(line.start), self.box(line.end - 1)
        return first is not None and last is not None and first.left > last.left

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Return what a range covers: one rectangle a line, as high as the line."""
        found = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for line in self.lines[first:]:
            if line.start >= end:
                break
            boxes = [self.box(i) for i in range(max(start, line.start), min(end, line.end))]
            drawn = [box for box in boxes if box is not None]
            if drawn:
                left, right = min(b.left for b in drawn), max(b.right for b in drawn)
                found.append(Rect(left, line.rect.top, right, line.rect.bottom))
        return tuple(found)

    def caret(self, index: int) -> Rect | None:
        """Return where the caret stands at a position (no width), None if the page has no letters."""
        number = self.line_of(index)
        if number is None:
            return None
        line = self.lines[number]
        x = self._caret_x(line, index)
        return Rect(x, line.rect.top, x, line.rect.bottom)

    def _caret_x(self, line: Line, index: int) -> float:
        backwards = self._backwards(line)
        for at in range(max(index, line.start), line.end):
            box = self.box(at)
            if box is not None:
                return box.right if backwards else box.left
        return line.rect.left if backwards else line.rect.right

    def beyond(self, number: int, x: float, down: bool) -> int | None:
        """Return the line that is next above or below a line for a caret at ``x``, None at the edge.

        It goes by what the eye sees; only where nothing is further down does the order of the text decide,
        which leads from the foot of one column to the head of the next.
        """
        here = self.lines[number].rect
        middle, height = (here.top + here.bottom) / 2, here.bottom - here.top
        best, at = None, float("inf")
        for other, line in enumerate(self.lines):
            off = (line.rect.top + line.rect.bottom) / 2 - middle
            off = off if down else -off
            if off <= height / 3:
                continue
            across, _ = line.rect.distance(x, middle)
            if across <= _COLUMN_GAP * height and off + 2 * across < at:
                best, at = other, off + 2 * across
        following = number + (1 if down else -1)
        if best is None and 0 <= following < len(self.lines):
            return following
        return best


def _far(rect: Rect, x: float, y: float) -> float:
    """Return how far a point is from a line; a step down counts for more than a step across."""
    across, down = rect.distance(x, y)
    return across * across + 25 * down * down
