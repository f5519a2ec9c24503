"""Pictures in Office files: parts of their own, found by what refers to them, where they stand in the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from reviewer.documents.formats import dispatch, word_pictures
from reviewer.documents.reader import Reading
from reviewer.model import Aside, DocumentText, NoText, Part
from tests.needles import sheet_writing, sheets
from tests.needles.packages import DRAWING, OFFICE, Piece
from tests.needles.vector import metafile
from tests.needles.word_writing import MAIN, OTHER, beside, document, paragraph, picture, picture_piece, run
from tests.unit.documents.office_files import zipped
from tests.unit.documents.test_pictures_in_texts import data as data_address
from tests.unit.documents.test_pictures_in_texts import pictures, png

Read = Callable[..., Reading]


def word(body: str, *pieces: Piece, section: str = "") -> bytes:
    return document(body, [picture_piece(png()), *pieces], section)


def text_parts(text: DocumentText) -> list[Part]:
    return [part for part in text.parts if part.picture is None]


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    assert old.encode() in files[name]
    return zipped({**files, name: files[name].replace(old.encode(), new.encode())})


HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{}</w:p>'
STYLES = beside(
    "styles", '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
)
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
BODIES = (
    paragraph(picture()),
    paragraph(run("Left of it "), picture(), run(" and right.")),
    paragraph(picture(), run("It leads.")),
    HEADING.format(picture()),
    HEADING.format(run("Annex") + picture()) + paragraph(run("Below.")),
    TABLE.format(paragraph(picture()), paragraph(run("cell"))),
    TABLE.format(paragraph(run("cell")), paragraph(picture())),
    f"<w:tbl><w:tr><w:tc>{paragraph(run('A'), picture(), run('B'))}</w:tc></w:tr></w:tbl>",
)


@pytest.mark.parametrize("body", BODIES)
def test_the_text_is_the_same_as_without_pictures(body: str, read: Read) -> None:
    with_one = read(word(body, STYLES), "a.docx").text
    without = read(word(body.replace(picture(), ""), STYLES), "a.docx").text
    assert text_parts(with_one) == text_parts(without)
    assert len(pictures(with_one)) == 1


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (BODIES[0], f"{OTHER}\n"),
        (BODIES[1], f"{OTHER}\nLeft of it"),
        (BODIES[2], f"{OTHER}\n"),
        (TABLE.format(paragraph(run("cell")), paragraph(picture())), f"{OTHER}\ncell"),
    ],
)
def test_a_picture_stands_where_it_is_in_the_text(body: str, before: str, read: Read) -> None:
    text = read(word(body), "a.docx").text
    ((_place, within, at),) = pictures(text)
    host = text.part(within)
    assert host is not None
    assert host.text[:at] == before


def test_a_picture_stands_under_its_heading(read: Read) -> None:
    body = HEADING.format(run("Annex")) + paragraph(picture()) + HEADING.format(run("Next"))
    text = read(word(body, STYLES), "a.docx").text
    assert pictures(text) == [("s2/picture1", "s2", len("Annex"))]
    assert text.parts[-1].label == "Annex, picture 1"


def test_a_text_that_holds_the_mark_of_a_picture_is_left_as_it_is(read: Read) -> None:
    body = paragraph(run("a\U0010fff0\U00100000b"), picture())
    text = read(word(body), "a.docx").text
    assert "a\U0010fff0\U00100000b" in text.parts[0].text
    assert pictures(text) == [("s1/picture1", "s1", -1)]


def test_a_document_that_is_only_a_picture_has_a_part_for_it(read: Read) -> None:
    data = changed(word(paragraph(picture())), MAIN, OTHER, "")
    assert [part.place for part in read(data, "a.docx").text.parts] == ["s1", "s1/picture1"]


def test_a_picture_in_two_forms_for_older_programs_is_there_once_and_in_its_place(read: Read) -> None:
    old = '<w:pict><v:shape><v:imagedata r:id="picture"/></v:shape></w:pict>'
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{picture()[5:-6]}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    assert pictures(read(word(paragraph(both)), "a.docx").text) == [
        ("s1/picture1", "s1", len(OTHER) + 1),
    ]


def test_pictures_of_headers_notes_and_lists_stand_in_their_parts(read: Read) -> None:
    head = beside("header", paragraph(picture()))
    notes = beside(
        "footnotes",
        f'<w:footnote w:id="2">{paragraph(run("See "), picture())}</w:footnote>',
    )
    bullet = beside(
        "numbering",
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata r:id="picture"/></v:shape></w:pict></w:numPicBullet>',
    )
    pieces = [
        head, notes, bullet,
        *(replace(picture_piece(png(grey=60 * number), f"image{number}.png"), of=piece.name)
          for number, piece in enumerate((head, notes, bullet), start=1)),
    ]  # fmt: skip
    section = f'<w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="header"/>'
    text = read(
        document(paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'), pieces, section), "a.docx"
    ).text
    hosts = {part.place: part for part in text.parts}
    found = {(hosts[within].aside, at) for _place, within, at in pictures(text)}
    assert found == {(Aside.HEADER, -1), (Aside.NOTES, len("See")), (None, -1)}


def test_a_picture_that_the_package_has_not_is_told_and_one_elsewhere_is_left_to_its_note(
    read: Read,
) -> None:
    def linked(key: str) -> str:
        return paragraph(picture().replace('r:embed="picture"', f'r:embed="{key}"'))

    data = word(linked("nowhere") * 2 + linked("picture"))
    data = changed(data, "word/_rels/document.xml.rels", "/word/media/image1.png", "media/gone.png")
    text = read(data, "a.docx").text
    assert [(piece.why, piece.waits) for piece in text.unread] == [(NoText.DAMAGED, False)] * 2
    keys, others = ({piece.key(sha) for piece in text.unread} for sha in ("0a" * 32, "0b" * 32))
    assert (len(keys), keys & others) == (2, set()), "what another document has not may be another picture"
    outside = changed(
        word(linked("picture")), "word/_rels/document.xml.rels",
        'Target="/word/media/image1.png"', 'Target="https://pictures.example/a.png" TargetMode="External"',
    )  # fmt: skip
    assert not read(outside, "a.docx").text.unread


@pytest.mark.parametrize("lied", ["crc", "size"])
def test_a_picture_whose_entry_is_damaged_or_lies_about_its_size_is_told(lied: str, read: Read) -> None:
    data = bytearray(word(paragraph(picture())))
    listed = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/image1.png"))
    at = listed + (16 if lied == "crc" else 24)
    data[at : at + 4] = (7).to_bytes(4, "little")
    text = read(bytes(data), "a.docx").text
    assert text.parts[0].text.startswith(OTHER)
    assert [piece.why for piece in text.unread] == [NoText.DAMAGED]


def test_relations_that_lead_to_themselves_come_to_an_end(read: Read) -> None:
    chart = Piece("word/charts/chart1.xml", f'<c:x xmlns:c="{DRAWING}/chart"/>', "chart", "chart", MAIN)
    again = replace(chart, of=chart.name)
    itself = Piece(MAIN, "", "image", "picture", MAIN)
    data = document(
        paragraph(picture()), [chart, again, replace(itself, name="word/charts/chart1.xml", data=chart.data)]
    )
    assert [piece.why for piece in read(data, "a.docx").text.unread] == [NoText.DAMAGED]


def test_pictures_of_an_imported_document_stand_at_its_beginning_and_are_drawn(read: Read) -> None:
    inner = word(paragraph(picture()))
    chunk = Piece("word/chunk.docx", inner, "aFChunk", "chunk", MAIN)
    data = document('<w:altChunk r:id="chunk"/>', [chunk])
    text = read(data, "a.docx").text
    assert pictures(text) == [("s1/picture1", "s1", len(OTHER) + 1)]
    held = text.parts[-1].picture
    assert held is not None
    assert dispatch.picture(data, {"key": held.key}).size == (120, 40)


def test_what_is_written_in_a_drawing_of_lines_and_letters_is_read(read: Read) -> None:
    data = document(paragraph(picture()), [picture_piece(metafile("the lid is heavy"), "image1.emf")])
    part = read(data, "a.docx").text.parts[-1]
    assert (part.text, part.no_text) == ("the lid is heavy", None)


@pytest.mark.parametrize("make", [sheets.page_picture, sheets.vector_picture])
def test_pictures_of_a_sheet_stand_in_it(make: Callable[[str], bytes], read: Read) -> None:
    text = read(make("words"), "a.xlsx").text
    assert pictures(text) == [("sheet:Sheet1/picture1", "sheet:Sheet1", -1)]
    assert text.parts[-1].label == "sheet Sheet1, picture 1"


def test_the_ground_of_a_sheet_and_a_picture_in_a_cell_are_found(read: Read) -> None:
    ground = Piece("xl/media/image1.png", png(grey=1), "image", "ground", sheet_writing.PART)
    rich = Piece(
        "xl/richData/richValueRel.xml",
        f'<x:richValueRels xmlns:x="urn:x" xmlns:r="{OFFICE}"><x:rel r:id="one"/></x:richValueRels>',
        "http://schemas.microsoft.com/office/2022/10/relationships/richValueRel", "rich", sheet_writing.BOOK,
    )  # fmt: skip
    cell = Piece("xl/media/image2.png", png(grey=2), "image", "one", rich.name)
    data = sheet_writing.workbook("", [ground, rich, cell], behind='<picture r:id="ground"/>')
    assert [within for _place, within, _at in pictures(read(data, "a.xlsx").text)] == ["sheet:Sheet1"] * 2


def test_a_sheet_that_is_a_chart_has_a_part_for_its_pictures(read: Read) -> None:
    filled = f'<a:blipFill xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><a:blip r:embed="fill"/></a:blipFill>'
    data = changed(
        sheets.chart_sheet("words"), "xl/charts/chart1.xml", "</c:chartSpace>", f"{filled}</c:chartSpace>"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="fill" Type="{OFFICE}/image" Target="../media/a.png"/></Relationships>'
    files |= {"xl/charts/_rels/chart1.xml.rels": rels.encode(), "xl/media/a.png": png()}
    text = read(zipped(files), "a.xlsx").text
    assert [within for _place, within, _at in pictures(text)] == ["sheet:Chart"]
    assert text.part("sheet:Chart") is not None


def _related(owner: Any, file: bytes) -> str:
    _part, key = owner.part.get_or_add_image_part(io.BytesIO(file))
    return str(key)


def test_pictures_of_notes_stand_at_their_slide_and_those_of_layouts_with_the_masters(read: Read) -> None:
    made: Any = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(png(grey=1)), Inches(1), Inches(1))
    for owner, grey in ((slide.notes_slide, 2), (slide.slide_layout, 3), (made.slide_master, 4)):
        part, key = owner.part.package.get_or_add_image_part(io.BytesIO(png(grey=grey))), ""
        key = owner.part.relate_to(part, f"{OFFICE}/image")
        ground = f'<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><p:bgPr><a:blipFill><a:blip r:embed="{key}"/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
        _insert(owner._element.cSld, ground)  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    data = io.BytesIO()
    made.save(data)
    text = read(data.getvalue(), "a.pptx").text
    assert [within for _place, within, _at in pictures(text)] == ["slide1", "slide1", "s1", "s1"]
    assert next(part for part in text.parts if part.place == "s1").aside is Aside.MASTER_SLIDE


def _insert(parent: Any, xml: str) -> None:
    from lxml import etree

    for old in parent.findall("{*}bg"):
        parent.remove(old)
    parent.insert(0, etree.fromstring(xml))


@pytest.mark.parametrize(
    ("lines", "texts", "place"),
    [
        (["one", "{}", "two"], ["one\ntwo"], (0, 4)),
        (["{}", "one"], ["one"], (0, 0)),
        (["one", "{}"], ["one"], (0, 3)),
        (["one", "{}two"], ["one", "two"], (1, 0)),
        (["one{}", "two"], ["one", "two"], (0, 3)),
        (["o n{}e"], ["o\tne"], (0, 3)),
        (["{}"], [""], (0, 0)),
    ],
)
def test_marks_are_found_again_by_the_letters_before_them(
    lines: Sequence[str], texts: Sequence[str], place: tuple[int, int]
) -> None:
    marked = [line.replace("{}", "\U0010fff0\U00100005") for line in lines]
    assert word_pictures.places(marked, texts) == {5: place}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("in.html", f'<html><body><p>Inner.</p><img src="{data_address()}"></body></html>'.encode()),
        ("in.rtf", rb"{\rtf1 Inner.\par {\pict\pngblip " + png().hex().encode() + b"}}"),
    ],
)
def test_pictures_of_an_imported_page_or_rich_text_are_drawn_too(name: str, made: bytes, read: Read) -> None:
    chunk = Piece(f"word/{name}", made, "aFChunk", "chunk", MAIN)
    data = document('<w:altChunk r:id="chunk"/>', [chunk])
    text = read(data, "a.docx").text
    assert text.parts[0].text == f"{OTHER}\nInner.\n{OTHER}"
    ((_place, within, at),) = pictures(text)
    assert (within, at) == ("s1", len(OTHER) + 1)
    held = text.parts[-1].picture
    assert held is not None
    assert dispatch.picture(data, {"key": held.key, "password": None}).size == (120, 40)
