"""What stands outside a sheet's cells is read as parts of its own, which say of which sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from reviewer.documents.formats.page_codes import page_lines
from reviewer.documents.reader import Reading
from reviewer.model import Aside, Reason
from tests.needles.packages import CHART_FRAME, CHART_KIND, Piece, chart, diagram
from tests.needles.sheet_writing import (
    DRAWN,
    PART,
    frame,
    picture_piece,
    picture_shape,
    placed,
    shape,
    workbook,
)

Read = Callable[..., Reading]

_DRAWING = "xl/drawings/drawing1.xml"
_FALLBACK = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="a14">{0}</mc:Choice><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent>'
)


def asides(reading: Reading) -> list[tuple[str, str, str]]:
    return [(part.place, part.label, part.text) for part in reading.text.parts if part.aside is not None]


def test_a_text_box_is_a_part_beside_its_sheet(read: Read) -> None:
    book = workbook("", [placed(shape("Draft &amp; not agreed"))], behind=DRAWN, name="Costs")
    assert asides(read(book, "a.xlsx")) == [
        ("s1", "text boxes, sheet Costs", "Draft & not agreed"),
        ("s2", "names of the sheets", "Costs"),
    ]


def test_of_a_shape_with_another_form_for_older_programs_one_form_is_read(read: Read) -> None:
    both = placed(_FALLBACK.format(shape("Agreed"), shape("Agreed, as older programs show it")))
    pictured = placed(_FALLBACK.format("", shape("A slicer")))
    assert asides(read(workbook("", [both], behind=DRAWN), "a.xlsx"))[0][2] == "Agreed"
    assert asides(read(workbook("", [pictured], behind=DRAWN), "a.xlsx"))[0][2] == "A slicer"


def test_the_words_of_a_chart_and_of_a_diagram_are_one_part(read: Read) -> None:
    piece = Piece(
        "xl/charts/chart1.xml", chart("Cases", axis="Force"), "chart", "chart1", _DRAWING, CHART_KIND
    )
    drawing = diagram("Chief officer", "xl/diagrams", _DRAWING)
    book = workbook("", [placed(frame(CHART_FRAME)), *drawing, piece], behind=DRAWN)
    place, label, text = asides(read(book, "a.xlsx"))[0]
    assert (place, label) == ("s1", "charts and diagrams, sheet Sheet1")
    assert sorted(text.split("\n")) == ["Cases", "Chief officer", "Force", "cases", "north", "south"]


def test_the_alternative_text_of_pictures_is_a_part_told_once(read: Read) -> None:
    picture = placed(picture_shape(' title="Bridge" descr="The bridge at Harrow"'))
    book = workbook("", [picture, picture, picture_piece(b"")], behind=DRAWN)
    assert asides(read(book, "a.xlsx")) == [
        ("s1", "alternative text, sheet Sheet1", "Bridge: The bridge at Harrow")
    ]


def test_controls_on_a_sheet_show_their_captions_and_boxes(read: Read) -> None:
    def control(sort: str, caption: str = "", more: str = "", shape: str = "") -> str:
        box = f"<v:textbox><div><font>{caption}</font></div></v:textbox>" if caption else ""
        return f'<v:shape{shape}>{box}<x:ClientData ObjectType="{sort}">{more}</x:ClientData></v:shape>'

    shapes = (
        control("Checkbox", "Agreed", "<x:Checked>1</x:Checked>") + control("Checkbox", "Refused")
        + control("Button", "Send it") + control("Note", "a comment") + control("Pict", shape=' alt="Crest"')
    )  # fmt: skip
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    drawing = Piece(
        "xl/drawings/vmlDrawing1.vml", f"<xml {spaces}>{shapes}</xml>", "vmlDrawing", "controls", PART
    )
    assert asides(read(workbook("", [drawing]), "a.xlsx")) == [
        ("s1", "text boxes, sheet Sheet1", "\u2612 Agreed\n\u2610 Refused\nSend it"),
        ("s2", "alternative text, sheet Sheet1", "Crest"),
    ]


def test_headers_are_read_where_they_are_printed(read: Read) -> None:
    printed = (
        "<oddHeader>&amp;LOfficial</oddHeader><evenHeader>Even</evenHeader><firstFooter>First</firstFooter>"
    )
    book = workbook("", behind=f"<headerFooter>{printed}</headerFooter>")
    assert asides(read(book, "a.xlsx")) == [("s1", "headers and footers, sheet Sheet1", "Official")]
    both = workbook(
        "", behind=f'<headerFooter differentFirst="1" differentOddEven="1">{printed}</headerFooter>'
    )
    assert asides(read(both, "a.xlsx"))[0][2] == "Official\nEven\nFirst"


def test_the_codes_of_a_header_are_not_its_words() -> None:
    codes = '&L&"Arial,Bold"&12Costs && fees&C&KFF0000Page &P+2 of &N&R&G&A'
    assert list(page_lines(codes, "Staff")) == ["Costs & fees", "Page &[Page] of &[Pages]", "Staff"]


def test_messages_and_choices_name_their_cells(read: Read) -> None:
    rules = (
        '<dataValidations count="3"><dataValidation type="whole" showInputMessage="1" promptTitle="Rank" prompt="As on the list" '
        'errorTitle="Not shown" sqref="B2:B9"/><dataValidation type="list" sqref="C1 C2 C3 C4"><formula1>"yes, no"</formula1>'
        '</dataValidation><dataValidation type="list" sqref="D1"><formula1>$A$1:$A$9</formula1></dataValidation></dataValidations>'
    )
    part = read(workbook("", behind=rules), "a.xlsx").text.parts[1]
    assert part.text == "B2:B9 Rank: As on the list\nC1 C2 C3 … yes, no"
    assert part.aside is Aside.CELL_MESSAGES
    assert part.aside.apart


def test_names_that_a_program_gave_are_no_part(read: Read) -> None:
    assert asides(read(workbook(""), "a.xlsx")) == []


def test_a_drawing_that_is_damaged_far_inside_leaves_the_cells(read: Read) -> None:
    words = " ".join(hashlib.sha256(bytes([at % 256, at // 256])).hexdigest() for at in range(4000))
    book = workbook("", [placed(shape(words))], behind=DRAWN)
    middle = book.index(_DRAWING.encode()) + 120_000
    text = read(book[:middle] + bytes(64) + book[middle + 64 :], "a.xlsx").text
    assert text.parts[0].text == "Costs of the board"
    assert text.problem is not None
    assert text.problem.reason is Reason.PACKAGE_PART_DAMAGED
