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
from ctypes import addressof
from itertools import chain, repeat

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.extract import clean

_SURROGATE = re.compile("[\ud800-\udfff]")
# What PDFium gives for a hyphen at the end of a line, when it joins the word.
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}


def text(page: int) -> str:
    """Return the text of an open page, lines ended by a line feed."""
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
        raw = _characters(loaded)
        boxes = _boxes(loaded, raw)
    finally:
        library.FPDFText_ClosePage(loaded)
    return _tidy(raw), _as_shown(boxes, page)


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
    """Drop carriage returns; give the rest, character for character, as text should be."""
    return clean(raw.replace("\r", "").translate(_HYPHENS))


def _kept(raw: str) -> tuple[chain[int], int]:
    """Return the indices of the characters that ``_tidy`` keeps, and how many they are."""
    ranges, start = [], 0
    for match in re.finditer("\r", raw):
        ranges.append(range(start, match.start()))
        start = match.end()
    ranges.append(range(start, len(raw)))
    return chain.from_iterable(ranges), sum(map(len, ranges))


def _boxes(loaded: int, raw: str) -> array[float]:
    """Return FS_RECTF after FS_RECTF (left, top, right, bottom; y up), filled by PDFium in place."""
    indices, count = _kept(raw)
    boxes = array("f", bytes(16 * count))
    start, _length = boxes.buffer_info()
    places = range(start, start + 16 * count, 16)
    # map() and deque() keep the loop in C: a Python loop takes three times as long.
    deque(map(pdfium.library().FPDFText_GetLooseCharBox, repeat(loaded), indices, places), 0)
    return boxes


def _as_shown(boxes: array[float], page: int) -> array[float]:
    """Turn boxes of the page's own space into boxes from its top left, crop box and rotation applied."""
    library = pdfium.library()
    frame = pdfium.Rectangle()
    library.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
    left, top, right, bottom = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    across, down = (frame.left, frame.right), (frame.bottom, frame.top)
    turned = {
        0: (_from(across[0], left), _to(down[1], top), _from(across[0], right), _to(down[1], bottom)),
        1: (_from(down[0], bottom), _from(across[0], left), _from(down[0], top), _from(across[0], right)),
        2: (_to(across[1], right), _from(down[0], bottom), _to(across[1], left), _from(down[0], top)),
        3: (_to(down[1], top), _to(across[1], right), _to(down[1], bottom), _to(across[1], left)),
    }[library.FPDFPage_GetRotation(page) % 4]
    shown = array("f", bytes(4 * len(boxes)))
    for corner, values in enumerate(turned):
        shown[corner::4] = values
    return shown


def _from(edge: float, values: array[float]) -> array[float]:
    return array("f", [value - edge for value in values]) if edge else values


def _to(edge: float, values: array[float]) -> array[float]:
    return array("f", [edge - value for value in values])
