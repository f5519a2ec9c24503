"""Pieces of a decoded picture, as they show on a page; and the picture of the page at hand, kept for its next piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Corners = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of a page."""

_MARGIN = (
    4  # pixels made beside a piece, and one of the picture's: its edge is smoothed with what stands beyond it
)
_MOST_KEPT = 160 << 20  # bytes of pixels
_A_PIXEL = {"L": 1}  # bytes in Pillow's memory; others take 4


def piece(picture: Image, area: Corners, clip: Corners) -> bytes:
    """Return the *clip* of a page on which *picture* lies in *area*, as BGRX from the top; the rest is white."""
    from PIL import Image

    size = clip[2] - clip[0], clip[3] - clip[1]
    shows = _inside(area, clip)
    if shows is None:
        return Image.new("RGB", size, "white").tobytes("raw", "BGRX")
    drawn = _scaled(picture, area, shows)
    if shows != clip:
        paper = Image.new("RGB", size, "white")
        paper.paste(drawn, (shows[0] - clip[0], shows[1] - clip[1]))
        drawn = paper
    return drawn.convert("RGB").tobytes("raw", "BGRX")


def _scaled(picture: Image, area: Corners, shows: Corners) -> Image:
    from PIL.Image import Resampling

    wide, high = area[2] - area[0], area[3] - area[1]
    if shows == area and picture.size == (wide, high):
        return picture
    left, top, right, bottom = shows
    across, down = picture.width / wide, picture.height / high
    beside, over = _MARGIN + ceil(1 / across), _MARGIN + ceil(1 / down)
    made = _inside((left - beside, top - over, right + beside, bottom + over), area) or area
    source = (
        (made[0] - area[0]) * across, (made[1] - area[1]) * down,
        (made[2] - area[0]) * across, (made[3] - area[1]) * down,
    )  # fmt: skip
    # Of Pillow's filters these come nearest to what PDFium draws.
    how = Resampling.HAMMING if across >= 1 else Resampling.BILINEAR
    box = (source[0], source[1], min(picture.width, source[2]), min(picture.height, source[3]))
    drawn = picture.resize((made[2] - made[0], made[3] - made[1]), how, box=box)
    if made == shows:
        return drawn
    return drawn.crop((left - made[0], top - made[1], right - made[0], bottom - made[1]))


def _inside(one: Corners, other: Corners) -> Corners | None:
    """Return what two areas share."""
    left, top, right, bottom = (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip
    return (left, top, right, bottom) if left < right and top < bottom else None


@dataclass(slots=True)
class Desk:
    """The picture that lies ready: one, since the pieces of a page are asked for one after another.

    ``about`` is what it is a picture of, ``size`` what it was decoded for.
    """

    about: object = None
    size: tuple[int, int] = (0, 0)
    picture: Image | None = None

    def take(
        self, about: object, size: tuple[int, int], make: Callable[[], Image | None], *, keep: bool
    ) -> Image | None:
        """Return the picture of *about* (told by identity) for *size* pixels, made anew unless it lies ready.

        *keep* it for the next piece unless it is too large for that.
        """
        if self.picture is not None and self.about is about and self.size == size:
            return self.picture
        self.clear()
        picture = make()
        if picture is not None and keep and _bytes(picture) <= _MOST_KEPT:
            self.about, self.size, self.picture = about, size, picture
        return picture

    def clear(self) -> None:
        """Let go of it."""
        self.about = self.picture = None


def _bytes(picture: Image) -> int:
    return picture.width * picture.height * _A_PIXEL.get(picture.mode, 4)


@lru_cache(maxsize=1)
def desk() -> Desk:
    """Return the one place for a picture."""
    return Desk()
