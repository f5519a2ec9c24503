"""PDF by PDFium: opening, pages, text."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.reader.values import RefusalError
from reviewer.model.places import recognised_layer
from reviewer.model.problems import WANTS_PASSWORD, Problem, Reason, problem

if TYPE_CHECKING:
    from PIL.Image import Image

    from reviewer.documents.formats.pdf_beside import Bare
    from reviewer.documents.formats.pdf_forms import Form
    from reviewer.documents.formats.pdf_naming import Names
    from reviewer.model import Part

MOST_PAGES = 100_000


class Pdf:
    """An open PDF. Pages are numbered from 0.

    What PDFium refuses, and what it shows as blank though it isn't, is opened as qpdf writes it anew; ``mended`` tells.
    """

    def __init__(self, data: mmap | bytes, password: str | None) -> None:
        """Open it; RefusalError says why it cannot be."""
        self._given = data
        self._given_password = password
        self._form: Form | None = None
        self._bare: Bare | None = None
        self._names: Names | None = None
        self._tried = self.mended = False
        self.said: list[str] = []  # what each page said, while the file is read from its start
        try:
            self._opening = _Opening(data, password)
        except RefusalError as refusal:
            self._opening = self._rewritten(refusal)
        self.pages = self._opening.pages
        if self.pages > MOST_PAGES:
            raise RefusalError(Reason.PDF_OF_TOO_MANY_PAGES, pages=self.pages)

    def _rewritten(self, refusal: RefusalError) -> _Opening:
        """Return the file as qpdf opens it; raises *refusal*, or another, where it doesn't."""
        from reviewer.documents.formats import pdf_mending

        self._tried = True
        made = pdf_mending.rewritten(self._given, self._given_password)
        if made is None:
            raise refusal
        self.mended = refusal.problem.reason not in WANTS_PASSWORD
        try:
            return _Opening(made, None)
        except RefusalError:
            raise refusal from None

    @property
    def handle(self) -> int:
        """PDFium's own handle of the document."""
        return self._opening.document

    @property
    def form(self) -> Form:
        """The file's form, opened when it is first asked for."""
        if self._form is None:
            from reviewer.documents.formats.pdf_forms import Form

            self._form = Form(self.handle)
        return self._form

    @property
    def bare(self) -> Bare:
        """The same file opened once more, for what annotations draw."""
        if self._bare is None:
            from reviewer.documents.formats.pdf_beside import Bare

            self._bare = Bare(self._opening.again())
        return self._bare

    @property
    def names(self) -> Names:
        """The names of the file's pictures."""
        if self._names is None:
            from reviewer.documents.formats.pdf_naming import Names

            self._names = Names(self._given, self._given_password)
        return self._names

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height in points, as shown; (0, 0) if the page is damaged."""
        size = pdfium.Size()
        if not pdfium.library().FPDF_GetPageSizeByIndexF(self.handle, number, ctypes.byref(size)):
            return 0.0, 0.0
        return size.width, size.height

    @contextmanager
    def page(self, number: int) -> Iterator[int]:
        """Load a page for as long as the block lasts, its form filled in; RefusalError if it is damaged or not there."""
        library = pdfium.library()
        page = self._load(number)
        annotated = library.FPDFPage_GetAnnotCount(page) > 0
        if not annotated and not self._tried and self.is_falsely_blank(number, page):
            library.FPDF_ClosePage(page)
            self._mend()
            page = self._load(number)
            annotated = library.FPDFPage_GetAnnotCount(page) > 0
        if annotated:
            self.form.fill(page)
        try:
            yield page
        finally:
            if annotated:
                self.form.leave(page)
            library.FPDF_ClosePage(page)

    def is_falsely_blank(self, number: int, page: int) -> bool:
        """Tell whether another reader finds text on an open page on which PDFium finds nothing."""
        if pdfium.library().FPDFPage_CountObjects(page) > 0:
            return False
        from reviewer.documents.formats import pdf_mending

        return pdf_mending.has_text(self._given, self._given_password, number)

    def _load(self, number: int) -> int:
        page = self._opening.page(number)
        if not page and 0 <= number < self.pages:
            self._mend()
            page = self._opening.page(number)
        if not page:
            raise RefusalError(Reason.PAGE_DAMAGED, page=number + 1)
        return page

    def _mend(self) -> None:
        """Go on with the file as qpdf writes it, where that has as many pages."""
        if self._tried:
            return
        try:
            opening = self._rewritten(RefusalError(Reason.PDF_DAMAGED))
        except RefusalError:
            return
        if opening.pages < self.pages:
            self.mended = False
            return
        self._let_go()
        self._opening = opening

    def _let_go(self) -> None:
        if self._bare is not None:
            self._bare.close()
        if self._form is not None:
            self._form.close()
        self._bare = self._form = None

    def __del__(self) -> None:
        """Give PDFium's memory back, the form's before the document's."""
        if "_bare" in self.__dict__:
            self._let_go()


