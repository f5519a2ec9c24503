"""Where the pages stand under each other, in logical pixels. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

GAP = 16  # between pages, and round them
WHOLE = 4_000_000  # pixels up to which a page is drawn in one go
TILE = 1024  # a larger page is drawn in squares of this side


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a page, in points from its top left."""

    page: int
    x: float
    y: float


class PageLayout:
    """Pages one under the other at a zoom (logical pixels a point)."""

    def __init__(self, sizes: Sequence[tuple[float, float]], zoom: float) -> None:
        """Take each page's width and height in points."""
        self.sizes = tuple(sizes)
        self.zoom = zoom
        self.tops: list[int] = []
        top = GAP
        for page in range(len(self.sizes)):
            self.tops.append(top)
            top += self.pixels(page)[1] + GAP
        self.height = top
        self.width = 2 * GAP + max((self.pixels(page)[0] for page in range(len(self.sizes))), default=0)

    def pixels(self, page: int) -> tuple[int, int]:
        """Return a page's width and height in logical pixels."""
        width, height = self.sizes[page]
        return max(1, round(width * self.zoom)), max(1, round(height * self.zoom))

    def page_at(self, y: float) -> int:
        """Return the page at a height, or the one above the gap there."""
        return max(0, bisect_right(self.tops, y) - 1)

    def pages(self, top: float, bottom: float) -> range:
        """Return the pages that show between two heights."""
        if not self.sizes:
            return range(0)
        first = self.page_at(top)
        if self.tops[first] + self.pixels(first)[1] < top:
            first += 1
        return range(first, bisect_right(self.tops, bottom))

    def most_in_view(self, top: float, bottom: float) -> int:
        """Return the page that takes most of the view; the uppermost of those that are wholly in view."""

        def seen(page: int) -> float:
            page_top, high = self.tops[page], self.pixels(page)[1]
            inside = min(bottom, page_top + high) - max(top, page_top)
            return inside / max(1.0, min(high, bottom - top))

        return max(self.pages(top, bottom), key=seen, default=min(self.page_at(top), len(self.sizes) - 1))


def tiles(width: int, height: int) -> list[tuple[int, int, int, int] | None]:
    """Return the squares (x, y, width, height) to draw a page of so many device pixels by; None is all of it."""
    if width * height <= WHOLE:
        return [None]
    return [
        (column * TILE, row * TILE, min(TILE, width - column * TILE), min(TILE, height - row * TILE))
        for row in range(ceil(height / TILE))
        for column in range(ceil(width / TILE))
    ]
