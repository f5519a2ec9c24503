"""Pictures of a phrase, as scanners and people make them: dark, light, turned, coarse, transparent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.needles.carriers import Carrier, Witness

FONT = Path(__file__).resolve().parents[2] / "resources/fonts/liberation/LiberationSans-Regular.ttf"
SENTENCE = "The board met again and agreed on this:"


def drawn(phrase: str, *, ink: int = 0, ground: int = 255, size: int = 44) -> Image.Image:
    """A grey picture of three lines: an ordinary one, and the phrase in small letters and in capitals.

    One letter misread by recognition, which happens to one word of a thousand, is seldom misread twice.
    """
    font = ImageFont.truetype(str(FONT), size)
    lines = (SENTENCE, phrase, phrase.upper())
    width = round(max(map(font.getlength, lines))) + 2 * size
    picture = Image.new("L", (width, 7 * size), ground)
    pen = ImageDraw.Draw(picture)
    for number, text in enumerate(lines):
        pen.text((size, (1 + 1.7 * number) * size), text, font=font, fill=ink)
    return picture


def transparent(phrase: str, ink: int = 0) -> Image.Image:
    """Ink on nothing: what is behind it is the page; where there is no ink, the hidden colour is the ink's own."""
    grey = drawn(phrase)
    picture = Image.new("RGBA", grey.size, (ink, ink, ink, 0))
    picture.putalpha(Image.eval(grey, lambda level: 255 - level))
    return picture


def white_on_black(phrase: str) -> Image.Image:
    """Light letters on a dark ground, as a terminal or a phone at night shows them."""
    return drawn(phrase, ink=255, ground=0)


def sideways(phrase: str) -> Image.Image:
    """Turned by a quarter."""
    return drawn(phrase).rotate(90, expand=True)


def upside_down(phrase: str) -> Image.Image:
    """Turned by a half."""
    return drawn(phrase).rotate(180)


def coarse(phrase: str) -> Image.Image:
    """Letters of 11 points at 100 dots an inch, as old scanners and screens give them."""
    return drawn(phrase, size=16)


def page(phrase: str) -> Image.Image:
    """A whole page at 200 dots an inch with the phrase near its middle."""
    sheet = Image.new("L", (1654, 2339), 255)
    sheet.paste(drawn(phrase), (300, 1000))
    return sheet


def saved(picture: Image.Image, kind: str = "PNG", dpi: int = 200) -> bytes:
    """The picture as a file of this kind."""
    data = io.BytesIO()
    picture.save(data, kind, dpi=(dpi, dpi))
    return data.getvalue()


def png(phrase: str) -> bytes:
    """The plainest picture of the phrase."""
    return saved(drawn(phrase))


EFFECTS: tuple[tuple[str, Callable[[str], Image.Image]], ...] = (
    ("black on white", drawn),
    ("white on black", white_on_black),
    ("sideways", sideways),
    ("upside down", upside_down),
    ("at 100 dpi", coarse),
    ("transparent", transparent),
)


def _second_page(phrase: str) -> bytes:
    data = io.BytesIO()
    blank = Image.new("L", (600, 200), 255)
    blank.save(data, "TIFF", save_all=True, append_images=[drawn(phrase)], dpi=(200, 200))
    return data.getvalue()


def _effect(name: str, made: Callable[[str], Image.Image]) -> Carrier:
    return Carrier(f"picture file {name}", ".png", lambda phrase: saved(made(phrase)), witness=Witness.PILLOW)


def _kind(kind: str, ending: str) -> Carrier:
    return Carrier(
        f"picture file of the kind {kind}",
        ending,
        lambda phrase: saved(drawn(phrase), kind),
        witness=Witness.PILLOW,
    )


CARRIERS = (
    *(_effect(*effect) for effect in EFFECTS),
    _kind("JPEG", ".jpg"),
    _kind("GIF", ".gif"),
    _kind("BMP", ".bmp"),
    _kind("WEBP", ".webp"),
    Carrier("picture file second page of a TIFF", ".tif", _second_page, witness=Witness.PILLOW),
)
