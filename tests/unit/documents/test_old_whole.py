"""Old Word, old shows, rich text, and what is only named: code pages, symbols, numbers, boxes, masters, objects."""

from __future__ import annotations

import io
import struct
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from reviewer.documents.formats import embedded, kinds, office_art, ole_storage, word_six
from reviewer.documents.reader import Reader, Reading
from reviewer.model import NoteCode, NoText, Reason
from tests.unit.documents.office_files import REL_TYPE, SPACES, TYPES, paragraph, run, word
from tests.unit.documents.test_slides_whole import box, saved, show
from tests.unit.documents.test_word_whole import symbol

Read = Callable[..., Reading]
Convert = Callable[[bytes, str, str], bytes]


opened = import_module("olefile").OleFileIO


@pytest.fixture
def convert(tool: Callable[[str], str], tmp_path: Path) -> Convert:
    """Have LibreOffice write bytes of one ending as a file of another."""

    def converting(data: bytes, before: str, after: str) -> bytes:
        (tmp_path / f"made.{before}").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        words = [tool("soffice"), profile, "--headless", "--convert-to", after, "--outdir", str(tmp_path)]
        subprocess.run(
            [*words, str(tmp_path / f"made.{before}")], capture_output=True, timeout=120, check=True
        )
        return (tmp_path / f"made.{after}").read_bytes()

    return converting


def six(
    text: bytes, fonts: list[tuple[str, int]], runs: list[tuple[int, int, int]], language: int = 0x409
) -> bytes:
    """Return the main stream of a Word 6 document; ``runs``: start and end in the text, and the font."""
    start, page = 0x300, 0x800
    table = b"".join(
        bytes([6 + len(name), 0x16, 0x90, 1, charset, 0]) + name.encode() + b"\0" for name, charset in fonts
    )
    bounds = sorted({0, len(text), *(end for one in runs for end in one[:2])})
    fkp, chpx = bytearray(512), 500
    fkp[511] = len(bounds) - 1
    struct.pack_into(f"<{len(bounds)}I", fkp, 0, *(start + end for end in bounds))
    for number, end in enumerate(bounds[:-1]):
        font = next((font for first, last, font in runs if first <= end < last), None)
        if font is not None:
            chpx -= 6
            fkp[4 * len(bounds) + number] = chpx // 2
            fkp[chpx : chpx + 4] = struct.pack("<BBH", 3, 93, font)
    made = bytearray(page + 512)
    struct.pack_into("<HHHH", made, 0, 0xA5DC, 0x65, 0, language)
    struct.pack_into("<II", made, 0x18, start, start + len(text))
    made[start : start + len(text)] = text
    made[page:] = fkp
    places = {
        0xB8: struct.pack("<IIH", start, start + len(text), page // 512),
        0xD0: struct.pack("<H", len(table) + 2) + table,
    }
    for at, data in places.items():
        struct.pack_into("<II", made, at, len(made), len(data))
        made += data
    return bytes(made)


def test_each_run_of_word_6_is_in_the_code_page_of_its_font() -> None:
    czech, russian = "před".encode("cp1250"), "Четыре".encode("cp1251")
    text = b"Plain \xe9 " + czech + b" " + russian + b" m"
    at = len(b"Plain \xe9 ")
    runs = [(at, at + 4, 1), (at + 5, at + 11, 2), (at + 12, at + 13, 3)]
    fonts = [("Arial", 0), ("Arial CE", 238), ("Arial Cyr", 204), ("Symbol", 2)]
    assert word_six.Six(six(text, fonts, runs)).text() == "Plain é před Четыре μ"


def test_what_no_font_says_is_in_the_code_page_of_the_language() -> None:
    assert word_six.Six(six("Четыре".encode("cp1251"), [("Times", 0)], [], 0x419)).text() == "Четыре"


def test_nonsense_in_word_6_raises_what_is_told_as_damage() -> None:
    made = bytearray(six(b"Words", [("Arial", 0)], []))
    struct.pack_into("<H", made, 0x0A, 0x0004)  # says that it is in pieces, and has none
    with pytest.raises((struct.error, IndexError, ValueError)):
        word_six.Six(bytes(made)).text()


NUMBERING = (
    f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def listed(level: int, text: str) -> str:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{place}{run(text)}</w:p>"


def field(kind: str, data: str) -> str:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    begin = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='x'/>{data}</w:ffData></w:fldChar></w:r>"
    return (
        f"{begin}<w:r><w:instrText> {kind} </w:instrText></w:r>{mark.format('separate')}{mark.format('end')}"
    )


@pytest.mark.thorough
def test_an_old_word_document_counts_and_ticks_as_word_does(read: Read, convert: Convert) -> None:
    ticked = field("FORMCHECKBOX", "<w:checkBox><w:sizeAuto/><w:default w:val='0'/><w:checked/></w:checkBox>")
    empty = field("FORMCHECKBOX", "<w:checkBox><w:sizeAuto/><w:default w:val='0'/></w:checkBox>")
    chosen = field(
        "FORMDROPDOWN",
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='none'/><w:listEntry w:val='some'/></w:ddList>",
    )
    body = (
        paragraph(ticked, " Yes ", empty, " No ", chosen) + paragraph(symbol("Wingdings", "F0FE"), " box ", symbol("Symbol", "F06D"), "g")
        + listed(0, "one") + listed(1, "deep") + listed(1, "deeper") + listed(0, "two")
    )  # fmt: skip
    types = (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{REL_TYPE}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/></Types>'
    )
    made = word(
        body,
        ("numbering", "numbering.xml"),
        files={"word/numbering.xml": NUMBERING, "[Content_Types].xml": types},
    )
    expected = "☒ Yes ☐ No some\n☒ box μg\n3. one\n3.a) deep\n3.b) deeper\n4. two"
    assert read(made, "a.docx").text.parts[0].text == expected
    text = read(convert(made, "docx", "doc"), "a.doc").text
    assert (text.kind, text.parts[0].text) == ("doc", expected)


@pytest.mark.thorough
def test_what_the_master_of_an_old_show_shows_stands_beside_its_slides(read: Read, convert: Convert) -> None:
    made = show("One", "Two")
    box(made.slide_master, "Official: sensitive")
    text = read(convert(saved(made), "pptx", "ppt"), "a.ppt").text
    assert [(part.place, part.text) for part in text.parts][:2] == [("slide1", "One"), ("slide2", "Two")]
    assert "Official: sensitive" in next(part.text for part in text.parts if part.label == "master slide")


FORM = r"{{\field{{\*\fldinst {{ {} {{\*\formfield{{{}}}}}}}}}{{\fldrslt }}}}"
FONTS = r"{\fonttbl{\f0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset2 Symbol;}}"
RICH = {
    "a ticked box": (FORM.format("FORMCHECKBOX", r"\fftype1\ffres1\ffdefres0{\*\ffname a}") + " Yes", "☒ Yes"),
    "a box as it was at first": (FORM.format("FORMCHECKBOX", r"\fftype1\ffres25\ffdefres0") + " No", "☐ No"),
    "a list": (FORM.format("FORMDROPDOWN", r"\fftype2\ffres1{\*\ffl none}{\*\ffl some}"), "some"),
    "a symbol in bytes": (r"{\f1\'fe} {\f2 m}g", "☒ μg"),
    "a symbol in Unicode": (r"{\f1\u-3842?} box", "☒ box"),
    "an equation": (r"so {\mmath{\*\moMath{\mf{\mfPr{\mctrlPr x}{\mtype lin}}{\mnum{\mr a}}{\mden{\mr b}}}}} it is", "so a/b it is"),
    "words as art": (r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv DRAFT}}}}Below", "DRAFT\nBelow"),
}  # fmt: skip


