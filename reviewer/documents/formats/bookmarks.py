"""The bookmarks of a PDF: its outline, in reading order; and what it calls its pages (PDFium: fpdf_doc.h)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_int, c_ulong, c_void_p
from functools import lru_cache, partial
from typing import Any

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.pdf_forms import string

MOST, DEEPEST = 5_000, 32
LONGEST = 2_000  # characters of a title
_GOTO = 1  # PDFACTION_GOTO
_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDF_GetPageLabel": (c_ulong, c_void_p, c_int, c_void_p, c_ulong),
    "FPDFBookmark_GetFirstChild": (c_void_p, c_void_p, c_void_p),
    "FPDFBookmark_GetNextSibling": (c_void_p, c_void_p, c_void_p),
    "FPDFBookmark_GetTitle": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFBookmark_GetDest": (c_void_p, c_void_p, c_void_p),
    "FPDFBookmark_GetAction": (c_void_p, c_void_p),
    "FPDFAction_GetType": (c_ulong, c_void_p),
    "FPDFAction_GetDest": (c_void_p, c_void_p, c_void_p),
    "FPDFDest_GetDestPageIndex": (c_int, c_void_p, c_void_p),
}


def headings(handle: int) -> Iterator[list[Any]]:
    """Yield depth, title and page of each heading; a file's outline may lead round in circles, so each is taken once."""
    library = _library()
    seen: set[int] = set()
    waiting = [(0, library.FPDFBookmark_GetFirstChild(handle, None))]
    while waiting and len(seen) < MOST:
        depth, mark = waiting.pop()
        if not mark or mark in seen:
            continue
        seen.add(mark)
        title = string(partial(library.FPDFBookmark_GetTitle, mark))
        yield [depth, " ".join(title[:LONGEST].split()), _page_of(handle, mark)]
        waiting.append((depth, library.FPDFBookmark_GetNextSibling(handle, mark)))
        if depth < DEEPEST:
            waiting.append((depth + 1, library.FPDFBookmark_GetFirstChild(handle, mark)))


def _page_of(handle: int, mark: int) -> int:
    library = _library()
    where = library.FPDFBookmark_GetDest(handle, mark)
    if not where:
        action = library.FPDFBookmark_GetAction(mark)
        if action and library.FPDFAction_GetType(action) == _GOTO:
            where = library.FPDFAction_GetDest(handle, action)
    return int(library.FPDFDest_GetDestPageIndex(handle, where)) if where else -1


def titles(handle: int) -> list[str]:
    """Return the words of the headings, in order."""
    return [str(title) for _depth, title, _page in headings(handle)]


def page_label(handle: int, number: int) -> str:
    """Return what the file calls a page (from 0), "" if it gives it no name (ISO 32000-2, 12.4.2)."""
    return " ".join(string(partial(_library().FPDF_GetPageLabel, handle, number))[:LONGEST].split())


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)
