"""Recognition by Tesseract (by tesserocr), with the English data that comes along.

It is tessdata_fast 4.1.0 (its smaller model: as good as the larger one on print, in a third of the time).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reviewer.documents import tessdata
from reviewer.documents.formats.ocr_engine import Layout, Word
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 300  # an inch: letters have the size that they have on a page
_PATIENCE, _MORE = 2, 4
"""Tesseract counts time as it passes, also what other programs take: it has twice what is left, and four times more each time that was too short."""
_NEARLY = 0.9
"""Of its time: what ends it looks at a clock of whole milliseconds, and only now and then."""
_MODES = MappingProxyType({
    Layout.PAGE: "AUTO", Layout.BLOCK: "SINGLE_BLOCK", Layout.LINE: "SINGLE_LINE", Layout.SCATTERED: "SPARSE_TEXT",
})  # fmt: skip


class Tesseract:
    """See ``ocr_engine.Engine``."""

    language = "en"
    tells_sureness = True

    def __init__(self, api: Any) -> None:
        """Take a ``tesserocr.PyTessBaseAPI``."""
        self._api = api

    @property
    def name(self) -> str:
        """Tesseract, its version and that of how it is used."""
        import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

        return f"tesseract-{tesserocr.tesseract_version().split()[1]}/2"

    def words(self, picture: Image, layout: Layout, until: float) -> list[Word]:
        """Return the words; see ``ocr_engine.Engine``."""
        import tesserocr

        self._api.SetPageSegMode(getattr(tesserocr.PSM, _MODES[layout]))
        self._api.SetImageBytes(picture.tobytes(), *picture.size, 1, picture.width)
        self._api.SetSourceResolution(_DOTS)
        try:
            symbols = self._api.GetIterator() if self._recognises(until) else None
            return list(_words(symbols)) if symbols else []
        finally:
            self._api.Clear()

    def _recognises(self, until: float) -> bool:
        """Have it read what it was given. Where the clock ended that, and not its work, it begins again."""
        patience = _PATIENCE
        while (left := until - time.process_time()) > 0:
            given, began = patience * left, time.monotonic()
            if self._api.Recognize(round(1000 * given)):
                return True
            if time.monotonic() - began < _NEARLY * given:
                return False  # it failed, and not for want of time
            patience *= _MORE
        return False


def made() -> Tesseract:
    """Return Tesseract with its English data. ImportError where there is none, RefusalError where its data is missing."""
    os.environ["OMP_THREAD_LIMIT"] = (
        "1"  # read when the library is loaded: one core is enough in the background
    )
    import tesserocr

    try:
        api = tesserocr.PyTessBaseAPI(
            path=f"{tessdata.folder()}/", lang="eng", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    except RuntimeError:
        raise RefusalError(Reason.OCR_DATA_MISSING) from None
    # Tesserocr sends what Tesseract grumbles to /dev/null, which cannot be opened in the cage; Tesseract dies of that.
    api.SetVariable("debug_file", "")
    return Tesseract(api)


def _words(symbols: Any) -> Iterator[Word]:
    """Yield the words that a ``tesserocr.PyResultIterator`` goes through."""
    from tesserocr import RIL, iterate_level

    word: Word | None = None
    for at in iterate_level(symbols, RIL.SYMBOL):
        if at.Empty(RIL.SYMBOL):  # a picture, or a page on which there is nothing
            continue
        if word is None or at.IsAtBeginningOf(RIL.WORD):
            if word:
                yield word
            _, top, _, bottom = at.BoundingBox(RIL.TEXTLINE) or (0, 0, 0, 0)
            breaks = at.IsAtBeginningOf(RIL.TEXTLINE) + at.IsAtBeginningOf(RIL.PARA)
            box = at.BoundingBox(RIL.WORD) or (0, 0, 0, 0)
            word = Word(float(at.Confidence(RIL.WORD)), breaks, top, bottom, [], _slope(at), box)
        left, _, right, _ = at.BoundingBox(RIL.SYMBOL) or (0, 0, 0, 0)
        word.letters.append((at.GetUTF8Text(RIL.SYMBOL), left, right))
    if word:
        yield word


def _slope(at: Any) -> float:
    from tesserocr import RIL

    (left, high), (right, low) = at.Baseline(RIL.TEXTLINE) or ((0, 0), (0, 0))
    return float(low - high) / (right - left) if right > left else 0.0