@pytest.mark.parametrize("sort", RICH)
def test_rich_text_shows_what_word_shows(read: Read, sort: str) -> None:
    body, expected = RICH[sort]
    text = read(rf"{{\rtf1\ansi{FONTS}{body}\par}}".encode(), "a.rtf").text
    assert [part.text for part in text.parts] == [expected]


def test_pictures_of_rich_text_have_their_descriptions(read: Read) -> None:
    body = r"Words\par{\pict{\*\picprop{\sp{\sn wzDescription}{\sv A crest}}}89504e47}"
    text = read(rf"{{\rtf1\ansi {body}}}".encode(), "a.rtf").text
    assert [(part.label, part.text, part.no_text) for part in text.parts] == [
        ("beginning", "Words", None),
        ("alternative text", "A crest", None),
        ("beginning, picture 1", "", NoText.DAMAGED),
    ]


def packaged(name: str, data: bytes) -> bytes:
    """Return what Windows' Packager writes of a file, [MS-OLEDS] 2.3.6, without its first size."""
    named = name.encode() + b"\0"
    return (
        b"\x02\0"
        + named
        + b"C:\\"
        + named
        + b"\0\0\3\0"
        + struct.pack("<I", 3)
        + b"C:\0"
        + struct.pack("<I", len(data))
        + data
    )


