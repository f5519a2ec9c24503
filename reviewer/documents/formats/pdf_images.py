"""What is drawn on a page of a PDF beside its letters: pictures, lines and surfaces, those in forms too, and where each lies.

PDFium's headers: fpdf_edit.h (page objects, ISO 32000-2, 8.2), fpdf_annot.h (what an annotation draws).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_float, c_int, c_uint, c_void_p
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, islice, repeat

from reviewer.documents.formats import pdfium

TEXT, PATH, IMAGE, SHADING, FORM = range(1, 6)  # FPDF_PAGEOBJ_…
_DEEPEST = 12  # forms in forms
_MOST = 50_000  # things of one page; who draws more draws no pictures with words
_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPath_CountSegments": (c_int, c_void_p),
    "FPDFPageObj_GetFillColor": (c_int, c_void_p, *(POINTER(c_uint),) * 4),
    "FPDFPageObj_GetStrokeColor": (c_int, c_void_p, *(POINTER(c_uint),) * 4),
    "FPDFPath_GetDrawMode": (c_int, c_void_p, POINTER(c_int), POINTER(c_int)),
    "FPDFImageObj_GetImagePixelSize": (c_int, c_void_p, POINTER(c_uint), POINTER(c_uint)),
    "FPDFAnnot_GetObjectCount": (c_int, c_void_p),
    "FPDFAnnot_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPage_GetAnnot": (c_void_p, c_void_p, c_int),
    "FPDFPage_CloseAnnot": (None, c_void_p),
}

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own space, y up."""

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f."""

Colour = tuple[int, int, int, int]
"""Red, green, blue and how opaque, 0 to 255."""

_OF_TILES = (0xBF, 0xBF, 0xBF)
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is drawn: PDFium's handle and sort of it, and how the space that it is drawn in lies on the page."""

    handle: int
    sort: int
    space: Matrix

    def box(self) -> Box | None:
        """Return what it covers on the page, a picture as far as its clips let it be seen; None where that is nothing."""
        library, sides = _library(), [c_float() for _ in range(4)]
        if not library.FPDFPageObj_GetBounds(self.handle, *map(byref, sides)):
            return None
        left, bottom, right, top = (side.value for side in sides)
        for clip in _clips(self.handle) if self.sort == IMAGE else ():
            left, bottom = max(left, clip[0]), max(bottom, clip[1])
            right, top = min(right, clip[2]), min(top, clip[3])
        if left > right or bottom > top:
            return None
        if self.space is _AS_IT_IS:
            return left, bottom, right, top
        return _round([_at(self.space, x, y) for x in (left, right) for y in (bottom, top)])

    def matrix(self) -> Matrix:
        """Return how the unit square of a picture lies on the page."""
        return _joined(_matrix(self.handle), self.space)

    def pixels(self) -> tuple[int, int]:
        """Return the width and height of a picture."""
        wide, high = c_uint(), c_uint()
        _library().FPDFImageObj_GetImagePixelSize(self.handle, byref(wide), byref(high))
        return wide.value, high.value

    def file(self, most: int) -> bytes | None:
        """Return the bytes of a picture as they are in the file, packed; None if they are more than *most*."""
        library = _library()
        size = library.FPDFImageObj_GetImageDataRaw(self.handle, None, 0)
        if size > most:
            return None
        buffer = ctypes.create_string_buffer(max(1, size))
        library.FPDFImageObj_GetImageDataRaw(self.handle, buffer, size)
        return buffer.raw[:size]

    def is_blended(self) -> bool:
        """Tell whether what lies under it shines through by more than its own mask."""
        return bool(_library().FPDFPageObj_HasTransparency(self.handle))

    def may_be_patterned(self) -> bool:
        """Tell whether a surface has the colour that PDFium tells of one laid with tiles (CPDF_Color, 0xBFBFBF)."""
        return self.sort == PATH and _has_colour_of_tiles(self.handle)

    def ink(self) -> tuple[int, int, int, Colour | None, Colour | None]:
        """Return its sort and what it is painted with: how filled, whether stroked, and the colours (None: there is none)."""
        library = _library()
        filled, stroked = c_int(), c_int()
        if self.sort == PATH:
            library.FPDFPath_GetDrawMode(self.handle, byref(filled), byref(stroked))
        fill = _colour(library.FPDFPageObj_GetFillColor, self.handle)
        line = _colour(library.FPDFPageObj_GetStrokeColor, self.handle) if stroked.value else None
        return self.sort, filled.value, stroked.value, fill, line


def things(page: int, *, patterns: bool) -> list[Thing]:
    """Return all that an open page draws but its letters, in this order; nothing of a page without pictures.

    With *patterns* a surface may hold pictures too.
    """
    library = _library()
    count = min(library.FPDFPage_CountObjects(page), _MOST)
    handles = list(map(library.FPDFPage_GetObject, repeat(page), range(count)))
    sorts = list(map(library.FPDFPageObj_GetType, handles))
    tiled = patterns and any(map(_has_colour_of_tiles, compress(handles, map(PATH.__eq__, sorts))))
    if not tiled and IMAGE not in sorts and FORM not in sorts:
        return []
    objects = [thing for thing in _walk(handles, _AS_IT_IS, 0) if thing.sort != TEXT][:_MOST]
    holds = any(thing.sort == IMAGE or (patterns and thing.may_be_patterned()) for thing in objects)
    return objects if holds else []


