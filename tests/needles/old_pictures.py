"""Pictures in Word documents and workbooks of before 2007.

Source: [MS-DOC] 2.9.190 (in a line), 2.9.172 (floating), 2.6.1 (sprmCPicLocation, sprmCFSpec); [MS-ODRAW] 2.2.20 and 2.2.32
(the store), 2.2.24 and 2.2.28 (pictures); [MS-XLS] 2.4.170, 2.4.171 (drawings), 2.4.138 (page headers), 2.4.19 (backgrounds).
No witness is asked of pictures in workbooks and floating ones: LibreOffice draws them where more is said of them than is needed to read them.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.needles.carriers import Carrier, Witness
from tests.needles.old_formats import OTHER, word_6, word_97_streams, workbook
from tests.needles.ole import compound
from tests.needles.pictures import drawn, png
from tests.needles.vector import metafile

_PLACE = "\x01"
_IN_LINE = struct.pack("<HBHI", 0x0855, 1, 0x6A03, 0)
_WIDE, _HIGH = 6000, 2000  # twentieths of a point
_MARK = bytes(range(16))


def atom(kind: int, data: bytes, version: int = 0, instance: int = 0) -> bytes:
    return struct.pack("<HHI", version | instance << 4, kind, len(data)) + data


def box(kind: int, *inside: bytes, instance: int = 0) -> bytes:
    return atom(kind, b"".join(inside), 0xF, instance)


def blip(data: bytes) -> bytes:
    """A PNG's record, or that of an EMF, which is packed."""
    if data.startswith(b"\x89PNG"):
        return atom(0xF01E, _MARK + b"\xff" + data, 0, 0x6E0)
    packed = zlib.compress(data)
    head = struct.pack("<I4i2iIBB", len(data), 0, 0, 600, 120, 5_000_000, 1_000_000, len(packed), 0, 0xFE)
    return atom(0xF01A, _MARK + head + packed, 0, 0x3D4)


def entry(picture: bytes, delay: int = 0xFFFFFFFF, *, inside: bool = True) -> bytes:
    """An entry of the store, with the picture's record in it or elsewhere."""
    head = struct.pack("<BB16sHIIIBBBB", 6, 6, _MARK, 255, len(picture), 1, delay, 0, 0, 0, 0)
    return atom(0xF007, head + (picture if inside else b""), 2, 6)


def _shape(number: int, *more: bytes) -> bytes:
    shown = atom(0xF00B, struct.pack("<HI", 0x4104, 1), 3, 1)
    return box(0xF004, atom(0xF00A, struct.pack("<II", number, 0xA00), 2, 75), shown, *more)


def _first() -> bytes:
    return box(0xF004, atom(0xF009, bytes(16), 1), atom(0xF00A, struct.pack("<II", 1024, 5), 2))


def _drawing(*shapes: bytes) -> bytes:
    head = atom(0xF008, struct.pack("<II", len(shapes) + 1, 1024 + len(shapes)), 0, 1)
    return box(0xF002, head, box(0xF003, _first(), *shapes))


def _group(stored: bytes) -> bytes:
    counts = atom(0xF006, struct.pack("<IIIIII", 1026, 2, 2, 1, 1, 2))
    return box(0xF000, counts, box(0xF001, stored, instance=1))


