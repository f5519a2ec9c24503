"""Handlers ``read`` and ``member``: the kind is told by content, then its module does the work."""

from __future__ import annotations

from importlib import import_module
from mmap import mmap
from typing import Any, Protocol, cast

from reviewer.documents.formats import kinds
from reviewer.documents.formats.extract import Extract
from reviewer.documents.reader.values import RefusalError

_PACKAGE = "reviewer.documents.formats."
_MODULES = {
    "pdf": "pdf", "docx": "docx", "xlsx": "sheets", "xls": "sheets", "ods": "sheets", "pptx": "slides", "eml": "mail",
    "mbox": "mail", "text": "text", "html": "html", "image": "image", "zip": "archive",
    "msg": "msg", "rtf": "rtf", "odt": "opendocument", "odp": "opendocument", "mhtml": "mhtml", "doc": "old_word", "ppt": "old_show",
}  # fmt: skip
_ASK_PDF = "It is kept; ask the sender for it as a PDF."
_LIBREOFFICE = (
    "Look at its pages (Ctrl+Shift+T), where LibreOffice is installed, or ask the sender for it as a PDF."
)
_NOT_YET = {
    "ppt95": ("A PowerPoint show of 1995 or before, which only LibreOffice can read here", _LIBREOFFICE),
    "wpd": ("A WordPerfect document, which only LibreOffice can read here", _LIBREOFFICE),
    "odg": ("An OpenDocument drawing, which cannot be read here", _ASK_PDF),
    "xps": ("An XPS document, which cannot be read here yet", _ASK_PDF),
    "heic": ("A phone photograph (.heic), which cannot be read here yet", "It is kept; ask the sender for it as JPEG."),
    "7z": ("A 7z archive, which cannot be unpacked here yet", "It is kept; ask the sender for a .zip without a password."),
    "rar": ("A RAR archive, which cannot be unpacked here", "It is kept; ask the sender for a .zip."),
    "gzip": ("A gzip archive, which cannot be unpacked here", "It is kept; ask the sender for a .zip."),
    "bzip2": ("A bzip2 archive, which cannot be unpacked here", "It is kept; ask the sender for a .zip."),
    "video": ("A video or sound recording, which has no text to read", "It is kept; ask the sender for a transcript."),
    "program": ("A program, not a document; it was not run", "It is kept; ask the sender what was meant."),
    "ole": ("An Office file of a sort that is not known here", _ASK_PDF),
    "empty": ("The file is empty (0 bytes)", "Ask the sender for it again."),
    "unknown": ("Not a kind of document that is known here", _ASK_PDF),
}  # fmt: skip
_SAYS = {
    ".pdf": {"pdf"}, ".docx": {"docx", "locked"}, ".xlsx": {"xlsx", "locked"}, ".pptx": {"pptx", "locked"},
    ".zip": {"zip"}, ".eml": {"eml"}, ".doc": {"doc"}, ".xls": {"xls"}, ".ppt": {"ppt", "ppt95"}, ".ods": {"ods"},
    ".odt": {"odt"}, ".odp": {"odp"}, ".msg": {"msg"}, ".rtf": {"rtf"},
}  # fmt: skip


_MAY_BE_LOCKED = frozenset({"locked", "doc", "xls", "ppt"})


class Format(Protocol):
    """The face of a module of this folder."""

    def read(self, data: mmap | bytes, args: dict[str, Any]) -> Extract:
        """Return what is in the file; RefusalError says why not."""

    def member(self, data: mmap | bytes, args: dict[str, Any]) -> bytes:
        """Return the bytes of the member ``key``."""


def read(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Read the document: ``name`` (for messages), ``password``, ``at`` and ``step`` (where, and for how long)."""
    kind, name = kinds.kind_of(data), str(args["name"])
    try:
        opened, kind = _opened(data, kind, args)
        extract = _module(kind).read(opened, args)
    except RefusalError as refusal:
        what = _misnamed(kind, name, refusal.what)
        return Extract(kind, "", problem=f"{what}. {refusal.remedy}".strip()).packed()
    if opened is not data:
        extract.also.insert(0, "It was locked with a password.")
    return extract.packed()


def _opened(data: mmap | bytes, kind: str, args: dict[str, Any]) -> tuple[mmap | bytes, str]:
    """Return the file without its lock, and what kind it then is; any other file as it is."""
    if kind not in _MAY_BE_LOCKED:
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


def unlocked(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], mmap | bytes]:
    """Return the file without its lock, as payload; any other file as it is."""
    opened, told = _opened(data, kinds.kind_of(data), args)
    return {"kind": told}, opened


def kind(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return only the ``kind``."""
    del args
    return {"kind": kinds.kind_of(data)}, b""


def _module(kind: str) -> Format:
    if kind in _NOT_YET:
        raise RefusalError(*_NOT_YET[kind])
    return cast("Format", import_module(_PACKAGE + _MODULES[kind]))


def _misnamed(kind: str, name: str, what: str) -> str:
    """Add that the name says something else than the content, when it does."""
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot >= 0 else ""
    if kind in _SAYS.get(ending, {kind}) or kind == "empty":
        return what
    return f"{what} (though its name ends in {ending})"
