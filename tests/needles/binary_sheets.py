"""A workbook in Excel's binary package (.xlsb): one cell of text.

Source: [MS-XLSB] 2.1.4 (records), 2.4.304 BrtBundleSh, 2.4.822 BrtWsDim and the records of a sheet's rows.
"""

from __future__ import annotations

import struct

from tests.needles.packages import OFFICE, Piece, packed

_BOOK, _SHEET = "xl/workbook.bin", "xl/worksheets/sheet1.bin"


def _record(kind: int, data: bytes = b"") -> bytes:
    """Kind and size, seven bits a byte, lower ones first."""
    return _seven(kind) + _seven(len(data)) + data


def _seven(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(phrase: str) -> bytes:
    """Return the workbook with the phrase in B2."""
    bundle = struct.pack("<II", 0, 1) + _text("sheet1") + _text("Sheet1")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    row = struct.pack("<IIHHBI", 1, 0, 300, 0, 0, 0)
    cell = struct.pack("<II", 1, 0) + _text(phrase)  # column, style
    size = struct.pack("<4I", 1, 1, 1, 1)
    sheet = b"".join(
        (
            _record(129),
            _record(148, size),
            _record(145),
            _record(0, row),
            _record(6, cell),
            _record(146),
            _record(130),
        )
    )
    kind = "application/vnd.ms-excel"
    return packed([
        Piece(_BOOK, book, "officeDocument", "book", kind=f"{kind}.sheet.binary.macroEnabled.main"),
        Piece(_SHEET, sheet, f"{OFFICE}/worksheet", "sheet1", _BOOK, f"{kind}.worksheet"),
    ])  # fmt: skip
