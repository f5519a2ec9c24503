"""Office files of before 2007 and WordPerfect's, the smallest that LibreOffice opens.

Sources: [MS-DOC] 2.5 (Fib) and 2.8.25, 2.9.38 (Clx); for Word 6 and 95 the Fib of Word 6; [MS-XLS] 2.4 (records); libwpd for WordPerfect.
The name on a sheet's tab is on no print.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime

from tests.needles import words
from tests.needles.carriers import Carrier, Where, Witness
from tests.needles.ole import compound

OTHER = "An ordinary paragraph about the meeting of the board."


def _lines(phrase: str) -> str:
    return f"{OTHER}\r{phrase}\r{OTHER}\r"


def word_97(phrase: str, stream: str = "WordDocument") -> bytes:
    """Text of two bytes a letter, in one piece."""
    return _word_97(_lines(phrase), stream)


_SYMBOL = struct.pack("<HHH", 0x6A09, 1, 0xF06D)  # sprmCSymbol: mu of the font Symbol


def _word_97(text: str, stream: str = "WordDocument", marked: int = -1, mark: bytes = _SYMBOL) -> bytes:
    """``marked`` is where a character stands of which ``mark`` says more ([MS-DOC] 2.6.1)."""
    streams = word_97_streams(text, marked, mark)
    return compound({stream: streams[0], "1Table": streams[1]})


def word_97_streams(text: str, marked: int = -1, mark: bytes = b"", art: bytes = b"") -> tuple[bytes, bytes]:
    """The main stream and the table; ``art`` describes drawings ([MS-DOC] 2.9.172)."""
    start, runs_page = 0x600, 0xA00
    fonts = b"".join(_font_97(name, kind) for name, kind in (("Times New Roman", 0), ("Symbol", 2)))
    fonts = struct.pack("<HH", 2, 0) + fonts
    piece = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(piece)) + piece
    fib, end = bytearray(start), start + 2 * len(text)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x409, 0, 0x1000 | 0x200)
    struct.pack_into("<H", fib, 0x0C, 0xBF)
    struct.pack_into("<II", fib, 0x18, start, end)
    struct.pack_into("<H", fib, 0x20, 14)
    struct.pack_into("<H", fib, 0x3E, 22)
    struct.pack_into("<I", fib, 0x40, 4096)  # cbMac
    struct.pack_into("<I", fib, 0x4C, len(text))  # ccpText
    struct.pack_into("<H", fib, 0x98, 93)
    struct.pack_into("<II", fib, 0x1A2, 0, len(clx))
    table = clx.ljust(256, b"\0")
    if marked >= 0:
        marks = struct.pack("<III", start, end, runs_page // 512)
        struct.pack_into("<II", fib, 0xFA, 256, len(marks))
        struct.pack_into("<II", fib, 0x112, 512, len(fonts))
        table = (table + marks).ljust(512, b"\0") + fonts
    if art:
        struct.pack_into("<II", fib, 0x22A, 1024, len(art))
        table = table.ljust(1024, b"\0") + art
    main = (bytes(fib) + text.encode("utf-16-le")).ljust(runs_page, b"\0") + _runs_97(
        start, end, marked, mark
    )
    return main.ljust(4096, b"\0"), table.ljust(4096, b"\0")


def _runs_97(start: int, end: int, marked: int, mark: bytes) -> bytes:
    """A page of three runs, of which the second has a mark at byte 490."""
    page, at = bytearray(512), start + 2 * marked
    struct.pack_into("<IIIIBBB", page, 0, start, at, at + 2, end, 0, 245, 0)
    page[490 : 491 + len(mark)] = bytes((len(mark),)) + mark
    page[511] = 3
    return bytes(page)


def _font_97(name: str, letters: int) -> bytes:
    said = (name + "\0").encode("utf-16-le")
    return struct.pack("<BBHBB", 39 + len(said), 6, 400, letters, 0) + bytes(34) + said


def symbol_letter(phrase: str) -> bytes:
    """A letter that Word took from the font Symbol; another holds its place in the text.

    LibreOffice draws it, and Tesseract reads it as "u".
    """
    text = _lines(phrase.replace("\N{GREEK SMALL LETTER MU}", "("))
    return _word_97(text, marked=text.index("("))


def _word_6(encoding: str, letters: int, version: int = 101) -> Callable[[str], bytes]:
    """Text of one byte a letter, in a font that names its letters (204 is Cyrillic) as Windows' fonts do."""
    return lambda phrase: word_6(f"{phrase}\r".encode(encoding), letters, version)


