"""The functions of PDFium that are used here, from the library that pypdfium2 brings.

Bound by hand: pypdfium2's own bindings cover everything and take 60 ms to import, most of the child's start.
Signatures: PDFium's public headers fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_transformpage.h.
Handles are plain integers (addresses), which also makes the calls cheaper.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Mapping
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ERROR_PASSWORD, ERROR_SECURITY = 4, 5
ANNOTATIONS, BGRX = 0x01, 3
OBJECT_TEXT, OBJECT_IMAGE, CURVE = 1, 3, 1
FILL, INVISIBLE, CLIP = 0, 3, 7
DEVICE_GRAY, DEVICE_RGB, CAL_GRAY, ICC_BASED = 1, 2, 4, 7


class Size(ctypes.Structure):
    """FS_SIZEF: width and height in points."""

    _fields_ = (("width", c_float), ("height", c_float))


class Rectangle(ctypes.Structure):
    """FS_RECTF: a rectangle in the page's own space, y upwards."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Matrix(ctypes.Structure):
    """FS_MATRIX: x' = ax + cy + e, y' = bx + dy + f."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


class ImageMetadata(ctypes.Structure):
    """FPDF_IMAGEOBJ_METADATA."""

    _fields_ = (
        ("width", c_uint), ("height", c_uint), ("horizontal_dpi", c_float), ("vertical_dpi", c_float),
        ("bits_per_pixel", c_uint), ("colorspace", c_int), ("marked_content_id", c_int),
    )  # fmt: skip


WriteBlock = CFUNCTYPE(c_int, c_void_p, c_void_p, c_ulong)


class Writer(ctypes.Structure):
    """FPDF_FILEWRITE: version 1, and what is called with the writer, an address and a number of bytes."""

    _fields_ = (("version", c_int), ("write", WriteBlock))


_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_void_p, c_size_t, c_char_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetPageSizeByIndexF": (c_int, c_void_p, c_int, POINTER(Size)),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_GetPageWidthF": (c_float, c_void_p),
    "FPDF_GetPageHeightF": (c_float, c_void_p),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, POINTER(Rectangle)),
    "FPDFPage_GetRotation": (c_int, c_void_p),
    "FPDFPage_GetAnnotCount": (c_int, c_void_p),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_HasTransparency": (c_int, c_void_p),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, POINTER(Matrix)),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, *(POINTER(c_float),) * 4),
    "FPDFPageObj_GetClipPath": (c_void_p, c_void_p),
    "FPDFClipPath_CountPaths": (c_int, c_void_p),
    "FPDFClipPath_CountPathSegments": (c_int, c_void_p, c_int),
    "FPDFClipPath_GetPathSegment": (c_void_p, c_void_p, c_int, c_int),
    "FPDFPathSegment_GetType": (c_int, c_void_p),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, POINTER(c_float), POINTER(c_float)),
    "FPDFTextObj_GetTextRenderMode": (c_int, c_void_p),
    "FPDFImageObj_GetImageFilterCount": (c_int, c_void_p),
    "FPDFImageObj_GetImageFilter": (c_ulong, c_void_p, c_int, c_void_p, c_ulong),
    "FPDFImageObj_GetImageMetadata": (c_int, c_void_p, c_void_p, POINTER(ImageMetadata)),
    "FPDFImageObj_GetImageDataRaw": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFImageObj_GetIccProfileDataDecoded": (
        c_int,
        c_void_p,
        c_void_p,
        c_void_p,
        c_size_t,
        POINTER(c_size_t),
    ),
    "FPDF_CreateNewDocument": (c_void_p,),
    "FPDF_ImportPagesByIndex": (c_int, c_void_p, c_void_p, POINTER(c_int), c_ulong, c_int),
    "FPDF_SaveAsCopy": (c_int, c_void_p, POINTER(Writer), c_ulong),
    "FPDFBitmap_CreateEx": (c_void_p, c_int, c_int, c_int, c_void_p, c_int),
    "FPDFBitmap_FillRect": (c_int, c_void_p, c_int, c_int, c_int, c_int, c_ulong),
    "FPDFBitmap_Destroy": (None, c_void_p),
    "FPDF_RenderPageBitmap": (None, c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, c_void_p),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_IsGenerated": (c_int, c_void_p, c_int),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFTextObj_SetTextRenderMode": (c_int, c_void_p, c_int),
    "FPDFFont_GetBaseFontName": (c_size_t, c_void_p, c_char_p, c_size_t),
    "FPDFFont_GetIsEmbedded": (c_int, c_void_p),
    "FPDFFont_GetGlyphWidth": (c_int, c_void_p, c_uint, c_float, POINTER(c_float)),
    "FPDFPageObj_SetIsActive": (c_int, c_void_p, c_int),
    "FPDFPageObj_CountMarks": (c_int, c_void_p),
    "FPDFPageObj_GetMark": (c_void_p, c_void_p, c_ulong),
    "FPDFPageObjMark_GetParamStringValue": (c_int, c_void_p, c_char_p, c_void_p, c_ulong, POINTER(c_ulong)),
    "FPDFPageObj_SetFillColor": (c_int, c_void_p, c_uint, c_uint, c_uint, c_uint),
    "FPDFPageObj_SetStrokeColor": (c_int, c_void_p, c_uint, c_uint, c_uint, c_uint),
    "FPDF_RenderPageBitmapWithMatrix": (None, c_void_p, c_void_p, POINTER(Matrix), POINTER(Rectangle), c_int),
}


def bound(prototypes: Mapping[str, tuple[Any, ...]]) -> ctypes.PyDLL:
    """Return PDFium with these functions' prototypes set besides: of each what it returns, and what it takes."""
    return _bind(library(), prototypes)


def _bind(pdfium: ctypes.PyDLL, prototypes: Mapping[str, tuple[Any, ...]]) -> ctypes.PyDLL:
    for name, (result, *arguments) in prototypes.items():
        function = getattr(pdfium, name)
        function.restype, function.argtypes = result, arguments
    return pdfium


@lru_cache(maxsize=1)
def library() -> ctypes.PyDLL:
    """Return PDFium, ready for use. The child has one thread, so calls keep the interpreter's lock, which is cheaper."""
    pdfium = ctypes.PyDLL(str(next(_folder().glob("*pdfium.[sd]*"))))
    _bind(pdfium, _PROTOTYPES)
    # Called for many characters: without a prototype ctypes takes ready-made arguments as they are, in half the time.
    pdfium.FPDFText_GetLooseCharBox.restype = None
    pdfium.FPDFText_GetCharAngle.restype = c_float
    pdfium.FPDF_InitLibrary()
    return pdfium


@lru_cache(maxsize=1)
def version() -> str:
    """Return PDFium's build number, as "7568"."""
    return str(json.loads((_folder() / "version.json").read_text(encoding="utf-8"))["build"])


def _folder() -> Path:
    spec = find_spec("pypdfium2_raw")
    if spec is None or not spec.submodule_search_locations:
        message = "pypdfium2 is not installed"
        raise ModuleNotFoundError(message)
    return Path(spec.submodule_search_locations[0])
