"""Boxes of a PDF's letters and words: left, top, right, bottom of each, one after another in one array.

A page has thousands, so what is done for each page goes through them in C: by slices, long numbers, and Pillow.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise

from reviewer.documents.formats import pdfium


def picked(boxes: array[float], numbers: Sequence[int]) -> array[float]:
    """Return the boxes with these numbers."""
    picked = array("f", bytes(16 * len(numbers)))
    for side in range(4):
        values = boxes[side::4]
        picked[side::4] = array("f", [values[number] for number in numbers])
    return picked


def closed(boxes: array[float], numbers: Sequence[int]) -> array[float]:
    """Give a space that has the number of the letter before it no width, at that letter's end."""
    for at, (before, number) in enumerate(pairwise(numbers), start=1):
        if before == number:
            boxes[4 * at] = boxes[4 * at + 2]
    return boxes


def spanning(first: array[float], last: array[float]) -> array[float]:
    """Return the boxes from those of each word's first character to those of its last, y up."""
    if first[_Y::2].tobytes() == last[_Y::2].tobytes() and _are_in_order(first[_L::4], last[_R::4]):
        first[_R::4] = last[_R::4]
        return first
    for side, farther in ((_L, min), (_T, max), (_R, max), (_B, min)):
        first[side::4] = array("f", map(farther, first[side::4], last[side::4]))
    return first


def _are_in_order(lefts: array[float], rights: array[float]) -> bool:
    """Tell whether no left is more than its right, nor any of them negative.

    Such floats are in the order of their bits, so all are compared at once, as two long numbers: where each right has its
    sign bit set, its left taken from it leaves that bit as it is, or is more.
    """
    signs = int.from_bytes(_SIGN * len(lefts), sys.byteorder)
    less, more = (int.from_bytes(values.tobytes(), sys.byteorder) for values in (lefts, rights))
    return not (less | more) & signs and (more | signs) - less & signs == signs


def around(first: array[float], last: array[float]) -> array[float]:
    """Return the same of boxes as they are shown, y down."""
    for side, farther in ((_L, min), (_T, min), (_R, max), (_B, max)):
        first[side::4] = array("f", map(farther, first[side::4], last[side::4]))
    return first


def as_shown(boxes: array[float], page: int) -> array[float]:
    """Turn boxes of the page's own space into boxes from its top left, crop box and rotation applied."""
    library = pdfium.library()
    frame = pdfium.Rectangle()
    library.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
    shown = boxes[:]
    for axis, (edge, factor, source) in enumerate(_TURNS[library.FPDFPage_GetRotation(page) % 4]):
        offset = getattr(frame, edge)
        if factor > 0 and not offset and source == axis == _X:
            continue  # as it is on most pages
        values = _moved(boxes[source::2], factor, -factor * offset)
        if (factor < 0) == (source == _X):  # the far side comes first
            values[0::2], values[1::2] = values[1::2], values[0::2]
        shown[axis::2] = values
    return shown


def _moved(values: array[float], factor: float, offset: float) -> array[float]:
    """Return each value times *factor* plus *offset*: as the picture that they are to Pillow, a tenth of a loop's time."""
    if not values:
        return values
    from PIL import Image

    row = Image.frombytes("F", (len(values), 1), values.tobytes())
    return array("f", row.point(lambda value: value * factor + offset).tobytes())


_SIGN = (1 << 31).to_bytes(4, sys.byteorder)
_L, _T, _R, _B = range(4)
_X, _Y = range(2)
# For each quarter turn clockwise, for x and y as shown: the edge of the frame to measure from, whether the edge is taken from
# the value (1) or the value from it (-1), and which axis of the page is meant.
_TURNS = (
    (("left", 1.0, _X), ("top", -1.0, _Y)),
    (("bottom", 1.0, _Y), ("left", 1.0, _X)),
    (("right", -1.0, _X), ("bottom", 1.0, _Y)),
    (("top", -1.0, _Y), ("right", -1.0, _X)),
)