def word_6(text: bytes, letters: int = 0, version: int = 101, picture: bytes = b"") -> bytes:
    """A document of Word 6, all of whose characters stand for a ``picture`` (a metafile) where there is one."""
    start, page, fonts, table, kept = 0x300, 0x800, 0xA00, 0xB00, 0x1000
    named = _font("Arial", 0) + _font("Arial Extra", letters)
    marks = struct.pack("<II", start, start + len(text)) + struct.pack("<H", page // 512)
    fib = bytearray(start)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5DC, version, 0, 0x409, 0, 0)
    struct.pack_into("<H", fib, 0x0C, version)
    struct.pack_into("<II", fib, 0x18, start, start + len(text))
    struct.pack_into("<I", fib, 0x20, 4096)
    struct.pack_into("<I", fib, 0x34, len(text))
    struct.pack_into("<II", fib, 0xB8, table, len(marks))
    struct.pack_into("<II", fib, 0xD0, fonts, len(named) + 2)
    # A page of runs: one run, whose mark stands at byte 500: sprmCFtc, font 1; or sprmCPicLocation.
    mark = struct.pack("<BBI", 68, 4, kept) if picture else struct.pack("<BH", 93, 1)
    runs = bytearray(512)
    struct.pack_into("<IIB", runs, 0, start, start + len(text), 250)
    runs[500 : 501 + len(mark)] = bytes((len(mark),)) + mark
    runs[511] = 1
    stream = (bytes(fib) + text).ljust(page, b"\0") + bytes(runs)
    stream += (struct.pack("<H", len(named) + 2) + named).ljust(table - fonts, b"\0") + marks
    head = struct.pack("<IHH", 58 + len(picture), 58, 8).ljust(58, b"\0")
    return compound({"WordDocument": stream.ljust(kept, b"\0") + (head + picture if picture else b"")})


def _font(name: str, letters: int) -> bytes:
    said = name.encode() + b"\0"
    return struct.pack("<BBHBB", 5 + len(said), 4, 400, letters, 0) + said


def word_2(phrase: str) -> bytes:
    """A file of its own, without OLE."""
    text, start = _lines(phrase).encode("cp1252"), 0x180
    fib = bytearray(start)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5DB, 45, 0, 0x409, 0, 0)
    struct.pack_into("<II", fib, 0x18, start, start + len(text))
    struct.pack_into("<I", fib, 0x34, len(text))
    return (bytes(fib) + text).ljust(4096, b"\0")


def word_perfect(phrase: str) -> bytes:
    """WordPerfect 5.1: a head of 16 bytes, then the text with hard ends of lines."""
    head = b"\xffWPC" + struct.pack("<IBBBBHH", 16, 1, 10, 0, 1, 0, 0)
    return head + _lines(phrase).replace("\r", "\n").encode("ascii")


# --- workbooks -------------------------------------------------------------------------------------


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _string(text: str, size: str = "<HB") -> bytes:
    return struct.pack(size, len(text), 1) + text.encode("utf-16-le")


_STARTS = (
    struct.pack("<HHHII", 0x600, 5, 0x1DBB, 0x7CC, 0),
    struct.pack("<HHHII", 0x600, 0x10, 0x1DBB, 0x7CC, 0),
)


def workbook(
    rows: bytes, name: str = "Sheet1", code: str = "General", stream: str = "Workbook", store: bytes = b""
) -> bytes:
    """A workbook of one sheet of these records; style 16 shows numbers by ``code``; ``store`` are records of all sheets."""
    font = _record(
        0x31, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _string("Arial", "<BB")
    )
    plain = struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0xF4, 0, 0, 0x20C0)
    shown = struct.pack("<HHHBBBBIIH", 0, 170, 1, 0x20, 0, 0, 0x04, 0, 0, 0x20C0)
    usual = struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    head = _record(0x809, _STARTS[0]) + _record(0x42, struct.pack("<H", 1200))
    head += _record(0x3D, struct.pack("<9H", 0, 0, 9000, 9000, 0x38, 0, 0, 1, 600)) + font * 4
    head += _record(0x41E, struct.pack("<H", 170) + _string(code))
    head += b"".join(_record(0xE0, each) for each in (*([plain] * 15), usual, shown))
    head += _record(0x293, struct.pack("<HBB", 0x8000, 0, 0xFF)) + store
    size = len(_record(0x85, struct.pack("<IBB", 0, 0, 0) + _string(name, "<BB"))) + 4
    head += _record(0x85, struct.pack("<IBB", len(head) + size, 0, 0) + _string(name, "<BB")) + _record(0x0A)
    window = _record(0x23E, struct.pack("<HHHIHHI", 0x6B6, 0, 0, 64, 0, 0, 0))
    label = _record(0x204, struct.pack("<HHH", 0, 0, 15) + _string("Costs of the board"))
    sheet = (
        _record(0x809, _STARTS[1])
        + _record(0x200, struct.pack("<IIHHH", 0, 9, 0, 9, 0))
        + _record(0x7D, struct.pack("<HHHHHH", 0, 3, 9000, 15, 0, 0))
        + label
        + rows
    )
    return compound({stream: (head + sheet + window + _record(0x0A)).ljust(4096, b"\0")})


