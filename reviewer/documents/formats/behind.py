"""An archive that stands behind other bytes: a program that unpacks itself, or what a download put before a .zip.

Told by the archive's own structure, never by a word somewhere: the end of a .zip directory leads to its beginning
(APPNOTE.TXT 4.3.16), and the heads of .7z and .rar carry a checksum of themselves.
"""

from __future__ import annotations

import zlib
from mmap import mmap

_END, _LONGEST_COMMENT, _END_SIZE = b"PK\5\6", 0xFFFF, 22
_DIRECTORY = b"PK\1\2"
_SEVEN, _SEVEN_HEAD = b"7z\xbc\xaf\x27\x1c", 32
_RAR4, _RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_FARTHEST = 4 << 20


def holds_zip(data: mmap | bytes) -> bool:
    """Tell whether the file ends as a .zip does, whatever it begins with."""
    least = max(0, len(data) - _LONGEST_COMMENT - _END_SIZE)
    at = data.rfind(_END, least)
    while at >= 0:
        end = bytes(data[at : at + _END_SIZE])
        size, comment = int.from_bytes(end[12:16], "little"), int.from_bytes(end[20:22], "little")
        whole = at + _END_SIZE + comment == len(data)
        if whole and 0 < size <= at and data[at - size : at - size + 4] == _DIRECTORY:
            return True
        at = data.rfind(_END, least, at)
    return False


def other(data: mmap | bytes) -> tuple[str, int] | None:
    """Return the kind of the .7z or .rar archive in a program, and where it begins; None if there is none."""
    kinds_here = [
        (at, kind)
        for kind, mark, sound in (("7z", _SEVEN, is_7z), ("rar", _RAR5, _is_rar5), ("rar", _RAR4, _is_rar4))
        for at in _places(data, mark)
        if sound(bytes(data[at : at + 64]))
    ]
    if not kinds_here:
        return None
    at, kind = min(kinds_here)
    return kind, at


def _places(data: mmap | bytes, mark: bytes) -> list[int]:
    places, at = [], data.find(mark, 0, _FARTHEST)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 1, _FARTHEST)
    return places


def is_7z(head: bytes) -> bool:
    """Tell whether the head of a .7z is as it was written."""
    return zlib.crc32(head[12:_SEVEN_HEAD]) == int.from_bytes(head[8:12], "little")


def _is_rar4(head: bytes) -> bool:
    return head[9:10] == b"\x73" and zlib.crc32(head[9:20]) & 0xFFFF == int.from_bytes(head[7:9], "little")


def _is_rar5(head: bytes) -> bool:
    """The head's size is a number of 7 bits a byte, of which the first is enough: it is shorter than 128 bytes."""
    size = head[12] if len(head) > 12 else 0  # noqa: PLR2004
    return 0 < size < len(head) - 13 and zlib.crc32(head[12 : 13 + size]) == int.from_bytes(
        head[8:12], "little"
    )
