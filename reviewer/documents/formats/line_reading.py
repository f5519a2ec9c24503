"""Single lines and drawn shapes read by recognition, to compare them with what a text layer says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import ocr
from reviewer.documents.formats.letter_rows import rows_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

Corners = tuple[int, int, int, int]
_SURE, _LONG = 80, 4  # percent, and letters of a word that tells which way up it is
_FLAT = 32  # steps of grey between the darkest and the lightest: less shows nothing


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was recognised, how sure we are of it (0 to 100), and where: left, top, right, bottom in pixels."""

    text: str
    sure: float
    box: Corners


def shows_nothing(picture: Image) -> bool:
    """Tell whether a grey picture has no ink on it."""
    grey: Any = picture.getextrema()
    return bool(grey[1] - grey[0] < _FLAT)


def line(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture of one line."""
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    return list(_read(picture, tesserocr.PSM.SINGLE_LINE))


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


def _turned_back(box: Corners, quarters: int, size: tuple[int, int]) -> Corners:
    """Return where a box lies in a picture that was turned anticlockwise by quarters to this size."""
    for _ in range(quarters):  # clockwise
        (left, top, right, bottom), (wide, high) = box, size
        box, size = (high - bottom, left, high - top, right), (high, wide)
    return box


def _scattered(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture, wherever they stand on it."""
    import tesserocr

    return list(_read(picture, tesserocr.PSM.SPARSE_TEXT))


def page(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture of a whole page."""
    import tesserocr

    return list(_read(picture, tesserocr.PSM.AUTO))


def engine() -> str:
    """Return what recognises, with its version."""
    return ocr.name()


def text_of(words: list[SeenWord]) -> tuple[str, int]:
    """Return the words as a line, and how sure we are of it."""
    letters = sum(len(word.text) for word in words)
    sure = sum(word.sure * len(word.text) for word in words) / letters if letters else 0
    return " ".join(word.text for word in words), round(sure)


def _read(picture: Image, mode: Any) -> Iterator[SeenWord]:
    import tesserocr

    engine = ocr._engine()  # noqa: SLF001 - the one Tesseract of this process
    engine.SetPageSegMode(mode)
    engine.SetImageBytes(picture.tobytes(), *picture.size, 1, picture.width)
    engine.SetSourceResolution(300)
    try:
        results = engine.GetIterator() if engine.Recognize(_MILLISECONDS) else None
        for at in tesserocr.iterate_level(results, tesserocr.RIL.WORD) if results else ():
            if not at.Empty(tesserocr.RIL.WORD) and (text := at.GetUTF8Text(tesserocr.RIL.WORD).strip()):
                yield SeenWord(
                    text, float(at.Confidence(tesserocr.RIL.WORD)), at.BoundingBox(tesserocr.RIL.WORD)
                )
    finally:
        engine.Clear()


_MILLISECONDS = 10_000
