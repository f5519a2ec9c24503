"""A page's picture made ready for recognition: grey, without noise, upright; and the way back to the page.

Tesseract takes a page that lies three degrees askew for a photograph, and a noisy one for thousands of letters (a
minute of layout), so both are seen to here. Pillow alone: no arrays are needed for it.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from reviewer.documents.formats import pages
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

RESOLUTION = 300  # dots an inch: what Tesseract is made for
_POINTS = 72
_MOST_PIXELS = 16_000_000  # A3; a larger page is drawn smaller
_NOISY = 0.03  # of all neighbours differ; a page of small print stays under it
_HOPELESS = 0.12  # and still do after smoothing: nothing is written there
_SMOOTHING = 1.0  # pixels; costs print at 300 dots an inch nothing
_SIDE = 1000  # of the small copy in which the skew is looked for
_COARSE = tuple(step / 2 for step in range(-16, 17))  # degrees
_FINE = tuple(step / 10 for step in range(-4, 5))


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as a grey picture; ``scale`` is its pixels a point, ``width`` and ``height`` are the page's in points."""

    picture: Image.Image
    scale: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Turned:
    """A scan turned anticlockwise by ``quarters`` and then by ``skew`` degrees, so that its lines lie level."""

    scan: Scan
    picture: Image.Image
    quarters: int
    skew: float

    def on_page(self, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        """Return where a box in the turned picture lies on the page: left, top, right, bottom in points.

        Its middle is turned back, and its sides with the quarters: a box that leans by a few degrees would be
        drawn upright and too large.
        """
        angle = math.radians(90 * self.quarters + self.skew)
        x = (left + right - self.picture.width) / 2
        y = (top + bottom - self.picture.height) / 2
        middle_x = x * math.cos(angle) - y * math.sin(angle) + self.scan.picture.width / 2
        middle_y = x * math.sin(angle) + y * math.cos(angle) + self.scan.picture.height / 2
        half = ((right - left) / 2, (bottom - top) / 2)
        across, down = half[::-1] if self.quarters % 2 else half
        corners = (middle_x - across, middle_y - down, middle_x + across, middle_y + down)
        return tuple(side / self.scan.scale for side in corners)


def scan_of(data: mmap | bytes, args: dict[str, Any]) -> Scan | None:
    """Draw ``page`` (with ``password``) for recognition; None where there is nothing but noise on it.

    RefusalError if the page, or the document, cannot be opened.
    """
    number = int(args["page"])
    _none, flat = pages.sizes(data, args)
    if not 0 <= number < len(flat) // 2:
        raise RefusalError(Reason.PAGE_MISSING, page=number + 1)
    width, height = flat[2 * number], flat[2 * number + 1]
    if width <= 0 or height <= 0:
        return None
    scale = min(RESOLUTION / _POINTS, math.sqrt(_MOST_PIXELS / (width * height)))
    head, pixels = pages.render(data, {**args, "scale": scale, "clip": None})
    size = int(head["width"]), int(head["height"])
    grey = Image.frombuffer("RGB", size, pixels, "raw", "BGRX", int(head["stride"]), 1).convert("L")
    quiet = _quiet(ImageOps.autocontrast(grey, cutoff=(0.1, 0)))
    return Scan(quiet, scale, width, height) if quiet else None


def _quiet(grey: Image.Image) -> Image.Image | None:
    """Smooth a picture that is noisy; None if that leaves it noisy."""
    if _unrest(grey) <= _NOISY:
        return grey
    smooth = grey.filter(ImageFilter.GaussianBlur(_SMOOTHING))
    return smooth if _unrest(smooth) <= _HOPELESS else None


def _unrest(grey: Image.Image) -> float:
    """Return how many of the picture's pixels are on the other side of its threshold than their neighbour."""
    black = grey.point(_steps(_threshold(grey.histogram())))
    differing = ImageChops.difference(black, ImageChops.offset(black, 1, 0))
    return ImageStat.Stat(differing).mean[0] / 255


def _steps(threshold: int) -> list[int]:
    return [0] * (threshold + 1) + [255] * (255 - threshold)


def _threshold(histogram: list[int]) -> int:
    """Return the grey that parts ink and paper best (Otsu 1979: most variance between the two)."""
    count, total = sum(histogram), sum(grey * pixels for grey, pixels in enumerate(histogram))
    best, found, below, weight = -1.0, 127, 0, 0
    for grey, pixels in enumerate(histogram):
        below, weight = below + pixels, weight + grey * pixels
        if 0 < below < count:
            apart = weight / below - (total - weight) / (count - below)
            between = below * (count - below) * apart * apart
            if between > best:
                best, found = between, grey
    return found


def ways_up(scan: Scan) -> list[tuple[int, float]]:
    """Return the four ways (quarters, skew) to turn a scan so that its lines are level, the likelier first.

    The lines show in the rows' sums: level ones alternate between ink and paper. Which way is up only reading tells.
    """
    small = ImageOps.invert(scan.picture)
    small.thumbnail((_SIDE, _SIDE))
    (level, skew), (sideways, skew_sideways) = _skew(small), _skew(small.transpose(Image.Transpose.ROTATE_90))
    likely, less = [(0, skew), (2, skew)], [(1, skew_sideways), (3, skew_sideways)]
    return likely + less if level >= sideways else less + likely


def turned(scan: Scan, quarters: int, skew: float) -> Turned:
    """Turn a scan anticlockwise by quarters and degrees."""
    picture = scan.picture.rotate(90 * quarters, expand=True)
    if skew:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return Turned(scan, picture, quarters, skew)


def _skew(ink: Image.Image) -> tuple[float, float]:
    """Return how clearly the lines of a small picture (ink is light) stand out at best, and the turn for that."""
    best = max((_clearness(ink, angle), -abs(angle), angle) for angle in _COARSE)
    score, _, skew = max(
        (_clearness(ink, best[2] + more), -abs(best[2] + more), round(best[2] + more, 1)) for more in _FINE
    )
    return score, skew


def _clearness(ink: Image.Image, angle: float) -> float:
    rows = ink.rotate(angle).convert("F").resize((1, ink.height), Image.Resampling.BOX)
    sums = array("f", rows.tobytes())
    return sum((one - other) ** 2 for one, other in pairwise(sums))
