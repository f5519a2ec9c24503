"""A page of a PDF as PDFium draws it, with what lies on it and what is filled in."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Protocol

from reviewer.documents.formats import pdfium

if TYPE_CHECKING:
    from reviewer.documents.formats.pdf_forms import Form


class Opened(Protocol):
    """The part of ``pdf.Pdf`` that is used here."""

    @property
    def form(self) -> Form:
        """The file's form."""


def drawn(document: Opened, page: int, size: tuple[int, int], clip: tuple[int, int, int, int]) -> Any:
    """Return the *clip* (left, top, right, bottom) of an open page of *size* pixels as BGRX from the top."""
    library = pdfium.library()
    left, top, right, bottom = clip
    wide, high = right - left, bottom - top
    pixels = (ctypes.c_char * (wide * high * 4))()
    bitmap = library.FPDFBitmap_CreateEx(wide, high, pdfium.BGRX, ctypes.addressof(pixels), wide * 4)
    if not bitmap:
        raise MemoryError
    library.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
    library.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *size, 0, pdfium.ANNOTATIONS)
    if library.FPDFPage_GetAnnotCount(page) > 0:
        document.form.draw(bitmap, page, -left, -top, size)
    library.FPDFBitmap_Destroy(bitmap)
    return pixels
