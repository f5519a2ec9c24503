"""Handler for what a tagged PDF reads out: the words of its marked content in the order of its structure tree.

What stands beside that, as page numbers and repeated heads of tables do, is told apart (ISO 32000-1, 14.7 and 14.8.2.2). The tree
is qpdf's reading of it (by pikepdf), the letters are PDFium's. PDFium's headers: fpdf_edit.h, fpdf_text.h.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes import c_int, c_void_p
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pikepdf

from reviewer.documents.formats import kinds, pdf, pdf_mending, pdfium
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    import ctypes
    from mmap import mmap

    from pikepdf import Object

Place = tuple[int, int]
"""A page, from 0, and the number of marked content on it."""

_DEEPEST, _MOST_ELEMENTS = 200, 200_000
_IN_LINE = frozenset(("/Span", "/Link", "/Reference"))  # what goes on within a line
_PROTOTYPES: dict[str, tuple[object, ...]] = {"FPDFPageObj_GetMarkedContentID": (c_int, c_void_p)}


def tagged(data: mmap | bytes, _args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return ``words``, what is read out, an element a line; ``fields``, what is said of each field; ``aside``, a text a page.

    A picture is read out by what stands for it. What has a number and stands in no element is read out last: all of it, where
    the tree can't be read. What is no PDF, or none that opens, says nothing.
    """
    said = _Said()
    if kinds.kind_of(data) == "pdf":
        with suppress(RefusalError):
            _read_pages(data, said)
        with suppress(pikepdf.PdfError, RefusalError, AttributeError, LookupError, TypeError, ValueError):
            _read_tree(data, said)
    words = "".join(said.words) + "".join(f"\n{left}" for left in said.held.values())
    return {"words": words, "fields": said.fields, "aside": said.aside}, b""


def _read_pages(data: mmap | bytes, said: _Said) -> None:
    document = pdf.opened(data, None)
    for number in range(document.pages):
        with document.page(number) as page:
            said.take(number, page)


def _read_tree(data: mmap | bytes, said: _Said) -> None:
    opened = pdf_mending.opened(data, None)
    pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
    _Tree(pages, said).walk(opened.Root.StructTreeRoot, None)


@dataclass(slots=True)
class _Said:
    """What pages say, by marked content until an element takes it, and what elements say."""

    held: dict[Place, str] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def take(self, number: int, page: int) -> None:
        """Take the letters of an open page, in the order in which they are drawn."""
        aside = []
        for content, text in _drawn(page):
            if content < 0:
                aside.append(text)
            else:
                self.held[number, content] = self.held.get((number, content), "") + text
        self.aside.append("".join(aside))


class _Tree:
    """Walks a structure tree, an element's kids in reading order."""

    def __init__(self, pages: dict[tuple[int, int], int], said: _Said) -> None:
        self._pages, self._said, self._seen = pages, said, 0

    def walk(self, element: Object, page: int | None, deep: int = 0) -> None:
        """Say what an element says; ``page`` is the one that it lies on, where that is told."""
        self._seen += 1
        if deep > _DEEPEST or self._seen > _MOST_ELEMENTS:
            raise RefusalError(Reason.PDF_DAMAGED)
        sort = str(element.get("/S", ""))
        if sort == "/Form":
            self._said.fields.append(str(element.get("/Alt", "")))
            return
        if "/Pg" in element:
            page = self._pages.get(element.Pg.objgen)
        if sort not in _IN_LINE:
            self._said.words.append("\n")
        if "/Alt" in element:
            self._said.words.append(str(element.Alt))
        for kid in _kids(element):
            self._kid(kid, page, deep, silent="/Alt" in element)
        if sort not in _IN_LINE:
            self._said.words.append("\n")

    def _kid(self, kid: Object | int, page: int | None, deep: int, *, silent: bool) -> None:
        if not isinstance(kid, pikepdf.Dictionary):
            self._content(page, int(kid), silent=silent)
        elif kid.get("/Type") == "/MCR":
            there = self._pages.get(kid.Pg.objgen) if "/Pg" in kid else page
            self._content(there, int(kid.MCID), silent=silent)
        elif "/S" in kid:
            self.walk(kid, page, deep + 1)

    def _content(self, page: int | None, number: int, *, silent: bool) -> None:
        text = "" if page is None else self._said.held.pop((page, number), "")
        if not silent:
            self._said.words.append(text)


def _kids(element: Object) -> Iterator[Any]:
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids


def _drawn(page: int) -> Iterator[tuple[int, str]]:
    """Yield what each thing of text on an open page says, with the number of its marked content, or -1."""
    library = _library()
    loaded = library.FPDFText_LoadPage(page)
    if not loaded:
        return
    try:
        texts: dict[int, list[str]] = {}
        last: list[str] = []
        for at in range(max(0, library.FPDFText_CountChars(loaded))):
            if library.FPDFText_IsGenerated(loaded, at):
                last.append(_space(library.FPDFText_GetUnicode(loaded, at)))
            elif thing := library.FPDFText_GetTextObject(loaded, at):
                last = texts.setdefault(thing, [])
                last.append(_letter(library.FPDFText_GetUnicode(loaded, at)))
        things = (library.FPDFPage_GetObject(page, n) for n in range(library.FPDFPage_CountObjects(page)))
        drawn = dict.fromkeys(things)
        within = (each for each in texts if each not in drawn)  # of a form, in the order of reading
        for thing in [*(each for each in drawn if each in texts), *within]:
            text = "".join(texts[thing]).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            yield (library.FPDFPageObj_GetMarkedContentID(thing) if thing in drawn else -1), text
    finally:
        library.FPDFText_ClosePage(loaded)


def _space(code: int) -> str:
    """Return a space that PDFium saw between words; where it saw a line end, the line says itself whether a word does."""
    return " " if chr(code) == " " else ""


def _letter(code: int) -> str:
    """Return a letter; PDFium has U+0002 for a hyphen that ends a line."""
    if code == 2:  # noqa: PLR2004
        return "-"
    return chr(code) if 0 < code <= sys.maxunicode else "\ufffd"


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)
