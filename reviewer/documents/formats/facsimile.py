"""Pages of a PDF that are one JPEG picture, as scanners make them: decoded at about the size that is shown.

PDFium decodes such a picture whole for each drawing of it, which is three times the work of a good viewer. libjpeg
decodes to a half, a quarter or an eighth for less, and what is drawn here is PDFium's own drawing but for the
rounding of a filter. It is done only where that is sure: one picture, upright or turned by quarters, in plain grey or
RGB, with nothing over it but text that isn't shown. Anything else is left to PDFium.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from reviewer.documents.formats import cutting, pdfium

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.Image import Transpose as Turn

    from reviewer.documents.formats.cutting import Corners
    from reviewer.documents.formats.pdf import Pdf

LARGEST = 100_000_000  # pixels of the picture as it is in the file: beyond, PDFium's own limits hold
_MOST_OBJECTS = 20_000  # words of a recognised page
_NEAR = 0.01  # points: what counts as the same place
_LONGEST_NAME = 64
# What may change how a picture shows, in itself, in the graphics state or as an optional layer.
_SPOILS = (b"/SMask", b"/Mask", b"/ImageMask", b"/Decode", b"/TR", b"/OC", b"/Matte")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Facsimile:
    """A page's one picture: a JPEG of ``size`` pixels in ``mode`` ("L" or "RGB").

    ``page`` is the page's width and height as shown, in points; ``box`` is where the picture lies there: left, top,
    right, bottom in parts of that width and height. ``turns`` bring it to how it lies, one after the other.
    """

    document: Pdf
    number: int
    page: tuple[float, float]
    jpeg: bytes
    mode: str
    size: tuple[int, int]
    box: Box
    turns: tuple[Turn, ...]

    def drawn(self, clip: Corners, size: tuple[int, int]) -> bytes | None:
        """Return the *clip* of the page at *size* pixels as BGRX from the top.

        None for a JPEG that is not what the page says of it, or is damaged: PDFium shows what it can of that.
        """
        area = _outwards(self.box, size)
        picture = cutting.desk().take(
            self,
            size,
            lambda: self._decoded(area[2] - area[0], area[3] - area[1]),
            keep=clip != (0, 0, *size),
        )
        return None if picture is None else cutting.piece(picture, area, clip)

    def _decoded(self, wide: int, high: int) -> Image | None:
        """Return the picture as it lies on the page, at least so many pixels wide and high if it has them."""
        from PIL.JpegImagePlugin import JpegImageFile

        try:
            picture = JpegImageFile(io.BytesIO(self.jpeg))
            if not self._is_plain(picture):
                return None
            picture.draft(self.mode, (high, wide) if self._lies_across else (wide, high))
            picture.load()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - Pillow raises what the file makes it raise
            return None
        drawn: Image = picture
        for turn in self.turns:
            drawn = drawn.transpose(turn)
        return drawn

    def _is_plain(self, picture: Image) -> bool:
        plain = picture.mode == self.mode and picture.size == self.size
        return plain and picture.info.get("adobe_transform", 1) in {0, 1}

    @property
    def _lies_across(self) -> bool:
        from PIL.Image import Transpose

        return Transpose.TRANSPOSE in self.turns


def at_hand(document: Pdf, number: int) -> Facsimile | None:
    """Return the picture of a page (from 0) if it lies ready, so that the page need not be opened."""
    last = cutting.desk().about
    same = isinstance(last, Facsimile) and last.document is document and last.number == number
    return last if isinstance(last, Facsimile) and same else None


def of(document: Pdf, number: int, page: int) -> Facsimile | None:
    """Return the picture of page *number* (from 0), open as *page*; None where it is not one plain picture."""
    image = _only_image(page)
    if image is None or not _is_jpeg(image):
        return None
    metadata, library = pdfium.ImageMetadata(), pdfium.library()
    if not library.FPDFImageObj_GetImageMetadata(image, page, ctypes.byref(metadata)):
        return None
    mode, size = _mode(metadata, image, page), (int(metadata.width), int(metadata.height))
    if mode is None or not 0 < size[0] * size[1] <= LARGEST:
        return None
    lying = _lying(image, page)
    if lying is None or not _unclipped(image, page) or _spoilt(document.handle, number):
        return None
    sides = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
    return Facsimile(document, number, sides, _raw(image), mode, size, *lying)


def _only_image(page: int) -> int | None:
    """Return the one picture of a page on which nothing else shows, not even an annotation."""
    library, image = pdfium.library(), None
    count = library.FPDFPage_CountObjects(page)
    if not 0 < count <= _MOST_OBJECTS or library.FPDFPage_GetAnnotCount(page) > 0:
        return None
    for index in range(count):
        thing = library.FPDFPage_GetObject(page, index)
        kind = library.FPDFPageObj_GetType(thing)
        if kind == pdfium.OBJECT_TEXT and library.FPDFTextObj_GetTextRenderMode(thing) == pdfium.INVISIBLE:
            continue
        if kind != pdfium.OBJECT_IMAGE or image is not None:
            return None
        image = int(thing)
    return None if image is None or library.FPDFPageObj_HasTransparency(image) else image


def _is_jpeg(image: int) -> bool:
    library = pdfium.library()
    if library.FPDFImageObj_GetImageFilterCount(image) != 1:
        return False
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    library.FPDFImageObj_GetImageFilter(image, 0, name, _LONGEST_NAME)
    return name.value in {b"DCTDecode", b"DCT"}


def _mode(metadata: pdfium.ImageMetadata, image: int, page: int) -> str | None:
    """Return Pillow's mode for a colour space that PDFium shows as it is, else None."""
    space, bits = metadata.colorspace, metadata.bits_per_pixel
    if bits == 8 and space in {pdfium.DEVICE_GRAY, pdfium.CAL_GRAY}:  # noqa: PLR2004 - it does not read CalGray's gamma
        return "L"
    if bits != 24:  # noqa: PLR2004
        return None
    if space == pdfium.DEVICE_RGB or (space == pdfium.ICC_BASED and _is_srgb(image, page)):
        return "RGB"
    return None


