"""Cells of a workbook: where they stand, what they show, and what of them is not in the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from reviewer.documents.formats.sheet_cells import Book, Unkept, cells
from reviewer.documents.formats.sheet_text import Cell, Room, sheet_text
from reviewer.documents.reader import Reading
from reviewer.model import NoText, Part
from tests.needles.packages import HEAD, KIND, Piece
from tests.needles.sheet_writing import BOOK, SHEET, cell, row, workbook
from tests.said import said_of
from tests.unit.documents.office_files import zipped

Read = Callable[..., Reading]

ROOM = Room(100, 100)


def first(reading: Reading) -> Part:
    return reading.text.parts[0]


def shown(part: Part) -> dict[str, str]:
    """Return what each cell shows by its name, read at the offset that the part gives."""
    return {name: re.split("[\t\n]", part.text[at:])[0] for at, name in part.cells}


def test_a_cell_shows_what_its_format_makes_of_the_number(read: Read) -> None:
    cells = (
        '<c r="A1" s="1"><v>0.125</v></c><c r="B1" s="1"><f>A1*2</f><v>0.25</v></c><c r="C1"><v>0.125</v></c>'
    )
    part = first(read(workbook(row(cells), code="0.0%"), "a.xlsx"))
    assert part.text == "12.5%\t25.0%\t0.125"
    assert part.cells == ((0, "A1"), (6, "B1"), (12, "C1"))


def test_the_number_stands_beside_what_is_shown_where_that_is_another(read: Read) -> None:
    cells = (
        '<c r="A1" s="1"><v>0.1249</v></c><c r="B1" s="1"><f>A1*2</f><v>0.2498</v></c><c r="C1"><v>0.125</v></c>'
        '<c r="D1"><v>0.30000000000000004</v></c><c r="E1" t="str"><v>0.5 m</v></c><c r="F1" t="b"><v>1</v></c>'
    )
    part = first(read(workbook(row(cells), code="0%"), "a.xlsx"))
    assert part.text == "12%\t25%\t0.125\t0.3\t0.5 m\tTRUE"
    assert part.raw == (("A1", "0.1249"), ("B1", "0.2498"), ("D1", "0.30000000000000004"))


def test_sheets_of_one_name_are_all_read(read: Read) -> None:
    text = f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>{cell("A1", "two")}</sheetData></worksheet>'
    kind = f"{KIND}.spreadsheetml.worksheet+xml"
    second = Piece("xl/worksheets/sheet2.xml", text, "worksheet", "sheet2", BOOK, kind)
    made = io.BytesIO(workbook(cell("A1", "one"), [second]))
    with zipfile.ZipFile(made) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    listed = '<sheet name="Sheet1" sheetId="2" r:id="sheet2"/></sheets>'
    files[BOOK] = files[BOOK].replace("</sheets>", listed)
    parts = read(zipped(files), "a.xlsx").text.parts
    assert [(part.place, part.text) for part in parts if not part.aside] == [
        ("sheet:Sheet1", "one"),
        ("sheet:Sheet1 (2)", "two"),
    ]


def test_the_last_cell_of_all_is_read_at_its_place(read: Read) -> None:
    part = first(read(workbook(cell("XFD1048576", "Agreed")), "a.xlsx"))
    assert shown(part) == {"A1": "Costs of the board", "XFD1048576": "Agreed"}
    assert (part.text.count("\n"), part.text.count("\t")) == (1_048_575, 16_383)


def test_far_cells_in_very_many_rows_are_told(read: Read) -> None:
    rows = "".join(cell(f"XFD{number}", "x") for number in range(2, 2500))
    text = read(workbook(rows), "a.xlsx").text
    assert said_of(text.problem).startswith("Only the beginning of this workbook was read")
    assert len(text.parts[0].text) <= 32 << 20


def test_formulas_without_a_value_are_told_by_their_cells(read: Read) -> None:
    cells = (
        '<c r="B2" t="str"><f>"a"</f></c><c r="C2"><f>1+1</f><v/></c><c r="D2" t="str"><f>""</f><v></v></c>'
        '<c r="E2"><f>2</f><v>2</v></c>'
    )
    text = read(workbook(row(cells)), "a.xlsx").text
    assert said_of(text.problem) == (
        "The values of 2 formulas are not in the file, so they could not be read: Sheet1!B2, Sheet1!C2. "
        "Ask the sender to open the workbook, save it and send it again, or for it as a PDF."
    )
    assert shown(text.parts[0])["E2"] == "2"


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ("<c><v>1</v></c><c><v>2</v></c>", {"A1": "1", "B1": "2"}),
        ("<c t='b' r='A1'><v>1</v></c>", {"A1": "TRUE"}),
        ('<c r="A1" t="e"><v>#REF!</v></c>', {"A1": "#REF!"}),
        ('<c r="A1" t="inlineStr"><is><t>a &amp;amp; b &#163;</t></is></c>', {"A1": "a &amp; b £"}),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[a <b> c]]></t></is></c>', {"A1": "a <b> c"}),
        ('<!-- <c r="B1"><v>9</v></c> --><c r="A1"><v>1</v></c>', {"A1": "1"}),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_\nb\tc</t></is></c>', {"A1": "a b c"}),
        (
            '<c r="A1" t="inlineStr"><is><r><t>東京</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh></is></c>',
            {"A1": "東京"},
        ),
        ('<c r="A1"><v>1234567890123456</v></c>', {"A1": "1234567890123456"}),
        ('<c r="A1" t="s"><v>7</v></c><c r="B1"><v>1</v></c>', {"B1": "1"}),
        ('<c r="A1" t="d"><v>2031-03-04</v></c>', {"A1": "2031-03-04"}),
    ],
)
def test_cells_are_read_as_files_write_them(cells: str, seen: dict[str, str], read: Read) -> None:
    named = '<row r="3" spans=\'r="A1"\'/>'  # so that the carrier writes no A1 of its own
    book = workbook(f'<row r="1">{cells}</row><row r="2"><c r="A2"><v>5</v></c></row>{named}')
    assert shown(first(read(book, "a.xlsx"))) == {**seen, "A2": "5"}


def test_a_sheet_cut_off_in_its_rows_is_damaged(read: Read) -> None:
    part = first(read(workbook('<row r="1"><c r="A1"><v>1</v>'), "a.xlsx"))
    assert (part.no_text, part.text) == (NoText.DAMAGED, "")


def test_a_sheet_that_goes_wrong_behind_its_rows_is_read(read: Read) -> None:
    part = first(read(workbook(row('<c r="A1"><v>1</v></c>'), behind="<pageSetup a=b/>"), "a.xlsx"))
    assert (part.no_text, part.text) == (None, "1")


def test_cells_out_of_order_and_twice_stand_in_order_and_once() -> None:
    text = sheet_text(sorted([Cell(2, 2, "d"), Cell(1, 3, "b"), Cell(1, 1, "a"), Cell(1, 3, "c")]), ROOM)
    assert (text.text, text.cells) == ("a\t\tb\n\td", ((0, "A1"), (3, "C1"), (6, "B2")))


def test_text_without_end_is_cut_at_a_cell() -> None:
    made = [Cell(1, 1, "four"), Cell(1, 2, "four")]
    assert sheet_text([Cell(1, 1, "x"), Cell(1 << 40, 1, "y")], ROOM).text == "x"
    for room in (Room(6, 9), Room(100, 1)):
        text = sheet_text(made, room)
        assert (text.text, text.is_cut) == ("four", True)
    assert not sheet_text(made, Room(9, 2)).is_cut


def test_a_sheet_in_an_encoding_that_there_is_not_is_damaged() -> None:
    xml = b'<?xml version="1.0" encoding="CTF-8"?><worksheet/>'
    assert cells(xml, Book([], {}), Unkept()) is None
