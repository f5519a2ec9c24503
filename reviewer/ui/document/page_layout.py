"""Where the pages stand under each other, in logical pixels. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

GAP = 16  # between pages, and round them
WHOLE = (
    2_500_000  # pixels up to which a page is drawn in one go: at most three times what a screen shows of it
)
TILE = 1024  # a larger page is drawn in squares of this side


Size = tuple[float, float]
"""A page's width and height in points."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a page, in points from its top left."""

    page: int
    x: float
    y: float


class PageLayout:
    """Pages one under the other, or two by two."""

    def __init__(self, sizes: Sequence[Size], zoom: Callable[[Size], float], across: int = 1) -> None:
        """Take the pages' sizes, what gives the zoom (logical pixels a point) for a size, and how many stand side by side (1 or 2)."""
        self.sizes = tuple(sizes)
        self.across = across
        # Most documents have one size, or two.
        self._zooms = {size: zoom(size) for size in set(self.sizes)}
        pixels = {size: _pixels(size, at) for size, at in self._zooms.items()}
        self._pixels = [pixels[size] for size in self.sizes]
        highs = [high for _wide, high in self._pixels]
        rows = [max(highs[first : first + across]) + GAP for first in range(0, len(highs), across)]
        *self._rows, self.height = accumulate(rows, initial=GAP)
        widest = max((wide for wide, _high in pixels.values()), default=0)
        self.width = GAP + across * (widest + GAP)

    def _row(self, first: int) -> range:
        return range(first, min(first + self.across, len(self.sizes)))

    def zoom(self, page: int) -> float:
        """Return a page's zoom, in logical pixels a point."""
        return self._zooms[self.sizes[page]]

    def pixels(self, page: int) -> tuple[int, int]:
        """Return a page's width and height in logical pixels."""
        return self._pixels[page]

    def top(self, page: int) -> int:
        """Return how far down a page begins."""
        return self._rows[page // self.across]

    def left(self, page: int) -> float:
        """Return where a page begins across, from the middle of the surface."""
        if self.across == 1:
            return -self.pixels(page)[0] / 2
        return GAP / 2 if page % 2 else -GAP / 2 - self.pixels(page)[0]

    def page_at(self, y: float, x: float = 0.0) -> int:
        """Return the page at a height, or the one above the gap there; ``x`` counts from the middle."""
        first = max(0, bisect_right(self._rows, y) - 1) * self.across
        return min(first + (1 if self.across > 1 and x > 0 else 0), max(0, len(self.sizes) - 1))

    def pages(self, top: float, bottom: float) -> range:
        """Return the pages that show between two heights."""
        if not self.sizes:
            return range(0)
        row = max(0, bisect_right(self._rows, top) - 1)
        pages = self._row(row * self.across)
        if self._rows[row] + max(self.pixels(page)[1] for page in pages) < top:
            row += 1
        last = bisect_right(self._rows, bottom)
        return range(row * self.across, min(last * self.across, len(self.sizes)))

    def most_in_view(self, top: float, bottom: float) -> int:
        """Return the page that takes most of the view; the uppermost of those that are wholly in view."""

        def seen(page: int) -> float:
            page_top, high = self.top(page), self.pixels(page)[1]
            inside = min(bottom, page_top + high) - max(top, page_top)
            return inside / max(1.0, min(high, bottom - top))

        return max(self.pages(top, bottom), key=seen, default=min(self.page_at(top), len(self.sizes) - 1))


def fitted(size: Size, wide: float, high: float) -> float:
    """Return the zoom at which a page is as wide as ``wide`` logical pixels, or as high as ``high`` if that is smaller."""
    return min(wide / max(1.0, size[0]), high / max(1.0, size[1]))


def tiles(width: int, height: int) -> list[tuple[int, int, int, int] | None]:
    """Return the squares (x, y, width, height) to draw a page of so many device pixels by; None is all of it."""
    if width * height <= WHOLE:
        return [None]
    return [
        (column * TILE, row * TILE, min(TILE, width - column * TILE), min(TILE, height - row * TILE))
        for row in range(ceil(height / TILE))
        for column in range(ceil(width / TILE))
    ]


def _pixels(size: Size, zoom: float) -> tuple[int, int]:
    width, height = size
    return max(1, round(width * zoom)), max(1, round(height * zoom))