def _label(phrase: str) -> bytes:
    return _record(0x204, struct.pack("<HHH", 2, 1, 15) + _string(phrase))


def _number(value: float) -> bytes:
    return _record(0x203, struct.pack("<HHHd", 2, 1, 16, value))


def text_box(phrase: str) -> bytes:
    """A box on the sheet: its shape, the object, its text ([MS-XLS] 2.4.171, 2.4.181, 2.4.329; [MS-ODRAW] 2.2)."""
    anchor = struct.pack("<9H", 2, 0, 0, 3, 0, 3, 0, 8, 0)
    first = _shape(0xF004, _shape(0xF009, bytes(16), 1), _shape(0xF00A, struct.pack("<II", 1024, 5), 2))
    text = _shape(0xF00D, b"")
    box = _shape(
        0xF004,
        _shape(0xF00A, struct.pack("<II", 1025, 0xA00), 2, 202),
        _shape(0xF010, anchor),
        _shape(0xF011, b""),
        text,
    )
    group = _shape(0xF003, first, box)
    drawing = _shape(0xF002, _shape(0xF008, struct.pack("<II", 2, 1025), 0, 1), group)
    head = drawing[: -len(text)]
    common = struct.pack("<HHHHH12x", 0x15, 0x12, 6, 1, 0x6011)
    said = _record(0x1B6, struct.pack("<HHHHHHHHH", 0x212, 0, 0, 0, 0, len(phrase), 16, 0, 0))
    letters = _record(0x3C, b"\1" + phrase.encode("utf-16-le"))
    runs = _record(0x3C, struct.pack("<HHIHHI", 0, 0, 0, len(phrase), 0, 0))
    return workbook(
        _record(0xEC, head) + _record(0x5D, common + bytes(4)) + _record(0xEC, text) + said + letters + runs
    )


def _shape(kind: int, *inside: bytes | int) -> bytes:
    """A record of Office's drawings: bytes inside, then its version and its instance; a box of others has version 15."""
    data = b"".join(each for each in inside if isinstance(each, bytes))
    version, instance = [*(each for each in inside if isinstance(each, int)), 0, 0][:2]
    boxed = 0xF if kind in {0xF002, 0xF003, 0xF004} else version
    return struct.pack("<HHI", boxed | instance << 4, kind, len(data)) + data


def header(phrase: str) -> bytes:
    return workbook(_record(0x14, _string(f"&C{phrase}")))


def footer(phrase: str) -> bytes:
    return workbook(_record(0x15, _string(f"&L{phrase}&RPage &P")))


def percentage(phrase: str) -> bytes:
    return workbook(_number(float(phrase.removesuffix("%")) / 100), code="0.00%")


def day(phrase: str) -> bytes:
    days = (datetime.strptime(phrase, "%d %B %Y") - datetime(1899, 12, 30)).days  # noqa: DTZ001, DTZ007  # a day has no zone
    return workbook(_number(days), code="d mmmm yyyy")


def _carrier(
    name: str,
    ending: str,
    make: Callable[[str], bytes],
    draw: words.Draw = words.words,
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    where = Where.EXACT if draw in {words.percentage, words.day, words.micrograms} else Where.TEXT
    return Carrier(name, ending, make, draw=draw, where=where, witness=witness)


CARRIERS = (
    _carrier("doc of Word 97", ".doc", word_97),
    _carrier(
        "doc letter of the font Symbol", ".doc", symbol_letter, draw=words.micrograms, witness=Witness.ARGUED
    ),
    _carrier("doc with its stream in small letters", ".doc", lambda phrase: word_97(phrase, "worddocument")),
    _carrier("doc of Word 6 in windows-1251", ".doc", _word_6("cp1251", 204), draw=words.cyrillic),
    _carrier("doc of Word 95 in windows-1253", ".doc", _word_6("cp1253", 161, 104), draw=words.greek),
    _carrier("doc of Word 2", ".doc", word_2),
    _carrier("wpd of WordPerfect 5.1", ".wpd", word_perfect),
    _carrier("xls cell", ".xls", lambda phrase: workbook(_label(phrase))),
    _carrier(
        "xls with its stream in capitals", ".xls", lambda phrase: workbook(_label(phrase), stream="WORKBOOK")
    ),
    _carrier("xls sheet's name", ".xls", lambda phrase: workbook(b"", name=phrase), witness=Witness.ARGUED),
    _carrier("xls text box", ".xls", text_box),
    _carrier("xls header of its pages", ".xls", header),
    _carrier("xls footer of its pages", ".xls", footer),
    _carrier("xls percentage", ".xls", percentage, draw=words.percentage),
    _carrier("xls date", ".xls", day, draw=words.day),
)
