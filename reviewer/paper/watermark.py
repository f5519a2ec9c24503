"""A word as a stencil (ISO 32000-1, 8.9.6.2): drawn across a page, it is no text that would mix with the page's own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HIGH = 260  # pixels of the letters: some 130 to the inch as large as it is drawn


@cache
def stencil(word: str, face: Path) -> tuple[int, int, bytes]:
    """Return a word's width and height in pixels, and its rows of bits, ink as 0, each row padded to a byte."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(face), HIGH, layout_engine=ImageFont.Layout.BASIC)
    left, top, right, bottom = map(int, font.getbbox(word))
    picture = Image.new("1", (right - left, bottom - top), 1)
    ImageDraw.Draw(picture).text((-left, -top), word, fill=0, font=font)
    return picture.width, picture.height, picture.tobytes()
