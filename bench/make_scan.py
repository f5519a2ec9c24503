"""Makes the scan that is measured: 200 pages of A4 at 200 dots an inch, JPEG, grey and in colour by turns.

    python -m bench.make_scan

The words are drawn, softened as a lens does and made a little noisy, the same each time. A file of its own, so that
nothing else is made again when it changes.
"""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import IO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from bench import make_files

PAGES = 200
RESOLUTION = 200  # dots an inch
SIZE = (1654, 2339)
LINES, LINE = 52, 76
_FONT = make_files.FOLDER.parent.parent / "resources/fonts/liberation/LiberationSans-Regular.ttf"
_QUALITY = 75
_SEED = 2018
_NOISES = 8
_PAPERS, _INKS = ("#f4efe2", "#f1f1ee", "#e9f0f4"), ("#1b2a5a", "#202020", "#5a1b22")


def make_scan(path: Path) -> None:
    """Write the scan."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noises = [_noise(number) for number in range(_NOISES)]
    font = ImageFont.truetype(str(_FONT), 28)
    with path.open("wb") as file:
        writer = _Writer(file)
        for number, text in enumerate(make_files.pages(PAGES, words=LINES * LINE // 4)):
            coloured = number % 2 == 1
            writer.page(*_jpeg(_drawn(text, font, number, noises), coloured=coloured))
        writer.end()


def scan_pdf() -> Path:
    """Return the scan."""
    return make_files.made(make_files.FOLDER / "scan.pdf", make_scan, Path(__file__))


def _noise(seed: int) -> Image.Image:
    return Image.frombytes("L", SIZE, random.Random(_SEED + seed).randbytes(SIZE[0] * SIZE[1])).point(
        [118 + value // 13 for value in range(256)]
    )


def _drawn(text: str, font: ImageFont.FreeTypeFont, number: int, noises: list[Image.Image]) -> Image.Image:
    page = Image.new("RGB", SIZE, _PAPERS[number % len(_PAPERS)])
    draw = ImageDraw.Draw(page)
    joined = text.replace("\n", " ")
    for line in range(LINES):
        words = joined[line * LINE : (line + 1) * LINE]
        draw.text((150, 150 + 39 * line), words, fill=_INKS[number % len(_INKS)], font=font)
    page = page.filter(ImageFilter.GaussianBlur(0.7))
    noise = Image.merge("RGB", [noises[(number + turn) % _NOISES] for turn in range(3)])
    return ImageChops.add(page, noise, 1, -128)


def _jpeg(page: Image.Image, *, coloured: bool) -> tuple[bytes, str]:
    data = io.BytesIO()
    page.convert("RGB" if coloured else "L").save(data, "JPEG", quality=_QUALITY)
    return data.getvalue(), "/DeviceRGB" if coloured else "/DeviceGray"


class _Writer:
    """Writes a PDF of whole-page pictures one by one: a thousand megabytes are never held."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[int, int] = {}
        self._kids: list[int] = []
        file.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def _object(self, number: int, head: str, stream: bytes | None = None) -> None:
        self._places[number] = self._file.tell()
        self._file.write(f"{number} 0 obj\n{head}\n".encode())
        if stream is not None:
            self._file.write(b"stream\n" + stream + b"\nendstream\n")
        self._file.write(b"endobj\n")

    def page(self, jpeg: bytes, space: str) -> None:
        """Add a page that is one picture."""
        first = 3 + 3 * len(self._kids)
        width, height = (side * 72 / RESOLUTION for side in SIZE)
        show = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q".encode()
        self._object(
            first,
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /I {first + 2} 0 R >> >> >>",
        )
        self._object(first + 1, f"<< /Length {len(show)} >>", show)
        self._object(
            first + 2,
            f"<< /Type /XObject /Subtype /Image /Width {SIZE[0]} /Height {SIZE[1]} /ColorSpace {space} "
            f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>",
            jpeg,
        )
        self._kids.append(first)

    def end(self) -> None:
        """Write what the pages hang from."""
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        self._object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        self._object(2, f"<< /Type /Pages /Kids [{kids}] /Count {len(self._kids)} >>")
        start, count = self._file.tell(), len(self._places) + 1
        rows = "".join(f"{self._places[number]:010} 00000 n \n" for number in range(1, count))
        self._file.write(f"xref\n0 {count}\n0000000000 65535 f \n{rows}".encode())
        self._file.write(f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())


if __name__ == "__main__":
    scan_pdf()
