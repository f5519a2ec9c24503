"""Handler ``recognise``: the text of a page that is only a picture, by Tesseract. One page a call.

English, from tessdata_fast 4.1.0 (its smaller model: as good as the larger one on print, in a third of the time).
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import ocr_text, pages, scan
from reviewer.documents.formats.ocr_text import Found
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST = 50  # a page of which we are less sure, in percent, counts as unreadable
_SURE = 75  # no other way up is tried
_SECONDS = 40.0


def recognise(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the text of ``page`` (``text`` bytes of UTF-8) and four floats a code point, as ``boxes`` does.

    ``confidence`` is 0 to 100, ``engine`` what read it. No text if we are less than half sure of it.
    """
    engine = _engine()
    until = time.monotonic() + _SECONDS
    try:
        page = scan.scan_of(data, args)
    except RefusalError:
        _check_document(data, args)
        page = None  # the page alone is damaged: nobody can read it
    found = _best(engine, page, until) if page else Found()
    if found.confidence < LEAST:
        found = Found(confidence=found.confidence)
    text = found.text.encode("utf-8")
    head = {"text": len(text), "confidence": found.confidence, "engine": name()}
    size = {"width": page.width, "height": page.height} if page else {"width": 0.0, "height": 0.0}
    return {**head, **size}, text + found.boxes.tobytes()


def read_picture(picture: Image) -> Found:
    """Return the words of a picture; boxes are in its pixels."""
    engine, until = _engine(), time.monotonic() + _SECONDS
    found = _best(engine, scan.Scan(picture.convert("L"), 1.0, picture.width, picture.height), until)
    return found if found.confidence >= LEAST else Found(confidence=found.confidence)


def _check_document(data: mmap | bytes, args: dict[str, Any]) -> None:
    """Refuse again what cannot be opened at all, for example without its password."""
    pages.sizes(data, args)


def name() -> str:
    """Return what recognises, with its version: another one may read differently."""
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    return f"tesseract-{tesserocr.tesseract_version().split()[1]}/1"


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return Tesseract with its English data; kept, since loading takes a tenth of a second."""
    os.environ["OMP_THREAD_LIMIT"] = (
        "1"  # read when the library is loaded: one core is enough in the background
    )
    try:
        import tesserocr
    except ImportError:
        raise RefusalError(Reason.OCR_MISSING) from None
    try:
        return tesserocr.PyTessBaseAPI(
            path=f"{_data()}/", lang="eng", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    except RuntimeError:
        raise RefusalError(Reason.OCR_DATA_MISSING) from None


def _data() -> Path:
    above = Path(__file__).resolve().parents[3]
    folders = (above / "resources/tessdata", above / "reviewer_resources/tessdata")
    return next((folder for folder in folders if (folder / "eng.traineddata").is_file()), folders[0])


def _best(engine: Any, page: scan.Scan, until: float) -> Found:
    """Read the page the way up that gives most; the first of which we are sure will do."""
    best = Found()
    for quarters, skew in scan.ways_up(page):
        if time.monotonic() >= until:
            break
        found = _read(engine, scan.turned(page, quarters, skew), until)
        best = max(best, found, key=lambda each: each.weight)
        if found.confidence >= _SURE:
            break
    return best


def _read(engine: Any, page: scan.Turned, until: float) -> Found:
    import tesserocr

    result = Found()
    for mode in (
        tesserocr.PSM.AUTO,
        tesserocr.PSM.SINGLE_BLOCK,
    ):  # the first finds columns, but may see a picture
        engine.SetPageSegMode(mode)
        engine.SetImage(page.picture)
        engine.SetSourceResolution(round(page.scan.scale * 72))
        left = round(1000 * (until - time.monotonic()))
        if left > 0 and engine.Recognize(left):
            result = ocr_text.found(engine.GetIterator(), page)
        engine.Clear()
        if result.text:
            break
    return result
