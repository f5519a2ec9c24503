"""Handlers ``read`` and ``member``: the kind is told by content, then its module does the work."""

from __future__ import annotations

from importlib import import_module
from mmap import mmap
from typing import TYPE_CHECKING, Any, Protocol, cast

from reviewer.documents.formats import kinds
from reviewer.documents.formats.extract import Extract
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoteCode, Problem, Reason, kind_named
from reviewer.model.kinds import KINDS
from reviewer.model.notes import note

if TYPE_CHECKING:
    from PIL.Image import Image

_PACKAGE = "reviewer.documents.formats."
_MODULES = {
    "pdf": "pdf", "docx": "docx", "xlsx": "sheets", "xls": "sheets", "ods": "sheets", "pptx": "slides", "eml": "mail",
    "mbox": "mail", "text": "text", "html": "html", "image": "image", "zip": "archive",
    **dict.fromkeys(("7z", "rar", "tar", "cab", "lha", "iso", "cpio"), "archives"),
    **dict.fromkeys(("gzip", "bzip2", "xz", "zstd", "lz4", "compress"), "archives"),
    "p7m": "signed", "tnef": "tnef", "ics": "invitation",
    "msg": "msg", "rtf": "rtf", "odt": "opendocument", "odp": "opendocument", "mhtml": "mhtml", "doc": "old_word", "ppt": "old_show",
}  # fmt: skip
_NOT_YET = {
    "odg": Reason.KIND_DRAWING, "xps": Reason.KIND_XPS, "ppt95": Reason.KIND_SHOW_95, "wpd": Reason.KIND_WORDPERFECT,
    "heic": Reason.KIND_PHONE_PICTURE,
    "video": Reason.KIND_RECORDING, "program": Reason.KIND_PROGRAM, "ole": Reason.KIND_OLE, "pst": Reason.KIND_PST,
    "database": Reason.KIND_DATABASE, "zeros": Reason.KIND_ZEROS, "empty": Reason.KIND_EMPTY, "unknown": Reason.KIND_UNKNOWN,
}  # fmt: skip
_EMPTY = "empty"


class Format(Protocol):
    """The face of a module of this folder."""

    def read(self, data: mmap | bytes, args: dict[str, Any]) -> Extract:
        """Return what is in the file; RefusalError says why not."""

    def member(self, data: mmap | bytes, args: dict[str, Any]) -> bytes:
        """Return the bytes of the member ``key``."""


class Pictured(Protocol):
    """The face of a module whose documents have pictures."""

    def picture(self, data: mmap | bytes, args: dict[str, Any]) -> Image:
        """Return the picture ``key``, upright, with its transparency if it has any; RefusalError says why not."""


def read(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Read the document: ``name`` (for messages), ``password``, ``at`` and ``step`` (where, and for how long)."""
    kind, name = kinds.kind_of(data), str(args["name"])
    try:
        opened, kind = _opened(data, kind, args)
        extract = _module(kind).read(opened, args)
    except RefusalError as refusal:
        return Extract(kind, "", problem=_misnamed(kind, name, refusal.problem)).packed()
    if opened is not data:
        extract.also.insert(0, note(NoteCode.UNLOCKED))
    return extract.packed()


def _opened(data: mmap | bytes, kind: str, args: dict[str, Any]) -> tuple[mmap | bytes, str]:
    """Return the file without its lock, and what kind it then is; any other file as it is."""
    if not kind_named(kind).lockable:
        return data, kind
    from reviewer.documents.formats import locked

    if kind != "locked" and not locked.is_locked(data):
        return data, kind
    opened = locked.unlocked(data, args.get("password"))
    return opened, kinds.kind_of(opened)


def member(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the bytes of the member ``key`` as payload."""
    opened, kind = _opened(data, kinds.kind_of(data), args)
    return {}, _module(kind).member(opened, args)


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key`` of a document, upright; RefusalError if it cannot be had or drawn."""
    opened, kind = _opened(data, kinds.kind_of(data), args)
    image: Image = cast("Pictured", _module(kind)).picture(opened, args)
    return image


def unlocked(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], mmap | bytes]:
    """Return the file without its lock, as payload; any other file as it is."""
    opened, kind_found = _opened(data, kinds.kind_of(data), args)
    return {"kind": kind_found}, opened


def kind(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return only the ``kind``."""
    del args
    return {"kind": kinds.kind_of(data)}, b""


def _module(kind: str) -> Format:
    if kind in _NOT_YET:
        raise RefusalError(_NOT_YET[kind])
    return cast("Format", import_module(_PACKAGE + _MODULES[kind]))


def _misnamed(kind: str, name: str, problem: Problem) -> Problem:
    """Add that the name says something else than the content, when it does."""
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot >= 0 else ""
    meant = {other.name for other in KINDS.values() if ending in other.endings}
    if not meant or kind in meant or kind == _EMPTY:
        return problem
    return problem.having(ending=ending)
