"""Excel's binary packages: their cells are read, and what is not is told."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, NoText, Reason
from tests.needles.packages import OFFICE, Piece, packed

Read = Callable[..., Reading]

BOOK, SHEET, STYLES, STRINGS = (
    "xl/workbook.bin",
    "xl/worksheets/sheet1.bin",
    "xl/styles.bin",
    "xl/sharedStrings.bin",
)


def record(kind: int, data: bytes = b"") -> bytes:
    return seven(kind) + seven(len(data)) + data


def seven(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + seven(rest) if rest else bytes([low])


def text(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def book(cells: bytes, *, state: int = 0, early: bool = False) -> bytes:
    """A workbook of one sheet whose style 1 is 0.0%; ``early`` files have four more bytes before a sheet's name."""
    bundle = (
        struct.pack("<I", state)
        + bytes(4 if early else 0)
        + struct.pack("<I", 1)
        + text("r1")
        + text("Costs")
    )
    styles = record(44, struct.pack("<H", 170) + text("0.0%")) + record(617)
    styles += record(47, bytes(16)) + record(47, struct.pack("<HH", 0, 170) + bytes(12)) + record(618)
    row = record(0, struct.pack("<IIHHBI", 1, 0, 300, 0, 0, 0))
    return packed([
        Piece(BOOK, record(153, bytes(12)) + record(156, bundle), "officeDocument", "book"),
        Piece(SHEET, record(145) + row + cells + record(146), f"{OFFICE}/worksheet", "r1", BOOK),
        Piece(STYLES, styles, f"{OFFICE}/styles", "r2", BOOK),
        Piece(STRINGS, record(19, b"\0" + text("Agreed")), f"{OFFICE}/sharedStrings", "r3", BOOK),
    ])  # fmt: skip


def cell(kind: int, value: bytes, column: int = 0, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + value)


@pytest.mark.parametrize(
    ("made", "seen"),
    [
        (cell(6, text("Here")), "Here"),
        (cell(62, b"\0" + text("Rich")), "Rich"),
        (cell(7, struct.pack("<I", 0)), "Agreed"),
        (cell(7, struct.pack("<I", 9)), ""),
        (cell(5, struct.pack("<d", 0.125), style=1), "12.5%"),
        (cell(2, struct.pack("<I", 12 << 2 | 2)), "12"),
        (cell(9, struct.pack("<dHI", 0.5, 0, 0), style=1), "50.0%"),
        (cell(8, text("made")), "made"),
        (cell(4, b"\1"), "TRUE"),
        (cell(3, b"\x17"), "#REF!"),
    ],
)
def test_a_cell_shows_what_it_holds(made: bytes, seen: str, read: Read) -> None:
    part = read(book(made), "a.xlsb").text.parts[0]
    assert (part.label, part.text) == ("sheet Costs", f"\n{seen}" if seen else "")
    assert part.cells == (((1, "A2"),) if seen else ())
    raw = {"12.5%": "0.125", "50.0%": "0.5"}.get(seen)
    assert part.raw == ((("A2", raw),) if raw else ())


def test_files_of_2006_and_hidden_sheets_are_read(read: Read) -> None:
    reading = read(book(cell(6, text("Here")), state=1, early=True), "a.xlsb")
    assert reading.text.parts[0].label == "sheet Costs (hidden)"
    assert [note.code for note in reading.text.also] == [NoteCode.HIDDEN_SHEETS, NoteCode.BINARY_WORKBOOK]


def test_a_sheet_that_is_cut_off_is_damaged_and_so_is_a_book(read: Read) -> None:
    sheet = read(book(cell(5, b"\0\0")), "a.xlsb").text
    assert sheet.parts[0].no_text is NoText.DAMAGED
    cut = packed([Piece(BOOK, record(156, b"\0"), "officeDocument", "book")])
    problem = read(cut, "a.xlsb").text.problem
    assert problem is not None
    assert problem.reason is Reason.WORKBOOK_DAMAGED
