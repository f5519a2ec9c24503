"""A PDF file being made: ReportLab's document, with what PDF/A-2 and PDF/UA-1 want of it.

Only ReportLab's objects, fonts and file layout are used, not its canvas, which knows nothing of tags.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc

PRODUCER = "Reviewer (ReportLab)"
MILLION = 1_000_000
TEXTS = frozenset(("Alt", "ActualText", "Lang", "T", "E"))


class _Dictionary(pdfdoc.PDFDictionary):
    """A dictionary that is written as ReportLab writes it, but at once: a letter has some 1,400 entries of them."""

    def format(self, document: Document, IND: bytes = b"\n") -> bytes:  # noqa: N803  # ReportLab's name
        entries = [_key(key) + _written(value, document) for key, value in sorted(self.dict.items())]
        return b"<<\n" + IND.join(entries) + b"\n>>"


class _Array(pdfdoc.PDFArray):
    """An array on one line, written at once too."""

    def format(self, document: Document, IND: bytes = b" ") -> bytes:  # noqa: N803  # ReportLab's name
        return b"[ " + IND.join(_written(value, document) for value in self.sequence) + b" ]"


@cache
def _key(name: str) -> bytes:
    made: bytes = pdfdoc.format(pdfdoc.PDFName(name), None)
    return made + b" "


def _written(value: object, document: Document) -> bytes:
    """Write a value as ReportLab does, which asks of each whether it is one of many things."""
    if type(value) is str and value.isascii():
        return value.encode("ascii")
    if type(value) is int and abs(value) < MILLION:  # from there on it is rounded
        return b"%d" % value
    if type(value) is pdfdoc.PDFObjectReference:
        return b"%d %d R" % document.idToObjectNumberAndVersion[value.name]
    made: bytes = pdfdoc.format(value, document)
    return made


def dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    """Return a PDF dictionary."""
    return _Dictionary(entries)


def array(values: Sequence[object]) -> pdfdoc.PDFArray:
    """Return a PDF array on one line."""
    return _Array(values)


def text(value: str) -> pdfdoc.PDFString:
    """Return a PDF text string."""
    return pdfdoc.PDFString(value)


def reference(to: str) -> pdfdoc.PDFObjectReference:
    """Return a reference to the object of this name."""
    return pdfdoc.PDFObjectReference(to)


class _EndedStream(pdfdoc.PDFObject):
    """A stream with the end of line before ``endstream`` that PDF/A-2 6.1.7.1 wants and ReportLab leaves out."""

    __RefOnly__ = 1

    def __init__(self, stream: pdfdoc.PDFStream) -> None:
        self._stream = stream

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        made: bytes = self._stream.format(document)
        return made.removesuffix(b"endstream\n") + b"\nendstream\n"


class Profile:
    """A colour profile, compressed once for many files."""

    def __init__(self, raw: bytes) -> None:
        """Take the bytes of an RGB profile."""
        self._packed = zlib.compress(raw, 9)

    def stream(self) -> pdfdoc.PDFStream:
        """Return a stream for one file (ReportLab ties an object to the file it is in)."""
        return pdfdoc.PDFStream(dictionary(N=3, Filter="/FlateDecode"), self._packed)


class Document(pdfdoc.PDFDocument):
    """A file of which every byte follows from what is put in."""

    # ReportLab's own, which its stubs leave out or tell too narrowly.
    Catalog: Any
    Outlines: Any
    _timeStamp: Any  # noqa: N815

    def __init__(self, created: datetime, title: str, author: str, subject: str) -> None:
        """Start an empty file that carries this time and these facts; ``fonts`` are its fonts by name."""
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        at = created.astimezone(UTC)
        self._timeStamp.YMDhms = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        # The file's /ID comes from this: of its content alone, not of the machine.
        self.signature = md5(usedforsecurity=False)
        self.info.title, self.info.author, self.info.subject = title, author, subject
        basic: Any = self.idToObject["BasicFonts"]
        self.fonts: dict[str, object] = basic.dict
        self.info.creator = self.info.producer = PRODUCER

    def Reference(  # noqa: N802  # ReportLab's name
        self, obj: Any, name: str | None = None
    ) -> Any:
        """Register an object as ReportLab does; streams are given their end of line."""
        known = set(self.idToObject) if isinstance(obj, pdfdoc.PDFStream | pdfdoc.PDFFormXObject) else None
        made = super().Reference(obj, name)  # type: ignore[no-untyped-call]
        if known is not None and made.name not in known:
            self.idToObject[made.name] = _EndedStream(obj)
        return made

    def stream(self, content: bytes, name: str) -> pdfdoc.PDFObjectReference:
        """Add a compressed stream; its bytes count for the file's identity."""
        self.updateSignature(content)
        made: pdfdoc.PDFObjectReference
        made = self.Reference(pdfdoc.PDFStream(None, content, [pdfdoc.PDFZCompress]), name)
        return made