class _Opening:
    """One opening of a file by PDFium."""

    def __init__(self, data: mmap | bytes, password: str | None) -> None:
        self._library = pdfium.library()
        self._data = data if isinstance(data, mmap) else bytearray(data)
        self._view = (ctypes.c_char * len(data)).from_buffer(self._data)
        self._password: bytes | None = None
        self.document = self._open(password)
        self.pages = int(pdfium.library().FPDF_GetPageCount(self.document))
        if self.pages <= 0:
            raise RefusalError(Reason.PDF_WITHOUT_PAGES)

    def _open(self, password: str | None) -> int:
        # Revisions before 5 want Latin-1, later ones UTF-8; PDFium tries neither for us.
        attempts = [None] if not password else list(dict.fromkeys((password.encode(), _latin(password))))
        for attempt in attempts:
            self._password = attempt
            document = self.again()
            if document:
                return document
        error = pdfium.library().FPDF_GetLastError()
        if error == pdfium.ERROR_PASSWORD:
            raise RefusalError(Reason.LOCKED_OTHERWISE if password else Reason.LOCKED)
        if error == pdfium.ERROR_SECURITY:
            raise RefusalError(Reason.ENCRYPTED_PDF)
        raise RefusalError(Reason.PDF_DAMAGED)

    def again(self) -> int:
        """Open the same bytes once more; the handle is the caller's to close. 0 where it fails."""
        load = pdfium.library().FPDF_LoadMemDocument64
        return int(load(ctypes.addressof(self._view), len(self._data), self._password) or 0)

    def page(self, number: int) -> int:
        """Return the handle of a page (from 0), the caller's to close; 0 where there is none or it is damaged."""
        if not 0 <= number < self.pages:
            return 0
        return int(pdfium.library().FPDF_LoadPage(self.document, number) or 0)

    def __del__(self) -> None:
        """Close it; the bytes must outlive the document."""
        if self.__dict__.get("document"):
            self._library.FPDF_CloseDocument(self.document)


def _latin(password: str) -> bytes:
    return password.encode("latin-1", "ignore")


@lru_cache(maxsize=1)
def opened(data: mmap | bytes, password: str | None) -> Pdf:
    """Return the open PDF; the last one stays open, since pages are asked for one after another."""
    return Pdf(data, password)


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Read text from page ``at`` on, for ``step`` seconds or one page."""
    from reviewer.documents.formats import pdf_also  # drawing a page needs none of it

    pdf, start = opened(data, args.get("password")), int(args["at"])
    extract = Extract("pdf", extractor())
    if start == 0:
        pdf.said.clear()
        extract.also += pdf_also.whole_file_notes(pdf, data, args.get("password"))
        extract.members += _inside(pdf, data, args.get("password"))
    until = time.monotonic() + float(args["step"])
    for number in range(start, pdf.pages):
        _read_page(extract, pdf, number)
        if time.monotonic() >= until and number + 1 < pdf.pages:
            extract.next = number + 1
            break
    if extract.next is None and all(_is_damaged(part) for part in extract.parts):
        extract.problem = problem(Reason.PDF_PAGES_DAMAGED)
    elif extract.next is None and pdf.mended:
        extract.problem = problem(Reason.PDF_MENDED)
    if extract.next is None:
        _read_around(extract, pdf)
    return extract


def _inside(pdf: Pdf, data: mmap | bytes, password: str | None) -> list[Inside]:
    from reviewer.documents.formats import pdf_also, pdf_mending

    names = pdf_also.files(pdf.handle)
    locked = bool(names) and not password and pdf_mending.locks_files(data)
    wrong = Problem(Reason.LOCKED) if locked else None
    return [Inside(str(number), name, "", wrong) for number, name in enumerate(names)]


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of a file inside; ``key`` is its number, or the numbers of a page and of an annotation there."""
    from reviewer.documents.formats import pdf_also, pdf_mending
    from reviewer.documents.formats.package import LARGEST_ENTRY

    password, key = args.get("password"), str(args["key"])
    if "/" in key:
        where, index = map(int, key.split("/"))
        with opened(data, password).page(where) as page:
            return pdf_also.unpacked(pdf_also.file_on_page(page, index))
    number = int(key)
    if pdf_mending.locks_files(data):
        file = pdf_mending.file_inside(data, password, number, LARGEST_ENTRY)
        if file is not None:
            return file
    try:
        return pdf_also.file(opened(data, password).handle, number)
    except RefusalError:
        file = pdf_mending.file_inside(data, password, number, LARGEST_ENTRY)
        if file is None:
            raise
        return file


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return what is seen in the ``box`` of a page; ``key`` is the page's number and in how many dots an inch."""
    from reviewer.documents.formats import pdf_pictures

    number, dots = map(int, str(args["key"]).split("/"))
    left, top, right, bottom = map(float, args["box"])
    document = opened(data, args.get("password"))
    with document.page(number) as page:
        return pdf_pictures.picture(document, page, (left, top, right, bottom), dots)


