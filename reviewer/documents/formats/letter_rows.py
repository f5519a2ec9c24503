"""Rows of letter-like shapes in a picture: what tells one that could hold words from one that has none.

A row is four or more shapes of like height beside each other on a line, of a letter's build, in one tone on a ground
of one tone. Whether anybody can read it is not asked: handwriting and foreign scripts make rows too. Grass, faces and
bricks make some by chance; these are short, and their ground is not of one tone: the shorter, the cleaner it must be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from PIL import Image

from reviewer.documents.formats.letter_chains import chains
from reviewer.documents.formats.letter_shapes import LOWEST, Shape, letter_like, masks

Box = tuple[float, float, float, float]  # left, top, right, bottom

LEAST = 4  # shapes
_THUMBNAIL, _SMALL = (
    100_000,
    500_000,
)  # pixels: small letters may touch; they are looked for in a larger copy too
_STEP = 4  # from one copy of the picture to the next smaller
_MOST_PIXELS = 9_000_000  # of the largest copy: A4 at 300 dots an inch
_LOW, _TALL = 0.6, 1.7  # of the middle height: like-sized
_BUILT = 0.4  # of the shapes at least are not just bars and blobs
_EVEN = 0.6  # of the neighbours at least stand or hang on one line
_SLACK = 0.15  # of the height, off that line
_FEW, _MINUTE = 5, 7  # so few shapes lower than so many pixels are specks
_WIDE = 3  # heights; a wider shape is a stroke unless it has parts
_PATTERN = 0.75  # of the shapes are the very same
_STEEPEST = 0.4  # of a slope: 22 degrees
_STROKES = 3.5  # times as thick as another's
_CLEAN = ((5, 0.25), (8, 0.4), (14, 0.6))  # a row of so many shapes at most may be so unclean
_CLEAN_LONG = 1.0
_FLAT = 0.5  # of what a row covers is of its commonest tone: print


@dataclass(frozen=True, slots=True)
class Row:
    """A row of shapes: its box in the picture's pixels, how many shapes, and their middle height in pixels.

    ``dark``: on light, else light on dark. ``level``: along the picture's width, else along its height. ``slope`` is
    how far it sinks for each pixel along it (for a standing one: moves to the right for each pixel downwards).
    """

    box: Box
    dark: bool
    level: bool
    shapes: int
    height: float
    slope: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A chain that passed for a row, where it was found: shapes as they lie in a copy smaller by ``factor``."""

    shapes: Sequence[Shape]
    factor: float
    dark: bool
    level: bool

    @property
    def weight(self) -> float:
        """Letters stand closer along their line than across lines: many shapes, close together."""
        gap = sum(max(0, other.left - one.right) for one, other in pairwise(self.shapes))
        return len(self.shapes) / (0.3 + gap / len(self.shapes) / median(one.high for one in self.shapes))

    def box(self, shapes: Sequence[Shape]) -> Box:
        """Return what some of its shapes cover, in the picture's pixels."""
        left, top, right, bottom = (side * self.factor for side in _sides(shapes))
        return (left, top, right, bottom) if self.level else (top, left, bottom, right)

    @property
    def middles(self) -> list[tuple[int, int]]:
        """The middle of each shape in the picture's pixels."""
        points = [((one.left + one.right) // 2, (one.top + one.bottom) // 2) for one in self.shapes]
        placed = [(int(x * self.factor), int(y * self.factor)) for x, y in points]
        return placed if self.level else [(y, x) for x, y in placed]


def rows(picture: Image.Image) -> int:
    """Return how many rows of letter-like shapes stand in a picture; one with none is wordless."""
    return len(rows_in(picture.convert("L")))


def rows_in(grey: Image.Image, covered: Iterable[Box] = ()) -> list[Row]:
    """Return the rows in a grey picture, except where it is ``covered`` (boxes in its pixels)."""
    boxes = list(covered)
    pixels = grey.width * grey.height
    lines = [line for copy, factor in _copies(grey) for line in _lines_of(copy, factor, boxes)]
    if pixels <= _THUMBNAIL or (pixels <= _SMALL and not lines and not boxes):
        larger = grey.resize((2 * grey.width, 2 * grey.height), Image.Resampling.BICUBIC)
        lines += _lines_of(larger, 0.5, boxes)
    return [_row(line) for line in _apart(lines, grey.size)]


def _copies(grey: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """Yield a picture in smaller and smaller copies, with how many of its pixels make one of the copy's."""
    factor = 1
    while grey.width * grey.height > _MOST_PIXELS * factor * factor:
        factor *= 2
    while min(grey.size) >= LOWEST * factor and max(grey.size) >= LEAST * LOWEST * factor:
        yield grey.reduce(factor) if factor > 1 else grey, float(factor)
        factor *= _STEP


def _lines_of(copy: Image.Image, factor: float, covered: list[Box]) -> list[_Line]:
    lines: list[_Line] = []
    for dark, mask in zip((True, False), masks(copy), strict=True):
        for box in covered:
            mask.paste(0, _outwards(box, factor))
        shapes = letter_like(mask)
        if len(shapes) >= LEAST:
            lines += [_Line(line, factor, dark, level=True) for line in _lines(shapes, copy, mask)]
            lines += [_Line(line, factor, dark, level=False) for line in _standing(shapes, copy, mask)]
    return lines


def _outwards(box: Box, factor: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return int(left // factor), int(top // factor), int(-(-right // factor)), int(-(-bottom // factor))


def _standing(shapes: Iterable[Shape], grey: Image.Image, mask: Image.Image) -> Iterator[list[Shape]]:
    """Yield the rows along the picture's height, as they would lie."""
    flip = Image.Transpose.TRANSPOSE
    return _lines([one.lying() for one in shapes], grey.transpose(flip), mask.transpose(flip))


def _lines(shapes: list[Shape], grey: Image.Image, mask: Image.Image) -> Iterator[list[Shape]]:
    """Yield the rows along the picture's width."""
    for chain in chains(shapes):
        middle = median(one.high for one in chain)
        alike = [one for one in chain if _LOW * middle <= one.high <= _TALL * middle]
        if _stand_like_letters(alike, middle) and _unclean(alike, grey, mask) <= _allowed(len(alike)):
            yield chain


def _stand_like_letters(line: Sequence[Shape], middle: float) -> bool:
    if len(line) <= _FEW and middle < _MINUTE:
        return False
    if len(line) < LEAST or _commonest(line) >= _PATTERN * len(line):
        return False
    if sum(map(_built, line)) < max(2, _BUILT * len(line)):
        return False
    slack, slope = max(1.0, _SLACK * middle), _slope(line)
    sunk = [slope * (two.left - one.left) for one, two in pairwise(line)]
    even = [
        min(abs(two.bottom - one.bottom - down), abs(two.top - one.top - down)) <= slack
        for down, (one, two) in zip(sunk, pairwise(line), strict=True)
    ]
    strokes = sorted(one.ink / one.runs for one in line)
    eighth = len(strokes) // 8
    return sum(even) >= _EVEN * len(even) and strokes[-1 - eighth] <= _STROKES * strokes[eighth]


def _commonest(line: Sequence[Shape]) -> int:
    """Return how often the commonest shape comes: that of a chessboard comes again and again, no letter does."""
    return max(Counter((one.wide, one.high, one.ink) for one in line).values())


def _slope(line: Sequence[Shape]) -> float:
    """Return how far a row sinks for each pixel along it: between the middles of its halves."""
    half = len(line) // 2
    sunk = median(one.bottom for one in line[half:]) - median(one.bottom for one in line[:half])
    slope = sunk / max(1, median(one.left for one in line[half:]) - median(one.left for one in line[:half]))
    return max(-_STEEPEST, min(_STEEPEST, slope))


def _built(shape: Shape) -> bool:
    """Tell whether a shape has parts beside each other, or lets the ground through: neither a bar nor a blob does."""
    parts = shape.runs >= 1.25 * shape.high
    return parts or (shape.wide <= _WIDE * shape.high and shape.ink <= 0.55 * shape.wide * shape.high)


def _allowed(shapes: int) -> float:
    return next((most for count, most in _CLEAN if shapes <= count), _CLEAN_LONG)


def _unclean(line: Sequence[Shape], grey: Image.Image, mask: Image.Image) -> float:
    """Return how little a row looks like writing: 0 is one ink on one ground with nothing else between the letters."""
    tones = [_extremes(grey.crop(_with_edge(one, grey))) for one in line]
    low, high = sorted(tone[0] for tone in tones), sorted(tone[1] for tone in tones)
    contrast = max(1, median(high) - median(low))
    uneven = (_spread(low) + _spread(high)) / contrast
    others = median(_ink_of_others(one, two, mask) for one, two in pairwise(line))
    return uneven + 2 * others + 2 * max(0, _FLAT - _flat(line, grey, contrast))


def _extremes(grey: Image.Image) -> tuple[int, int]:
    low, high = grey.getextrema()
    return int(low), int(high)  # type: ignore[arg-type]  # of a grey picture it is a pair of numbers


def _with_edge(shape: Shape, grey: Image.Image) -> tuple[int, int, int, int]:
    left, top = max(0, shape.left - 1), max(0, shape.top - 1)
    return left, top, min(grey.width, shape.right + 1), min(grey.height, shape.bottom + 1)


def _spread(tones: Sequence[int]) -> int:
    """Return how far sorted tones lie apart, but for a fifth at either end."""
    fifth = len(tones) // 5
    return tones[-1 - fifth] - tones[fifth]


def _ink_of_others(one: Shape, two: Shape, mask: Image.Image) -> float:
    """Return how much of the ink around two neighbours is not theirs, 0 to 1."""
    sides = (
        min(one.left, two.left),
        min(one.top, two.top),
        max(one.right, two.right),
        max(one.bottom, two.bottom),
    )
    ink = mask.crop(sides).histogram()[255]
    return max(0.0, 1 - (one.ink + two.ink) / max(1, ink))


def _flat(line: Sequence[Shape], grey: Image.Image, contrast: float) -> float:
    """Return how much of a row's box has its commonest tone (a tenth of the contrast about it), 0 to 1."""
    counts = grey.crop(_sides(line)).histogram()
    reach = max(3, int(contrast / 10))
    return max(sum(counts[max(0, tone - reach) : tone + reach + 1]) for tone in range(256)) / sum(counts)


def _sides(line: Sequence[Shape]) -> tuple[int, int, int, int]:
    top, bottom = min(one.top for one in line), max(one.bottom for one in line)
    return min(one.left for one in line), top, max(one.right for one in line), bottom


def _apart(lines: list[_Line], size: tuple[int, int]) -> Iterator[_Line]:
    """Yield the lines, the weightier first, but for those of which half lies on one that came before.

    Letters one above the other make rows too, and so does the same row in a smaller copy, and the holes in its letters.
    """
    taken = Image.new("L", size)
    there = taken.load()
    for line in sorted(lines, key=lambda one: -one.weight):
        middles = line.middles
        if there is not None and 2 * sum(1 for x, y in middles if there[x, y]) <= len(middles):
            for neighbours in pairwise(
                line.shapes
            ):  # the box of a whole row that sinks has its neighbours in it
                taken.paste(1, _outwards(line.box(neighbours), 1))
            yield line


def _row(line: _Line) -> Row:
    high = median(one.high for one in line.shapes) * line.factor
    return Row(line.box(line.shapes), line.dark, line.level, len(line.shapes), high, _slope(line.shapes))
