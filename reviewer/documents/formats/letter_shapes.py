"""The connected pieces of ink in a picture, dark on light and light on dark: what rows of letters are made of."""

from __future__ import annotations

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
_INK, _CLEAR = b"\xff", b"\0"
_FORGOTTEN = 10_000  # runs that lie behind
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
    return list(filter(_like, _pieces(mask)))


def _like(shape: Shape) -> bool:
    wide, high = shape.right - shape.left, shape.bottom - shape.top
    short, long = (wide, high) if wide < high else (high, wide)
    fits = LOWEST <= long <= _WIDEST * HIGHEST and short <= HIGHEST
    return fits and shape.ink >= _THINNEST * short * long


def _pieces(mask: Image.Image) -> Iterator[Shape]:
    """Yield what is connected (8 neighbours) in a mask, its longest runs left out and what is too small for a letter."""
    stride = mask.width + 1  # a clear column parts the end of a row from the start of the next
    padded = Image.new("L", (stride, mask.height))
    padded.paste(mask, (0, 0))
    pieces = _Pieces(stride)
    pieces.take(padded.tobytes())
    return pieces.shapes()


class _Pieces:
    """Which runs of ink belong together (union-find), and the sides and ink of each piece that they make.

    A place is a number of pixels from the top left, row by row: what lies above a place is a row's length before it.
    A page has a million runs, and most touch one run or none: pieces are looked for and joined for the others alone.
    """

    def __init__(self, stride: int) -> None:
        """Take rows of so many pixels."""
        self._stride = stride
        self._parents: list[int] = []
        self._pieces: list[list[int]] = []  # left, right, first and last place, ink, runs

    def take(self, mask: bytes) -> None:
        """Find the pieces of a mask, until there are more than any writing has."""
        stride, parents, pieces = self._stride, self._parents, self._pieces
        starts, ends, labels = list[int](), list[int](), list[int]()  # of the runs of two rows
        at = end = 0
        while (start := mask.find(_INK, end)) >= 0 and len(parents) <= _MOST_PIECES:
            end = mask.find(_CLEAR, start)
            if end - start > _LONGEST_RUN:
                continue
            starts.append(start)
            ends.append(end)
            before, after = start - stride, end - stride
            while ends[at] < before:  # at the latest the run itself ends it
                at += 1
            left = start % stride
            if starts[at] > after:
                labels.append(len(parents))
                parents.append(len(parents))
                pieces.append([left, left + end - start, start, start, end - start, 1])
                continue
            label = labels[at]
            if parents[label] != label:
                label = self._root(label)
            if starts[at + 1] <= after:
                self._join_all(label, labels, starts, at + 1, after)
            labels.append(label)
            piece = pieces[label]
            if left < piece[0]:  # noqa: PLR1730 - `min` costs more than all the rest of it, a million times
                piece[0] = left
            if left + end - start > piece[1]:  # noqa: PLR1730 - as above
                piece[1] = left + end - start
            piece[3] = start
            piece[4] += end - start
            piece[5] += 1
            if at > _FORGOTTEN:
                del starts[:at], ends[:at], labels[:at]
                at = 0

    def _join_all(self, label: int, labels: list[int], starts: list[int], at: int, after: int) -> None:
        """Join to a piece those of the runs, from one on, that start before a place or at it."""
        while starts[at] <= after:
            other = self._root(labels[at])
            if other != label:
                self._join(label, other)
            at += 1

    def _root(self, label: int) -> int:
        parents = self._parents
        while parents[label] != label:
            parents[label] = label = parents[parents[label]]
        return label

    def _join(self, label: int, other: int) -> None:
        self._parents[other] = label
        one, two = self._pieces[label], self._pieces[other]
        self._pieces[label] = [
            min(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), max(one[3], two[3]),
            one[4] + two[4], one[5] + two[5],
        ]  # fmt: skip

    def shapes(self) -> Iterator[Shape]:
        """Yield the pieces but for specks."""
        for at, (left, right, first, last, ink, runs) in enumerate(self._pieces):
            top, bottom = first // self._stride, last // self._stride + 1
            if self._parents[at] == at and max(right - left, bottom - top) >= LOWEST:
                yield Shape(left, top, right, bottom, ink, runs)
