"""Handlers for what leads through a PDF: page labels, the outline, and where its links say they lead.

Nothing is followed or run here: a link's address is read as text, so that a person can see it.
PDFium: fpdf_doc.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_int, c_ulong, c_void_p
from functools import lru_cache, partial
from mmap import mmap
from typing import Any

from reviewer.documents.formats import bookmarks, kinds, pdf, pdfium
from reviewer.documents.formats.extract import clean

MOST_LINKS = 2_000
LONGEST = 2_000  # characters of a title or an address
_GOTO, _REMOTE, _URI, _LAUNCH = 1, 2, 3, 4  # fpdf_doc.h, PDFACTION_*
_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDFAction_GetType": (c_ulong, c_void_p),
    "FPDFAction_GetDest": (c_void_p, c_void_p, c_void_p),
    "FPDFAction_GetURIPath": (c_ulong, c_void_p, c_void_p, c_void_p, c_ulong),
    "FPDFAction_GetFilePath": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFDest_GetDestPageIndex": (c_int, c_void_p, c_void_p),
    "FPDFLink_Enumerate": (c_int, c_void_p, POINTER(c_int), POINTER(c_void_p)),
    "FPDFLink_GetAnnotRect": (c_int, c_void_p, POINTER(pdfium.Rectangle)),
    "FPDFLink_GetDest": (c_void_p, c_void_p, c_void_p),
    "FPDFLink_GetAction": (c_void_p, c_void_p),
    "FPDF_PageToDevice": (
        c_int, c_void_p, c_int, c_int, c_int, c_int, c_int, ctypes.c_double, ctypes.c_double, POINTER(c_int), POINTER(c_int),
    ),
}  # fmt: skip
_FINE = 10  # parts of a point that rectangles are told to


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)


def outline(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return ``labels`` (one a page, [] if the file gives none) and ``headings``: [depth, title, page or -1]."""
    if kinds.kind_of(data) != "pdf":
        return {"labels": [], "headings": []}, b""
    document = pdf.opened(data, args.get("password"))
    return {"labels": _labels(document), "headings": list(bookmarks.headings(document.handle))}, b""


def links(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the ``links`` of ``page``: [left, top, right, bottom, address, page or -1], in points as shown."""
    if kinds.kind_of(data) != "pdf":
        return {"links": []}, b""
    document = pdf.opened(data, args.get("password"))
    with document.page(int(args["page"])) as page:
        return {"links": list(_links(document.handle, page))}, b""


def _labels(document: pdf.Pdf) -> list[str]:
    ask = [bookmarks.page_label(document.handle, number) for number in range(document.pages)]
    plain = all(label in {"", str(number)} for number, label in enumerate(ask, 1))
    return [] if plain else ask


def _links(handle: int, page: int) -> Iterator[list[Any]]:
    library = _library()
    at, link, frame = c_int(0), c_void_p(), pdfium.Rectangle()
    for _ in range(MOST_LINKS):
        if not library.FPDFLink_Enumerate(page, byref(at), byref(link)):
            return
        address, to = _leads(handle, link.value or 0)
        if (address or to >= 0) and library.FPDFLink_GetAnnotRect(link, byref(frame)):
            yield [*_as_shown(page, frame), address, to]


def _leads(handle: int, link: int) -> tuple[str, int]:
    """Return the address that a link names, or the page of this document that it leads to."""
    library = _library()
    where, action = library.FPDFLink_GetDest(handle, link), library.FPDFLink_GetAction(link)
    sort = library.FPDFAction_GetType(action) if action else 0
    if sort == _URI:
        raw = _bytes(partial(library.FPDFAction_GetURIPath, handle, action))
        return _tidy(raw.decode("utf-8", "replace")), -1
    if sort in {_REMOTE, _LAUNCH}:
        raw = _bytes(partial(library.FPDFAction_GetFilePath, action))
        return _tidy(raw.decode("utf-8", "replace")), -1
    if sort == _GOTO and not where:
        where = library.FPDFAction_GetDest(handle, action)
    return "", int(library.FPDFDest_GetDestPageIndex(handle, where)) if where else -1


def _as_shown(page: int, frame: pdfium.Rectangle) -> tuple[float, float, float, float]:
    """Return a rectangle of the page's own space in points from the top left, rotation and crop box applied."""
    library = _library()
    wide = round(library.FPDF_GetPageWidthF(page) * _FINE)
    high = round(library.FPDF_GetPageHeightF(page) * _FINE)
    x, y = c_int(), c_int()
    corners = []
    for across, up in ((frame.left, frame.top), (frame.right, frame.bottom)):
        library.FPDF_PageToDevice(page, 0, 0, wide, high, 0, across, up, byref(x), byref(y))
        corners.append((x.value / _FINE, y.value / _FINE))
    (left, top), (right, bottom) = corners
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _bytes(ask: Callable[[Any, int], int]) -> bytes:
    """Return what a function writes that is asked for the length first; it ends with one NUL."""
    length = min(ask(None, 0), 4 * LONGEST)
    if length <= 1:
        return b""
    buffer = ctypes.create_string_buffer(length)
    ask(buffer, length)
    return buffer.raw.partition(b"\0")[0]


def _tidy(text: str) -> str:
    return clean(text)[:LONGEST]
