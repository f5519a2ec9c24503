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

if TYPE_CHECKING:
    from reviewer.model import Part

LOCKED = "Locked with a password"
LOCKED_REMEDY = "Ask the sender for the password, or for a copy without one."
OTHERWISE_LOCKED = "Locked with another password than the one given"
DAMAGED_REMEDY = "Ask the sender for the file again, or for the same saved as a new PDF."
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
            raise RefusalError("This PDF has no pages: it is damaged or was cut off", DAMAGED_REMEDY)
        if self.pages > MOST_PAGES:
            raise RefusalError(f"This PDF claims {self.pages:,} pages, which no document has", DAMAGED_REMEDY)

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
            raise RefusalError(OTHERWISE_LOCKED if password else LOCKED, LOCKED_REMEDY)
        if error == pdfium.ERROR_SECURITY:
            what = "Encrypted in a way that no password opens, for example to the certificate of one person"
            raise RefusalError(what, "Ask the sender for a copy that is not encrypted.")
        raise RefusalError("This PDF is damaged or was cut off, and cannot be opened", DAMAGED_REMEDY)

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
            raise RefusalError(f"Page {number + 1} is damaged or missing", DAMAGED_REMEDY)
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
    if extract.next is None and all(part.label.endswith("(damaged)") for part in extract.parts):
        extract.problem = f"Not one page of this PDF can be opened. {DAMAGED_REMEDY}"
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number."""
    from reviewer.documents.formats import pdf_also

    return pdf_also.file(opened(data, args.get("password")).handle, int(args["key"]))


def _part(pdf: Pdf, number: int, comments: Callable[[int, int], list[str]]) -> tuple[Part, list[str]]:
    """Return a page's part, and what *comments* says of the page as it is in the file."""
    from reviewer.model import Part  # a fifth of the child's start, and drawing a page needs none of it

    place, label, told = f"p{number + 1}", f"page {number + 1}", list[str]()
    try:
        with pdf.page(number, lambda bare: told.extend(comments(bare, number))) as page:
            text = pdf_text.text(page)
            return Part(place, label, text, not text.strip() and pdf_text.shows_something(page)), told
    except RefusalError:
        return Part(place, f"{label} (damaged)", "", unreadable=True), told


def extractor() -> str:
    """Return what makes text from PDFs, with its version: another one may count characters differently."""
    return f"pdfium-{pdfium.version()}/1"
