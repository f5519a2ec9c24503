"""Where the letters of a page stand: from boxes to lines, from a point to a letter and back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from reviewer.ui.document import turning
from reviewer.ui.document.rects import Rect

__all__ = ["Letters", "Line", "Rect"]

_COLUMN_GAP = 2.5  # a gap of so many letter heights is the space between two columns
_SAMPLE = 400  # letters that tell which way the text runs
_INDENT, _SHORT = 0.4, 2.0  # in heights of a line
_LEADING = 0.9  # of a line's height: more room between two lines divides two blocks


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
        if top == self.top and bottom == self.bottom and 0 <= left - self.last[1] < bottom - top:
            return True  # the next letter of most lines: each is looked at, so this is most of the time
        overlap = min(bottom, self.bottom) - max(top, self.top)
        height = min(bottom - top, self.bottom - self.top)
        gap = max(left - self.last[1], self.last[0] - right)
        return overlap > height / 2 and gap < _COLUMN_GAP * max(bottom - top, self.bottom - self.top)

    def grow(self, index: int, left: float, top: float, right: float, bottom: float) -> None:
        self.end, self.last = index + 1, (left, right)
        self.left, self.right = min(self.left, left), max(self.right, right)
        if top != self.top or bottom != self.bottom:
            self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text that stands on one line: code points ``start`` to ``end``, and what they cover."""

    start: int
    end: int
    rect: Rect


