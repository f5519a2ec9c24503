"""A picture of lines and letters (EMF) that says a phrase, as Office's clipboard makes them.

Source: [MS-EMF] 2.3.4 (header and end), 2.3.5.8 (text), 2.3.7.8 and 2.3.8.5 (fonts).
"""

from __future__ import annotations

import struct

_WIDTH, _HEIGHT = 600, 120


def metafile(phrase: str) -> bytes:
    """Return the file: a font, and the phrase in it."""
    face = "Liberation Sans".encode("utf-16-le").ljust(64, b"\0")
    font = struct.pack("<I5i8B", 1, -40, 0, 0, 0, 400, 0, 0, 0, 0, 0, 0, 0, 0) + face + bytes(224)
    records = [
        _record(82, font),  # EMR_EXTCREATEFONTINDIRECTW
        _record(37, struct.pack("<I", 1)),  # EMR_SELECTOBJECT
        _record(18, struct.pack("<I", 1)),  # EMR_SETBKMODE: transparent
        _text(phrase),
        _record(14, struct.pack("<III", 0, 0, 20)),  # EMR_EOF
    ]
    size = 88 + sum(map(len, records))
    bounds = (0, 0, _WIDTH, _HEIGHT)
    frame = (0, 0, _WIDTH * 2646 // 100, _HEIGHT * 2646 // 100)
    head = struct.pack(
        "<4i4iIIIIHHIIIiiii",
        *bounds,
        *frame,
        0x464D4520,
        0x10000,
        size,
        len(records) + 1,
        2,
        0,
        0,
        0,
        0,
        1920,
        1080,
        508,
        286,
    )
    return _record(1, head) + b"".join(records)


def _record(kind: int, data: bytes) -> bytes:
    padded = data + bytes(-len(data) % 4)
    return struct.pack("<II", kind, 8 + len(padded)) + padded


def _text(phrase: str) -> bytes:
    """EMR_EXTTEXTOUTW: bounds, mode, scales, place, count, where text and widths stand, options, clipping."""
    letters = phrase.encode("utf-16-le")
    letters += bytes(-len(letters) % 4)
    fixed = 76
    head = struct.pack(
        "<4iIffiiIII4iI",
        0,
        0,
        _WIDTH,
        _HEIGHT,
        1,
        1.0,
        1.0,
        20,
        30,
        len(phrase),
        fixed,
        0,
        0,
        0,
        0,
        0,
        fixed + len(letters),
    )
    return _record(84, head + letters + struct.pack(f"<{len(phrase)}I", *([22] * len(phrase))))
