"""OpenDocument workbooks: cells as the file shows them, and what stands outside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image

from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, Reason
from tests.needles.open_documents import indented
from tests.needles.open_writing import KIND, cell, packed, page_styles, sheets, table

Read = Callable[..., Reading]

_HIDDEN = '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'


def texts(reading: Reading) -> list[tuple[str, str, str]]:
    return [(part.place, part.label, part.text) for part in reading.text.parts]


def rows(*rows_: str) -> str:
    return table("".join(f"<table:table-row{row}</table:table-row>" for row in rows_))


def test_cells_say_what_the_file_shows_and_stand_where_they_are(read: Read) -> None:
    number = '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p></table:table-cell>'
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    bare = '<table:table-cell office:value-type="date" office:date-value="2031-03-04"/>'
    part = read(sheets(rows(f">{gap}{number}{bare}")), "a.ods").text.parts[0]
    assert part.text == "Costs\n\t\t12.5%\t2031-03-04"
    assert part.cells == ((0, "A1"), (8, "C2"), (14, "D2"))
    assert part.raw == (("C2", "0.125"),), "the day stands there as the file has it"


def test_rows_and_cells_that_are_repeated_are_there_as_often(read: Read) -> None:
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    far = ' table:number-rows-repeated="1048573"><table:table-cell/>'
    part = read(
        sheets(rows(f' table:number-rows-repeated="2">{twice}', far, f">{twice}")), "a.ods"
    ).text.parts[0]
    assert [name for _at, name in part.cells] == ["A1", "A2", "B2", "A3", "B3", "A1048577", "B1048577"]


@pytest.mark.thorough
def test_a_sheet_of_repetitions_without_end_is_cut_and_told(read: Read) -> None:
    many = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>long</text:p></table:table-cell>'
    text = read(sheets(rows(f' table:number-rows-repeated="1048576">{many}')), "a.ods").text
    assert text.problem is not None
    assert text.problem.reason is Reason.WORKBOOK_TOO_LONG


def test_a_comment_and_a_shape_in_a_cell_are_not_its_text(read: Read) -> None:
    comment = "<office:annotation><text:p>Why?</text:p></office:annotation>"
    shape = "<draw:custom-shape><text:p>Draft</text:p></draw:custom-shape>"
    reading = read(sheets(table(cell(f"{comment}<text:p>a<text:s/>b</text:p>{shape}"))), "a.ods")
    assert texts(reading) == [
        ("sheet:Sheet1", "sheet Sheet1", "Costs\na b"),
        ("s1", "comments", "Why?"),
        ("s2", "text boxes, sheet Sheet1", "Draft"),
    ]


def test_sheets_of_one_name_are_all_read_and_each_part_has_a_place_of_its_own(read: Read) -> None:
    bitmap = io.BytesIO()
    Image.new("L", (200, 60), 128).save(bitmap, "PNG")
    frame = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    body = "".join(
        table(cell(f"<text:p>{words}</text:p>{shape}"), name)
        for name, words, shape in (("x", "one", frame), ("x/picture1", "two", ""), ("x", "three", ""))
    )
    parts = read(sheets(body, {"Pictures/a.png": bitmap.getvalue()}), "a.ods").text.parts
    assert [(part.place, part.text.removeprefix("Costs\n")) for part in parts if not part.aside] == [
        ("sheet:x", "one"),
        ("sheet:x/picture1", "two"),
        ("sheet:x (2)", "three"),
        ("sheet:x/picture1 (2)", ""),
    ]


def test_the_alternative_text_of_a_picture_is_a_part_of_its_own(read: Read) -> None:
    picture = (
        "<draw:frame><svg:title>Bridge</svg:title><svg:desc>The bridge at Harrow</svg:desc></draw:frame>"
    )
    assert texts(read(sheets(table(cell(f"<text:p>a</text:p>{picture}"))), "a.ods"))[1:] == [
        ("s1", "alternative text, sheet Sheet1", "Bridge: The bridge at Harrow")
    ]


def test_hidden_sheets_are_labelled_and_their_names_are_read(read: Read) -> None:
    away = table("", name="Old").replace("<table:table ", '<table:table table:style-name="away" ')
    reading = read(sheets(table("") + away, styles=_HIDDEN), "a.ods")
    assert [part.label for part in reading.text.parts] == [
        "sheet Sheet1", "sheet Old (hidden)", "names of the sheets",
    ]  # fmt: skip
    assert [note.code for note in reading.text.also] == [NoteCode.HIDDEN_SHEETS]


def test_headers_are_those_of_pages_in_use_and_say_where_the_number_stands(read: Read) -> None:
    header = "<text:p>Official <text:page-number>1</text:page-number>/<text:page-count>9</text:page-count></text:p>"
    used, other = ({"styles.xml": page_styles(header, name=name)} for name in ("Default", "Report"))
    assert texts(read(sheets(table(""), used), "a.ods"))[1:] == [
        ("s1", "headers and footers", "Official &[Page]/&[Pages]")
    ]
    assert texts(read(sheets(table(""), other), "a.ods"))[1:] == []


def test_messages_and_choices_name_their_cell(read: Read) -> None:
    rules = (
        '<table:content-validations><table:content-validation table:name="v" table:base-cell-address="$Sheet1.$B$2" '
        'table:condition="of:cell-content-is-in-list(&quot;yes&quot;;&quot;no&quot;)"><table:help-message table:title="Note" '
        'table:display="true"><text:p>One of two</text:p></table:help-message></table:content-validation></table:content-validations>'
    )
    assert texts(read(sheets(rules + table("")), "a.ods"))[1:] == [
        ("s1", "messages and choices at cells", "Sheet1.B2 Note: One of two\nSheet1.B2 yes, no")
    ]


def test_a_formula_without_a_value_is_told(read: Read) -> None:
    problem = read(sheets(table(cell("", 'table:formula="of:=1+1"'))), "a.ods").text.problem
    assert problem is not None
    assert (problem.reason, problem.value("names")) == (Reason.FORMULAS_UNKEPT, ("Sheet1!A2",))


def test_content_with_line_breaks_between_its_elements_is_read(read: Read) -> None:
    assert "Agreed" in read(indented("Agreed"), "a.ods").text.parts[0].text


def test_what_is_no_xml_is_damaged_and_what_is_locked_says_so(read: Read) -> None:
    broken = read(packed("spreadsheet", "no words in brackets"), "a.ods").text.problem
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), f"{KIND}spreadsheet")
        archive.writestr("content.xml", bytes(range(200)))
        archive.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    locked = read(made.getvalue(), "a.ods").text.problem
    assert broken is not None
    assert locked is not None
    assert (broken.reason, locked.reason) == (Reason.WORKBOOK_DAMAGED, Reason.LOCKED_WORKBOOK)