def everything(page: int) -> list[Thing]:
    """Return all that an open page draws, its letters too, in this order."""
    library = _library()
    count = min(library.FPDFPage_CountObjects(page), _MOST)
    handles = list(map(library.FPDFPage_GetObject, repeat(page), range(count)))
    return list(islice(_walk(handles, _AS_IT_IS, 0), _MOST))


def without_letters(page: int) -> None:
    """Let an open page be drawn without its letters until it is closed."""
    library = _library()
    count = library.FPDFPage_CountObjects(page)
    handles = list(map(library.FPDFPage_GetObject, repeat(page), range(count)))
    for thing in _walk(handles, _AS_IT_IS, 0):
        if thing.sort == TEXT:
            library.FPDFPageObj_SetIsActive(thing.handle, 0)


def in_annotation(page: int, index: int) -> tuple[int, int] | None:
    """Return width and height of the largest picture that the annotation *index* of an open page draws; None if there is none."""
    with _of_annotation(page, index) as things:
        sizes = [thing.pixels() for thing in things if thing.sort == IMAGE]
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


def lines_in_annotation(page: int, index: int) -> int:
    """Return how many lines and curves the annotation *index* of an open page draws."""
    library = _library()
    with _of_annotation(page, index) as things:
        return sum(library.FPDFPath_CountSegments(thing.handle) for thing in things if thing.sort == PATH)


@contextmanager
def _of_annotation(page: int, index: int) -> Iterator[list[Thing]]:
    """Give what an annotation draws, for as long as the block lasts."""
    library = _library()
    annotation = library.FPDFPage_GetAnnot(page, index)
    if not annotation:
        yield []
        return
    try:
        count = min(max(0, library.FPDFAnnot_GetObjectCount(annotation)), _MOST)
        handles = [library.FPDFAnnot_GetObject(annotation, number) for number in range(count)]
        yield list(_walk(handles, _AS_IT_IS, 0))
    finally:
        library.FPDFPage_CloseAnnot(annotation)


def _walk(handles: list[int], space: Matrix, depth: int) -> Iterator[Thing]:
    library = _library()
    for handle in filter(None, handles):
        sort = library.FPDFPageObj_GetType(handle)
        if sort != FORM:
            yield Thing(handle, sort, space)
        elif depth < _DEEPEST:
            count = min(max(0, library.FPDFFormObj_CountObjects(handle)), _MOST)
            inner = [library.FPDFFormObj_GetObject(handle, number) for number in range(count)]
            yield from _walk(inner, _joined(_matrix(handle), space), depth + 1)


def _matrix(handle: int) -> Matrix:
    matrix = pdfium.Matrix()
    if not _library().FPDFPageObj_GetMatrix(handle, byref(matrix)):
        return _AS_IT_IS
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    (x, y), (u, v), (p, q) = _at(then, e, f), _turned(then, a, b), _turned(then, c, d)
    return u, v, p, q, x, y


def _turned(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    across, up = _turned(matrix, x, y)
    return across + matrix[4], up + matrix[5]


def corners(matrix: Matrix) -> tuple[float, ...]:
    """Return where a picture's top left, top right and bottom left are: x and y of each."""
    return (*_at(matrix, 0, 1), *_at(matrix, 1, 1), *_at(matrix, 0, 0))


def _clips(handle: int) -> Iterator[Box]:
    """Yield the box round each path that a thing is clipped by; control points of curves may make it wider."""
    library, x, y = pdfium.library(), c_float(), c_float()
    clip = library.FPDFPageObj_GetClipPath(handle)
    for path in range(max(0, library.FPDFClipPath_CountPaths(clip))):
        points = []
        for index in range(min(library.FPDFClipPath_CountPathSegments(clip, path), _MOST)):
            segment = library.FPDFClipPath_GetPathSegment(clip, path, index)
            if library.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
                points.append((x.value, y.value))
        if points:
            yield _round(points)


def _round(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _has_colour_of_tiles(path: int) -> bool:
    """Tell whether a path is filled with that colour. Asked of every line of a page, so nothing is made anew for it."""
    places, values = _room()
    if (
        not _library().FPDFPageObj_GetFillColor(path, *places)
        or (values[0], values[1], values[2]) != _OF_TILES
    ):
        return False
    filled, stroked = c_int(), c_int()
    return bool(_library().FPDFPath_GetDrawMode(path, byref(filled), byref(stroked))) and filled.value > 0


@lru_cache(maxsize=1)
def _room() -> tuple[tuple[object, ...], ctypes.Array[c_uint]]:
    """Return pointers to room for a colour, and the room."""
    values = (c_uint * 4)()
    return tuple(ctypes.cast(byref(values, 4 * at), POINTER(c_uint)) for at in range(4)), values


def _colour(ask: Callable[..., int], handle: int) -> Colour | None:
    red, green, blue, opaque = (c_uint() for _ in range(4))
    if not ask(handle, byref(red), byref(green), byref(blue), byref(opaque)):
        return None
    return red.value, green.value, blue.value, opaque.value


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)
