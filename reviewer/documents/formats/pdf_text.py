"""A PDF page's text, and a box for each of its characters, index for index the same.

PDFium counts characters and units of its text string apart on about one page in eight, so the quick way (the whole
string at once) is taken only when both counts agree and no surrogate shows that a character took two units;
otherwise each character is asked for.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import addressof
from itertools import chain, repeat
from operator import gt, lt

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.extract import clean

_SURROGATE = re.compile("[\ud800-\udfff]")
# What PDFium gives for a hyphen at the end of a line, when it joins the word.
_WHITE = re.compile(r"\s")
_WORD = re.compile("[^\\s\u00ad]+")  # a soft hyphen ends a line, so the word goes on in another box
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}


def text(page: int) -> str:
    """Return the text of an open page."""
    loaded = pdfium.library().FPDFText_LoadPage(page)
    if not loaded:
        return ""
    try:
        return _tidy(_characters(loaded))
    finally:
        pdfium.library().FPDFText_ClosePage(loaded)


def text_and_boxes(page: int) -> tuple[str, array[float]]:
    """Return the same text, with left, top, right, bottom per code point as the page is shown (points, y down)."""
    library = pdfium.library()
    loaded = library.FPDFText_LoadPage(page)
    if not loaded:
        return "", array("f")
    try:
        tidy = _tidy(_characters(loaded))
        boxes = _boxes(loaded, range(len(tidy)))
    finally:
        library.FPDFText_ClosePage(loaded)
    _close_gaps(tidy, boxes)
    return tidy, _as_shown(boxes, page)


def text_and_words(page: int) -> tuple[str, array[int], array[float]]:
    """Return the same text, start and end of each word in it, and a box per word as in ``text_and_boxes``."""
    library = pdfium.library()
    loaded = library.FPDFText_LoadPage(page)
    if not loaded:
        return "", array("I"), array("f")
    try:
        tidy = _tidy(_characters(loaded))
        spans = array("I", chain.from_iterable([match.span() for match in _WORD.finditer(tidy)]))
        boxes = _boxes(loaded, spans[0::2])
        boxes[2::4] = _boxes(loaded, [end - 1 for end in spans[1::2]])[2::4]
    finally:
        library.FPDFText_ClosePage(loaded)
    _straighten(boxes)
    return tidy, spans, _as_shown(boxes, page)


def shows_something(page: int) -> bool:
    """Tell whether there is anything on the page at all: a white page is not unreadable."""
    return bool(pdfium.library().FPDFPage_CountObjects(page) > 0)


def _characters(loaded: int) -> str:
    library = pdfium.library()
    count = max(0, library.FPDFText_CountChars(loaded))
    buffer = ctypes.create_string_buffer(2 * count + 2)
    units = library.FPDFText_GetText(loaded, 0, count, addressof(buffer)) - 1
    if units == count:
        quick = ctypes.string_at(buffer, 2 * count).decode("utf-16-le", "surrogatepass")
        if len(quick) == count and not _SURROGATE.search(quick):
            return quick
    codes = map(library.FPDFText_GetUnicode, repeat(loaded), range(count))
    return "".join(map(chr, (code if code < 0x110000 else 0xFFFD for code in codes)))  # noqa: PLR2004  # Unicode's end


def _tidy(raw: str) -> str:
    """Give the same text, character for character, as text should be; lines end with a space and a line feed."""
    return clean(raw.replace("\r", " ").translate(_HYPHENS))


def _boxes(loaded: int, indices: Sequence[int]) -> array[float]:
    """Return FS_RECTF after FS_RECTF (left, top, right, bottom; y up) of characters, filled by PDFium in place."""
    count = len(indices)
    boxes = array("f", bytes(16 * count))
    start, _length = boxes.buffer_info()
    places = range(start, start + 16 * count, 16)
    # map() and deque() keep the loop in C: a Python loop takes three times as long.
    deque(map(pdfium.library().FPDFText_GetLooseCharBox, repeat(loaded), indices, places), 0)
    return boxes


def _close_gaps(text: str, boxes: array[float]) -> None:
    """Give white space that PDFium made up (line ends) no width, at the end of what stands before it."""
    for match in _WHITE.finditer(text):
        at = 4 * match.start()
        if at and not any(boxes[at : at + 4]):
            right = boxes[at - 2]
            boxes[at : at + 4] = array("f", (right, boxes[at - 3], right, boxes[at - 1]))


def _straighten(boxes: array[float]) -> None:
    """Put left before right and top above bottom, where a word runs the other way."""
    if True in map(gt, boxes[0::4], boxes[2::4]) or True in map(lt, boxes[1::4], boxes[3::4]):
        lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        boxes[0::4], boxes[2::4] = array("f", map(min, lefts, rights)), array("f", map(max, lefts, rights))
        boxes[1::4], boxes[3::4] = array("f", map(max, tops, bottoms)), array("f", map(min, tops, bottoms))


def _as_shown(boxes: array[float], page: int) -> array[float]:
    """Turn boxes of the page's own space into boxes from its top left, crop box and rotation applied."""
    library = pdfium.library()
    frame = pdfium.Rectangle()
    library.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
    turn = _TURNS[library.FPDFPage_GetRotation(page) % 4]
    shown = array("f", bytes(4 * len(boxes)))
    for corner, (edge, minus, source) in enumerate(turn):
        values, offset = boxes[source::4], getattr(frame, edge)
        if minus:
            values = array("f", map(offset.__sub__, values))
        elif offset:
            values = array("f", map((-offset).__add__, values))
        shown[corner::4] = values
    return shown


_L, _T, _R, _B = range(4)
# For each quarter turn clockwise, and for left, top, right and bottom as shown: the edge of the frame to measure from,
# whether the value is taken from it (or it from the value), and which side of the box on the page is meant.
_TURNS = (
    (("left", False, _L), ("top", True, _T), ("left", False, _R), ("top", True, _B)),
    (("bottom", False, _B), ("left", False, _L), ("bottom", False, _T), ("left", False, _R)),
    (("right", True, _R), ("bottom", False, _B), ("right", True, _L), ("bottom", False, _T)),
    (("top", True, _T), ("right", True, _R), ("top", True, _B), ("right", True, _L)),
)