def _is_srgb(image: int, page: int) -> bool:
    """Tell PDFium's own test for the usual profile of sRGB, whose colours it takes as they are (DetectSRGB)."""
    library, size = pdfium.library(), ctypes.c_size_t()
    profile = ctypes.create_string_buffer(_SRGB_SIZE)
    got = library.FPDFImageObj_GetIccProfileDataDecoded(image, page, profile, _SRGB_SIZE, ctypes.byref(size))
    return bool(got) and size.value == _SRGB_SIZE and profile.raw.startswith(_SRGB_NAME, _SRGB_AT)


_SRGB_SIZE, _SRGB_AT, _SRGB_NAME = 3144, 400, b"sRGB IEC61966-2.1"


def _frame(page: int) -> pdfium.Rectangle:
    frame = pdfium.Rectangle()
    pdfium.library().FPDF_GetPageBoundingBox(page, ctypes.byref(frame))
    return frame


def _lying(image: int, page: int) -> tuple[Box, tuple[Turn, ...]] | None:
    """Return where the picture lies on the page as shown and how it is turned; None if it lies askew."""
    from PIL.Image import Transpose

    matrix, library = pdfium.Matrix(), pdfium.library()
    frame, quarters = _frame(page), library.FPDFPage_GetRotation(page) % 4
    across, down = frame.right - frame.left, frame.top - frame.bottom
    if not library.FPDFPageObj_GetMatrix(image, ctypes.byref(matrix)) or across <= 0 or down <= 0:
        return None

    def shown(x: float, y: float) -> tuple[float, float]:
        """Return a point of the picture, from its top left in parts of its sides, in parts of the page as shown."""
        px = (matrix.a * x + matrix.c * (1 - y) + matrix.e - frame.left) / across
        py = (matrix.b * x + matrix.d * (1 - y) + matrix.f - frame.bottom) / down
        return ((px, 1 - py), (py, px), (1 - px, py), (1 - py, 1 - px))[quarters]

    corner, right, below = shown(0, 0), shown(1, 0), shown(0, 1)
    wide, high = (across, down) if quarters % 2 == 0 else (down, across)
    level = abs(right[1] - corner[1]) * high < _NEAR and abs(below[0] - corner[0]) * wide < _NEAR
    upended = abs(right[0] - corner[0]) * wide < _NEAR and abs(below[1] - corner[1]) * high < _NEAR
    if level == upended:  # neither, or nothing of it shows
        return None
    end = shown(1, 1)
    turns = [Transpose.TRANSPOSE] if upended else []
    turns += [Transpose.FLIP_LEFT_RIGHT] if end[0] < corner[0] else []
    turns += [Transpose.FLIP_TOP_BOTTOM] if end[1] < corner[1] else []
    xs, ys = sorted((corner[0], end[0])), sorted((corner[1], end[1]))
    return (xs[0], ys[0], xs[1], ys[1]), tuple(turns)


