"""Which engines there are for recognition, and whether one is here, told without loading any: for both sides of the cage."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from reviewer.documents import tessdata
from reviewer.model.frozen import dataclass
from reviewer.model.problems import Reason


@dataclass(frozen=True, slots=True)
class EngineFound:
    """An engine: the ``package`` that it is made with, and the ``module`` of ours whose ``made()`` gives it."""

    package: str
    module: str


TESSERACT = EngineFound("tesserocr", "reviewer.documents.formats.ocr_tesseract")
WINDOWS = EngineFound("winrt.windows.media.ocr", "reviewer.documents.formats.ocr_windows")
ENGINES = (TESSERACT, WINDOWS) if sys.platform == "win32" else (TESSERACT,)
"""Those of this system, the better one first: Tesseract says how sure it is, and has no wheel for Windows."""


def lacking() -> Reason | None:
    """Return what recognition lacks on this machine; None where nothing is known to be missing.

    Whether what is there can be loaded, and has its language, only the process knows that tries.
    """
    there = [each for each in ENGINES if _is_there(each.package)]
    if not there:
        return Reason.OCR_MISSING
    if there == [TESSERACT] and not tessdata.is_there():
        return Reason.OCR_DATA_MISSING
    return None


def _is_there(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):  # what it is a part of is not there, or is broken
        return False
