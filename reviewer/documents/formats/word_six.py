"""Documents of Word 6 and 95: their text in the code page of each run's font, also where they were saved in pieces.

Source: Microsoft's "Word 6 binary file format" (FIB, FKP, CHPX, FFN, PIC, piece table); the sizes of its single property
modifiers are those of its appendix. A font says by its character set which code page its characters are in.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewer.documents.formats import symbols
from reviewer.documents.formats.rtf_codes import CHARSETS

_TEXT, _CLX, _CHARACTERS, _STYLES, _FONTS = 0x18, 0x160, 0xB8, 0x60, 0xD0
_FLAGS, _IN_PIECES = 0x0A, 0x0004
_LANGUAGE, _SETS, _MAC = 0x06, 0x14, 256
_PAGE, _FONT, _SYMBOL, _SYMBOL_SET = 512, 93, 74, 2
_PLACE, _PICTURE_HEAD, _METAFILE = 68, 8, 8
_MOST_PIECES = 1_000_000
_VARIABLE = frozenset({68, 74, 81, 82, 103, 105, 106, 108})
_SIZES: Mapping[int, int] = MappingProxyType({
    69: 2, 70: 4, 72: 2, 73: 3, 80: 2, 83: 0, 93: 2, 95: 3, 96: 2, 97: 2, 99: 2, 101: 2, 107: 2, 109: 2, 110: 2,
})  # fmt: skip
# Languages whose Windows has a code page of its own ([MS-LCID], the low ten bits).
_PAGES: Mapping[int, str] = MappingProxyType({
    0x01: "cp1256", 0x02: "cp1251", 0x04: "gbk", 0x05: "cp1250", 0x08: "cp1253", 0x0D: "cp1255", 0x0E: "cp1250",
    0x11: "cp932", 0x12: "cp949", 0x15: "cp1250", 0x18: "cp1250", 0x19: "cp1251", 0x1A: "cp1250", 0x1B: "cp1250",
    0x1C: "cp1250", 0x1E: "cp874", 0x1F: "cp1254", 0x22: "cp1251", 0x23: "cp1251", 0x24: "cp1250", 0x25: "cp1257",
    0x26: "cp1257", 0x27: "cp1257", 0x29: "cp1256", 0x2A: "cp1258", 0x2F: "cp1251",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the document: its name, and its character set as Windows numbers them."""

    name: str
    charset: int


