"""The CPU seconds that recognising a picture of 1,000 x 160 takes, dark on light and upright.

    python -m bench.programs.recognised ours|tesseract

Either is loaded and has read the picture once before; the median of fifteen.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1000, 160)
LINES = ("The board met again in May and agreed on this:", "every case is looked at by two people.")
_FONT = ROOT / "resources/fonts/liberation/LiberationSans-Regular.ttf"
_ROUNDS, _DOTS = 15, 300


def picture() -> Image.Image:
    """Return two lines of print, as a cutting from a letter has them."""
    page = Image.new("L", SIZE, 255)
    font = ImageFont.truetype(str(_FONT), 42)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((20, 18 + 66 * number), line, font=font, fill=0)
    return page


def _ours() -> Callable[[], str]:
    from reviewer.documents.formats import ocr

    seen = picture()
    return lambda: ocr.read_picture(seen).text


def _tesseract() -> Callable[[], str]:
    """Read it with the same data and settings; the text is put together by Tesseract."""
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    data = f"{ROOT / 'resources/tessdata'}/"
    engine = tesserocr.PyTessBaseAPI(
        path=data, lang="eng", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )
    seen = picture()

    def read() -> str:
        engine.SetImage(seen)
        engine.SetSourceResolution(_DOTS)
        return str(engine.GetUTF8Text())

    return read


def main(who: str) -> None:
    """Print the seconds that one of them takes; ValueError if it does not read the picture."""
    read = {"ours": _ours, "tesseract": _tesseract}[who]()
    if [line for line in read().splitlines() if line] != list(LINES):
        raise ValueError(read())
    seconds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        read()
        seconds.append(time.process_time() - began)
    print(statistics.median(seconds))


if __name__ == "__main__":
    os.environ["OMP_THREAD_LIMIT"] = "1"  # as the program has it: both read on one core
    main(sys.argv[1])
