"""PDF by PDFium: opening, pages, text."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import pdf_text, pdfium
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason, problem

if TYPE_CHECKING:
    from reviewer.model import Note, Part

MOST_PAGES = 100_000


class Pdf:
    """An open PDF. Pages are numbered from 0."""

    def __init__(self, data: mmap | bytes, password: str | None) -> None:
        """Open it; RefusalError says why it cannot be."""
        self._pdfium = pdfium.library()
        self._data = data if isinstance(data, mmap) else bytearray(data)
        self._view = (ctypes.c_char * len(data)).from_buffer(self._data)
        self._document = self._open(password)
        self.pages = self._pdfium.FPDF_GetPageCount(self._document)
        if self.pages <= 0:
            raise RefusalError(Reason.PDF_WITHOUT_PAGES)
        if self.pages > MOST_PAGES:
            raise RefusalError(Reason.PDF_OF_TOO_MANY_PAGES, pages=self.pages)

    def _open(self, password: str | None) -> int:
        # Revisions before 5 want Latin-1, later ones UTF-8; PDFium tries neither for us.
        attempts = [None] if not password else list(dict.fromkeys((password.encode(), _latin(password))))
        for attempt in attempts:
            document = self._pdfium.FPDF_LoadMemDocument64(
                ctypes.addressof(self._view), len(self._data), attempt
            )
            if document:
                return int(document)
        error = self._pdfium.FPDF_GetLastError()
        if error == pdfium.ERROR_PASSWORD:
            raise RefusalError(Reason.LOCKED_OTHERWISE if password else Reason.LOCKED)
        if error == pdfium.ERROR_SECURITY:
            raise RefusalError(Reason.ENCRYPTED_PDF)
        raise RefusalError(Reason.PDF_DAMAGED)

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height in points, as shown; (0, 0) if the page is damaged."""
        size = pdfium.Size()
        if not self._pdfium.FPDF_GetPageSizeByIndexF(self._document, number, ctypes.byref(size)):
            return 0.0, 0.0
        return size.width, size.height

    @contextmanager
    def page(self, number: int, annotated: Callable[[int], None] = lambda _page: None) -> Iterator[int]:
        """Load a page for as long as the block lasts; RefusalError if it is damaged or not there.

        What a form or a comment shows is drawn into the page first, so that its text can be read and cited;
        *annotated* is called with the page before that, if there is any such thing on it.
        """
        page = self._load(number)
        if self._pdfium.FPDFPage_GetAnnotCount(page) > 0:
            annotated(page)
            flattened = self._pdfium.FPDFPage_Flatten(page, 0) == pdfium.FLATTEN_DONE
            if flattened:
                self._pdfium.FPDF_ClosePage(page)
                page = self._load(number)
        try:
            yield page
        finally:
            self._pdfium.FPDF_ClosePage(page)

    @property
    def handle(self) -> int:
        """PDFium's own handle of the document."""
        return self._document

    @contextmanager
    def bare_page(self, number: int) -> Iterator[int]:
        """Load a page as it is in the file, with its annotations; RefusalError if it is damaged or not there."""
        page = self._load(number)
        try:
            yield page
        finally:
            self._pdfium.FPDF_ClosePage(page)

    def _load(self, number: int) -> int:
        page = self._pdfium.FPDF_LoadPage(self._document, number) if 0 <= number < self.pages else None
        if not page:
            raise RefusalError(Reason.PAGE_DAMAGED, page=number + 1)
        return int(page)

    def __del__(self) -> None:
        """Give PDFium's memory back; the mapping must outlive the document."""
        document = self.__dict__.get("_document")
        if document:
            self._pdfium.FPDF_CloseDocument(document)


def _latin(password: str) -> bytes:
    return password.encode("latin-1", "ignore")


@lru_cache(maxsize=1)
def opened(data: mmap | bytes, password: str | None) -> Pdf:
    """Return the open PDF; the last one stays open, since pages are asked for one after another."""
    return Pdf(data, password)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Read text from page ``at`` on, for ``step`` seconds or one page."""
    from reviewer.documents.formats import pdf_also  # drawing a page needs none of it

    pdf = opened(data, args.get("password"))
    extract = Extract("pdf", extractor())
    if int(args["at"]) == 0:
        extract.also += pdf_also.told(pdf, data)
        extract.members += [Inside(str(n), name, "") for n, name in enumerate(pdf_also.files(pdf.handle))]
    until = time.monotonic() + float(args["step"])
    for number in range(int(args["at"]), pdf.pages):
        part, comments = _part(pdf, number, pdf_also.comments)
        extract.parts.append(part)
        extract.also += comments
        if time.monotonic() >= until and number + 1 < pdf.pages:
            extract.next = number + 1
            break
    if extract.next is None and all(_is_damaged(part) for part in extract.parts):
        extract.problem = problem(Reason.PDF_PAGES_DAMAGED)
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number."""
    from reviewer.documents.formats import pdf_also

    return pdf_also.file(opened(data, args.get("password")).handle, int(args["key"]))


def _part(pdf: Pdf, number: int, comments: Callable[[int, int], list[Note]]) -> tuple[Part, list[Note]]:
    """Return a page's part, and what *comments* notes of the page as it is in the file."""
    from reviewer.model import (  # a fifth of the child's start, and drawing a page needs none of it
        NoText,
        Part,
    )

    place, label = f"p{number + 1}", f"page {number + 1}"
    told: list[Note] = []
    try:
        with pdf.page(number, lambda bare: told.extend(comments(bare, number))) as page:
            text = pdf_text.text(page)
            blank = not text.strip() and pdf_text.shows_something(page)
            return Part(place, label, text, NoText.PICTURE if blank else None), told
    except RefusalError:
        return Part(place, f"{label} (damaged)", "", NoText.DAMAGED), told


def _is_damaged(part: Part) -> bool:
    from reviewer.model import NoText

    return part.no_text is NoText.DAMAGED


def extractor() -> str:
    """Return what makes text from PDFs, with its version: another one may count characters differently."""
    return f"pdfium-{pdfium.version()}/1"
