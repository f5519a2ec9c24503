"""A picture is read whichever way up it stands, light or dark, large or small; what is not read is counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from reviewer.documents.formats import ocr
from reviewer.documents.formats.ocr_text import RecognisedText
from tests.needles import pictures
from tests.unit.documents.test_letter_rows import chart, landscape, scribbled

PHRASE = "the council refused the second offer"
SHARED = Path(__file__).resolve().parents[4] / "shared/corpus"


def said(found: RecognisedText) -> bool:
    """Tell whether the whole phrase was read, in small letters and in large; each letter has its box."""
    assert len(found.boxes) == 4 * len(found.text)
    return PHRASE in found.text and PHRASE.upper() in found.text


def coloured(ink: tuple[int, int, int], ground: tuple[int, int, int]) -> Image.Image:
    drawn = pictures.drawn(PHRASE)
    page = Image.new("RGB", drawn.size, ground)
    page.paste(ink, mask=ImageOps.invert(drawn))
    return page


def beside(one: Image.Image, other: Image.Image) -> Image.Image:
    """Two pictures on one page, the second under the first."""
    page = Image.new("L", (max(one.width, other.width) + 80, one.height + other.height + 120), 255)
    page.paste(one, (40, 40))
    page.paste(other, (40, one.height + 80))
    return page


def other_words() -> Image.Image:
    return pictures.drawn("nothing was said of it at the meeting")


MADE: dict[str, Callable[[], Image.Image]] = {
    **{name: partial(made, PHRASE) for name, made in pictures.EFFECTS},
    "light on nothing": lambda: pictures.transparent(PHRASE, 255),
    "light on dark, on its side": lambda: ImageOps.invert(pictures.sideways(PHRASE)),
    "light on dark, upside down": lambda: ImageOps.invert(pictures.upside_down(PHRASE)),
    "turned to the other side": lambda: pictures.sideways(PHRASE).rotate(180),
    "faint": lambda: pictures.drawn(PHRASE, ink=230),
    "faint on black": lambda: pictures.drawn(PHRASE, ink=25, ground=0),
    "in letters of seven pixels": lambda: pictures.drawn(PHRASE, size=13),
    "in letters of a hand's width": lambda: pictures.drawn(PHRASE, size=300),
    "askew": lambda: pictures.drawn(PHRASE).rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
    "red on as bright a green": lambda: coloured((255, 0, 0), (0, 130, 0)),
    "in a dark box under light": lambda: beside(other_words(), pictures.white_on_black(PHRASE)),
    "on its side under level words": lambda: beside(other_words(), pictures.sideways(PHRASE)),
    "on a whole page": lambda: pictures.page(PHRASE),
    "in sixteen bits": lambda: pictures.drawn(PHRASE).convert("I").point(lambda tone: tone * 200),
    "in the colours of a printing press": lambda: pictures.drawn(PHRASE).convert("CMYK"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", MADE)
def test_words_are_read(name: str) -> None:
    found = ocr.read_picture(MADE[name]())
    assert said(found)
    assert found.confidence >= 75
    assert found.rows >= 3
    assert found.unread_rows == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    "made",
    [
        lambda: Image.new("L", (900, 600), 255),
        lambda: landscape(1),
        chart,
        lambda: Image.effect_noise((900, 400), 70),
    ],
    ids=["blank", "landscape", "chart", "noise"],
)
def test_a_picture_without_letters_is_wordless(made: Callable[[], Image.Image]) -> None:
    found = ocr.read_picture(made())
    assert (found.text, found.rows, found.unread_rows) == ("", 0, 0)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(3))
def test_handwriting_is_told_as_not_recognised(seed: int) -> None:
    found = ocr.read_picture(scribbled(seed))
    assert found.unread_rows >= 1


@pytest.mark.thorough
def test_handwriting_under_print_is_told_beside_what_was_read() -> None:
    found = ocr.read_picture(beside(pictures.drawn(PHRASE), scribbled(1)))
    assert said(found)
    assert found.unread_rows >= 1


def test_letters_lie_where_their_boxes_say() -> None:
    """In a picture with a part that is read by itself: the ink of its words lies in their boxes."""
    page = beside(other_words(), pictures.white_on_black(PHRASE))
    found = ocr.read_picture(page)
    at = found.text.index(PHRASE)
    left, top = min(found.boxes[4 * at :: 4][: len(PHRASE)]), min(found.boxes[4 * at + 1 :: 4][: len(PHRASE)])
    right, bottom = (max(found.boxes[4 * at + side :: 4][: len(PHRASE)]) for side in (2, 3))
    line = pictures.white_on_black(PHRASE).crop((0, 110, 2000, 172)).getbbox()
    assert line
    dark = other_words().height + 80
    assert top == pytest.approx(dark + 110 + line[1], abs=12)
    assert bottom == pytest.approx(dark + 110 + line[3], abs=12)
    assert left == pytest.approx(40 + line[0], abs=8)
    assert right == pytest.approx(40 + line[2], abs=8)


@pytest.mark.thorough
def test_a_picture_too_large_to_be_read_as_it_is_keeps_its_places() -> None:
    page = Image.new("L", (6000, 4000), 255)
    page.paste(pictures.drawn(PHRASE, size=120), (900, 2000))
    found = ocr.read_picture(page)
    assert said(found)
    assert 900 <= min(found.boxes[::4]) <= 1060
    assert 2000 <= min(found.boxes[1::4]) <= 2160


@pytest.mark.thorough
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize(
    "name", ["eurotext.tif", "phototest.tif", "phototest-rotated-L.png", "typewriter.png"]
)
def test_of_ordinary_printed_pages_nothing_is_left(name: str) -> None:
    with Image.open(SHARED / "image" / name) as page:
        found = ocr.read_picture(page)
    assert found.text
    assert found.unread_rows == 0
