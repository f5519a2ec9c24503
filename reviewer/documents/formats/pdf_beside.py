"""What lies on a page beside its content: filled-in fields, ticks, stamps and typed-on notes, read where they stand.

The letters that these draw come from a second opening of the file, in which the page's own content is taken away and its
annotations are made content (``FPDFPage_Flatten``), so that each letter has its box. The opening that pages are drawn and
read from is never changed. A value that nothing draws is read from the form, and has its field's rectangle for a box.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reviewer.documents.formats import pdf_forms, pdf_text, pdfium
from reviewer.documents.formats.pdf_forms import Annotation, Form

TICKED, UNTICKED = "\u2612", "\u2610"
_COMMENTED = frozenset({pdf_forms.TEXT, pdf_forms.POPUP})  # seen as a sign only, until somebody opens it
_MARKUP = range(
    pdf_forms.HIGHLIGHT, pdf_forms.STRIKEOUT + 1
)  # their drawing repeats the letters that they mark
_QUIET = frozenset({*_COMMENTED, *_MARKUP, pdf_forms.WIDGET, pdf_forms.FILE_ATTACHMENT})
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Written:
    """Something written on a page: its text, a box per code point and the box round it, in the page's own space, y up."""

    text: str
    boxes: array[float]
    box: tuple[float, float, float, float]


class Opened(Protocol):
    """The part of ``pdf.Pdf`` that is used here."""

    @property
    def form(self) -> Form:
        """The file's form."""

    @property
    def bare(self) -> Bare:
        """The second opening, for what annotations draw."""


class Bare:
    """A second opening of a file, whose pages lose their content; nothing but annotations is read from it."""

    def __init__(self, document: int) -> None:
        """Take an open document, which is this object's to close."""
        self._library = pdf_forms.library()
        self._document = document
        self._form = Form(document)
        self._done: set[int] = set()

    def letters(self, number: int, wanted: frozenset[int]) -> tuple[str, array[float]]:
        """Return what the *wanted* annotations of a page draw, with a box per code point in the page's own space."""
        library = pdf_forms.library()
        page = library.FPDF_LoadPage(self._document, number)
        if not page:
            return "", array("f")
        if number not in self._done:
            self._done.add(number)
            self._strip(page, wanted)
            library.FPDF_ClosePage(page)
            page = library.FPDF_LoadPage(self._document, number)
        try:
            return pdf_text.own_text_and_boxes(page)
        finally:
            library.FPDF_ClosePage(page)

    def _strip(self, page: int, wanted: frozenset[int]) -> None:
        library = pdf_forms.library()
        self._form.fill(page)
        things = max(0, library.FPDFPage_CountObjects(page))
        for _ in range(things):
            first = library.FPDFPage_GetObject(page, 0)
            if not first or not library.FPDFPage_RemoveObject(page, first):
                break
            library.FPDFPageObj_Destroy(first)
        if things:  # of a page without content PDFium can make none
            library.FPDFPage_GenerateContent(page)
        _draw_once(page)  # drawing makes appearances that a form asks to be made anew
        for index in reversed(range(library.FPDFPage_GetAnnotCount(page))):
            if index not in wanted:
                library.FPDFPage_RemoveAnnot(page, index)
        library.FPDFPage_Flatten(page, 0)
        self._form.leave(page)

    def close(self) -> None:
        """Give its memory back."""
        self._form.close()
        self._library.FPDF_CloseDocument(self._document)


def _draw_once(page: int) -> None:
    library = pdfium.library()
    bitmap = library.FPDFBitmap_CreateEx(1, 1, pdfium.BGRX, None, 0)
    if bitmap:
        library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.ANNOTATIONS)
        library.FPDFBitmap_Destroy(bitmap)


def written(document: Opened, number: int, annotations: Sequence[Annotation]) -> list[Written]:
    """Return what annotations write on page *number* (from 0), as far as it is seen on the page."""
    seen = [one for one in annotations if not one.hidden and one.subtype not in _COMMENTED]
    drawing = [one for one in seen if one.subtype not in _MARKUP]
    if not drawing:
        return []
    text, boxes = document.bare.letters(number, frozenset(one.index for one in drawing))
    letters = _Letters(text, boxes)
    made: list[Written] = []
    for one in sorted(drawing, key=_size):  # a small one that lies on a large one has its letters
        made += _said(one, _between(text, boxes, letters.taken(one.box)))
    rest = _between(text, boxes, sorted(letters.left))
    if rest is not None:
        made += [_part(rest, start, end) for start, end in _lines(rest.text)]
    return made


def comments(annotations: Sequence[Annotation], drawn: Sequence[Written]) -> Iterator[tuple[str, str]]:
    """Yield author and text of each comment, and of each note that the page itself does not show in full."""
    shown, seen = _folded(" ".join(one.text for one in drawn)), set[str]()
    for one in annotations:
        text = one.contents.strip()
        if not text or one.hidden or one.subtype == pdf_forms.WIDGET or text in seen:
            continue
        if one.subtype == pdf_forms.FREE_TEXT and _folded(text) in shown:
            continue
        seen.add(text)
        yield one.author.strip(), text


def draws_no_letters(annotations: Sequence[Annotation]) -> bool:
    """Tell whether any of a page's annotations may show what isn't text: a drawing by hand, a stamp that is a picture."""
    return any(not one.hidden and one.subtype not in _QUIET for one in annotations)


