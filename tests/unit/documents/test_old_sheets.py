"""Workbooks of before 2007: numbers as their format shows them, and what stands outside their cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image

from reviewer.documents.formats import office_blips
from reviewer.documents.formats.old_sheets import OldBook
from reviewer.documents.reader import Reading
from reviewer.model import NoText
from tests.needles.old_formats import header, text_box, workbook
from tests.needles.ole import compound

Read = Callable[..., Reading]


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def string(text: str, size: str = "<HB") -> bytes:
    return struct.pack(size, len(text), 1) + text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (record(0x203, struct.pack("<HHHd", 2, 1, 16, 0.125)), "\t12.5%"),
        (record(0x27E, struct.pack("<HHHI", 2, 1, 16, 12 << 2 | 3)), "\t12.0%"),  # a whole number, by 100
        (record(0x27E, struct.pack("<HHHI", 2, 1, 16, 0x3FE00000)), "\t50.0%"),
        (record(0xBD, struct.pack("<HHHIHIH", 2, 1, 16, 1 << 2 | 2, 15, 7 << 2 | 2, 2)), "\t100.0%\t7"),
        (record(0x06, struct.pack("<HHHdHIH", 2, 1, 16, 0.25, 0, 0, 0)), "\t25.0%"),
        (record(0x203, struct.pack("<HHHd", 2, 1, 15, 0.125)), "\t0.125"),
    ],
)
def test_a_number_is_shown_by_its_format(cells: bytes, row: str, read: Read) -> None:
    part = read(workbook(cells, code="0.0%"), "a.xls").text.parts[0]
    assert part.text == f"Costs of the board\n\n{row}"
    assert part.cells[1] == (21, "B3")
    raw = {
        "\t12.5%": "0.125",
        "\t12.0%": "0.12",
        "\t50.0%": "0.5",
        "\t100.0%\t7": "1",
        "\t25.0%": "0.25",
    }.get(row)
    assert part.raw == ((("B3", raw),) if raw else ())


def test_text_boxes_headers_and_charts_are_parts_of_their_own(read: Read) -> None:
    title = record(0x809, struct.pack("<HHHII", 0x600, 0x20, 0, 0, 0))
    title += record(0x100D, struct.pack("<H", 0) + string("Cases", "<BB")) + record(0x0A, b"")
    found = [
        [(part.label, part.text) for part in read(book, "a.xls").text.parts[1:]]
        for book in (text_box("Draft"), header("Official"), workbook(title))
    ]
    assert found == [
        [("text boxes, sheet Sheet1", "Draft")],
        [("headers and footers, sheet Sheet1", "Official")],
        [("charts and diagrams, sheet Sheet1", "Cases")],
    ]


def test_what_drawings_say_beside_their_boxes_is_read_wherever_the_records_part(read: Read) -> None:
    described = "The bridge\0".encode("utf-16-le")
    properties = struct.pack("<HI", 0x8381, len(described)) + described
    shape = struct.pack("<HHI", 1 << 4 | 3, 0xF00B, len(properties)) + properties
    for parted in (record(0xEC, shape), record(0xEC, shape[:19]) + record(0x3C, shape[19:])):
        assert [(part.label, part.text) for part in read(workbook(parted), "a.xls").text.parts[1:]] == [
            ("alternative text, sheet Sheet1", "The bridge")
        ]


def test_a_comment_says_its_cell_and_who_made_it(read: Read) -> None:
    thing = record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, 0x19, 7, 0) + bytes(4))
    said = record(0x1B6, struct.pack("<HHHHHHHHH", 0, 0, 0, 0, 0, 4, 16, 0, 0)) + record(
        0x3C, b"\1" + "Why?".encode("utf-16-le")
    )
    note = record(0x1C, struct.pack("<HHHH", 2, 1, 0, 7) + string("Ada"))
    parts = read(workbook(thing + said + note), "a.xls").text.parts
    assert [(part.place, part.label, part.text) for part in parts[1:]] == [
        ("s1", "comments", "Sheet1!B3 Ada: Why?")
    ]


@pytest.mark.parametrize("cut", [600, 700, 1000, 1500])
def test_a_stream_that_stops_is_read_as_far_as_it_goes(cut: int) -> None:
    book = workbook(record(0x14, struct.pack("<HB", 999, 1)))
    assert list(OldBook(book[:cut]).beside()) == []
    assert OldBook(b"no workbook").comments == []


def test_pictures_of_excel_95_are_found_and_those_of_a_form_not_known_told() -> None:
    kept = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(kept, "DIB")
    head = struct.pack("<HHI", 9, 1, len(kept.getvalue())) + kept.getvalue()
    unknown = struct.pack("<HHI", 14, 1, 4) + b"????"
    stream = (
        record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x0A, b"")
        + record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
        + record(0x7F, head[:2000]) + record(0x3C, head[2000:]) + record(0x7F, unknown) + record(0x0A, b"")
    )  # fmt: skip
    book = OldBook(compound({"Book": stream.ljust(4096, b"\0")}))
    assert [part.no_text for part in office_blips.gather(book.pictures()).parts()] == [
        NoText.PICTURE, NoText.DAMAGED,
    ]  # fmt: skip
    assert office_blips.picture(book.pictures(), "image0").size == (60, 20)
