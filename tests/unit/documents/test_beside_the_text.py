"""What an Office file says beside its text is told: changes, hidden text, comments, macros, what it would fetch."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, Reason
from reviewer.model.problems import Thing, problem
from tests.said import notes_said

Read = Callable[..., Reading]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument"


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(*rows: tuple[str, str], outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    each = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(rows, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def types(main: str) -> str:
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{KIND}.main+xml"/></Types>'
    )


def word(body: str, **more: str) -> bytes:
    main = "word/document.xml"
    files = {
        "[Content_Types].xml": types(main),
        "_rels/.rels": relations(("officeDocument", main)),
        main: f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    return zipped(files | {name.replace("__", "/"): text for name, text in more.items()})


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


BY = 'w:id="1" w:author="Ann" w:date="2017-05-01T10:00:00Z"'


def test_tracked_changes_and_hidden_text_have_parts_of_their_own(read: Read) -> None:
    long = "a vetting unit of nine people led by a chief inspector"
    body = (
        f"<w:p>{run('The ')}<w:del {BY}><w:r><w:delText>old</w:delText></w:r></w:del><w:del {BY}><w:r><w:delText>est</w:delText>"
        f"</w:r></w:del><w:ins {BY}>{run('new')}</w:ins>{run(' rule holds.')}{run(' Not here.', '<w:vanish/>')}"
        f"{run(' Here.', '''<w:vanish w:val='0'/>''')}</w:p><w:p><w:ins {BY}>{run(long)}</w:ins></w:p>"
    )
    text = read(word(body), "a.docx").text
    assert [(part.label, part.text) for part in text.parts] == [
        ("beginning", f"The new rule holds. Here.\n{long}"),
        (
            "tracked changes",
            (
                "Deleted, Ann, 2017-05-01: oldest\nInserted, Ann, 2017-05-01: new\n"
                "Inserted, Ann, 2017-05-01: a vetting unit … a chief inspector (11 words)"
            ),
        ),
        ("hidden text", " Not here."),
    ]
    assert [(one.code, one.place) for one in text.also] == [
        (NoteCode.TRACKED_CHANGES, "s2"),
        (NoteCode.HIDDEN_TEXT, "s3"),
    ]


def test_a_comment_says_who_made_it_and_on_what(read: Read) -> None:
    body = f'<w:p>{run("All ")}<w:commentRangeStart w:id="4"/>{run("staff")}<w:commentRangeEnd w:id="4"/>{run(" are vetted.")}</w:p>'
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="4" w:author="Bo"><w:p>{run("Really?")}</w:p></w:comment></w:comments>'
    text = read(word(body, **{"word__comments.xml": comments}), "a.docx").text
    assert [part.text for part in text.parts] == ["All staff are vetted.", "Bo, on “staff”: Really?"]


def test_what_would_be_fetched_or_run_is_told_with_its_address(read: Read) -> None:
    template = relations(("attachedTemplate", "https://evil.example/t.dotm"), outside=True)
    links = relations(*((("hyperlink", f"https://x.example/{n}")) for n in range(5)), outside=True)
    more = {
        "word__vbaProject.bin": "x", "word__embeddings__sheet.xlsx": "x", "word___rels__settings.xml.rels": template,
        "word___rels__document.xml.rels": links, "_xmlsignatures__sig1.xml": "<s/>",
    }  # fmt: skip
    body = f"<w:p>{run('Words')}<w:r><w:instrText>DDEAUTO c:\\\\cmd</w:instrText></w:r></w:p>"
    assert notes_said(read(word(body, **more), "a.docm").text.also) == (
        "Fields that fetch from elsewhere or start programs: 1; none was followed.",
        "1 file inside it (sheet.xlsx).",
        "Macros (programs); they were not run.",
        "A template from elsewhere, not fetched: https://evil.example/t.dotm.",
        "5 links: https://x.example/0, https://x.example/1, https://x.example/2 and 2 more.",
        "A digital signature; it was not checked here.",
    )


def test_a_workbook_tells_its_comments_and_what_is_hidden(read: Read) -> None:
    main, sheet = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    workbook = zipped(
        {
            "[Content_Types].xml": types(main),
            "_rels/.rels": relations(("officeDocument", main)),
            main: f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Staff" sheetId="1" r:id="r1" state="hidden"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            sheet: f'<worksheet xmlns="{SHEET}"><cols><col min="2" max="4" hidden="1"/></cols><sheetData><row r="1" hidden="1">'
            '<c r="A1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("comments", "../comments1.xml")),
            "xl/comments1.xml": f'<comments xmlns="{SHEET}"><authors><author>Ann</author></authors><commentList>'
            '<comment ref="A1" authorId="0"><text><r><t>Guess</t></r></text></comment></commentList></comments>',
            "xl/externalLinks/externalLink1.xml": "<x/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("externalLinkPath", "file:///S:/budget.xlsx"), outside=True
            ),
            "xl/connections.xml": "<x/>",
        }
    )
    text = read(workbook, "a.xlsx").text
    assert [(part.place, part.label, part.text) for part in text.parts] == [
        ("sheet:Staff", "sheet Staff (hidden)", "2"),
        ("s1", "comments", "Staff!A1 Ann: Guess"),
        ("s2", "names of the sheets", "Staff"),
    ]
    assert notes_said(text.also) == (
        "1 hidden sheet, shown here and labelled so.",
        "1 hidden row and 1 run of hidden columns, shown here like any other.",
        "Connections to databases or web pages; none was used.",
        "Values from other workbooks, as they were when it was saved: file:///S:/budget.xlsx.",
        "Comments, in the part “comments”.",
    )


def test_a_part_that_is_spoilt_inside_its_package_says_so(read: Read) -> None:
    whole = bytearray(word(f"<w:p>{run('Words')}</w:p>"))
    at = whole.index(b"word/document.xml") + len("word/document.xml")
    whole[at : at + 40] = b"\xff" * 40
    damaged = problem(Reason.PACKAGE_DAMAGED, thing=Thing.WORD)
    assert read(bytes(whole), "a.docx").text.problem == damaged
