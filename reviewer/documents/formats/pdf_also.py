"""What else is in a PDF than its pages show: scripts, actions, files inside, forms, signatures, comments, earlier states.

Files inside, scripts and signatures are counted by PDFium (fpdf_attachment.h, fpdf_javascript.h, fpdf_signature.h). Actions
are found by their names in the file (ISO 32000-2, 12.6), also where objects are packed together (7.5.7).
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from ctypes import POINTER, byref, c_int, c_ulong, c_void_p
from functools import lru_cache, partial
from mmap import mmap
from typing import Protocol

from reviewer.documents.formats import pdfium
from reviewer.documents.formats.package import LARGEST_ENTRY
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode
from reviewer.model.notes import listed, note
from reviewer.model.problems import Reason

_PROTOTYPES: dict[str, tuple[object, ...]] = {
    "FPDFDoc_GetAttachmentCount": (c_int, c_void_p),
    "FPDFDoc_GetAttachment": (c_void_p, c_void_p, c_int),
    "FPDFAttachment_GetName": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFAttachment_GetFile": (c_int, c_void_p, c_void_p, c_ulong, POINTER(c_ulong)),
    "FPDFPage_GetAnnot": (c_void_p, c_void_p, c_int),
    "FPDFPage_CloseAnnot": (None, c_void_p),
    "FPDFAnnot_GetFileAttachment": (c_void_p, c_void_p),
    "FPDFDoc_GetJavaScriptActionCount": (c_int, c_void_p),
    "FPDF_GetSignatureCount": (c_int, c_void_p),
    "FPDF_GetFormType": (c_int, c_void_p),
}
_ACTIONS = re.compile(
    rb"/S\s*/(Launch|JavaScript|SubmitForm|ImportData|GoToR|GoToE)\b|/Subtype\s*/(RichMedia|Movie|Sound|3D)\b"
    rb"|/(OCProperties)\b"
)
_TOLD = {
    "Launch": NoteCode.LAUNCHES, "JavaScript": NoteCode.SCRIPTS, "SubmitForm": NoteCode.FORM_SENDS,
    "ImportData": NoteCode.FORM_TAKES_IN, "GoToR": NoteCode.LINKS_OUT, "GoToE": NoteCode.LINKS_IN,
    "RichMedia": NoteCode.MEDIA, "Movie": NoteCode.MEDIA, "Sound": NoteCode.MEDIA, "3D": NoteCode.MEDIA,
}  # fmt: skip
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_MOST_PACKED, _MOST_UNPACKED, _HEAD = 400, 32 << 20, 1000
_XFA = (2, 3)
_MOST_NAMES = 1000


class Opened(Protocol):
    """The part of ``pdf.Pdf`` that is used here."""

    pages: int

    @property
    def handle(self) -> int:
        """PDFium's own handle."""


def whole_file_notes(document: Opened, data: mmap | bytes, password: str | None) -> list[Note]:
    """Return a note for each thing that is in the file as a whole."""
    library = _library()
    names = files(document.handle)
    notes = [note(NoteCode.FILES, files=len(names), **listed(names))] if names else []
    kinds = set(_actions(data))
    if library.FPDFDoc_GetJavaScriptActionCount(document.handle) > 0:
        kinds.add("JavaScript")
    notes += [note(code) for code in dict.fromkeys(code for kind, code in _TOLD.items() if kind in kinds)]
    if "OCProperties" in kinds:
        notes += _layers(data, password)
    form = library.FPDF_GetFormType(document.handle)
    if form in _XFA:
        notes.append(note(NoteCode.FORM_XFA))
    elif form > 0:
        notes.append(note(NoteCode.FORM))
    signatures = library.FPDF_GetSignatureCount(document.handle)
    if signatures > 0:
        notes.append(note(NoteCode.SIGNATURES, signatures=signatures))
    states = len(re.findall(rb"[\r\n]startxref\s", data)) - (b"/Linearized" in bytes(data[:_HEAD]))
    if states > 1:
        notes.append(note(NoteCode.EARLIER_STATES, states=states - 1))
    return notes


def _layers(data: mmap | bytes, password: str | None) -> list[Note]:
    """Return a note of the layers that are switched off when the file is opened (8.11)."""
    from reviewer.documents.formats import pdf_mending

    names = pdf_mending.layers_off(data, password)
    return [note(NoteCode.LAYERS_OFF, **listed(names))] if names else []


def files(document: int) -> list[str]:
    """Return the names of the files inside."""
    library = _library()
    count = min(library.FPDFDoc_GetAttachmentCount(document), _MOST_NAMES)
    return [_name(library.FPDFDoc_GetAttachment(document, index), index) for index in range(count)]


def file_on_page(page: int, index: int) -> int:
    """Return PDFium's handle of the file that the annotation *index* of an open page holds; 0 where it holds none."""
    library = _library()
    annotation = library.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return 0
    try:
        return int(library.FPDFAnnot_GetFileAttachment(annotation) or 0)
    finally:
        library.FPDFPage_CloseAnnot(annotation)


def name_on_page(page: int, index: int) -> str:
    """Return the name of that file, "" where there is none."""
    attachment = file_on_page(page, index)
    return _name(attachment, index) if attachment else ""


def _name(attachment: int | None, index: int) -> str:
    name = _string(partial(_library().FPDFAttachment_GetName, attachment)) if attachment else ""
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split()) or f"file-{index + 1}"


def file(document: int, index: int) -> bytes:
    """Return the bytes of a file inside, by its number from 0."""
    return unpacked(_library().FPDFDoc_GetAttachment(document, index))


def unpacked(attachment: int | None) -> bytes:
    """Return the bytes of a file inside, by PDFium's handle; RefusalError where it has none or too many."""
    library, size = _library(), c_ulong()
    if not attachment or not library.FPDFAttachment_GetFile(attachment, None, 0, byref(size)):
        raise RefusalError(Reason.PDF_MEMBER_DAMAGED)
    if size.value > LARGEST_ENTRY:
        raise RefusalError(Reason.MEMBER_TOO_LARGE, megabytes=size.value >> 20)
    buffer = ctypes.create_string_buffer(max(1, size.value))
    library.FPDFAttachment_GetFile(attachment, buffer, size.value, byref(size))
    return buffer.raw[: size.value]


def _actions(data: mmap | bytes) -> set[str]:
    actions = set(_named(data))
    left = _MOST_UNPACKED
    for number, match in enumerate(_PACKED.finditer(data)):
        if number >= _MOST_PACKED or left <= 0:
            break
        start = data.find(b"stream", match.end(), match.end() + _HEAD)
        if start >= 0:
            text = _unpacked(data, start + len(b"stream"), left)
            left -= len(text)
            actions.update(_named(text))
    return actions


def _named(data: mmap | bytes) -> Iterator[str]:
    for match in _ACTIONS.finditer(data):
        yield next(filter(None, match.groups())).decode("ascii")


def _unpacked(data: mmap | bytes, start: int, most: int) -> bytes:
    """Return what is packed from *start* on, or nothing if it is encrypted or packed in another way."""
    end = data.find(b"endstream", start)
    packed = bytes(data[start : end if end >= 0 else len(data)]).lstrip(b"\r\n")
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _string(ask: partial[int]) -> str:
    """Return a string that PDFium writes as UTF-16 into a buffer, asked first for its size in bytes."""
    size = ask(None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


@lru_cache(maxsize=1)
def _library() -> ctypes.PyDLL:
    return pdfium.bound(_PROTOTYPES)
