"""RTF as Outlook packs it. Source: [MS-OXRTFCP] 2.1 and 3.1."""

from __future__ import annotations

import struct

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEAD = 16
_LONGEST = 64 << 20


def unpacked(data: bytes) -> bytes:
    """Return the RTF; what was cut off ends where it was cut, and what is no packed RTF is b""."""
    if len(data) < _HEAD:
        return b""
    size = min(struct.unpack_from("<I", data, 4)[0], _LONGEST)
    kind = data[8:12]
    if kind == _PLAIN:
        return data[_HEAD : _HEAD + size]
    return _lz(data, size) if kind == _PACKED else b""


def _lz(data: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    at, place, made = _HEAD, len(_START), bytearray()
    while at < len(data) and len(made) < size:
        control, at = data[at], at + 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 1 >= len(data):
                    return bytes(made[:size])
                token = data[at] << 8 | data[at + 1]
                at += 2
                start = token >> 4
                if start == place:  # the end, as the packer writes it
                    return bytes(made[:size])
                run = [0] * ((token & 0xF) + 2)
                for step in range(len(run)):
                    window[place] = window[(start + step) % _WINDOW]
                    made.append(window[place])
                    place = (place + 1) % _WINDOW
            elif at < len(data):
                window[place] = data[at]
                made.append(data[at])
                place, at = (place + 1) % _WINDOW, at + 1
    return bytes(made[:size])
