"""What drawings of old Office files say beside their text boxes: descriptions of pictures and shapes, words drawn as art.

Source: [MS-ODRAW] 2.2.9 (tables of properties), 2.3.4.1 (``wzDescription``), 2.3.22.1 (``gtextUNICODE``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

DESCRIPTION, WORDS_AS_ART = 0x0381, 0x00C0
# The properties of a shape: the first table, and those that Office 2000 added.
_TABLES = (b"\x0b\xf0", b"\x21\xf1", b"\x22\xf1")
_VERSION, _COMPLEX, _NUMBER = 0x3, 0x8000, 0x3FFF
_HEAD, _PROPERTY, _MOST = 8, 6, 200


def said(data: bytes | bytearray, wanted: int) -> list[str]:
    """Return what the shapes in these bytes have of a property of words (DESCRIPTION, WORDS_AS_ART), each once."""
    words: dict[str, None] = {}
    for number, _value, more in properties(data):
        if number == wanted and more:
            text = " ".join(more.decode("utf-16-le", "replace").partition("\0")[0].split())
            words |= {text: None} if text else {}
    return list(words)


def properties(data: bytes | bytearray) -> Iterator[tuple[int, int, bytes]]:
    """Yield the properties of the shapes in these bytes: number, value, and what is too long to stand in the table itself."""
    for kind in _TABLES:
        at = data.find(kind)
        while at >= 0:
            yield from _table(data, at - 2)
            at = data.find(kind, at + 1)


def _table(data: bytes | bytearray, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the properties of the table that starts here, if one does."""
    if start < 0 or start + _HEAD > len(data):
        return
    version, size = struct.unpack_from("<H2xI", data, start)
    count, first = version >> 4, start + _HEAD
    if (
        version & 0xF != _VERSION
        or not 0 < count <= _MOST
        or count * _PROPERTY > size
        or first + size > len(data)
    ):
        return
    at = first + count * _PROPERTY  # of what is too long to stand in the table itself
    for number in range(count):
        name, value = struct.unpack_from("<HI", data, first + _PROPERTY * number)
        long = bool(name & _COMPLEX)
        if long and value > first + size - at:
            return
        yield name & _NUMBER, value, bytes(data[at : at + value]) if long else b""
        at += value if long else 0
