"""Each kind of document gives its text in places that a person can cite."""

from __future__ import annotations

import io
import mailbox
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pptx
import pytest
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from reviewer.documents.reader import Reader, Reading
from reviewer.errors import DocumentError
from reviewer.model import Reason
from reviewer.model.problems import Thing, problem
from tests.said import said_of

Read = Callable[..., Reading]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, before: str = "", **parts: str) -> bytes:
    """Return a Word document of a body and further parts (``header1=...``)."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/styles" '
        'Target="styles.xml"/></Relationships>',
    }
    files |= {f"word/{name}.xml": f'<w:x xmlns:w="{W}">{xml}</w:x>' for name, xml in parts.items()}
    return zipped(dict(files))


def workbook(rows: str, state: str = "") -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    hidden = f' state="{state}"' if state else ""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Staff" sheetId="1" '
            f'r:id="r1"{hidden}/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def two_sheets(*sheets: tuple[str, str]) -> bytes:
    """Return a workbook with a sheet for each name, whose A1 is the cell's XML."""
    archive = zipfile.ZipFile(io.BytesIO(workbook("")))
    files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1)
    )
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    files["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>'
    for n, (_, cell) in enumerate(sheets, 1):
        row = f'<sheetData><row r="1"><c r="A1">{cell}</c></row></sheetData>'
        files[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{SHEET}">{row}</worksheet>'
    return zipped(files)


def test_a_word_document_is_cut_at_its_headings_and_keeps_what_stands_beside(read: Read) -> None:
    body = paragraph("Foreword.") + paragraph("Vetting", "H1") + paragraph("All staff are vetted.")
    table = (
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Rank", "Number"))
        + "</w:tr></w:tbl>"
    )
    text = read(
        word(
            body + table,
            header1=paragraph("Restricted"),
            footer1=paragraph("Page"),
            comments=f"<w:comment w:id='1'>{paragraph('Check this')}</w:comment>",
        ),
        "a.docx",
    ).text
    assert [(part.place, part.label, part.text) for part in text.parts] == [
        ("s1", "beginning", "Foreword."),
        ("s2", "Vetting", "Vetting\nAll staff are vetted.\nRank\tNumber"),
        ("s3", "header", "Restricted"),
        ("s4", "footer", "Page"),
        ("s5", "comments", "Check this"),
    ]


def test_an_entity_of_words_own_xml_is_a_trap_and_an_outside_one_is_not_fetched(read: Read) -> None:
    bomb = word(paragraph("&a;"), '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>')
    assert read(bomb, "a.docx").text.problem == problem(Reason.BOMB_OF_ENTITIES, thing=Thing.WORD)
    outside = word(paragraph("Words &a;"), '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    text = read(outside, "a.docx").text
    assert (text.problem, text.parts[0].text) == (None, "Words")


def test_a_sheet_gives_lines_and_names_its_cells(read: Read) -> None:
    rows = (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Rank</t></is></c><c r="D2"><v>12</v></c></row>'
        '<row r="3"><c r="B3" t="b"><v>1</v></c><c r="D3"><v>0.5</v></c></row>'
    )
    part = read(workbook(rows), "a.xlsx").text.parts[0]
    assert (part.place, part.label) == ("sheet:Staff", "sheet Staff")
    assert part.text == "\n\tRank\t\t12\n\tTRUE\t\t0.5"
    assert {name: part.text[offset:][:3].split()[0] for offset, name in part.cells} == {
        "B2": "Ran", "D2": "12", "B3": "TRU", "D3": "0.5",
    }  # fmt: skip


def test_a_hidden_sheet_is_read_and_called_hidden(read: Read) -> None:
    rows = '<row r="1"><c r="A1"><v>7</v></c></row>'
    assert read(workbook(rows, "veryHidden"), "a.xlsx").text.parts[0].label == "sheet Staff (hidden)"


def test_a_damaged_sheet_is_named_and_the_others_are_read(read: Read) -> None:
    book = two_sheets(("Staff", "<v>7</v>"), ("Budget", "<v>8</v"))
    text = read(book, "a.xlsx").text
    assert [(part.label, part.text, part.unreadable) for part in text.parts] == [
        ("sheet Staff", "7", False),
        ("sheet Budget (damaged)", "", True),
        ("names of the sheets", "Staff\nBudget", False),
    ]
    assert said_of(text.problem) == (
        "The sheet Budget is damaged and could not be read. Ask the sender for the workbook again, as .xlsx or PDF."
    )


def test_the_words_of_a_chart_on_a_slide_are_read(read: Read) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    data: Any = cast("Any", CategoryChartData)()
    data.categories = ["Officers", "Staff"]
    data.add_series("Vetted in 2016", (91, 74))
    room = (Inches(1), Inches(1), Inches(4), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *room, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Vetting"
    made = io.BytesIO()
    show.save(made)
    assert read(made.getvalue(), "a.pptx").text.parts[0].text == "Vetting\nVetted in 2016\nOfficers\nStaff"


def test_a_show_gives_slides_with_tables_and_notes(read: Read) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Counter corruption"
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "2016"
    slide.notes_slide.notes_text_frame.text = "Say this aloud"
    hidden = show.slides.add_slide(show.slide_layouts[6])
    hidden._element.set("show", "0")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    made = io.BytesIO()
    show.save(made)
    first, second = read(made.getvalue(), "a.pptx").text.parts
    assert first.place == "slide1"
    assert [line for line in first.text.splitlines() if line] == [
        "Counter corruption",
        "Year\t2016",
        "Notes: Say this aloud",
    ]
    assert second.label == "slide 2 (hidden)"


def message(subject: str = "Submission") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ann <ann@force.example>", "inspector@example.org", subject
    return made


def test_a_message_has_its_headers_its_text_and_its_attachments(read: Read) -> None:
    made = message("Caf\u00e9 policy")
    made.set_content("Please find our policy.")
    made.add_alternative("<p>Please find our <b>policy</b>.</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="policy.pdf")
    inner = message("Earlier")
    inner.set_content("As promised")
    made.add_attachment(inner)
    reading = read(bytes(made), "a.eml")
    head, body = reading.text.parts
    assert head.place == "mime1"
    assert "Subject: Caf\u00e9 policy" in head.text
    assert "Attachments: policy.pdf, Earlier.eml" in head.text
    assert (body.place, body.text) == ("mime1.1.1", "Please find our policy.")
    assert [member.name for member in reading.members] == ["policy.pdf", "Earlier.eml"]
    assert reading.members[0].path is not None
    assert reading.members[0].path.read_bytes() == b"%PDF-"
    for member in reading.members:
        assert member.path is not None
        member.path.unlink()


def test_html_mail_without_plain_text_is_read_and_fetches_nothing(read: Read) -> None:
    made = message()
    made.set_content(
        "<style>p{}</style><p>Dear&nbsp;all</p><script>x()</script><img src='http://x.example/p.gif'>",
        subtype="html",
    )
    assert read(bytes(made), "a.eml").text.parts[0].text.endswith("Dear\u00a0all")


def test_a_mailbox_gives_each_message(read: Read, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for subject in ("One", "Two"):
        made = message(subject)
        made.set_content(subject)
        box.add(mailbox.mboxMessage(made))
    box.close()
    reading = read((tmp_path / "box").read_bytes(), "box.mbox")
    assert reading.text.kind == "mbox"
    assert [member.name for member in reading.members] == ["1 One.eml", "2 Two.eml"]
    for member in reading.members:
        assert member.path is not None
        assert member.path.read_bytes().startswith(b"From: Ann")
        member.path.unlink()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_text_in_any_encoding(read: Read, encoding: str) -> None:
    words = "The chief constable\u2019s caf\u00e9 policy \u2013 r\u00e9sum\u00e9 and na\u00efve fa\u00e7ade.\r\nSecond line, \u00a35."
    text = read(words.encode(encoding), "a.txt").text
    assert (text.kind, text.parts[0].place) == ("text", "text")
    assert text.parts[0].text == words.replace("\r\n", "\n")


def test_csv_and_html_are_told_apart(read: Read) -> None:
    assert read(b"a,b\n1,2\n", "a.csv").text.kind == "csv"
    page = read(
        b"<!DOCTYPE html><html><head><title>T</title></head><body><p>One<h2>Part</h2>two<br>three</body></html>",
        "a.html",
    ).text
    assert [(part.label, part.text) for part in page.parts] == [
        ("beginning", "One"),
        ("Part", "Part\ntwo\nthree"),
        ("title of the page", "T"),
    ]


def tiff(*colours: str) -> bytes:
    frames = [Image.new("RGB", (120, 60), colour) for colour in colours]
    made = io.BytesIO()
    frames[0].save(made, "TIFF", save_all=True, append_images=frames[1:], dpi=(144, 144))
    return made.getvalue()


def test_a_scan_has_a_page_per_frame_without_text(read: Read, reader: Reader, tmp_path: Path) -> None:
    text = read(tiff("black", "white"), "scan.tif").text
    assert [(part.place, part.unreadable) for part in text.parts] == [("p1", True), ("p2", True)]
    path = tmp_path / "scan.tif"
    path.write_bytes(tiff("black", "white"))
    assert reader.page_sizes(path) == ((60.0, 30.0), (60.0, 30.0))
    drawn = reader.render(path, 0, 2.0, (100, 40, 40, 40))
    assert (drawn.width, drawn.height) == (40, 40)
    assert drawn.data[:3] == b"\0\0\0"
    assert drawn.data[30 * 4 : 30 * 4 + 3] == b"\xff\xff\xff"  # beyond the picture's edge
    assert reader.page_boxes(path, 1).text == ""
    with pytest.raises(DocumentError, match="page-missing page=3"):
        reader.render(path, 2, 1.0)


def test_a_photograph_stands_upright(reader: Reader, tmp_path: Path) -> None:
    picture = Image.new("RGB", (200, 100), "white")
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(tmp_path / "photo.jpg", exif=exif, dpi=(72, 72))
    assert reader.page_sizes(tmp_path / "photo.jpg") == ((100.0, 200.0),)
    drawn = reader.render(tmp_path / "photo.jpg", 0, 1.0)
    assert (drawn.width, drawn.height) == (100, 200)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.pdf", "The file is empty (0 bytes). Ask the sender for it again."),
        (
            b"MZ\x90\0" + bytes(200),
            "a.pdf",
            "A program, not a document; it was not run (though its name ends in .pdf).",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", "This picture is damaged"),
        (
            b"PK\x03\x04" + bytes(60),
            "a.docx",
            "This archive is damaged or was cut off (though its name ends in .docx).",
        ),
        (bytes(range(256)) * 20, "a.bin", "Not a kind of document that is known here."),
        (
            b"\0\0\0\x18ftypheic" + bytes(90),
            "a.heic",
            "A phone photograph (.heic), which cannot be read here yet.",
        ),
        (b"7z\xbc\xaf\x27\x1c" + bytes(90), "a.7z", "This archive can't be unpacked here: it is damaged"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(
    read: Read, data: bytes, name: str, sentence: str
) -> None:
    words = said_of(read(data, name).text.problem)
    assert words.startswith(sentence)
    assert "sk the sender" in words
