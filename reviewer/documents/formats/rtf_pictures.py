r"""Pictures of a rich text: ``\pict`` groups, found by where they begin in the file.

Source: Rich Text Format Specification 1.9.1, "Pictures".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reviewer.documents.formats import bitmap

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\.|([{}])|([^\\{}]+)", re.DOTALL)
_NOT_HEX = re.compile(rb"[^0-9a-fA-F]+")
_BITMAP = "dibitmap"


@dataclass(slots=True)
class _Picture:
    kind: str = ""
    hexadecimal: list[bytes] = field(default_factory=list)
    binary: list[bytes] = field(default_factory=list)


_KINDS = frozenset(
    {"pngblip", "jpegblip", "emfblip", "wmetafile", "pmmetafile", "macpict", _BITMAP, "wbitmap"}
)


def file_of(data: bytes, start: int) -> bytes:
    r"""Return the file of the picture whose ``\pict`` begins at *start*; b"" if it holds none."""
    picture = _read(data, start)
    written = _NOT_HEX.sub(b"", b"".join(picture.hexadecimal))
    inside = b"".join(picture.binary) or bytes.fromhex(written[: len(written) // 2 * 2].decode("ascii"))
    return bitmap.as_file(inside) if picture.kind == _BITMAP else inside


def _read(data: bytes, start: int) -> _Picture:
    picture, depth, at = _Picture(), 0, start
    while token := _TOKEN.match(data, at):
        at = token.end()
        word, number, brace, plain = token.groups()
        if brace is not None:
            depth += 1 if brace == b"{" else -1
            if depth < 0:
                break
        elif word == b"bin":
            size = min(max(0, int(number or 0)), len(data) - at)
            picture.binary += [data[at : at + size]] if depth == 0 else []
            at += size
        elif word is not None and word.decode("ascii") in _KINDS and depth == 0:
            picture.kind = word.decode("ascii")
        elif plain is not None and depth == 0:
            picture.hexadecimal.append(plain)
    return picture