def _read_page(extract: Extract, pdf: Pdf, number: int) -> None:
    """Add a page's part, its comments as a part beside it, and what is told of it."""
    from reviewer.documents.formats import bookmarks, pdf_page
    from reviewer.model import (
        Aside,
        NoText,
        Part,
    )  # a fifth of the child's start, and drawing needs none of it

    place, own = f"p{number + 1}", bookmarks.page_label(pdf.handle, number)
    label = f"page {number + 1}{f' ({own})' if own not in {'', str(number + 1)} else ''}"
    try:
        with pdf.page(number) as page:
            said = pdf_page.read(pdf, number, page)
    except RefusalError:
        extract.parts.append(Part(place, f"{label} (damaged)", "", NoText.DAMAGED))
        return
    unknown = said.no_text is NoText.LETTERS  # what they show is a text beside, once it is recognised
    extract.parts.append(Part(place, label, said.text, None if unknown else said.no_text))
    if unknown:
        extract.parts.append(Part(recognised_layer(place), label, "", NoText.LETTERS))
    if said.comments:
        extract.parts.append(
            Part(f"{place}/comments", f"{label}, comments", "\n".join(said.comments), aside=Aside.COMMENTS)
        )
    if said.alternatives:
        lines = "\n".join(said.alternatives)
        extract.parts.append(
            Part(f"{place}/alternatives", f"{label}, alternative text", lines, aside=Aside.ALTERNATIVE_TEXT)
        )
    for index, each in enumerate(said.pictures, 1):
        title = f"{label}, picture {index}"
        extract.parts.append(Part(f"{place}/picture{index}", title, "", NoText.PICTURE, picture=each))
    pdf.said.append(said.text)
    extract.also += said.notes
    extract.members += [Inside(f"{number}/{index}", name, "") for index, name in said.files]


def _read_around(extract: Extract, pdf: Pdf) -> None:
    """Add what bookmarks and the data of an XFA form say and no page does."""
    from reviewer.documents.formats import bookmarks, pdf_around
    from reviewer.model import Aside, Part

    for place, label, aside, lines in (
        ("p1/bookmarks", "bookmarks", Aside.BOOKMARKS, bookmarks.titles(pdf.handle)),
        ("p1/data", "form data", Aside.FORM_DATA, pdf_around.form_data(pdf.handle)),
    ):
        new = pdf_around.unsaid(lines, pdf_around.folded("".join(pdf.said))) if lines else []
        if new:
            extract.parts.append(Part(place, label, "\n".join(new), aside=aside))


def _is_damaged(part: Part) -> bool:
    from reviewer.model import NoText

    return part.no_text is NoText.DAMAGED


def extractor() -> str:
    """Return what makes text from PDFs, with its version: another one may count characters differently."""
    return f"pdfium-{pdfium.version()}/3"