def in_a_line(made: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """A Word document with a picture of its own paragraph."""

    def make(phrase: str) -> bytes:
        text = f"{OTHER}\r{_PLACE}\r{OTHER}\r"
        main, table = word_97_streams(text, text.index(_PLACE), _IN_LINE)
        held = _shape(1025) + entry(blip(made(phrase)))
        goal = struct.pack("<HHHH", _WIDE, _HIGH, 1000, 1000).ljust(38, b"\0")
        head = struct.pack("<IHHHHH", 68 + len(held), 68, 0x64, 0, 0, 0) + bytes(14) + goal + bytes(2)
        data = (head + held).ljust(4096, b"\0")
        return compound({"WordDocument": main, "1Table": table, "Data": data})

    return make


def floating(phrase: str) -> bytes:
    """A picture in the store, whose record stands behind the text; its place is told elsewhere, and LibreOffice wants that too."""
    record = blip(png(phrase))
    art = _group(entry(record, 4096, inside=False)) + b"\0" + _drawing(_shape(1025))
    main, table = word_97_streams(f"{OTHER}\r", art=art)
    return compound({"WordDocument": main + record, "1Table": table})


def _records(kind: int, data: bytes, more: int, repeated: bytes = b"") -> bytes:
    """A record, and what it has no room for in records that go on."""
    room = 8224 - len(repeated)
    pieces = [data[at : at + room] for at in range(0, len(data), room)]
    return b"".join(
        struct.pack("<HH", more if number else kind, len(repeated) + len(piece)) + repeated + piece
        for number, piece in enumerate(pieces)
    )


def in_word_6(phrase: str) -> bytes:
    """A metafile, as Word kept pictures before 1997 (its own TextOut, [MS-WMF] 2.3.3.20)."""
    said = phrase.encode("cp1252")
    words = (
        struct.pack("<H", len(said))
        + said.ljust(len(said) + len(said) % 2, b"\0")
        + struct.pack("<hh", 20, 10)
    )
    records = struct.pack("<IH", 3 + len(words) // 2, 0x0521) + words + struct.pack("<IH", 3, 0)
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(records) // 2, 0, 3 + len(words) // 2, 0)
    return word_6(_PLACE.encode(), picture=head + records)


def on_a_sheet(phrase: str) -> bytes:
    store = _records(0xEB, _group(entry(blip(png(phrase)))), 0x3C)
    anchor = atom(0xF010, struct.pack("<9H", 2, 0, 0, 3, 0, 8, 0, 16, 0))
    art = _drawing(_shape(1025, anchor, atom(0xF011, b"")))
    common = struct.pack("<HHHHH12x", 0x15, 0x12, 8, 1, 0x6011)
    flags = struct.pack("<HHHHHH", 7, 2, 0xFFFF, 8, 2, 0)
    rows = _records(0xEC, art, 0x3C) + struct.pack("<HH", 0x5D, len(common) + 16) + common + flags + bytes(4)
    return workbook(rows, store=store)


def in_the_page_header(phrase: str) -> bytes:
    """A letterhead (&G): its own store in the sheet."""
    text = "&C&G".encode("utf-16-le")
    header = struct.pack("<HHHB", 0x14, 3 + len(text), len(text) // 2, 1) + text
    head = struct.pack("<HH8xH", 0x866, 0, 2)
    return workbook(header + _records(0x866, _group(entry(blip(png(phrase)))), 0x866, head))


def ground_of_a_sheet(phrase: str) -> bytes:
    """A bitmap behind the cells, with the shortest head."""
    data = io.BytesIO()
    picture: Image.Image = drawn(phrase).convert("RGB")
    picture.save(data, "DIB")
    wide, high = picture.size
    bitmap = struct.pack("<IHHHH", 12, wide, high, 1, 24) + data.getvalue()[40:]
    return workbook(_records(0xE9, struct.pack("<HHI", 9, 1, len(bitmap)) + bitmap, 0x3C))


def _carrier(
    name: str, ending: str, make: Callable[[str], bytes], witness: Witness = Witness.OFFICE
) -> Carrier:
    return Carrier(name, ending, make, witness=witness)


CARRIERS = (
    _carrier("doc picture in a line", ".doc", in_a_line(png)),
    _carrier("doc picture of lines and letters", ".doc", in_a_line(metafile)),
    _carrier("doc picture that floats", ".doc", floating, Witness.ARGUED),
    _carrier("doc picture of Word 6", ".doc", in_word_6, Witness.ARGUED),
    _carrier("xls picture", ".xls", on_a_sheet, Witness.ARGUED),
    _carrier("xls picture in the page header", ".xls", in_the_page_header, Witness.ARGUED),
    _carrier("xls ground of a sheet", ".xls", ground_of_a_sheet, Witness.ARGUED),
)
