"""Strips to pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.paper.marks import Fill, Hold, Mark, Placed, Strip, Words

TOUCHING = 0.01  # points


def paginate(strips: Sequence[Strip], height: float) -> tuple[tuple[Placed, ...], ...]:
    """Place strips on pages of this height; at least one page.

    Strips that hold on to each other stay together, unless that needs more than a page; then what holds less
    gives way first. Lines of one text, and rectangles of one column, that touch become one mark again.
    """
    pages = _Pages(height)
    pages.add(strips, Hold.NONE)
    return pages.done()


def _groups(strips: Sequence[Strip], hold: Hold) -> Iterator[Sequence[Strip]]:
    """Cut after each strip that holds on to the next one no more than this."""
    start = 0
    for end, strip in enumerate(strips, 1):
        if strip.hold <= hold or end == len(strips):
            yield strips[start:end]
            start = end


class _Pages:
    def __init__(self, height: float) -> None:
        self._height = height
        self._full: list[tuple[Placed, ...]] = []
        self._begin()

    def _begin(self) -> None:
        self._used = 0.0
        self._page: list[Placed] = []
        self._open: dict[tuple[object, ...], int] = {}  # by column: where its last mark is in the page

    def add(self, strips: Sequence[Strip], hold: Hold) -> None:
        """Place strips group by group; a group that no page can hold is cut where it holds less."""
        for group in _groups(strips, hold):
            if self._page and not self._fits(group) and self._length(group) <= self._height:
                self._turn()
            if hold is Hold.MUST or len(group) == 1 or self._fits(group):
                for strip in group:
                    self._put(strip)
            else:
                self.add(group, Hold(hold + 1))

    def done(self) -> tuple[tuple[Placed, ...], ...]:
        if self._page or not self._full:
            self._turn()
        return tuple(self._full)

    def _fits(self, group: Sequence[Strip]) -> bool:
        if not self._page:
            return self._length(group) <= self._height
        return self._used + sum(strip.before + strip.height for strip in group) <= self._height

    def _length(self, group: Sequence[Strip]) -> float:
        first = group[0]
        repeated = first.again.height if first.again else 0.0
        return repeated + sum(strip.before + strip.height for strip in group) - first.before

    def _put(self, strip: Strip) -> None:
        if self._page and not self._fits((strip,)):
            self._turn()
        if not self._page and strip.again is not None:
            self._place(strip.again)
        if self._page:
            self._used += strip.before
        self._place(strip)

    def _place(self, strip: Strip) -> None:
        for placed in strip.marks:
            self._join(Placed(placed.x, placed.y + self._used, placed.mark))
        self._used += strip.height

    def _join(self, placed: Placed) -> None:
        """Put a mark on the page, or add it to the one of its column that it touches."""
        column = _column(placed)
        at = self._open.get(column) if column else None
        joined = _joined(self._page[at], placed) if at is not None else None
        if joined is not None and at is not None:
            self._page[at] = joined
            return
        if column:
            self._open[column] = len(self._page)
        self._page.append(placed)

    def _turn(self) -> None:
        self._full.append(tuple(self._page))
        self._begin()


def _column(placed: Placed) -> tuple[object, ...] | None:
    match placed.mark:
        case Words(flow=flow):
            return id(flow), placed.x
        case Fill(width=width, colour=colour, node=None):
            return placed.x, width, colour
        case _:
            return None


def _joined(upper: Placed, lower: Placed) -> Placed | None:
    """Return two marks of a column as one, None where they do not touch."""
    one, other = upper.mark, lower.mark
    if abs(upper.y + _height(one) - lower.y) > TOUCHING:
        return None
    if isinstance(one, Words) and isinstance(other, Words):
        more = Words(one.flow, one.lines + other.lines, one.style, one.width)
        return Placed(upper.x, upper.y, more)
    if isinstance(one, Fill) and isinstance(other, Fill):
        return replace(upper, mark=replace(one, height=one.height + other.height))
    return None


def _height(mark: Mark) -> float:
    if isinstance(mark, Words):
        return len(mark.lines) * mark.style.leading
    return mark.height if isinstance(mark, Fill) else 0.0