class Letters:
    """A page's text with the place of each letter. Made off the screen's thread; then only read.

    Text that runs up or down the page is kept as a reader with a turned head sees it: lines and all that goes by
    them are in those coordinates, and ``box``, ``rects`` and ``caret`` turn back to the page as it is shown.
    """

    def __init__(self, text: str, boxes: Sequence[float], width: float, height: float) -> None:
        """Take four numbers a code point; raise ValueError if there are more or fewer."""
        if len(boxes) != 4 * len(text):
            msg = f"{len(boxes)} numbers for {len(text)} letters"
            raise ValueError(msg)
        self.text = text
        self.width, self.height = width, height
        self._boxes = array("f", boxes)
        self._turn = 0
        self._turn = self._sideways()
        self._frame = turning.size(width, height, self._turn)
        if self._turn:
            self._turn_boxes()
        self.lines = tuple(self._lines())
        self._starts = [line.start for line in self.lines]

    def _sideways(self) -> int:
        """Return the quarter turn that makes the text run from left to right."""
        ways = [0, 0, 0]  # across, down, up
        last: Rect | None = None
        for index in range(min(_SAMPLE, len(self.text))):
            box = None if self.text[index].isspace() else self._box(index)
            if box is not None and last is not None:
                across, down = box.left - last.left, box.top - last.top
                ways[0 if abs(across) >= abs(down) else 1 if down > 0 else 2] += 1
            last = box
        most = max(ways)
        return 0 if most == ways[0] else 3 if most == ways[1] else 1

    def _turn_boxes(self) -> None:
        for index in range(len(self.text)):
            now = turning.rect(
                Rect(*self._boxes[4 * index : 4 * index + 4]), self._turn, self.width, self.height
            )
            self._boxes[4 * index : 4 * index + 4] = array("f", (now.left, now.top, now.right, now.bottom))

    def _shown(self, rect: Rect) -> Rect:
        return turning.rect(rect, -self._turn, *self._frame)

    def _read(self, x: float, y: float) -> tuple[float, float]:
        return turning.point(x, y, self._turn, self.width, self.height)

    def box(self, index: int) -> Rect | None:
        """Return where a letter stands, or None for one that shows nothing (a line's end)."""
        box = self._box(index)
        return None if box is None else self._shown(box)

    def _box(self, index: int) -> Rect | None:
        left, top, right, bottom = self._boxes[4 * index : 4 * index + 4]
        drawn = right > left and bottom > top and isfinite(left + top + right + bottom)
        return Rect(left, top, right, bottom) if drawn else None

    def _lines(self) -> list[Line]:
        grown: list[_Growing] = []
        sides = (self._boxes[side::4] for side in range(4))
        for index, (left, top, right, bottom) in enumerate(zip(*sides, strict=True)):
            if not (right > left and bottom > top and isfinite(left + top + right + bottom)):
                continue
            if grown and grown[-1].takes(left, top, right, bottom):
                grown[-1].grow(index, left, top, right, bottom)
            else:
                grown.append(_Growing(index, index + 1, left, top, right, bottom, (left, right)))
        return [Line(g.start, g.end, Rect(g.left, g.top, g.right, g.bottom)) for g in grown]

    def line_of(self, index: int) -> int | None:
        """Return which line a position is on (one at a line's end still is), None without lines."""
        return max(0, bisect_right(self._starts, index) - 1) if self.lines else None

    def index_at(self, x: float, y: float) -> int | None:
        """Return the position nearest to a point, between two letters; None if there are no letters."""
        if not self.lines:
            return None
        across, down = self._read(x, y)
        line = min(self.lines, key=lambda line: _far(line.rect, across, down))
        return self.index_on(line, across)

    def index_on(self, line: Line, x: float) -> int:
        """Return the position on a line nearest to ``x``."""
        nearest, at, backwards = line.start, float("inf"), self._backwards(line)
        for index in range(line.start, line.end):
            box = self._box(index)
            if box is None:
                continue
            far = max(box.left - x, 0.0, x - box.right)
            if far < at:
                past = x > (box.left + box.right) / 2
                nearest, at = index + (past != backwards), far
        return nearest

    def inside(self, x: float, y: float) -> int | None:
        """Return the letter under a point, or None where there is no text."""
        x, y = self._read(x, y)
        for line in self.lines:
            if line.rect.distance(x, y) == (0.0, 0.0):
                under = (i for i in range(line.start, line.end) if self._covers(i, x))
                return next(under, self.index_on(line, x))
        return None

    def _covers(self, index: int, x: float) -> bool:
        box = self._box(index)
        return box is not None and box.left <= x <= box.right

    def _backwards(self, line: Line) -> bool:
        first, last = self._box(line.start), self._box(line.end - 1)
        return first is not None and last is not None and first.left > last.left

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Return what a range covers: one rectangle a line, as high as the line."""
        rects = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for line in self.lines[first:]:
            if line.start >= end:
                break
            boxes = [self._box(i) for i in range(max(start, line.start), min(end, line.end))]
            drawn = [box for box in boxes if box is not None]
            if drawn:
                left, right = min(b.left for b in drawn), max(b.right for b in drawn)
                rects.append(self._shown(Rect(left, line.rect.top, right, line.rect.bottom)))
        return tuple(rects)

    def block(self, number: int) -> tuple[int, int]:
        """Return start and end of the block of text that a line is in: lines of one column, close together."""
        first = last = number
        while first > 0 and self._follows(self.lines[first - 1], self.lines[first]):
            first -= 1
        while last + 1 < len(self.lines) and self._follows(self.lines[last], self.lines[last + 1]):
            last += 1
        return self.lines[first].start, self.lines[last].end

    @staticmethod
    def _follows(above: Line, below: Line) -> bool:
        one, other = above.rect, below.rect
        high = min(one.bottom - one.top, other.bottom - other.top)
        if max(one.bottom - one.top, other.bottom - other.top) > 2 * high:
            return False
        if min(one.right, other.right) <= max(one.left, other.left):
            # Two pieces of one line still belong together; two columns side by side do not.
            return abs(one.top - other.top) < high / 2 and other.left - one.right < _COLUMN_GAP * high
        # The first line of a paragraph is set in, and the last line of the one before is short.
        fresh = other.left > one.left + _INDENT * high and one.right < other.right - _SHORT * high
        return -high < other.top - one.bottom < _LEADING * high and not fresh

    def across(self, index: int) -> float:
        """Return how far along its line a position stands, as the reader of the line sees it."""
        number = self.line_of(index)
        return 0.0 if number is None else self._caret_x(self.lines[number], index)

    def caret(self, index: int) -> Rect | None:
        """Return where the caret stands at a position (no width), None if the page has no letters."""
        number = self.line_of(index)
        if number is None:
            return None
        line = self.lines[number]
        x = self._caret_x(line, index)
        return self._shown(Rect(x, line.rect.top, x, line.rect.bottom))

    def _caret_x(self, line: Line, index: int) -> float:
        backwards = self._backwards(line)
        for at in range(max(index, line.start), line.end):
            box = self._box(at)
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
