"""What a run of an old Word document shows in the place of its characters: symbols, and the boxes and lists of form fields.

Source: [MS-DOC] 2.6.1 (sprmCSymbol, sprmCRgFtc0, sprmCPicLocation), 2.9.286 (fonts), 2.9.78 (form fields), 2.9.158.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.documents.formats import symbols
from reviewer.documents.formats.word_lists import SIZES

_FONTS = 0x112
_SYMBOL, _FONT, _PLACE = 0x6A09, 0x4A4F, 0x6A03
_TICK, _LIST = 1, 2
_AS_SET = 25  # the field has what it had at first
_HEADER, _VERSION = 0x44, 0xFFFFFFFF
_TABLE = b"\xff\xff"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run says of itself: the font that it is in, the symbol that it is, where its field is kept."""

    font: int | None = None
    symbol: tuple[int, int] | None = None
    place: int | None = None


def shown(grpprl: bytes) -> Shown | None:
    """Return what a run's modifiers say, None if nothing of this."""
    font = symbol = place = None
    at = 0
    while at + 2 < len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        if code == _SYMBOL and at + 6 <= len(grpprl):
            symbol = struct.unpack_from("<HH", grpprl, at + 2)
        elif code == _FONT and at + 4 <= len(grpprl):
            (font,) = struct.unpack_from("<H", grpprl, at + 2)
        elif code == _PLACE and at + 6 <= len(grpprl):
            (place,) = struct.unpack_from("<I", grpprl, at + 2)
        at += 2 + SIZES.get(code >> 13, 1 + grpprl[at + 2])
    return None if font is symbol is place is None else Shown(font, symbol, place)


def fonts(main: bytes, table: bytes) -> list[str]:
    """Return the names of the document's fonts, by their number."""
    try:
        return list(_fonts(main, table))
    except (struct.error, IndexError):
        return []


def _fonts(main: bytes, table: bytes) -> Iterator[str]:
    start, size = struct.unpack_from("<II", main, _FONTS)
    (count,) = struct.unpack_from("<H", table, start)
    at = start + 4
    for _font in range(min(count, _MOST)):
        entry = table[at + 1 : at + 1 + table[at]]
        yield entry[39:].decode("utf-16-le", "replace").partition("\0")[0]
        at += 1 + table[at]
        if at > start + size:
            return


def text(names: list[str], run: Shown, written: str) -> str:
    """Return what *written* shows: one character for each, whatever the run's font is."""
    if run.symbol is not None:
        font, code = run.symbol
        return symbols.shown(names[font] if font < len(names) else "", code) * len(written)
    name = names[run.font] if run.font is not None and run.font < len(names) else ""
    if symbols.font(name) is None:
        return written
    return "".join(symbols.shown(name, ord(each)) if each >= " " else each for each in written)


def field(data: bytes, place: int) -> str:
    """Return the box or the chosen entry of a form field that is kept at *place* of the stream ``Data``, else ""."""
    try:
        size, head = struct.unpack_from("<IH", data, place)
        body = data[place + _HEADER : place + size]
        version, bits = struct.unpack_from("<IH", body)
        kind, result = bits & 3, bits >> 2 & 0x1F
        if head != _HEADER or version != _VERSION or kind not in {_TICK, _LIST}:
            return ""
        at = 10 + _string(body, 10)  # what the field is called
        (first,) = struct.unpack_from("<H", body, at)
        chosen = first if result == _AS_SET else result
        return symbols.box(ticked=bool(chosen)) if kind == _TICK else _entry(body, at + 2, chosen)
    except struct.error:
        return ""


def _string(data: bytes, at: int) -> int:
    return 4 + 2 * int(struct.unpack_from("<H", data, at)[0])


def _entry(data: bytes, at: int, chosen: int) -> str:
    for _text in range(5):  # format, help, status, and the macros of entering and leaving
        at += _string(data, at)
    at += 0 if data[at : at + 2] == _TABLE else 2  # some writers leave two bytes before it
    count, extra = struct.unpack_from("<2xHH", data, at)
    at += 6
    for number in range(min(count, _MOST)):
        (length,) = struct.unpack_from("<H", data, at)
        if number == chosen:
            return data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        at += 2 + 2 * length + extra
    return ""
