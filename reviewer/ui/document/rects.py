"""Rectangles on a page. Pure."""

from __future__ import annotations

from dataclasses import dataclass


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

    def meets(self, other: Rect) -> bool:
        """Tell whether two rectangles share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0
