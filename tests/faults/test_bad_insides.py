"""Documents that are sound outside and bite inside: each ends as text or with a reason, in the usual time and memory.

Names that lead out, cells at a sheet's far end, forms that compute, fonts that crash those who draw with them.
"""

from __future__ import annotations

import io
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from reviewer.casebook.document_files import Files
from reviewer.documents.intake import Intake
from reviewer.documents.reader import Reader, Reading
from reviewer.documents.reader.whole_document import forget
from reviewer.errors import ReviewerError
from reviewer.model import NoteCode, NoText, Reason
from tests.containers import packed, tnef, wide, zipped
from tests.needles.open_writing import sheets, table
from tests.needles.pdf_writing import line, one_page, stream, with_font
from tests.needles.sheet_writing import cell, workbook

QUICKLY = 25.0  # seconds: one call's deadline twice, and the start of a reader
OUT = (
    "../../../../escaped.txt",
    "/tmp/escaped.txt",
    "..\\..\\escaped.txt",
    "C:\\escaped.txt",
    "a/../../escaped.txt",
)
LAST = "XFD1048576"
_WIDE, _BINARY = 0x1F, 0x102
_PEAK = 600 << 20  # bytes: a third of what the reader may have, and a fortieth of a sheet as a grid


@pytest.fixture
def reader() -> Iterator[Reader]:
    """A reader of its own, so that what it needed is this file's."""
    with Reader() as made:
        yield made


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Callable[[bytes, str], Reading]:
    """Read bytes as a file: it is over quickly, and the reader did not die of it."""

    def reading(data: bytes, name: str) -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        started = time.monotonic()
        found = reader.read(path, name, "0" * 64)
        forget(found.members)
        assert time.monotonic() - started < QUICKLY
        reasons = {one.reason for one in found.text.problem.all} if found.text.problem else set()
        assert not reasons & {
            Reason.READING_TOO_SLOW,
            Reason.READING_TOO_LARGE,
            Reason.READER_DIED,
            Reason.READER_DIED_TWICE,
        }
        return found

    return reading


Read = Callable[[bytes, str], Reading]


def peak(reader: Reader) -> int:
    """Return the most, in bytes, that the reader's process had at once (proc(5))."""
    status = Path(f"/proc/{reader.pid}/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


# --- names that lead out ------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("name", OUT)
@pytest.mark.parametrize("kind", ["a.zip", "a.tar", "a.7z", "a.cpio", "winmail.dat"])
def test_a_name_that_leads_out_is_cut_and_nothing_is_written_there(
    reader: Reader, tmp_path: Path, kind: str, name: str
) -> None:
    words = b"The words inside."
    if kind == "winmail.dat":
        attached = {(0x3707, _WIDE): wide(name), (0x3701, _BINARY): words}
        data = tnef({(0x1000, _WIDE): wide("The message")}, [attached])
    else:
        forms = {"a.tar": "gnutar", "a.7z": "7zip", "a.cpio": "cpio_newc"}
        data = packed(forms[kind], {name: words}) if kind in forms else zipped({name: words})
    folder = tmp_path / "deep/in/sent"
    folder.mkdir(parents=True)
    (folder / kind).write_bytes(data)
    store = Files(tmp_path / "deep/in/store", "store", writable=True)
    taken = list(Intake([reader], store).take([folder / kind]))
    assert [one.name for one in taken] == [kind, "escaped.txt"]
    assert taken[1].text.parts[0].text == words.decode()
    assert ".." not in taken[1].origin
    assert not list(tmp_path.rglob("escaped*"))
    assert not Path("/tmp/escaped.txt").exists()  # where it must not be


# --- cells far away -----------------------------------------------------------------------------------


def test_a_cell_at_the_end_of_a_sheet_is_read_where_it_stands(read: Read, reader: Reader) -> None:
    part = read(workbook(cell(LAST, "The last word")), "a.xlsx").text.parts[0]
    assert part.cells[-1][1] == LAST
    assert part.text.endswith("The last word")
    assert peak(reader) < _PEAK


def test_far_cells_of_an_open_sheet_are_read_where_they_stand(read: Read, reader: Reader) -> None:
    far = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="string">'
        "<text:p>The last word</text:p></table:table-cell></table:table-row>"
    )
    part = read(sheets(table(far)), "a.ods").text.parts[0]
    assert part.text.endswith("The last word")
    assert peak(reader) < _PEAK


def test_cells_strewn_over_a_whole_sheet_are_read_or_told(read: Read, reader: Reader) -> None:
    places = sorted((row, column) for row in range(1, 1_048_577, 2_100) for column in ("A", "XFD"))
    rows = "".join(cell(f"{column}{row}", f"word{row}") for row, column in places if row > 1)
    found = read(workbook(rows), "a.xlsx").text
    assert found.problem is not None or "word1047901" in found.parts[0].text
    assert peak(reader) < _PEAK