def test_files_inside_rich_text_are_documents_of_their_own(read: Read) -> None:
    native = packaged("plan.txt", b"The plan of the force")
    words = b"".join(struct.pack("<I", len(one)) + one for one in (b"Package\0", b"", b""))
    data = (struct.pack("<II", 0x501, 2) + words + struct.pack("<I", len(native)) + native).hex()
    body = rf"Words{{\object\objemb{{\*\objdata {data}}}}}{{\object\objemb{{\*\objdata 0105000002000000ff}}}}"
    reading = read(rf"{{\rtf1\ansi {body}\par}}".encode(), "a.rtf")
    (member,) = reading.members
    assert member.path is not None
    assert (member.name, member.path.read_bytes()) == ("plan.txt", b"The plan of the force")
    member.path.unlink()
    assert [(note.code, note.value("objects")) for note in reading.text.also] == [
        (NoteCode.FILES, None),
        (NoteCode.RICH_TEXT_OBJECTS, 1),
    ]


def test_a_storage_taken_out_of_an_ole_file_is_an_ole_file() -> None:
    tree: ole_storage.Tree = {
        "ObjectPool": {
            "_1": {"Workbook": b"w" * 9000, "Empty": b"", "Deeper": {"Small": b"s"}},
            "_2": {"\x01Ole10Native": struct.pack("<I", 99) + packaged("plan.txt", b"The plan")},
        },
        "WordDocument": b"d" * 5000,
    }
    with opened(io.BytesIO(ole_storage.written(tree))) as ole:
        made = ole_storage.taken_out(ole, "ObjectPool", "_1")
        members, shut = embedded.pooled(ole, "ObjectPool")
    with opened(io.BytesIO(made)) as inner:
        assert inner.openstream("Workbook").read() == b"w" * 9000
        assert inner.openstream("Deeper/Small").read().rstrip(b"\0") == b"s"
    assert [(member.name, shut) for member in members] == [("object1.xls", 0), ("plan.txt", 0)]


def test_a_workbook_in_an_old_word_document_is_one_of_its_own(reader: Reader, shared: Path) -> None:
    done = reader.read(shared / "corpus/doc/Fuzzed.doc", "Fuzzed.doc", "0" * 64)
    (member,) = done.members
    assert member.path is not None
    assert (member.name, reader.read(member.path, member.name, "0" * 64).text.kind) == ("object1.xls", "xls")
    member.path.unlink()


def shape(*properties: tuple[int, str]) -> bytes:
    """Return a table of a shape's properties, [MS-ODRAW] 2.2.9."""
    words = [(name, (text + "\0").encode("utf-16-le")) for name, text in properties]
    table = b"".join(struct.pack("<HI", 0xC000 | name, len(text)) for name, text in words)
    body = table + b"".join(text for _name, text in words)
    return struct.pack("<HHI", len(words) << 4 | 3, 0xF00B, len(body)) + body


def test_old_drawings_give_their_descriptions_and_words_drawn_as_art() -> None:
    data = (
        b"\x0b\xf0\xff"
        + shape((0x380, "Rectangle 4"), (0x381, "A crest\nof lions"))
        + b"\1"
        + shape((0xC0, "DRAFT"), (0x381, ""))
    )
    assert office_art.said(data, office_art.DESCRIPTION) == ["A crest of lions"]
    assert office_art.said(data, office_art.WORDS_AS_ART) == ["DRAFT"]
    assert [office_art.said(data[:end], office_art.DESCRIPTION) for end in (20, len(data) - 60)] == [[], []]


def test_a_packaged_file_that_lies_about_its_size_is_not_made_up() -> None:
    whole = struct.pack("<I", 99) + packaged("a.txt", b"words")
    assert embedded.native(whole, "x.bin") == ("a.txt", b"words")
    assert embedded.native(whole[:-3], "x.bin") is None


def test_wordperfect_is_named_for_what_it_is(read: Read) -> None:
    new = b"\xffWPC" + struct.pack("<IBBBB", 0x200, 1, 0x0A, 0, 1) + b"\0" * 600
    text = read(new, "a.wpd").text
    assert text.problem is not None
    assert (text.kind, text.problem.reason) == ("wpd", Reason.KIND_WORDPERFECT)
    old = (
        b"\xc0\x0a\x4a\x09\x4a\xc0\xce\x0c\x0a\xce"
        + b"Vetting of staff is done each year. " * 40
        + b"\x82\x01\x05"
    )
    assert kinds.kind_of(b"\x01\x02\x03" * 20 + old) == "wpd"
    assert kinds.kind_of(b"\xff\xfb\x90\x44" + bytes(range(256)) * 8) != "wpd"
