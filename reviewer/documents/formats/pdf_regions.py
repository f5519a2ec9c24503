"""Which parts of a page pictures cover: what adjoins or overlaps is one, as scanners cut a page into strips. Pure.

Boxes are left, top, right, bottom in points from the top left of the page as it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.model.documents import Sides

POINTS = 72.0
_NEAR = 1.5  # points between two that are cut from one
_MOST = 2000  # pictures of one page that are sorted out: finer strips there are none
_LEAST_POINTS, _LEAST_PIXELS = 6.0, 8  # a side: nothing smaller can hold a word
_COARSE = 20.0  # dots an inch: a picture of few pixels that are larger is a surface
_LOW, _USUAL, _HIGH = 150.0, 300.0, 400.0  # dots an inch for recognition


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture where it lies: its box, its dots an inch, and its ``number`` among what the page draws (-1: it lies on top).

    ``masked`` says that what is seen of it may be finer than its own pixels.
    """

    box: Sides
    dots: float
    number: int = -1
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that pictures cover."""

    box: Sides
    laid: tuple[Laid, ...]

    @property
    def dots(self) -> float:
        """In how many dots an inch it is looked at: as many as its largest picture has, or a multiple of few."""
        dots = max(self.laid, key=lambda one: area(one.box)).dots
        if any(one.masked for one in self.laid):
            dots = max(dots, _USUAL)
        while 0 < dots < _LOW:
            dots *= 2
        return min(max(dots, _LOW), _HIGH)

    @property
    def is_small(self) -> bool:
        """Whether no word can be in it."""
        side = min(sides(self.box))
        pixels = side / POINTS * max(one.dots for one in self.laid)
        few = pixels < _LEAST_PIXELS and not any(one.masked for one in self.laid)
        return side < _LEAST_POINTS or few


def is_surface(pixels: tuple[int, int], dots: tuple[float, float]) -> bool:
    """Tell whether a picture of so many pixels and dots an inch, across and down, is but a colour or a shade."""
    return min(pixels) < _LEAST_PIXELS and min(dots) < _COARSE


def regions(laid: Iterable[Laid]) -> list[Region]:
    """Return the parts of a page that these cover, without those too small for a word; of very many all as one."""
    done: list[Region] = []
    growing: list[Region] = []
    ordered = sorted(laid, key=lambda one: one.box[1])
    if len(ordered) > _MOST:
        done, ordered = [_joined([Region(one.box, (one,)) for one in ordered])], []
    for one in ordered:
        done += [region for region in growing if region.box[3] + _NEAR < one.box[1]]
        growing = [region for region in growing if region.box[3] + _NEAR >= one.box[1]]
        region = Region(one.box, (one,))
        while near := [other for other in growing if _touch(other.box, region.box)]:
            growing = [other for other in growing if other not in near]
            region = _joined([*near, region])
        growing.append(region)
    return [region for region in (*done, *growing) if not region.is_small]


def _joined(near: list[Region]) -> Region:
    lefts, tops, rights, bottoms = zip(*(region.box for region in near), strict=True)
    laid = tuple(one for region in near for one in region.laid)
    return Region((min(lefts), min(tops), max(rights), max(bottoms)), laid)


def _touch(one: Sides, other: Sides) -> bool:
    across = one[0] - _NEAR <= other[2] and other[0] - _NEAR <= one[2]
    return across and one[1] - _NEAR <= other[3] and other[1] - _NEAR <= one[3]


def within(box: Sides, frame: Sides) -> Sides | None:
    """Return the part of a box that lies in a frame, None if none does."""
    left, top = max(box[0], frame[0]), max(box[1], frame[1])
    right, bottom = min(box[2], frame[2]), min(box[3], frame[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def sides(box: Sides) -> tuple[float, float]:
    """Return how wide and how high a box is."""
    return box[2] - box[0], box[3] - box[1]


def area(box: Sides) -> float:
    """Return how large a box is, in square points."""
    wide, high = sides(box)
    return wide * high
