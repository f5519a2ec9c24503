"""A page's picture made ready for recognition: grey, without noise, upright; and the way back to the page.

Tesseract takes a page that lies three degrees askew for a photograph, and a noisy one for thousands of letters (a
minute of layout), so both are seen to here. Pillow alone: no arrays are needed for it.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, replace
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
_LONGEST = 30_000  # pixels of a side: Tesseract counts them in 15 bits
_NOISY = 0.03  # of all neighbours differ; a page of small print stays under it
_STROKES = (
    1.15  # times as many differ two pixels apart, where it is letters: noise differs as much at any distance
)
_HOPELESS = 0.12  # and still do after smoothing: only much larger letters could be seen there
_LARGER = 4  # times: what is lost in noise is looked for in a copy so much smaller
_LEAST_SIDE = 40  # pixels of that
_RESTLESS = 0.25  # the smallest print, set solid, stays under it
_SMOOTHING = 1.0  # pixels; costs print at 300 dots an inch nothing
_TINT = 40  # of 255 the extremes of a tint differ: that could be seen
_LARGE_TINT = 2_000_000  # pixels; where there are more, nobody writes in letters of one
_SIDE = 1000  # of the small copy in which the skew is looked for
_COARSE = tuple(step / 2 for step in range(-16, 17))  # degrees
_FINE = tuple(step / 10 for step in range(-4, 5))


@dataclass(frozen=True, slots=True)
class Scan:
    """A page or picture (L or RGB as it was drawn, L when it is read); ``scale`` is its pixels a unit, ``width`` and ``height`` are what it shows in units.

    The units of a page are points, those of a picture its own pixels.
    """

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

    def on_page(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return where a box in the turned picture lies on the page: left, top, right, bottom in the scan's units.

        Its middle is turned back, and its sides with the quarters: a box that leans by a few degrees would be
        drawn upright and too large.
        """
        scale = self.scan.scale
        if not self.quarters and not self.skew:
            return left / scale, top / scale, right / scale, bottom / scale
        angle = math.radians(90 * self.quarters + self.skew)
        x = (left + right - self.picture.width) / 2
        y = (top + bottom - self.picture.height) / 2
        middle_x = (x * math.cos(angle) - y * math.sin(angle) + self.scan.picture.width / 2) / scale
        middle_y = (x * math.sin(angle) + y * math.cos(angle) + self.scan.picture.height / 2) / scale
        half = (right - left) / 2 / scale, (bottom - top) / 2 / scale
        across, down = half[::-1] if self.quarters % 2 else half
        return middle_x - across, middle_y - down, middle_x + across, middle_y + down


def scan_of(data: mmap | bytes, args: dict[str, Any]) -> Scan | None:
    """Draw ``page`` (with ``password``) for recognition, in points; None where it has no size.

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
    drawn = Image.frombuffer("RGB", size, pixels, "raw", "BGRX", int(head["stride"]), 1)
    return Scan(drawn, scale, width, height)


def within_bounds(drawn: Scan) -> Scan:
    """Return a scan no larger than can be read in time, smaller than it was drawn if need be."""
    wide, high = drawn.picture.size
    factor = min(1.0, math.sqrt(_MOST_PIXELS / (wide * high)), _LONGEST / max(wide, high))
    if factor == 1:
        return drawn
    size = max(1, round(wide * factor)), max(1, round(high * factor))
    smaller = drawn.picture.resize(size, Image.Resampling.BILINEAR)
    return replace(drawn, picture=smaller, scale=drawn.scale * factor)


def prepared(scan: Scan) -> Scan | None:
    """Spread a scan from black to white, and smooth it if it is noisy; None if there is nothing but noise."""
    clear = ImageOps.autocontrast(scan.picture, cutoff=(0.1, 0))
    near = _unrest(clear, 1)
    if near <= _NOISY or (near <= _RESTLESS and _unrest(clear, 2) > _STROKES * near):
        return replace(scan, picture=clear)
    smooth = clear.filter(ImageFilter.GaussianBlur(_SMOOTHING))
    if _unrest(smooth, 1) <= _HOPELESS:
        return replace(scan, picture=smooth)
    if min(clear.size) < _LARGER * _LEAST_SIDE:
        return None
    return prepared(replace(scan, picture=clear.reduce(_LARGER), scale=scan.scale / _LARGER))


def _unrest(grey: Image.Image, apart: int) -> float:
    """Return how many of the picture's pixels are on the other side of its threshold than one beside them."""
    black = grey.point(_steps(_threshold(grey.histogram())))
    differing = ImageChops.difference(black, ImageChops.offset(black, apart, 0))
    return ImageStat.Stat(differing).mean[0] / 255


def _steps(threshold: int) -> list[int]:
    return [0] * (threshold + 1) + [255] * (255 - threshold)


def _threshold(histogram: list[int]) -> int:
    """Return the grey that parts ink and paper best (Otsu 1979: most variance between the two)."""
    count, total = sum(histogram), sum(grey * pixels for grey, pixels in enumerate(histogram))
    best, level, below, weight = -1.0, 127, 0, 0
    for grey, pixels in enumerate(histogram):
        below, weight = below + pixels, weight + grey * pixels
        if 0 < below < count:
            apart = weight / below - (total - weight) / (count - below)
            between = below * (count - below) * apart * apart
            if between > best:
                best, level = between, grey
    return level


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
    picture = scan.picture.rotate(90 * quarters, expand=True) if quarters else scan.picture
    if skew:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(picture))
    return Turned(scan, picture, quarters, skew)


def _paper(picture: Image.Image) -> int:
    """Return the grey that most of a picture has: what is put round it in another would have an edge, and edges look like rows."""
    histogram = picture.histogram()
    return max(range(len(histogram)), key=histogram.__getitem__)


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


def seen(picture: Image.Image) -> Image.Image:
    """Return a picture of any mode as L or RGB: what is clear in it on white, or on black if white shows nothing."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        on_white = _on(clear, "white")
        return _on(clear, "black") if _blank(on_white) else on_white
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):  # more than 8 bits of grey
        return _eight_bits(picture.convert("F"))
    return picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")


def _eight_bits(deep: Image.Image) -> Image.Image:
    low, high = deep.getextrema()
    low, high = float(low), float(high)  # type: ignore[arg-type]  # of a grey picture it is a pair of numbers
    steep = 255 / (high - low) if high > low else 0.0
    return deep.point(lambda tone: tone * steep - low * steep).convert("L")


def _on(clear: Image.Image, ground: str) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", clear.size, ground), clear).convert("RGB")


def _blank(picture: Image.Image) -> bool:
    low, high = picture.convert("L").getextrema()
    return low == high


def tints_of(drawn: Scan) -> list[Scan]:
    """Return the blue and the red tint of a picture in colour, made ready: those in which something could be seen."""
    picture = drawn.picture
    if picture.mode != "RGB":
        return []
    smaller = 2 if picture.width * picture.height > _LARGE_TINT else 1
    _grey, *tints = (picture.reduce(smaller) if smaller > 1 else picture).convert("YCbCr").split()
    clear = [tint for tint in tints if _reach(tint) >= _TINT]
    scale = drawn.scale / smaller
    scans = (prepared(replace(drawn, picture=tint, scale=scale)) for tint in clear)
    return [ready for ready in scans if ready]


def _reach(grey: Image.Image) -> int:
    low, high = grey.getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]  # of a grey picture it is a pair of numbers
