"""Single lines and drawn shapes read by recognition, to compare them with what a text layer says."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import ocr_engine
from reviewer.documents.formats.letter_rows import rows_in
from reviewer.documents.formats.ocr_engine import Box, Layout

if TYPE_CHECKING:
    from PIL.Image import Image

_SURE, _LONG = 80, 4  # percent, and letters of a word that tells which way up it is
_SECONDS = 10.0  # of work, for one picture
_FLAT = 32  # steps of grey between the darkest and the lightest: less shows nothing


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was recognised, how sure we are of it (0 to 100), and where: left, top, right, bottom in pixels."""

    text: str
    sure: float
    box: Box


def shows_nothing(picture: Image) -> bool:
    """Tell whether a grey picture has no ink on it."""
    grey: Any = picture.getextrema()
    return bool(grey[1] - grey[0] < _FLAT)


def line(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture of one line."""
    return _read(picture, Layout.LINE)


def words_in(picture: Image) -> list[SeenWord]:
    """Return the words that are surely seen in a grey picture, wherever they stand and whichever way up."""
    rows = rows_in(picture)
    vertical, level = any(not row.level for row in rows), any(row.level for row in rows)
    for quarters in (*((0, 2) if level else ()), *((1, 3) if vertical else ())):
        turned = picture.rotate(90 * quarters, expand=True)
        words = [word for word in _scattered(turned) if word.sure >= _SURE]
        if any(len(word.text) >= _LONG for word in words):
            return [replace(word, box=_turned_back(word.box, quarters, turned.size)) for word in words]
    return []


def _turned_back(box: Box, quarters: int, size: tuple[int, int]) -> Box:
    """Return where a box lies in a picture that was turned anticlockwise by quarters to this size."""
    for _ in range(quarters):  # clockwise
        (left, top, right, bottom), (wide, high) = box, size
        box, size = (high - bottom, left, high - top, right), (high, wide)
    return box


def _scattered(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture, wherever they stand on it."""
    return _read(picture, Layout.SCATTERED)


def page(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture of a whole page."""
    return _read(picture, Layout.PAGE)


def text_of(words: list[SeenWord]) -> tuple[str, int]:
    """Return the words as a line, and how sure we are of it."""
    letters = sum(len(word.text) for word in words)
    sure = sum(word.sure * len(word.text) for word in words) / letters if letters else 0
    return " ".join(word.text for word in words), round(sure)


def _read(picture: Image, layout: Layout) -> list[SeenWord]:
    words = ocr_engine.engine().words(picture, layout, time.process_time() + _SECONDS)
    return [SeenWord(word.text.strip(), word.sure, word.box) for word in words if word.text.strip()]
