"""Single lines and drawn shapes read by recognition, to compare them with what a text layer says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import ocr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

_FLAT = 32  # steps of grey between the darkest and the lightest: less shows nothing


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was recognised, how sure we are of it (0 to 100), and where: left, top, right, bottom in pixels."""

    text: str
    sure: float
    box: tuple[int, int, int, int]


def shows_nothing(picture: Image) -> bool:
    """Tell whether a grey picture has no ink on it."""
    grey: Any = picture.getextrema()
    return bool(grey[1] - grey[0] < _FLAT)


def line(picture: Image) -> list[SeenWord]:
    """Return the words of a grey picture of one line."""
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    return list(_read(picture, tesserocr.PSM.SINGLE_LINE))


def scattered(picture: Image) -> list[SeenWord]:
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
        found = engine.GetIterator() if engine.Recognize(_MILLISECONDS) else None
        for at in tesserocr.iterate_level(found, tesserocr.RIL.WORD) if found else ():
            if not at.Empty(tesserocr.RIL.WORD) and (text := at.GetUTF8Text(tesserocr.RIL.WORD).strip()):
                yield SeenWord(
                    text, float(at.Confidence(tesserocr.RIL.WORD)), at.BoundingBox(tesserocr.RIL.WORD)
                )
    finally:
        engine.Clear()


_MILLISECONDS = 10_000