class Six:
    """One document of Word 6 or 95."""

    def __init__(self, main: bytes) -> None:
        """Keep the stream ``WordDocument``."""
        self._main = main
        self._fonts = list(self._read_fonts())
        self._default = self._standard()
        self._runs = sorted(self._read_runs())

    def text(self) -> str:
        """Return the characters of the document in their order; raises struct.error or ValueError if they can't be had."""
        return "".join(self._decoded(start, end) for start, end in self._pieces())

    def _pieces(self) -> Iterator[tuple[int, int]]:
        start, end = struct.unpack_from("<II", self._main, _TEXT)
        if not self._short(_FLAGS) & _IN_PIECES:
            if not start < end <= len(self._main):
                raise ValueError
            yield start, end
            return
        where, size = struct.unpack_from("<II", self._main, _CLX)
        clx, at = self._main[where : where + size], 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        (length,) = struct.unpack_from("<I", clx, at + 1)
        at, count = at + 5, (length - 4) // 12
        if not 0 < count <= _MOST_PIECES:
            raise ValueError
        places = struct.unpack_from(f"<{count + 1}I", clx, at)
        for number in range(count):
            (piece,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * number + 2)
            if places[number + 1] < places[number]:
                raise ValueError
            yield piece, min(len(self._main), piece + places[number + 1] - places[number])

    def _decoded(self, start: int, end: int) -> str:
        said, at = [], start
        for first, last, font, symbol in self._runs:
            if last <= at or first >= end:
                continue
            said.append(self._in_font(self._main[at : max(at, first)], None))
            run = self._main[max(at, first) : min(end, last)]
            said.append(symbol * len(run) if symbol else self._in_font(run, font))
            at = min(end, last)
        said.append(self._in_font(self._main[at:end], None))
        return "".join(said)

    def _in_font(self, data: bytes, number: int | None) -> str:
        font = self._fonts[number] if number is not None and number < len(self._fonts) else None
        if font is not None and font.charset == _SYMBOL_SET and symbols.font(font.name):
            return "".join(symbols.shown(font.name, each) if each >= 0x20 else chr(each) for each in data)  # noqa: PLR2004  # marks of Word's own stand below
        charset = 0 if font is None else font.charset
        return data.decode(
            CHARSETS[charset] if charset > _SYMBOL_SET and charset in CHARSETS else self._default, "replace"
        )

    def _standard(self) -> str:
        """Return the code page of what no run says: of the standard style's font, else of the language."""
        if self._short(_SETS) == _MAC:
            return "mac_roman"
        font = self._style_font()
        charset = self._fonts[font].charset if font is not None and font < len(self._fonts) else 0
        if charset > _SYMBOL_SET and charset in CHARSETS:
            return CHARSETS[charset]
        return _PAGES.get(self._short(_LANGUAGE) & 0x3FF, "cp1252")

    def _style_font(self) -> int | None:
        """Return the font of the first style ("Normal"), None if it has the standard one."""
        try:
            (start,) = struct.unpack_from("<I", self._main, _STYLES)
            (head,) = struct.unpack_from("<H", self._main, start)
            (base,) = struct.unpack_from("<H", self._main, start + 4)
            at = start + 2 + head
            (size,) = struct.unpack_from("<H", self._main, at)
            style = self._main[at + 2 : at + 2 + size]
            at = base + 1 + style[base] + 1
            at += at % 2
            at += 2 + struct.unpack_from("<H", style, at)[0]  # what the style says of paragraphs
            at += at % 2
            (size,) = struct.unpack_from("<H", style, at)
            return _modified(style[at + 2 : at + 2 + size])[0]
        except (struct.error, IndexError):
            return None

    def _read_fonts(self) -> Iterator[Font]:
        try:
            start, size = struct.unpack_from("<II", self._main, _FONTS)
            table, at = self._main[start : start + size], 2
            while at + 6 < len(table):
                entry = table[at : at + 1 + table[at]]
                name = entry[6:].split(b"\0")[0]
                yield Font(name.decode("cp1252", "replace"), entry[4])
                at += len(entry)
        except (struct.error, IndexError):
            return

    def pictures(self) -> Iterator[bytes]:
        """Yield the files of the pictures that stand in lines, b"" for one that is in a form that is not known here."""
        for place in dict.fromkeys(
            place for *_run, grpprl in self._modifiers() if (place := _picture(grpprl)) is not None
        ):
            if place + _PICTURE_HEAD <= len(self._main):
                size, head, sort = struct.unpack_from("<IHH", self._main, place)
                if size > head:
                    yield self._main[place + head : place + size] if sort == _METAFILE else b""

    def _read_runs(self) -> Iterator[tuple[int, int, int | None, str]]:
        """Yield where in the stream runs stand that have a font of their own, or show a symbol."""
        for first, last, grpprl in self._modifiers():
            font, symbol = _modified(grpprl)
            if font is not None or symbol:
                yield first, last, font, self._symbol(symbol)

    def _modifiers(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield where in the stream runs stand of which anything is said, and what."""
        try:
            start, size = struct.unpack_from("<II", self._main, _CHARACTERS)
            count = max(0, size - 4) // 6
            for (number,) in struct.iter_unpack("<H", self._main[start + 4 * (count + 1) :][: 2 * count]):
                page = self._main[number * _PAGE : (number + 1) * _PAGE]
                runs = page[-1]
                bounds = struct.unpack_from(f"<{runs + 1}I", page)
                for run in range(runs):
                    at = 2 * page[4 * (runs + 1) + run]
                    if at:
                        yield bounds[run], bounds[run + 1], page[at + 1 : at + 1 + page[at]]
        except (struct.error, IndexError):
            return

    def _symbol(self, operand: bytes) -> str:
        if len(operand) < 3:  # noqa: PLR2004  # a font of two bytes, a character of one
            return ""
        (font,) = struct.unpack_from("<H", operand)
        return (
            symbols.shown(self._fonts[font].name, operand[2]) if font < len(self._fonts) else chr(operand[2])
        )

    def _short(self, at: int) -> int:
        return int(struct.unpack_from("<H", self._main, at)[0])


def _modified(grpprl: bytes) -> tuple[int | None, bytes]:
    """Return the font that a list of modifiers sets, and the symbol that it shows, as its operand."""
    font, symbol = None, b""
    for code, operand in _each(grpprl):
        if code == _FONT and len(operand) == _SIZES[_FONT]:
            (font,) = struct.unpack("<H", operand)
        elif code == _SYMBOL:
            symbol = operand[1:]
    return font, symbol


def _picture(grpprl: bytes) -> int | None:
    """Return where the picture is kept that a run stands for, None if it stands for none."""
    places = [operand[1:5] for code, operand in _each(grpprl) if code == _PLACE]
    return struct.unpack("<I", places[-1])[0] if places and len(places[-1]) == 4 else None  # noqa: PLR2004  # its bytes


def _each(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the code and the operand of each modifier, with the length of those that say theirs."""
    at = 0
    while at < len(grpprl):
        code = grpprl[at]
        if code in _VARIABLE:
            size = 1 + (grpprl[at + 1] if at + 1 < len(grpprl) else 0)
        else:
            size = _SIZES.get(code, 1)
        yield code, grpprl[at + 1 : at + 1 + size]
        at += 1 + size
