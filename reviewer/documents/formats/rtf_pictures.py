r"""Pictures of a rich text: ``\pict`` groups, found by where they begin in the file.

Source: Rich Text Format Specification 1.9.1, "Pictures"; [MS-WMF] 2.2.2.9 (what heads a bitmap that stands alone).
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\.|([{}])|([^\\{}]+)", re.DOTALL)
_NOT_HEX = re.compile(rb"[^0-9a-fA-F]+")
_BITMAP = "dibitmap"
_CORE, _MASKS = 12, 3
_COLOURS = 256


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
    found = _read(data, start)
    written = _NOT_HEX.sub(b"", b"".join(found.hexadecimal))
    inside = b"".join(found.binary) or bytes.fromhex(written[: len(written) // 2 * 2].decode("ascii"))
    return _headed(inside) if found.kind == _BITMAP else inside


def _read(data: bytes, start: int) -> _Picture:
    found, depth, at = _Picture(), 0, start
    while token := _TOKEN.match(data, at):
        at = token.end()
        word, number, brace, plain = token.groups()
        if brace is not None:
            depth += 1 if brace == b"{" else -1
            if depth < 0:
                break
        elif word == b"bin":
            size = min(max(0, int(number or 0)), len(data) - at)
            found.binary += [data[at : at + size]] if depth == 0 else []
            at += size
        elif word is not None and word.decode("ascii") in _KINDS and depth == 0:
            found.kind = word.decode("ascii")
        elif plain is not None and depth == 0:
            found.hexadecimal.append(plain)
    return found


def _headed(bitmap: bytes) -> bytes:
    """Return a device-independent bitmap as the file that it would be."""
    if len(bitmap) < _CORE:
        return bitmap
    (head,) = struct.unpack_from("<I", bitmap)
    if head == _CORE:
        (bits,) = struct.unpack_from("<H", bitmap, 10)
        colours, width = (1 << bits if bits <= 8 else 0), 3  # noqa: PLR2004
        masks = 0
    elif len(bitmap) >= 40:  # noqa: PLR2004 - the shortest head of the other sort
        bits, packing, used = struct.unpack_from("<HI12xI", bitmap, 14)
        colours, width = (used or (1 << bits if bits <= 8 else 0)), 4  # noqa: PLR2004
        masks = 4 * _MASKS if packing == _MASKS and head == 40 else 0  # noqa: PLR2004
    else:
        return bitmap
    offset = 14 + head + masks + width * min(colours, _COLOURS)
    return struct.pack("<2sIHHI", b"BM", 14 + len(bitmap), 0, 0, offset) + bitmap
