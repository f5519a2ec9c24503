"""Rows of letter-like shapes: whatever is written makes some; what is only seen makes none, and so is wordless."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

from reviewer.documents.formats.letter_rows import rows, rows_in
from tests.needles import pictures
from tests.scale import grid

PHRASE = "the council refused the second offer"
SHARED = Path(__file__).resolve().parents[4] / "shared/corpus"


def printed(size: int = 40, ink: int = 0, ground: int = 255) -> Image.Image:
    return pictures.drawn(PHRASE, size=size, ink=ink, ground=ground)


def scribbled(seed: int, lines: int = 3) -> Image.Image:
    """Lines of joined-up strokes, as a hand writes them: no two alike, none of them a letter."""
    draw = random.Random(seed)
    page = Image.new("L", (900, 100 + 90 * lines), 240)
    pen = ImageDraw.Draw(page)
    for line in range(lines):
        x = 40.0
        while x < 800:
            base, points = 100 + 90 * line + draw.uniform(-2, 2), []
            for _ in range(draw.randint(3, 9)):  # a word goes up and down, and its loops come back
                high = draw.choice((22, 24, 26, 46))
                points += [(x, base), (x + 7, base - high), (x + 1, base - high / 2), (x + 12, base)]
                x += draw.uniform(13, 18)
            pen.line(points, fill=60, width=3, joint="curve")
            x += draw.uniform(18, 30)
    return page


def landscape(seed: int) -> Image.Image:
    """A picture as cameras give them: soft light, hills, a texture that is nowhere of one tone."""
    draw = random.Random(seed)
    page = Image.linear_gradient("L").resize((800, 600)).point([90 + tone // 2 for tone in range(256)])
    pen = ImageDraw.Draw(page)
    for _ in range(40):
        x, y, size = draw.randrange(800), draw.randrange(200, 600), draw.randrange(10, 160)
        pen.ellipse((x - size, y - size / 3, x + size, y + size / 2), fill=draw.randrange(40, 220))
    soft = page.filter(ImageFilter.GaussianBlur(2))
    rough = Image.effect_noise((400, 300), 50).resize((800, 600), Image.Resampling.BICUBIC)
    return ImageChops.add(soft, rough, 1, -128)


def logo() -> Image.Image:
    """Rings, a star and bars in one colour."""
    page = Image.new("L", (500, 400), 255)
    pen = ImageDraw.Draw(page)
    pen.ellipse((60, 60, 240, 240), outline=0, width=22)
    pen.ellipse((200, 60, 380, 240), outline=90, width=22)
    pen.polygon([(250, 250), (290, 360), (190, 290), (310, 290), (210, 360)], fill=40)
    for number in range(6):
        pen.rectangle((60 + 40 * number, 370, 80 + 40 * number, 390), fill=0)
    return page


def chart() -> Image.Image:
    """A curve in a frame with a grid, without a word."""
    page = Image.new("L", (900, 600), 255)
    pen = ImageDraw.Draw(page)
    for number in range(11):
        pen.line((80, 50 + 50 * number, 850, 50 + 50 * number), fill=200, width=2)
        pen.line((80 + 77 * number, 50, 80 + 77 * number, 550), fill=200, width=2)
    pen.line([(80 + 7 * step, 500 - step * step / 26) for step in range(110)], fill=0, width=4)
    return page


def chessboard() -> Image.Image:
    page = Image.new("L", (320, 320), 255)
    for number in range(64):
        x, y = number % 8, number // 8
        page.paste(255 * ((x + y) % 2), (40 * x, 40 * y, 40 * x + 40, 40 * y + 40))
    return page


SIZES, TURNS = (16, 24, 44, 120, 400), (0, 90, 180, 270)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("size", "turn"),
    grid(product(SIZES, TURNS), ordinary=[*((size, 0) for size in SIZES), *((24, turn) for turn in TURNS)]),
)
def test_print_of_any_size_and_whichever_way_up_makes_a_row_a_line(size: int, turn: int) -> None:
    assert rows(printed(size).rotate(turn, expand=True)) == 3


@pytest.mark.parametrize(("ink", "ground"), [(0, 255), (255, 0), (230, 255), (25, 0), (120, 145)])
def test_dark_on_light_and_light_on_dark_and_faint(ink: int, ground: int) -> None:
    assert rows(printed(ink=ink, ground=ground)) == 3


@pytest.mark.parametrize("degrees", [-12, -3, 3, 8, 15])
def test_lines_that_lie_askew(degrees: int) -> None:
    assert 3 <= rows(printed().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)) <= 6


@pytest.mark.parametrize("seed", range(4))
def test_handwriting_that_nobody_reads(seed: int) -> None:
    assert rows(scribbled(seed)) >= 2


@pytest.mark.parametrize(
    ("name", "text"),
    [("Cyrillic", "Совет отклонил предложение"), ("Greek", "Το συμβούλιο απέρριψε την πρόταση")],
)
def test_other_scripts(name: str, text: str) -> None:
    font = ImageFont.truetype(str(pictures.FONT), 30)
    page = Image.new("L", (700, 90), 255)
    ImageDraw.Draw(page).text((20, 25), text, font=font)
    assert rows(page) == 1, name


def test_small_print_in_a_corner_of_a_photograph() -> None:
    page = landscape(3)
    page.paste(printed(16), (20, 500))
    assert rows(page) >= 3


def test_packed_hard() -> None:
    data = io.BytesIO()
    printed(28).save(data, "JPEG", quality=20)
    assert rows(Image.open(data)) == 3


WORDLESS: dict[str, Callable[[], Image.Image]] = {
    "blank": lambda: Image.new("L", (900, 600), 255),
    "dot": lambda: Image.new("L", (1, 1), 0),
    "gradient": lambda: Image.linear_gradient("L").resize((900, 600)),
    "noise": lambda: Image.effect_noise((400, 300), 60),
    "landscape 1": lambda: landscape(1),
    "landscape 2": lambda: landscape(2),
    "logo": logo,
    "chart": chart,
    "chessboard": chessboard,
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", grid(WORDLESS, ordinary=WORDLESS.keys() - {"landscape 2"}))
def test_what_has_no_letters_has_no_row(name: str) -> None:
    page = WORDLESS[name]()
    assert rows(page) == 0
    assert rows(ImageOps.invert(page)) == 0


def test_what_is_covered_is_not_looked_at() -> None:
    page = printed()
    found = rows_in(page)
    assert [row.level and row.dark for row in found] == [True] * 3
    (last,) = rows_in(page, [row.box for row in sorted(found, key=lambda row: row.box[1])[:2]])
    assert last.box[1] > page.height / 2


@pytest.mark.long
def test_a_strip_takes_no_time_and_sixteen_million_pixels_little() -> None:
    strip = printed(40).crop((0, 0, 1000, 160))
    assert _seconds(strip) < 0.1
    page = Image.new("L", (4000, 4000), 255)
    for number in range(12):
        page.paste(
            printed(60).crop((0, 0, 1200, 300)), (200 + 1600 * (number % 2), 100 + 600 * (number // 2))
        )
    assert _seconds(page) < 3
    assert _seconds(Image.effect_noise((4000, 4000), 90)) < 15


def _seconds(page: Image.Image) -> float:
    """The least of three of the processor's time."""
    took = []
    for _ in range(3):
        began = time.process_time()
        rows(page)
        took.append(time.process_time() - began)
    return min(took)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize(
    ("name", "least"), [("image/eurotext.tif", 12), ("image/phototest-rotated-L.png", 8)]
)
def test_real_scans(name: str, least: int) -> None:
    with Image.open(SHARED / name) as page:
        assert rows(page) >= least