def _size(one: Annotation) -> float:
    left, top, right, bottom = one.box
    return (right - left) * (top - bottom)


class _Letters:
    """Drawn letters by how far up they stand, to be taken by what they lie in."""

    def __init__(self, text: str, boxes: array[float]) -> None:
        self.left = {at for at, char in enumerate(text) if not char.isspace()}
        tops, bottoms = boxes[1::4], boxes[3::4]
        self._by_height = sorted(((tops[at] + bottoms[at]) / 2, at) for at in self.left)
        self._boxes = boxes

    def taken(self, area: tuple[float, float, float, float]) -> list[int]:
        """Take the letters whose middles lie in an area, in their order."""
        low = bisect_left(self._by_height, (area[3], -1))
        high = bisect_right(self._by_height, (area[1], len(self._boxes)))
        inside = [
            at
            for _up, at in self._by_height[low:high]
            if at in self.left and area[0] <= (self._boxes[4 * at] + self._boxes[4 * at + 2]) / 2 <= area[2]
        ]
        self.left.difference_update(inside)
        return sorted(inside)


def _between(text: str, boxes: array[float], inside: Sequence[int]) -> Written | None:
    """Return the letters with these numbers, and the white space between those that follow each other."""
    if not inside:
        return None
    pieces, numbers = list[str](), list[int]()
    for before, at in zip([inside[0], *inside], inside, strict=False):
        gap = text[before + 1 : at]
        if gap:
            pieces.append("\n" if "\n" in gap else " ")
            numbers.append(before)
        pieces.append(text[at])
        numbers.append(at)
    values = array("f")
    for char, number in zip(pieces, numbers, strict=True):
        left, top, right, bottom = boxes[4 * number : 4 * number + 4]
        values.extend((right if char.isspace() else left, top, right, bottom))
    return Written("".join(pieces), values, _round(values))


def _said(one: Annotation, drawn: Written | None) -> list[Written]:
    """Return what an annotation says: what it draws, or what its field holds where that is more."""
    if one.field in {pdf_forms.CHECK_BOX, pdf_forms.RADIO_BUTTON}:
        mark = TICKED if one.ticked else UNTICKED
        own = drawn.text if drawn is not None and _WORD.search(drawn.text) else ""
        return [_even(f"{mark} {own}".strip(), one.box)]
    if one.field == pdf_forms.LIST_BOX and one.options:
        lines = (f"{TICKED if chosen else UNTICKED} {option}" for option, chosen in one.options)
        return [_even("\n".join(lines), one.box)]
    return _filled(_chosen(one), one, drawn)


def _filled(value: str, one: Annotation, drawn: Written | None) -> list[Written]:
    """Return a value with the boxes of its letters where they are drawn; both where others are."""
    held, shown = _folded(value), "" if drawn is None else _folded(drawn.text)
    if drawn is None or not held:
        return [_even(value.strip(), one.box)] if held else [drawn] if drawn is not None else []
    if held == shown:
        return [_spaced(value.strip(), drawn)]
    if shown in held:
        return [_even(value.strip(), one.box)]
    return [drawn] if held in shown else [drawn, _even(value.strip(), one.box)]


def _chosen(one: Annotation) -> str:
    """Return a field's value as a person sees it: that of a choice is the option's words."""
    if one.field != pdf_forms.COMBO_BOX:
        return one.value
    return ", ".join(option for option, chosen in one.options if chosen) or one.value


def _folded(text: str) -> str:
    return _SPACE.sub("", text)


def _spaced(value: str, drawn: Written) -> Written:
    """Return a value spaced as the form has it, with the boxes of its letters as they are drawn."""
    letters = iter([at for at, char in enumerate(drawn.text) if not char.isspace()])
    boxes, last = array("f"), drawn.box
    for char in value:
        if char.isspace():
            boxes.extend((last[2], last[1], last[2], last[3]))
        else:
            at = next(letters)
            last = (
                drawn.boxes[4 * at],
                drawn.boxes[4 * at + 1],
                drawn.boxes[4 * at + 2],
                drawn.boxes[4 * at + 3],
            )
            boxes.extend(last)
    return Written(value, boxes, drawn.box)


def _even(text: str, box: tuple[float, float, float, float]) -> Written:
    """Return text that nothing draws letter by letter, spread evenly over a rectangle, line by line."""
    left, top, right, bottom = box
    lines = text.split("\n")
    high = (top - bottom) / len(lines)
    boxes = array("f")
    for row, line in enumerate(lines):
        wide = (right - left) / max(1, len(line))
        over, under = top - row * high, top - (row + 1) * high
        for at in range(len(line)):
            boxes.extend((left + at * wide, over, left + (at + 1) * wide, under))
        if row + 1 < len(lines):
            boxes.extend((right, over, right, under))
    return Written(text, boxes, box)


def _part(whole: Written, start: int, end: int) -> Written:
    boxes = whole.boxes[4 * start : 4 * end]
    return Written(whole.text[start:end], boxes, _round(boxes))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def _round(boxes: array[float]) -> tuple[float, float, float, float]:
    return min(boxes[0::4]), max(boxes[1::4]), max(boxes[2::4]), min(boxes[3::4])
