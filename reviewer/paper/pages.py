"""Strips to pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.paper.marks import Placed, Strip


def paginate(strips: Sequence[Strip], height: float) -> tuple[tuple[Placed, ...], ...]:
    """Place strips on pages of this height; at least one page.

    Glued strips stay together unless they need more than a page.
    """
    pages = _Pages(height)
    for group in _groups(strips):
        pages.add(group)
    return pages.done()


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.glued:
            yield group
            group = []
    if group:
        yield group


class _Pages:
    def __init__(self, height: float) -> None:
        self._height = height
        self._used = 0.0
        self._page: list[Placed] = []
        self._full: list[tuple[Placed, ...]] = []

    def add(self, group: list[Strip]) -> None:
        need = sum(strip.before + strip.height for strip in group)
        if self._page and self._used + need > self._height and self._length(group) <= self._height:
            self._turn()
        for strip in group:
            self._put(strip)

    def done(self) -> tuple[tuple[Placed, ...], ...]:
        if self._page or not self._full:
            self._turn()
        return tuple(self._full)

    def _length(self, group: list[Strip]) -> float:
        first = group[0]
        repeated = first.again.height if first.again else 0.0
        return repeated + sum(s.before + s.height for s in group) - first.before

    def _put(self, strip: Strip) -> None:
        if self._page and self._used + strip.before + strip.height > self._height:
            self._turn()
        if not self._page and strip.again is not None:
            self._place(strip.again)
        if self._page:
            self._used += strip.before
        self._place(strip)

    def _place(self, strip: Strip) -> None:
        self._page += (replace(placed, y=placed.y + self._used) for placed in strip.marks)
        self._used += strip.height

    def _turn(self) -> None:
        self._full.append(tuple(self._page))
        self._page, self._used = [], 0.0