# --- forms that compute -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script", ["event.value = 6 * 7", "while (true) {}", "this.getField('f').value = '42'"]
)
def test_a_form_that_computes_shows_what_was_kept_and_that_is_told(read: Read, script: str) -> None:
    run = f"/S/JavaScript/JS({script.replace('(', chr(92) + '(').replace(')', chr(92) + ')')})"
    field = (
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(kept)/Rect[72 600 300 620]/DA(/F1 12 Tf 0 g)"
        f"/AA<</C<<{run}>>/F<<{run}>>/K<<{run}>>>>>>"
    )
    form = (
        "/AcroForm<</Fields[6 0 R]/CO[6 0 R]/NeedAppearances true/DA(/F1 0 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>"
        f"/OpenAction<<{run}>>"
    )
    found = read(one_page(line("The sum:"), [field], keys="/Annots[6 0 R]", root=form), "a.pdf").text
    assert "kept" in found.parts[0].text
    assert "42" not in found.parts[0].text
    assert {NoteCode.FORM_COMPUTES, NoteCode.SCRIPTS} <= {note.code for note in found.also}


# --- fonts --------------------------------------------------------------------------------------------


def embedded() -> bytes:
    """A page in a font that is embedded."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Needle", 14)
        canvas.drawString(72, 700, "Words in a font of their own.")

    return with_font(draw)


def with_program(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change the font's program, which the file goes on to call sound."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                thing.FontFile2.write(change(thing.FontFile2.read_bytes()))
        pdf.save(made)
    return made.getvalue()


def lying_tables(program: bytes) -> bytes:
    """Every table of the font begins in its own directory and is as long as can be (OpenType 1.9, table directory)."""
    made = bytearray(program)
    for number in range(int.from_bytes(program[4:6], "big")):
        made[12 + 16 * number + 8 : 12 + 16 * number + 16] = b"\0\0\0\x0c\xff\xff\xff\xff"
    return bytes(made)


def composed_of_itself(program: bytes) -> bytes:
    """Every glyph is made of glyph 1, which is made of itself (OpenType 1.9, glyf: composite glyphs)."""
    tables = {
        program[at : at + 4]: int.from_bytes(program[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16)
    }
    made, start = bytearray(program), tables[b"glyf"]
    glyph = b"\xff\xff" + bytes(8) + b"\x00\x22\x00\x01\x00\x00" * 3 + b"\x00\x02\x00\x01\x00\x00"
    for at in range(start, min(start + 60_000, len(made) - len(glyph)), len(glyph) + len(glyph) % 2):
        made[at : at + len(glyph)] = glyph
    return bytes(made)


FONTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _program: b"",
    "zeros": lambda program: bytes(len(program)),
    "cut off": lambda program: program[: len(program) // 3],
    "tables that lie": lying_tables,
    "glyphs made of themselves": composed_of_itself,
    "a font of another kind": lambda _program: b"%!PS-AdobeFont-1.0: X\n{loop} loop\neexec " + b"\xff" * 5000,
    "a collection in itself": lambda _program: b"ttcf\0\1\0\0\0\0\xff\xff" + b"\0\0\0\x0c" * 0xFFFF,
}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_that_is_broken_leaves_a_page_that_is_read_or_told(
    read: Read, reader: Reader, tmp_path: Path, name: str
) -> None:
    found = read(with_program(embedded(), FONTS[name]), "a.pdf").text
    assert found.parts[0].text.strip() or found.parts[0].no_text or found.problem
    draws(reader, tmp_path / "a.pdf")
    assert peak(reader) < _PEAK


def draws(reader: Reader, path: Path) -> None:
    """Draw the first page, or be told why not, in time."""
    started = time.monotonic()
    with suppress(ReviewerError):
        assert reader.render(path, 0, 1.0).data
    assert time.monotonic() - started < QUICKLY


def test_fonts_changed_at_random_stop_nobody(reader: Reader, tmp_path: Path) -> None:
    chance, path = random.Random(10), tmp_path / "a.pdf"

    def changed(program: bytes) -> bytes:
        made = bytearray(program)
        for _change in range(chance.randrange(1, 40)):
            made[chance.randrange(len(made))] = chance.randrange(256)
        return bytes(made)

    sound = embedded()
    for _time in range(40):
        path.write_bytes(with_program(sound, changed))
        text = reader.read(path, path.name, "0" * 64).text
        assert text.parts or text.problem
        draws(reader, path)


def test_a_letter_that_draws_itself_ends(read: Read, reader: Reader, tmp_path: Path) -> None:
    """Type 3 (ISO 32000-2, 9.6.4): each letter writes two more of itself."""
    letter = stream("1000 0 d0 BT /F2 1 Tf (aa) Tj ET")
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 97/Widths[1000]"
        "/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F2 6 0 R>>>>>>"
    )
    data = one_page(
        f"{line('Words.')} BT /F2 12 Tf 72 600 Td (aaaa) Tj ET", [font, letter], fonts="/F2 6 0 R"
    )
    assert "Words." in read(data, "a.pdf").text.parts[0].text
    draws(reader, tmp_path / "a.pdf")


def test_a_map_of_more_letters_than_there_are_ends(read: Read, reader: Reader) -> None:
    ranges = "100 beginbfrange\n" + "<0000> <FFFF> <0041>\n" * 100 + "endbfrange\n"
    names = f"/CIDInit /ProcSet findresource begin begincmap\n{ranges * 60}endcmap end"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>"
    data = one_page(
        f"{line('Words.')} BT /F2 12 Tf 72 600 Td (mapped) Tj ET", [font, stream(names)], fonts="/F2 6 0 R"
    )
    found = read(data, "a.pdf").text
    assert "Words." in found.parts[0].text or found.parts[0].no_text is NoText.LETTERS
    assert peak(reader) < _PEAK
