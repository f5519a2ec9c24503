"""The cells of Excel's binary packages (.xlsb), which calamine reads only where every part that it looks for is there.

Source: [MS-XLSB] 2.1.4 (records), 2.4.304 (BrtBundleSh), 2.4.742 (BrtRowHdr), 2.4.306 to 2.4.317 (cells), 2.4.658 (BrtFmt),
2.4.873 (BrtXF), 2.4.764 (BrtSSTItem), 2.4.868 (BrtWbProp), 2.5.122 (RkNumber).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from reviewer.documents.formats import number_codes, package, workbook_marks
from reviewer.documents.formats.old_sheets import unpacked
from reviewer.documents.formats.sheet_text import Cell

BOOK = "xl/workbook.bin"
_ROW, _SHORT, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED, _RICH = 0, 2, 3, 4, 5, 6, 7, 62
_MADE = {8: _TEXT, 9: _REAL, 10: _TRUTH, 11: _ERROR}  # by formulas
_STRING, _CODE, _STYLE, _STYLES, _STYLES_END, _SHEET, _BOOK = 19, 44, 47, 617, 618, 156, 153
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    43: "#GETTING_DATA",
}


@dataclass(slots=True)
class BinaryBook:
    """A workbook's sheets, by name: their parts and which of them are hidden; and what they share."""

    archive: ZipFile
    sheets: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    since_1904: bool = False

    def cells(self, name: str) -> Iterator[Cell]:
        """Yield a sheet's cells as they come; a struct.error or IndexError where the part is damaged."""
        row = 0
        for kind, data in _records(package.entry(self.archive, self.sheets[name])):
            if kind == _ROW:
                row = struct.unpack_from("<I", data)[0] + 1
                continue
            sort = _MADE.get(kind, kind)
            if sort in {_SHORT, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED, _RICH} and row:
                column, style = struct.unpack_from("<II", data)
                number = _number(sort, data)
                if number is None:
                    text, raw = self._text(sort, data), ""
                else:
                    text = self._shown(number, style & 0xFFFFFF)
                    raw = number_codes.raw_of(number, text)
                if text:
                    yield Cell(row, column + 1, text, raw)

    def _shown(self, number: float, style: int) -> str:
        return number_codes.shown_raw(repr(number), self.codes.get(style, ""), since_1904=self.since_1904)

    def _text(self, sort: int, data: bytes) -> str:
        if sort in {_TEXT, _RICH}:
            return _text(data, 8 + (sort == _RICH))[0]
        if sort == _SHARED:
            number = struct.unpack_from("<I", data, 8)[0]
            return self.strings[number] if number < len(self.strings) else ""
        if sort == _TRUTH:
            return "TRUE" if data[8] else "FALSE"
        return _ERRORS.get(data[8], "#N/A")


def _number(sort: int, data: bytes) -> float | None:
    """Return the number in a cell's record, None where it is of another sort."""
    if sort == _SHORT:
        return unpacked(struct.unpack_from("<I", data, 8)[0])
    return float(struct.unpack_from("<d", data, 8)[0]) if sort == _REAL else None


def binary_book(archive: ZipFile) -> BinaryBook:
    """Return a workbook; a struct.error or IndexError where it is damaged."""
    book = BinaryBook(archive)
    names = set(archive.namelist())
    places = {key: place for key, place in workbook_marks.numbered(archive, BOOK).items() if place in names}
    for kind, data in _records(package.entry(archive, BOOK)):
        if kind == _SHEET:
            name, place = _sheet(data, places)
            if place:
                book.sheets[name] = place
            if struct.unpack_from("<I", data)[0]:
                book.hidden.add(name)
        elif kind == _BOOK:
            book.since_1904 = bool(data[0] & 1)
    for sort, target in workbook_marks.relations(archive, BOOK):
        if sort == "sharedStrings":
            book.strings = [
                _text(data, 1)[0]
                for kind, data in _records(package.entry(archive, target))
                if kind == _STRING
            ]
        elif sort == "styles":
            book.codes = dict(_codes(package.entry(archive, target)))
    return book


def _sheet(data: bytes, places: Mapping[str, str]) -> tuple[str, str]:
    """Return a sheet's name and part; files of 2006 have four more bytes before them."""
    for start in (8, 12):
        key, at = _text(data, start)
        if key in places:
            return _text(data, at)[0], places[key]
    return "", ""


def _codes(part: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number of each style of cells that shows numbers in its own way, and its code."""
    own, number, inside = dict[int, str](), 0, False
    for kind, data in _records(part):
        if kind == _CODE:
            own[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in {_STYLES, _STYLES_END}:
            inside = kind == _STYLES
        elif kind == _STYLE and inside:
            key = struct.unpack_from("<H", data, 2)[0]
            code = own.get(key) or number_codes.BUILT_IN.get(key, "")
            if code and code.lower() != "general":
                yield number, code
            number += 1


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind, at = kind & 0x7F | (part[at] & 0x7F) << 7, at + 1
        size = 0
        for place in range(4):
            byte = part[at]
            size, at = size | (byte & 0x7F) << 7 * place, at + 1
            if not byte & 0x80:
                break
        yield kind, part[at : at + size]
        at += size


def _text(data: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends; one without letters may have 0xFFFFFFFF of them."""
    count = struct.unpack_from("<I", data, at)[0]
    count = 0 if count == 0xFFFFFFFF else count  # noqa: PLR2004  # it says that there is none
    end = at + 4 + 2 * count
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
