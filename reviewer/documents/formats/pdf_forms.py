"""A PDF's form, filled in as PDFium fills it in: values without an appearance get one, and no script is run.

PDFium's headers: fpdf_formfill.h, fpdf_annot.h. This build of PDFium has no engine for scripts, and nothing here asks for one.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_ubyte, c_ulong, c_void_p
from dataclasses import dataclass
from functools import lru_cache, partial

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.extract import clean

PUSH_BUTTON, CHECK_BOX, RADIO_BUTTON, COMBO_BOX, LIST_BOX, TEXT_FIELD, SIGNATURE = range(1, 8)
TEXT, LINK, FREE_TEXT, HIGHLIGHT, STRIKEOUT, STAMP, POPUP, FILE_ATTACHMENT, WIDGET = (
    1,
    2,
    3,
    9,
    12,
    13,
    16,
    17,
    20,
)
_UNSEEN = 0x02 | 0x20  # ISO 32000-2, table 167: hidden, and no view
_PASSWORD = 1 << 13  # table 231
_CALCULATE = 15  # fpdf_annot.h, FPDF_ANNOT_AACTION_CALCULATE
MOST = 10_000  # annotations of a page
_MOST_OPTIONS, _LONGEST = 500, 1 << 20


class _Callbacks(ctypes.Structure):
    """FPDF_FORMFILLINFO, version 2: the version, what PDFium may call back (nothing), and that XFA is off."""

    _fields_ = (
        ("version", c_int), ("calls", c_void_p * 15), ("script_platform", c_void_p),
        ("xfa_off", c_int), ("xfa_calls", c_void_p * 17),
    )  # fmt: skip


_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDF_GetFormType": (c_int, c_void_p),
    "FPDFDOC_InitFormFillEnvironment": (c_void_p, c_void_p, POINTER(_Callbacks)),
    "FPDFDOC_ExitFormFillEnvironment": (None, c_void_p),
    "FPDF_SetFormFieldHighlightAlpha": (None, c_void_p, c_ubyte),
    "FORM_OnAfterLoadPage": (None, c_void_p, c_void_p),
    "FORM_OnBeforeClosePage": (None, c_void_p, c_void_p),
    "FPDF_FFLDraw": (None, c_void_p, c_void_p, c_void_p, *(c_int,) * 6),
    "FPDFPage_RemoveObject": (c_int, c_void_p, c_void_p),
    "FPDFPageObj_Destroy": (None, c_void_p),
    "FPDFPage_GenerateContent": (c_int, c_void_p),
    "FPDFPage_RemoveAnnot": (c_int, c_void_p, c_int),
    "FPDFPage_Flatten": (c_int, c_void_p, c_int),
    "FPDFPage_GetAnnot": (c_void_p, c_void_p, c_int),
    "FPDFPage_CloseAnnot": (None, c_void_p),
    "FPDFAnnot_GetSubtype": (c_int, c_void_p),
    "FPDFAnnot_GetFlags": (c_int, c_void_p),
    "FPDFAnnot_GetRect": (c_int, c_void_p, POINTER(pdfium.Rectangle)),
    "FPDFAnnot_GetStringValue": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDFAnnot_GetFormFieldType": (c_int, c_void_p, c_void_p),
    "FPDFAnnot_GetFormFieldFlags": (c_int, c_void_p, c_void_p),
    "FPDFAnnot_GetFormFieldValue": (c_ulong, c_void_p, c_void_p, c_void_p, c_ulong),
    "FPDFAnnot_GetFormFieldAlternateName": (c_ulong, c_void_p, c_void_p, c_void_p, c_ulong),
    "FPDFAnnot_GetFormAdditionalActionJavaScript": (c_ulong, c_void_p, c_void_p, c_int, c_void_p, c_ulong),
    "FPDFAnnot_IsChecked": (c_int, c_void_p, c_void_p),
    "FPDFAnnot_GetOptionCount": (c_int, c_void_p, c_void_p),
    "FPDFAnnot_GetOptionLabel": (c_ulong, c_void_p, c_void_p, c_int, c_void_p, c_ulong),
    "FPDFAnnot_IsOptionSelected": (c_int, c_void_p, c_void_p, c_int),
}


@lru_cache(maxsize=1)
def library() -> ctypes.PyDLL:
    """Return PDFium with the functions for forms and annotations."""
    return pdfium.bound(_PROTOTYPES)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What lies on a page beside its content: its ``index`` there, its subtype (fpdf_annot.h), and its rectangle.

    ``box`` is left, top, right, bottom in the page's own space, y up. Of a form's field: ``field`` is its type (0: none),
    ``value`` its text, ``ticked`` whether a box is, ``options`` the choices of a list with whether each is chosen,
    ``name`` what the form calls it for a person. ``hidden`` ones are not shown; ``computed`` by a script, which isn't run.
    """

    index: int
    subtype: int
    box: tuple[float, float, float, float]
    hidden: bool = False
    contents: str = ""
    author: str = ""
    field: int = 0
    value: str = ""
    ticked: bool = False
    name: str = ""
    options: tuple[tuple[str, bool], ...] = ()
    computed: bool = False


