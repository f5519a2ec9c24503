"""What drawings of old Office files say beside their text boxes: descriptions of pictures and shapes, words drawn as art.

Source: [MS-ODRAW] 2.2.9 (tables of properties), 2.3.4.1 (``wzDescription``), 2.3.22.1 (``gtextUNICODE``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

DESCRIPTION, WORDS_AS_ART = 0x0381, 0x00C0
_TABLES = (
    b"\x0b\xf0",
    b"\x22\xf1",
)  # the properties of a shape: the first table, and the one that Office 2000 added
_VERSION, _COMPLEX, _NUMBER = 0x3, 0x8000, 0x3FFF
_HEAD, _PROPERTY, _MOST = 8, 6, 200


def said(data: bytes | bytearray, wanted: int) -> list[str]:
    """Return what the shapes in these bytes have of a property of words (DESCRIPTION, WORDS_AS_ART), each once."""
    found: dict[str, None] = {}
    for kind in _TABLES:
        at = data.find(kind)
        while at >= 0:
            for text in _table(data, at - 2, wanted):
                found[text] = None
            at = data.find(kind, at + 1)
    return list(found)


def _table(data: bytes | bytearray, start: int, wanted: int) -> Iterator[str]:
    """Yield the property of the table that starts here, if one does."""
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
        if name & _COMPLEX:
            if value > first + size - at:
                return
            if name & _NUMBER == wanted:
                words = data[at : at + value].decode("utf-16-le", "replace").partition("\0")[0]
                text = " ".join(words.split())
                if text:
                    yield text
            at += value
