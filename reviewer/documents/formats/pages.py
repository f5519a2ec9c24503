"""Handlers for what is shown page by page: PDFs and images. See ``reviewer.documents.reader`` for the protocol."""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass
from mmap import mmap
from typing import Any

from reviewer.documents.formats import cutting, facsimile, kinds, pdf, pdf_drawing, pdf_page, pdfium
from reviewer.documents.formats.bitmap import check_size
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

_ENOUGH = (
    1 << 20
)  # bytes of an answer: room that is used again costs less than room that the system has to give


def render(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Draw ``page`` at ``scale`` (pixels a point), or the ``clip`` [x, y, width, height] of it; BGRX from the top."""
    password, number, scale = args.get("password"), int(args["page"]), float(args["scale"])
    if kinds.kind_of(data) == "image":
        from reviewer.documents.formats import image

        return image.render(data, number, scale, args["clip"])
    document = pdf.opened(data, password)
    ready = facsimile.at_hand(document, number)
    if ready is not None:
        sheet = _Sheet.of(*ready.page, scale, args["clip"])
        drawn = ready.drawn(sheet.clip, sheet.size)
        if drawn is not None:
            return sheet.head, drawn
    with document.page(number) as page:
        library = pdfium.library()
        sheet = _Sheet.of(
            library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page), scale, args["clip"]
        )
        one = facsimile.of(document, number, page)
        drawn = None if one is None else one.drawn(sheet.clip, sheet.size)
        return sheet.head, _drawn(document, page, sheet) if drawn is None else drawn


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of ``size`` pixels, and the ``clip`` of it that is wanted: left, top, right, bottom."""

    size: tuple[int, int]
    clip: tuple[int, int, int, int]

    @classmethod
    def of(cls, width: float, height: float, scale: float, clip: list[int] | None) -> _Sheet:
        """Return the sheet for a page in points; *clip* is x, y, width, height. RefusalError if it is too large."""
        size = max(1, round(width * scale)), max(1, round(height * scale))
        x, y, wide, high = clip or (0, 0, *size)
        check_size(wide, high)
        return cls(size, (x, y, x + wide, y + high))

    @property
    def head(self) -> dict[str, Any]:
        """What is told beside the pixels."""
        wide, high = self.clip[2] - self.clip[0], self.clip[3] - self.clip[1]
        return {"width": wide, "height": high, "stride": wide * 4}


def _drawn(document: pdf.Pdf, page: int, sheet: _Sheet) -> Any:
    """Return PDFium's drawing of an open page, with what is filled in."""
    cutting.desk().clear()
    return pdf_drawing.drawn(document, page, sheet.size, sheet.clip)


def sizes(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], array[float]]:
    """Return width and height of each page in points, one after another."""
    kind = kinds.kind_of(data)
    values = array("f")
    if kind == "pdf":
        document = pdf.opened(data, args.get("password"))
        for number in range(document.pages):
            values.extend(document.size(number))
    elif kind == "image":
        from reviewer.documents.formats import image

        for size in image.sizes(data):
            values.extend(size)
    return {}, values


def boxes(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return a page's text (``text`` bytes of UTF-8), then four floats a code point."""
    number = int(args["page"])
    if kinds.kind_of(data) != "pdf":
        width, height = _frame(data, number)
        return {"text": 0, "width": width, "height": height}, b""
    document = pdf.opened(data, args.get("password"))
    with document.page(number) as page:
        library = pdfium.library()
        width, height = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
        text, corners = pdf_page.text_and_boxes(document, number, page)
    encoded = text.encode("utf-8")
    return {"text": len(encoded), "width": width, "height": height}, encoded + corners.tobytes()


def words(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes | bytearray]:
    """Return text and a box per word of the pages from ``at`` to before ``to`` (None: all), for ``step`` seconds or so many.

    ``next`` is where to go on. Per page: UTF-8 text (``text`` bytes), then two uint32 and four floats for each of
    ``words`` words.
    """
    if kinds.kind_of(data) != "pdf":
        return {"pages": [], "next": None}, b""
    document, library = pdf.opened(data, args.get("password")), pdfium.library()
    until, to = time.monotonic() + float(args["step"]), args.get("to")
    end = document.pages if to is None else min(int(to), document.pages)
    heads: list[dict[str, Any]] = []
    payload = bytearray()
    for number in range(int(args["at"]), end):
        with document.page(number) as page:
            width, height = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
            text, spans, corners = pdf_page.text_and_words(document, number, page)
        encoded = text.encode("utf-8")
        heads.append({"text": len(encoded), "words": len(spans) // 2, "width": width, "height": height})
        payload += encoded
        payload += spans
        payload += corners
        if (len(payload) >= _ENOUGH or time.monotonic() >= until) and number + 1 < end:
            return {"pages": heads, "next": number + 1}, payload
    return {"pages": heads, "next": None}, payload


def warm_up() -> None:
    """Draw two pages of our own, so that a person's first page finds everything loaded."""
    from reviewer.documents.formats import trial

    made = trial.pdf()
    for number in range(trial.PAGES):
        render(made, {"page": number, "scale": 1.0, "clip": None})
        boxes(made, {"page": number})


def _frame(data: mmap | bytes, number: int) -> tuple[float, float]:
    _none, page_sizes = sizes(data, {})
    if not 0 <= number < len(page_sizes) // 2:
        raise RefusalError(Reason.PAGE_MISSING, page=number + 1)
    return page_sizes[2 * number], page_sizes[2 * number + 1]
