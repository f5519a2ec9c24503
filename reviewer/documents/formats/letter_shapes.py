"""The connected pieces of ink in a picture, dark on light and light on dark: what rows of letters are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

LOWEST, HIGHEST = (
    5,
    64,
)  # pixels: a letter's height where it is looked for; larger ones stand out in a smaller copy
_LONGEST_RUN = 2 * HIGHEST  # a longer one is a rule or a surface, and joins no letters
_MOST_PIECES = 100_000  # of a mask; a dense page has 10,000, noise and grass have no end of them
_THINNEST = 0.08  # of its box is ink; a frame or a curve across a chart has less
_WIDEST = 5  # letters that touch, or are written in one go, lie as one piece: so many heights at most
_REACH = 16  # pixels around a point tell what is its ground
_SMALLER = 4  # the ground is looked for in a copy so much smaller
_FAINTEST = 4  # greys from the ground: ink
_NOISE = 4  # times what neighbours differ by where a picture is quietest: ink, up to
_MOST_NOISE = 24  # greys
_QUIETEST = 0.05  # of the picture
_BLACK_OR_WHITE = [0] + [255] * 255
_DIFFERING = 0.85  # of what the surroundings differ by themselves: ink differs more


class Shape(NamedTuple):
    """A connected piece of ink: its sides in pixels, its ink in pixels, and in how many runs that lies."""

    left: int
    top: int
    right: int
    bottom: int
    ink: int
    runs: int

    @property
    def high(self) -> int:
        """Its height in pixels."""
        return self.bottom - self.top

    @property
    def wide(self) -> int:
        """Its width in pixels."""
        return self.right - self.left

    def lying(self) -> Shape:
        """Return it with its axes changed: what stood lies."""
        return Shape(self.top, self.left, self.bottom, self.right, self.ink, self.runs)


def masks(grey: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return where a picture is darker than its surroundings, and where lighter, by more than these vary: 255, else 0."""
    ground = _around(grey)
    varying = _around(ImageChops.difference(grey, ground))
    least = max(_FAINTEST, min(_MOST_NOISE, _NOISE * _noise(grey)))
    limit = varying.point(_limits(least))
    dark = ImageChops.subtract(ImageChops.subtract(ground, grey), limit)
    light = ImageChops.subtract(ImageChops.subtract(grey, ground), limit)
    return dark.point(_BLACK_OR_WHITE), light.point(_BLACK_OR_WHITE)


@lru_cache
def _limits(least: int) -> list[int]:
    """Return for each grey by which the surroundings vary the one by which ink differs from them."""
    return [min(255, round(one * _DIFFERING) + least) for one in range(256)]


def _noise(grey: Image.Image) -> int:
    """Return by how many greys pixels near each other differ where the picture is quietest."""
    counts = ImageChops.difference(grey, ImageChops.offset(grey, 2, 0)).reduce(_SMALLER).histogram()
    few = _QUIETEST * sum(counts)
    return next(greys for greys, below in enumerate(accumulate(counts)) if below >= few)


def _around(grey: Image.Image) -> Image.Image:
    if min(grey.size) < _SMALLER * _SMALLER:
        return grey.filter(ImageFilter.BoxBlur(_REACH))
    small = grey.reduce(_SMALLER).filter(ImageFilter.BoxBlur(_REACH // _SMALLER))
    return small.resize(grey.size, Image.Resampling.BILINEAR)


def letter_like(mask: Image.Image) -> list[Shape]:
    """Return the pieces of a mask that are of a letter's size and build, whichever way up."""
    if mask.getbbox() is None:
        return []
    return [shape for shape in _pieces(mask) if _like(shape)]


def _like(shape: Shape) -> bool:
    short, long = sorted((shape.wide, shape.high))
    fits = LOWEST <= long <= _WIDEST * HIGHEST and short <= HIGHEST
    return fits and shape.ink >= _THINNEST * short * long


def _pieces(mask: Image.Image) -> list[Shape]:
    """Return what is connected (8 neighbours) in a mask, its longest runs left out."""
    labels = _Labels()
    above: list[tuple[int, int, int]] = []
    before = -2
    for y, runs in _runs(mask):
        above = labels.row(y, runs, above if y == before + 1 else [])
        before = y
        if labels.many():
            break
    return labels.shapes()


def _runs(mask: Image.Image) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield for each row of pixels that has some its number, and each run's start and end."""
    stride = mask.width + 1  # a clear column parts the end of a row from the start of the next
    padded = Image.new("L", (stride, mask.height))
    padded.paste(mask, (0, 0))
    row = 0
    runs: list[tuple[int, int]] = []
    for match in re.finditer(rb"\xff+", padded.tobytes()):
        start, end = match.span()
        if end - start > _LONGEST_RUN:
            continue
        y = start // stride
        if y != row:
            if runs:
                yield row, runs
            row, runs = y, []
        runs.append((start - y * stride, end - y * stride))
    if runs:
        yield row, runs


class _Labels:
    """Which runs belong together (union-find), and the sides and ink of each piece that they make."""

    def __init__(self) -> None:
        self._parents: list[int] = []
        self._pieces: list[list[int]] = []

    def many(self) -> bool:
        """Tell whether there are more pieces than any writing has."""
        return len(self._parents) > _MOST_PIECES

    def row(
        self, y: int, runs: list[tuple[int, int]], above: list[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """Add a row's runs to the pieces that they touch in the row above; return them with the label of each.

        A page has a million runs, and most touch one run or none: labels are looked for and joined for the others alone.
        """
        parents, pieces, here = self._parents, self._pieces, list[tuple[int, int, int]]()
        at, last = 0, len(above)
        for start, end in runs:
            while at < last and above[at][1] < start:
                at += 1
            if at == last or above[at][0] > end:
                label = len(parents)
                parents.append(label)
                pieces.append([start, y, end, y + 1, end - start, 1])
                here.append((start, end, label))
                continue
            label = above[at][2]
            if parents[label] != label:
                label = self._root(label)
            look = at + 1
            while look < last and above[look][0] <= end:
                label = self._joined(label, above[look][2])
                look += 1
            piece = pieces[label]
            piece[0] = min(piece[0], start)
            piece[2] = max(piece[2], end)
            piece[3] = y + 1
            piece[4] += end - start
            piece[5] += 1
            here.append((start, end, label))
        return here

    def _root(self, label: int) -> int:
        parents = self._parents
        while parents[label] != label:
            parents[label] = label = parents[parents[label]]
        return label

    def _joined(self, label: int, other: int) -> int:
        """Join two pieces, the first by the label that all of it has, and return that."""
        other = self._root(other)
        if other != label:
            self._parents[other] = label
            one, two = self._pieces[label], self._pieces[other]
            self._pieces[label] = [
                min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]),
                one[4] + two[4], one[5] + two[5],
            ]  # fmt: skip
        return label

    def shapes(self) -> list[Shape]:
        """Return the pieces."""
        return [Shape(*self._pieces[at]) for at, parent in enumerate(self._parents) if at == parent]
