"""Regions of a picture in which writing stands that was not read yet: which they are, and each as a scan of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

from PIL import Image, ImageOps

from reviewer.documents.formats.letter_rows import Box, Row
from reviewer.documents.formats.scan import Scan

_APART = 2.0  # letters' heights between the rows of a region, at most
_LETTER = 28.0  # pixels: a small letter's height that Tesseract reads best
_LEAST, _MOST = 0.1, 4.0  # times smaller or larger
_MOST_PIXELS = 16_000_000
_WELL = (0.5, 1.3)  # times: not worth it
_LEVEL = 0.01  # a slope that does not matter


@dataclass(frozen=True, slots=True)
class Region:
    """Rows of one tone and direction that stand together, and the box (scan's pixels) around them and their margin."""

    rows: tuple[Row, ...]
    box: Box

    @property
    def height(self) -> float:
        """The middle height of its letters, in pixels."""
        return median(row.height for row in self.rows)

    @property
    def shapes(self) -> int:
        """How many letters it may have."""
        return sum(row.shapes for row in self.rows)

    @property
    def ways(self) -> tuple[int, int]:
        """The quarters by which it is turned anticlockwise to be read, the likelier first."""
        return (0, 2) if self.rows[0].level else (1, 3)

    @property
    def skew(self) -> float:
        """The degrees by which it is turned, anticlockwise, so that its rows are level."""
        slope = median(row.slope for row in self.rows)
        if abs(slope) < _LEVEL:
            return 0.0
        degrees = math.degrees(math.atan(slope))
        return round(degrees if self.rows[0].level else -degrees, 1)


def regions(rows: Iterable[Row], scan: Scan) -> list[Region]:
    """Return the regions that rows make, the larger first."""
    groups: list[tuple[list[Row], Box]] = []
    for row in rows:
        members, box = [row], _around(row, scan)
        near = [one for one in groups if _alike(one[0][0], row) and _touch(one[1], box)]
        for one in near:
            members += one[0]
            box = _both(box, one[1])
            groups.remove(one)
        groups.append((members, box))
    areas = [Region(tuple(members), box) for members, box in groups]
    return sorted(areas, key=lambda one: -one.shapes)


def as_read_best(scan: Scan, region: Region, least: float = _LEAST) -> Scan:
    """Return a scan so that a region's letters are dark on light and of the size that is read best, or ``least`` times."""
    grey = scan.picture if region.rows[0].dark else ImageOps.invert(scan.picture)
    most = math.sqrt(_MOST_PIXELS / (grey.width * grey.height))
    factor = min(_MOST, max(least, _LETTER / region.height), most)
    if not _WELL[0] <= factor <= _WELL[1]:
        size = max(1, round(grey.width * factor)), max(1, round(grey.height * factor))
        grey = grey.resize(size, Image.Resampling.BICUBIC)
    else:
        factor = 1.0
    return replace(scan, picture=ImageOps.autocontrast(grey, cutoff=(0.1, 0)), scale=scan.scale * factor)


def _around(row: Row, scan: Scan) -> Box:
    margin = _APART / 2 * row.height
    left, top, right, bottom = row.box
    return (
        float(max(0, int(left - margin))), float(max(0, int(top - margin))),
        float(min(scan.picture.width, int(right + margin))), float(min(scan.picture.height, int(bottom + margin))),
    )  # fmt: skip


def _alike(one: Row, other: Row) -> bool:
    low, high = sorted((one.height, other.height))
    return one.dark == other.dark and one.level == other.level and high <= 2 * low


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _both(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
