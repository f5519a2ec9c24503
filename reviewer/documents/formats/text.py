"""Plain text and CSV in any encoding."""

from __future__ import annotations

from mmap import mmap
from typing import Any

from reviewer.documents.formats.extract import Extract
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Part
from reviewer.model.problems import Reason

EXTRACTOR = "text/1"
LARGEST = 64 << 20
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_SAMPLE = 256 << 10


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return the whole text as one part."""
    if len(data) > LARGEST:
        raise RefusalError(Reason.TEXT_TOO_LONG, megabytes=len(data) >> 20)
    text = decode(bytes(data))
    kind = "csv" if str(args["name"]).lower().endswith((".csv", ".tsv")) else "text"
    return Extract(kind, EXTRACTOR, [Part("text", "text", text)])


def decode(data: bytes, declared: str | None = None) -> str:
    """Return bytes as text: by their byte order mark, as *declared*, as UTF-8, or by the likeliest encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(encoding, "replace"))
    for named in filter(None, (declared, "utf-8")):
        try:
            return _lines(data.decode(named))
        except (LookupError, UnicodeDecodeError):
            continue
    return _lines(data.decode(_likeliest(data), "replace"))


def _likeliest(data: bytes) -> str:
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > len(zeros) // 3:
            return encoding
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