def _unclipped(image: int, page: int) -> bool:
    """Tell whether nothing of the picture that is on the page is cut away by a clip."""
    library, frame = pdfium.library(), _frame(page)
    clip = library.FPDFPageObj_GetClipPath(image)
    sides = [ctypes.c_float() for _ in range(4)]
    if not library.FPDFPageObj_GetBounds(image, *map(ctypes.byref, sides)):
        return False
    left, bottom, right, top = (side.value for side in sides)
    for path in range(max(0, library.FPDFClipPath_CountPaths(clip))):
        points = list(_points(clip, path))
        xs, ys = {x for x, _ in points}, {y for _, y in points}
        if not points or len(xs) != 2 or len(ys) != 2 or len(points) not in {4, 5}:  # noqa: PLR2004 - a rectangle
            return False
        if min(xs) > max(left, frame.left) + _NEAR or max(xs) < min(right, frame.right) - _NEAR:
            return False
        if min(ys) > max(bottom, frame.bottom) + _NEAR or max(ys) < min(top, frame.top) - _NEAR:
            return False
    return True


def _points(clip: int, path: int) -> Iterator[tuple[float, float]]:
    library, x, y = pdfium.library(), ctypes.c_float(), ctypes.c_float()
    for index in range(library.FPDFClipPath_CountPathSegments(clip, path)):
        segment = library.FPDFClipPath_GetPathSegment(clip, path, index)
        if library.FPDFPathSegment_GetType(segment) == pdfium.CURVE:
            continue  # its points would be taken for corners; without them the count is wrong
        library.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        yield x.value, y.value


def _spoilt(document: int, number: int) -> bool:
    """Tell whether anything that hangs on the page may change how its picture shows: a mask, a decoding, a layer.

    PDFium has no call for that. It does write a page out, in one known form, with all that the page refers to; what is
    looked for may stand in packed bytes by chance, which costs nothing but time.
    """
    library = pdfium.library()
    alone = library.FPDF_CreateNewDocument()
    if not alone:
        raise MemoryError
    written: list[bytes] = []

    def keep(_self: object, data: int, size: int) -> int:
        written.append(ctypes.string_at(data, size))
        return 1

    try:
        pages = (ctypes.c_int * 1)(number)
        if not library.FPDF_ImportPagesByIndex(alone, document, pages, 1, 0):
            return True
        writer = pdfium.Writer(1, pdfium.WriteBlock(keep))
        if not library.FPDF_SaveAsCopy(alone, ctypes.byref(writer), 0):
            return True
    finally:
        library.FPDF_CloseDocument(alone)
    return any(name in _apart_from_streams(b"".join(written)) for name in _SPOILS)


def _apart_from_streams(file: bytes) -> bytes:
    """Return what a file that PDFium wrote says beside its streams' bytes."""
    said, at = [], 0
    while (start := file.find(b">>stream", at)) >= 0:
        end = file.find(b"endstream", start)
        said.append(file[at:start])
        at = len(file) if end < 0 else end
    return b"".join((*said, file[at:]))


def _raw(image: int) -> bytes:
    library = pdfium.library()
    size = library.FPDFImageObj_GetImageDataRaw(image, None, 0)
    data = ctypes.create_string_buffer(size)
    library.FPDFImageObj_GetImageDataRaw(image, data, size)
    return data.raw


def _outwards(box: Box, size: tuple[int, int]) -> Corners:
    """Return the pixels that *box* covers on a page of *size*: outwards to whole ones, as PDFium does."""
    width, height = size
    left, top = floor(box[0] * width + _EVEN), floor(box[1] * height + _EVEN)
    return left, top, max(left + 1, ceil(box[2] * width - _EVEN)), max(top + 1, ceil(box[3] * height - _EVEN))


_EVEN = 1e-3  # pixels: a rounding of the file's numbers is no pixel more
