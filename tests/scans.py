"""Made scans: English pages of our own words, printed, then laid askew, smudged and made noisy as a scanner does."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parent.parent / "resources/fonts/liberation"
SIZE = (2480, 3508)  # A4 at 300 dots an inch
SENTENCES = (
    "The force appointed a lead for this work in March 2024, and she reports to the deputy chief constable.",
    "Every supervisor was trained by the end of June; 312 of 340 had passed the test a month later.",
    "We could not establish how often partners are told about the outcome of what they reported.",
    "Referrals from refuges, charities and housing teams rose from 18 to 47 within a year.",
    "Monitoring software covers all desktop machines, but only 62% of the telephones that were issued.",
    "“Nobody asked us,” said one of the managers, “whether the checks had been made at all.”",
    "The audit in October looked at 1,205 log-ins and found nine that had no policing purpose.",
    "A second vacancy in the unit was filled after the last inspection, which doubled its capacity.",
    "Officers who meet vulnerable people are briefed twice a year on boundaries and on how to speak up.",
    "It isn't clear who owns the action plan, nor when the board will next review its progress.",
    "Costs of £48,500 were agreed for the first year (see annex B, paragraph 7).",
    "Vetting was renewed for 96 of 101 members of staff; five cases are still being looked into.",
)


@dataclass(frozen=True)
class Scan:
    """A picture of a page, and the words on it with single spaces."""

    picture: Image.Image
    words: str

    def file(self) -> bytes:
        """The picture as a file that says 300 dots an inch."""
        return saved(self.picture)


def saved(picture: Image.Image) -> bytes:
    """The picture as a TIFF that says 300 dots an inch; unpacked, since noise takes seconds to pack."""
    data = io.BytesIO()
    picture.save(data, "TIFF", dpi=(300, 300))
    return data.getvalue()


def scan(seed: int, skew: float = 0.0, noise: float = 20.0, turn: int = 0, sentences: int = 14) -> Scan:
    """Print ``sentences`` in paragraphs, turn them by ``skew`` degrees and by ``turn`` (a multiple of 90)."""
    draw = random.Random(seed)
    chosen = [draw.choice(SENTENCES) for _ in range(sentences)]
    page = Image.new("L", SIZE, 250)
    print_on(page, chosen, draw.choice((10, 11, 12)))
    page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.8))
    page = ImageChops.add(page, static(seed, 2 * noise), 1, -128)
    return Scan(page.rotate(turn, expand=True), " ".join(chosen))


def print_on(page: Image.Image, sentences: list[str], points: int) -> None:
    font = ImageFont.truetype(str(FONTS / "LiberationSans-Regular.ttf"), round(points * 300 / 72))
    pen, y = ImageDraw.Draw(page), 320.0
    for start in range(0, len(sentences), 4):
        line = ""
        for word in [*" ".join(sentences[start : start + 4]).split(), None]:
            if word and pen.textlength(f"{line} {word}", font=font) < SIZE[0] - 600:
                line = f"{line} {word}".strip()
                continue
            pen.text((300, y), line, font=font, fill=30)
            line, y = word or "", y + points * 300 / 72 * 1.35
        y += points * 3


def noise() -> bytes:
    """A page on which there is nothing but noise."""
    return saved(static(1, 120))


def static(seed: int, spread: float) -> Image.Image:
    """Grey noise of a page's size, the same for a seed: Pillow's own differs from run to run."""
    draw = random.Random(seed)
    side = 512
    grains = bytes(min(255, max(0, round(draw.gauss(128, spread)))) for _ in range(side * side))
    tile = Image.frombytes("L", (side, side), grains)
    page = Image.new("L", SIZE)
    for x in range(0, SIZE[0], side):
        for y in range(0, SIZE[1], side):
            page.paste(tile, (x, y))
    return page


def pdf_of(*scans: Image.Image) -> bytes:
    """A PDF with a picture a page and no text."""
    data = io.BytesIO()
    scans[0].save(data, "PDF", resolution=300, save_all=True, append_images=list(scans[1:]))
    return data.getvalue()


STAMP = "Received 3 March 2025, page 1 of 1"


def stamped(*scans: Image.Image) -> bytes:
    """A PDF with a picture a page and a line of text stamped on each, as a registry's scanner does."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842), invariant=1)
    for picture in scans:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.drawString(60, 820, STAMP)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def error_rate(expected: str, got: str) -> float:
    """The edit distance between two texts, white space folded, for each character that was expected."""
    one, other = " ".join(expected.split()), " ".join(got.split())
    length = len(one)
    # What both begin and end with costs nothing, and is nearly all of a page that was read well.
    begins = _alike(one, other)
    one, other = one[begins:], other[begins:]
    ends = _alike(one[::-1], other[::-1])
    one, other = one[: len(one) - ends], other[: len(other) - ends]
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, found in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (char != found))
    return row[-1] / length


def _alike(one: str, other: str) -> int:
    """How many characters both texts begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