class Form:
    """The form of an open document; ``handle`` is 0 where it has none."""

    def __init__(self, document: int) -> None:
        """Open it, where there is one. Close it before the document."""
        self._library = bound = library()
        self._callbacks = _Callbacks(2, xfa_off=1)  # PDFium keeps its address
        self.handle = 0
        if bound.FPDF_GetFormType(document) > 0:
            opened = bound.FPDFDOC_InitFormFillEnvironment(document, byref(self._callbacks))
            self.handle = int(opened or 0)
        if self.handle:
            bound.FPDF_SetFormFieldHighlightAlpha(self.handle, 0)  # no tint over the fields

    def fill(self, page: int) -> None:
        """Give the fields of a loaded page their appearance, where the file has none."""
        if self.handle:
            library().FORM_OnAfterLoadPage(page, self.handle)

    def leave(self, page: int) -> None:
        """Let go of a page that ``fill`` was called with, before it is closed."""
        if self.handle:
            library().FORM_OnBeforeClosePage(page, self.handle)

    def draw(self, bitmap: int, page: int, left: int, top: int, size: tuple[int, int]) -> None:
        """Draw the fields over a drawn page."""
        if self.handle:
            library().FPDF_FFLDraw(self.handle, bitmap, page, left, top, *size, 0, pdfium.ANNOTATIONS)

    def close(self) -> None:
        """Give its memory back."""
        if self.handle:
            self._library.FPDFDOC_ExitFormFillEnvironment(self.handle)
            self.handle = 0

    def annotations(self, page: int) -> list[Annotation]:
        """Return what lies on a loaded page, links apart; the first ``MOST``."""
        bound, annotations = library(), []
        for index in range(min(bound.FPDFPage_GetAnnotCount(page), MOST)):
            handle = bound.FPDFPage_GetAnnot(page, index)
            if not handle:
                continue
            subtype = bound.FPDFAnnot_GetSubtype(handle)
            if subtype != LINK:
                annotations.append(self._annotation(index, subtype, handle))
            bound.FPDFPage_CloseAnnot(handle)
        return annotations

    def _annotation(self, index: int, subtype: int, handle: int) -> Annotation:
        bound, frame = library(), pdfium.Rectangle()
        bound.FPDFAnnot_GetRect(handle, byref(frame))
        box = (
            min(frame.left, frame.right), max(frame.top, frame.bottom),
            max(frame.left, frame.right), min(frame.top, frame.bottom),
        )  # fmt: skip
        hidden = bool(bound.FPDFAnnot_GetFlags(handle) & _UNSEEN)
        if subtype == WIDGET:
            return self._field(Annotation(index, subtype, box, hidden), handle)
        ask = bound.FPDFAnnot_GetStringValue
        contents, author = (string(partial(ask, handle, key)) for key in (b"Contents", b"T"))
        return Annotation(index, subtype, box, hidden, contents, author)

    def _field(self, bare: Annotation, handle: int) -> Annotation:
        """Return a form's field as it is filled in; of a file whose form doesn't name it, what it says itself."""
        bound, form = library(), self.handle
        sort = bound.FPDFAnnot_GetFormFieldType(form, handle) if form else 0
        if sort <= 0:
            value = string(partial(bound.FPDFAnnot_GetStringValue, handle, b"V"))
            return Annotation(bare.index, bare.subtype, bare.box, bare.hidden, value=value)
        value = ""
        if sort in {TEXT_FIELD, COMBO_BOX, LIST_BOX}:
            value = string(partial(bound.FPDFAnnot_GetFormFieldValue, form, handle))
        if sort == TEXT_FIELD and bound.FPDFAnnot_GetFormFieldFlags(form, handle) & _PASSWORD:
            value = ""
        script = bound.FPDFAnnot_GetFormAdditionalActionJavaScript
        return Annotation(
            bare.index, bare.subtype, bare.box, bare.hidden, field=sort, value=value,
            ticked=sort in {CHECK_BOX, RADIO_BUTTON} and bound.FPDFAnnot_IsChecked(form, handle) > 0,
            name=string(partial(bound.FPDFAnnot_GetFormFieldAlternateName, form, handle)),
            options=self._options(handle) if sort in {LIST_BOX, COMBO_BOX} else (),
            computed=script(form, handle, _CALCULATE, None, 0) > 2,  # noqa: PLR2004 - two bytes are the ending NUL
        )  # fmt: skip

    def _options(self, handle: int) -> tuple[tuple[str, bool], ...]:
        bound, form = library(), self.handle
        return tuple(
            (
                string(partial(bound.FPDFAnnot_GetOptionLabel, form, handle, number)),
                bound.FPDFAnnot_IsOptionSelected(form, handle, number) > 0,
            )
            for number in range(min(max(0, bound.FPDFAnnot_GetOptionCount(form, handle)), _MOST_OPTIONS))
        )


def string(ask: partial[int]) -> str:
    """Return a string that PDFium writes as UTF-16 into a buffer, asked first for its size in bytes."""
    size = ask(None, 0)
    if not 2 < size <= _LONGEST:  # noqa: PLR2004 - two bytes are the ending NUL alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    text = buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return clean(text.rstrip("\0"))
