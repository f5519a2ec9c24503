"""Pictures of a PDF page's letters by themselves: one run in black on white, whatever colour, clip or ground it has.

The page is changed for that, so it must be one that is opened for nothing else, and closed afterwards.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.pdf_runs import Box, Run

if TYPE_CHECKING:
    from PIL.Image import Image

    from reviewer.documents.formats.pdf_images import Thing

_LINE = 56  # pixels high: what recognition reads best, letters of 12 points at 300 dots an inch
_MARGIN = 14  # pixels around
_WIDEST = 4000  # pixels of a line
_LARGEST = 6_000_000  # pixels of a page
_BLACK, _WHITE = (0, 0, 0, 255), 0xFFFFFFFF
_QUARTER, _LEVEL = math.pi / 2, math.radians(1.5)


class Proof:
    """Draws what is asked of an open page."""

    def __init__(self, page: int, things: Sequence[Thing]) -> None:
        """Keep the page and all that it draws, which shows as yet."""
        self._page = page
        self._things = things
        self._shown: set[int] | None = None  # everything
        library = pdfium.library()
        self._size = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)

    def letters(self, run: Run) -> Image:
        """Return a run's letters alone, level, in black on white."""
        self._show(run.things)
        library = pdfium.library()
        for thing in run.things:
            library.FPDFPageObj_SetFillColor(thing, *_BLACK)
            library.FPDFTextObj_SetTextRenderMode(thing, pdfium.FILL)
        return self._line(run, 0.0)

    def place(self, run: Run, beyond: float) -> Image:
        """Return what the page shows where a run stands, and *beyond* it, in line heights."""
        self._show(None)
        return self._line(run, beyond)

    def whole(self) -> tuple[Image, float]:
        """Return the page as it shows, and the pixels a point."""
        self._show(None)
        return self._area((0.0, 0.0, *self._size))

    def notes(self) -> Image:
        """Return what annotations draw, and nothing of the page's own."""
        self._show(frozenset())
        return self._area((0.0, 0.0, *self._size), pdfium.ANNOTATIONS)[0]

    def shapes(self, handles: Collection[int], box: Box) -> tuple[Image, float]:
        """Return what some objects draw within a box (points as shown), in black, and the pixels a point."""
        self._show(frozenset(handles))
        library = pdfium.library()
        for handle in handles:
            library.FPDFPageObj_SetFillColor(handle, *_BLACK)
            library.FPDFPageObj_SetStrokeColor(handle, *_BLACK)
        return self._area(box)

    def _area(self, box: Box, flags: int = 0) -> tuple[Image, float]:
        wide, high = box[2] - box[0], box[3] - box[1]
        scale = min(300 / 72, math.sqrt(_LARGEST / max(1.0, wide * high)))
        size = max(1, math.ceil(wide * scale)), max(1, math.ceil(high * scale))
        matrix = pdfium.Matrix(scale, 0, 0, scale, -box[0] * scale, -box[1] * scale)
        return self._drawn(matrix, size, flags), scale

    def _line(self, run: Run, beyond: float) -> Image:
        from PIL import Image

        quarters = round(run.angle / _QUARTER) % 4
        askew = run.angle - round(run.angle / _QUARTER) * _QUARTER
        left, top, right, bottom = run.box
        if abs(askew) > _LEVEL:
            return self._askew(run)
        more = beyond * run.height
        scale = _LINE / run.height
        length = (right - left if quarters % 2 == 0 else bottom - top) + 2 * more
        area = (right - left + 2 * more) * (bottom - top + 2 * more)
        scale = min(scale, _WIDEST / length, math.sqrt(_LARGEST / area))
        size = (
            math.ceil((right - left + 2 * more) * scale) + 2 * _MARGIN,
            math.ceil((bottom - top + 2 * more) * scale) + 2 * _MARGIN,
        )
        matrix = pdfium.Matrix(
            scale, 0, 0, scale, _MARGIN - (left - more) * scale, _MARGIN - (top - more) * scale
        )
        picture = self._drawn(matrix, size)
        turns = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
        turn = turns[quarters]
        return picture if turn is None else picture.transpose(turn)

    def _askew(self, run: Run) -> Image:
        left, top, right, bottom = run.box
        high = run.height * 1.2
        length = (
            math.hypot(max(0.0, right - left - run.height), max(0.0, bottom - top - run.height)) + 1.5 * high
        )
        scale = min(_LINE / run.height, _WIDEST / length)
        size = math.ceil(length * scale) + 2 * _MARGIN, math.ceil(high * scale) + 2 * _MARGIN
        cos, sin = math.cos(run.angle) * scale, math.sin(run.angle) * scale
        x, y = (left + right) / 2, (top + bottom) / 2
        # Shown coordinates run downwards, so that a line turned anticlockwise by the angle is turned back by it.
        a, b, c, d = cos, sin, -sin, cos
        matrix = pdfium.Matrix(a, b, c, d, size[0] / 2 - (a * x + c * y), size[1] / 2 - (b * x + d * y))
        return self._drawn(matrix, size)

    def _show(self, handles: frozenset[int] | None) -> None:
        """Let only these objects be drawn; None: all."""
        wanted = None if handles is None else set(handles)
        if wanted == self._shown:
            return
        library = pdfium.library()
        if self._shown is None or wanted is None:
            for thing in self._things:
                library.FPDFPageObj_SetIsActive(thing.handle, wanted is None or thing.handle in wanted)
        else:
            for handle in self._shown - wanted:
                library.FPDFPageObj_SetIsActive(handle, 0)
            for handle in wanted - self._shown:
                library.FPDFPageObj_SetIsActive(handle, 1)
        self._shown = wanted

    def _drawn(self, matrix: pdfium.Matrix, size: tuple[int, int], flags: int = 0) -> Image:
        from PIL import Image

        library, (wide, high) = pdfium.library(), size
        pixels: Any = (ctypes.c_char * (wide * high * 4))()
        bitmap = library.FPDFBitmap_CreateEx(wide, high, pdfium.BGRX, ctypes.addressof(pixels), wide * 4)
        if not bitmap:
            raise MemoryError
        library.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, _WHITE)
        clip = pdfium.Rectangle(0, 0, wide, high)
        library.FPDF_RenderPageBitmapWithMatrix(
            bitmap, self._page, ctypes.byref(matrix), ctypes.byref(clip), flags
        )
        library.FPDFBitmap_Destroy(bitmap)
        return Image.frombuffer("RGB", size, pixels, "raw", "BGRX", wide * 4, 1).convert("L")
