"""What a person sees in a Word document is in its text, though mammoth leaves it out: or it is said to be missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.desk.words.notes import note_words
from reviewer.documents.reader import Reading
from reviewer.model import DocumentText, NoteCode, Reason
from tests.unit.documents.office_files import SPACES, paragraph, relations, run, types, word, zipped

Read = Callable[..., Reading]

BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


def drawing(inside: str, said: str = "") -> str:
    return (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{said}"/><a:graphic><a:graphicData>'
        f"<wps:wsp>{inside}</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def field(data: str, result: str = "") -> str:
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    middle = f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}"
    return f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>{middle}{end}"


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def symbol(font: str, code: str) -> str:
    return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"


def told(text: DocumentText) -> list[str]:
    return [note_words(note) for note in text.also]


def reason(text: DocumentText) -> Reason | None:
    return None if text.problem is None else text.problem.reason


def boxed(*runs: str) -> str:
    return f"<w:r>{drawing(BOX.format(paragraph(*runs)))}</w:r>"


SEEN = {
    "a text box of the newer sort alone": (paragraph("Before", f"<w:r>{drawing(BOX.format(paragraph('boxed')))}</w:r>"), "Before\nboxed"),
    "a text box whose older twin lacks its words": (
        paragraph(
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawing(BOX.format(paragraph('boxed')))}</mc:Choice>"
            "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "boxed",
    ),
    "a choice without a fallback": (
        paragraph(f"<mc:AlternateContent><mc:Choice Requires='w14'>{run('chosen')}</mc:Choice></mc:AlternateContent>"),
        "chosen",
    ),
    "a text box in an oval": (
        paragraph(f"<w:r><w:pict><v:oval><v:textbox><w:txbxContent>{paragraph('oval')}</w:txbxContent></v:textbox></v:oval></w:pict></w:r>"),
        "oval",
    ),
    "a text box in a text box": (
        paragraph(boxed("outer", boxed("inner"))),
        "outer\ninner",
    ),
    "words drawn as art": (paragraph('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'), "DRAFT"),
    "words of a drawing on a canvas": (
        paragraph(f"<w:r>{drawing('<a:txBody><a:p><a:r><a:t>canvas</a:t></a:r></a:p></a:txBody>')}</w:r>"), "canvas",
    ),
    "the result of a simple field": (paragraph("Ref ", f"<w:fldSimple w:instr='DOCPROPERTY x'>{run('NPCC 7')}</w:fldSimple>"), "Ref NPCC 7"),
    "words in another direction": (paragraph(f"<w:bdo w:val='rtl'>{run('turned')}</w:bdo>"), "turned"),
    "an old box that is ticked": (paragraph(field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"), " Yes"), "☒ Yes"),
    "an old box that is not": (paragraph(field("<w:checkBox><w:default/><w:checked w:val='0'/></w:checkBox>"), " No"), "☐ No"),
    "an old box that is ticked at first": (paragraph(field("<w:checkBox><w:default w:val='1'/></w:checkBox>"), " Yes"), "☒ Yes"),
    "an old list": (
        paragraph(field("<w:ddList><w:result w:val='1'/><w:listEntry w:val='none'/><w:listEntry w:val='some'/></w:ddList>")), "some",
    ),
    "an old list that shows its entry": (
        paragraph(field("<w:ddList><w:result w:val='1'/><w:listEntry w:val='a'/><w:listEntry w:val='b'/></w:ddList>", run("shown"))), "shown",
    ),
    "a new box that is ticked": (
        paragraph(control("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("☒")), run(" Vetted")), "☒ Vetted",
    ),
    "a new box that is not": (
        paragraph(control("<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>", symbol("Wingdings", "F06F"))), "☐",
    ),
    "a new box with words in it": (
        paragraph(control("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("All vetted"))), "☒All vetted",
    ),
    "boxes of symbol fonts": (paragraph(symbol("Wingdings", "F0FE"), symbol("Wingdings 2", "F0A3"), symbol("Wingdings", "FC")), "☒☐✓"),
    "a run in a symbol font": (
        paragraph(run("\uf0fe", "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>"), run("m", "<w:rFonts w:ascii='Symbol'/>")), "☒μ",
    ),
    "a symbol of a font that is not known": (paragraph(symbol("Unheard", "00A9")), "©"),
    "an equation in a line": (
        paragraph("so ", "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"),
        "so (a+b)/2",
    ),
    "an equation of its own": ("<m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara>", "E=mc"),
}  # fmt: skip


@pytest.mark.parametrize("sort", SEEN)
def test_what_is_seen_is_in_the_text(read: Read, sort: str) -> None:
    body, expected = SEEN[sort]
    text = read(word(body), "a.docx").text
    assert (text.problem, [part.text for part in text.parts]) == (None, [expected])


def test_a_text_box_with_its_older_twin_stands_there_once(read: Read) -> None:
    twin = f"<w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('boxed')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    body = paragraph(
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawing(BOX.format(paragraph('boxed')))}</mc:Choice>"
        f"<mc:Fallback>{twin}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [part.text for part in read(word(body), "a.docx").text.parts] == ["boxed"]


def test_a_box_to_tick_is_there_once_however_many_ways_say_so(read: Read) -> None:
    ends = "".join(f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("separate", "end"))
    begin = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    body = paragraph(f"{begin}<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>{ends}", run(" Yes"))
    assert read(word(body), "a.docx").text.parts[0].text == "☒ Yes"


def test_readings_and_alternative_texts_have_parts_of_their_own(read: Read) -> None:
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    body = paragraph(ruby.format("とう", "東"), ruby.format("きょう", "京"), run(" is far")) + paragraph(
        f"<w:r>{drawing('', 'A chart of staff')}</w:r>",
        "<w:r><w:pict><v:shape alt='A stamp'/></w:pict></w:r>",
    )
    assert [(part.label, part.text) for part in read(word(body), "a.docx").text.parts] == [
        ("beginning", "東京 is far"),
        ("readings over words", "東京: とうきょう"),
        ("alternative text", "A chart of staff\nA stamp"),
    ]


def test_a_control_shows_what_it_is_bound_to(read: Read) -> None:
    bound = "<w:dataBinding w:prefixMappings=\"xmlns:n='urn:n'\" w:xpath='{}' w:storeItemID='{{1}}'/>"
    listed = "<w:dropDownList><w:listItem w:value='g' w:displayText='Good'/></w:dropDownList>"
    body = (
        paragraph(control(bound.format("/n:form[1]/n:force[1]"), run("stale")))
        + paragraph(control(bound.format("/n:form/n:grade") + listed, run("Choose")))
        + paragraph(control(bound.format("/n:form/n:empty"), run("Kept")))
        + paragraph(control(bound.format("//*[count(//*) > 0]"), run("Refused")))
    )
    files = {
        "customXml/item1.xml": "<form xmlns='urn:n'><force>Northshire</force><grade>g</grade><empty/></form>",
        "customXml/itemProps1.xml": "<d:datastoreItem xmlns:d='urn:d' d:itemID='{1}'/>",
        "customXml/_rels/item1.xml.rels": relations(("customXmlProps", "itemProps1.xml")),
    }
    found = read(word(body, files=files), "a.docx").text
    assert found.parts[0].text == "Northshire\nGood\nKept\nRefused"


CHUNK = "<w:altChunk r:id='r1'/>"


@pytest.mark.parametrize(
    ("name", "kind", "data", "expected"),
    [
        ("in.html", "text/html", "<p>From <b>a page</b></p><table><tr><td>a</td><td>b</td></tr></table>", "From a page\na\tb"),
        ("in.rtf", "application/rtf", r"{\rtf1 From rich text\par}", "From rich text"),
        ("in.txt", "text/plain", "From plain text", "From plain text"),
        ("in.docx", "application/x", word(paragraph("From Word")), "From Word"),
    ],
)  # fmt: skip
def test_an_imported_part_stands_where_word_puts_it(
    read: Read, name: str, kind: str, data: str | bytes, expected: str
) -> None:
    made = word(
        paragraph("Before") + CHUNK + paragraph("After"), ("aFChunk", name),
        files={f"word/{name}": data}, endings={name[3:]: kind},
    )  # fmt: skip
    text = read(made, "a.docx").text
    assert [part.text for part in text.parts] == [f"Before\n{expected}\nAfter"]
    assert text.also == ()


def test_what_stands_beside_an_imported_parts_text_is_told_beside(read: Read) -> None:
    inner = word(
        paragraph("Inner"), files={"word/header1.xml": f"<w:hdr {SPACES}>{paragraph('Secret')}</w:hdr>"}
    )
    made = word(CHUNK, ("aFChunk", "in.docx"), files={"word/in.docx": inner})
    assert [(part.label, part.text) for part in read(made, "a.docx").text.parts] == [
        ("beginning", "Inner"),
        ("beside the text of imported parts", "header: Secret"),
    ]


def test_an_imported_part_that_is_not_read_says_so(read: Read) -> None:
    made = word(paragraph("Words") + CHUNK, ("aFChunk", "in.bin"), files={"word/in.bin": b"\0\1\2" * 99})
    text = read(made, "a.docx").text
    assert told(text) == ["An imported part (in.bin) was not read: it is of a kind that is not known here."]
    gone = read(word(paragraph("Words") + CHUNK), "a.docx").text
    assert told(gone) == ["An imported part that is not in the file."]


def test_imports_within_imports_end(read: Read) -> None:
    made = word(paragraph("Deepest"))
    for depth in range(8):
        made = word(paragraph(f"{depth}") + CHUNK, ("aFChunk", "in.docx"), files={"word/in.docx": made})
    text = read(made, "a.docx").text
    assert text.parts[0].text == "7\n6\n5\n4\n3"
    assert text.problem is None
    assert NoteCode.IMPORT_TOO_DEEP in [note.code for note in text.also]


def test_an_imported_bomb_is_told(read: Read) -> None:
    bomb = zipped({
        "[Content_Types].xml": types(), "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": b"<a>" + b" " * (64 << 20) + b"</a>",
    })  # fmt: skip
    made = word(paragraph("Words") + CHUNK * 2000, ("aFChunk", "in.docx"), files={"word/in.docx": bomb})
    text = read(made, "a.docx").text
    assert text.parts[0].text == "Words"
    assert [note.code for note in text.also] == [NoteCode.IMPORT_REFUSED]
    assert "This Word document unpacks to 64 MB" in told(text)[0]


@pytest.mark.thorough
def test_one_part_imported_without_end_is_told(read: Read) -> None:
    page = "<p>" + "word " * 200_000 + "</p>"
    made = word(
        CHUNK * 300, ("aFChunk", "in.html"), files={"word/in.html": page}, endings={"html": "text/html"}
    )
    text = read(made, "a.docx").text
    assert sum(len(part.text) for part in text.parts) <= 4 << 20
    assert text.problem or NoteCode.IMPORT_TOO_LONG in [note.code for note in text.also]


@pytest.mark.thorough
def test_ten_thousand_controls_are_read(read: Read) -> None:
    tick = control("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("☒"))
    text = read(word(paragraph(*([tick] * 10_000))), "a.docx").text
    assert [len(part.text) for part in text.parts] == [10_000] or reason(text) is Reason.READING_TOO_SLOW


def test_controls_in_controls_without_end_are_a_stated_refusal(read: Read) -> None:
    body = "<w:sdt><w:sdtContent>" * 5000 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 5000
    text = read(word(body), "a.docx").text
    assert reason(text) is Reason.OFFICE_DAMAGED


def test_a_part_with_broken_xml_says_what_is_missing(read: Read) -> None:
    text = read(word(paragraph("Words") + "<w:p><w:r><w:t>more</w:x>"), "a.docx").text
    assert reason(text) is Reason.OFFICE_CUT_OFF
    assert text.parts[0].text.startswith("Words")


def test_files_inside_are_documents_of_their_own(read: Read) -> None:
    files = {
        "word/embeddings/Other.docx": word(paragraph("Inside")),
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    reading = read(word(paragraph("Outside"), files=files), "a.docx")
    assert [member.name for member in reading.members] == ["Other.docx"]
    inside = reading.members[0].path
    assert inside is not None
    assert inside.read_bytes() == files["word/embeddings/Other.docx"]
    inside.unlink()
    assert told(reading.text) == [
        "1 file inside it (Other.docx).",
        "1 embedded object (oleObject1.bin), not opened.",
    ]


def test_parts_are_found_by_what_the_document_calls_them(read: Read) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Rule %1:"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    files = {
        "word/lists.xml": f"<w:numbering {SPACES}>{lists}</w:numbering>",
        "word/top.xml": f"<w:hdr {SPACES}>{paragraph('Official')}</w:hdr>",
        "word/said.xml": f"<w:comments {SPACES}><w:comment w:id='1'>{paragraph('Why?')}</w:comment></w:comments>",
    }
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("Vetting")}</w:p>'
    named = (("numbering", "lists.xml"), ("header", "top.xml"), ("comments", "said.xml"))
    text = read(word(body, *named, files=files), "a.docx").text
    assert [(part.label, part.text) for part in text.parts] == [
        ("beginning", "Rule 1: Vetting"),
        ("header", "Official"),
        ("comments", "Why?"),
    ]
