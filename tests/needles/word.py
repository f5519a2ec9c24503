"""Word documents (.docx): what stands in the text in a way of its own, or beside it.

Comments and struck-out words are on Word's screen, at the side or in colour, but on no print: no witness is asked.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.needles.carriers import Carrier, Witness
from tests.needles.packages import CHART_FRAME, CHART_KIND, DIAGRAM_FRAME, OFFICE, Piece, chart, diagram
from tests.needles.word_writing import (
    MAIN,
    NAMES,
    OTHER,
    WORD,
    beside,
    box,
    document,
    inline,
    old_box,
    paragraph,
    run,
)

TICKED = ("☒", "☑", "✓", "✔", "🗹")
_NOTE_HEAD = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'


def _in(template: str) -> Callable[[str], bytes]:
    """A document whose body has this, with the phrase for each {}."""
    return lambda phrase: document(template.replace("{}", phrase))


def _beside(name: str, template: str, mark: str = "", section: str = "") -> Callable[[str], bytes]:
    """A document with a part beside the text, and where the text or the section points to it."""

    def make(phrase: str) -> bytes:
        return document(paragraph(run(OTHER), mark), [beside(name, template.replace("{}", phrase))], section)

    return make


HERE = run("{}")
BOX = paragraph(run(OTHER), f"<w:r>{box(paragraph(HERE))}</w:r>")
OLD_BOX = paragraph(run(OTHER), f"<w:r>{old_box(paragraph(HERE))}</w:r>")
BOTH = paragraph(
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box(paragraph(HERE))}</mc:Choice>'
    f"<mc:Fallback>{old_box(paragraph(HERE))}</mc:Fallback></mc:AlternateContent></w:r>"
)
CHOICE_ONLY = paragraph(
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box(paragraph(HERE))}</mc:Choice></mc:AlternateContent></w:r>'
)
BLOCK_CONTROL = f'<w:sdt><w:sdtPr><w:alias w:val="Answer"/></w:sdtPr><w:sdtContent>{paragraph(HERE)}</w:sdtContent></w:sdt>'
INLINE_CONTROL = paragraph(run("Answer: "), f"<w:sdt><w:sdtPr/><w:sdtContent>{HERE}</w:sdtContent></w:sdt>")
NESTED_CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{BLOCK_CONTROL}</w:sdtContent></w:sdt>"
_GRID = '<w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
_CELL = f'<w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>{paragraph(HERE)}</w:tc>'
ROW_CONTROL = (
    f"<w:tbl>{_GRID}<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{_CELL}</w:tr></w:sdtContent></w:sdt></w:tbl>"
)
CELL_CONTROL = (
    f"<w:tbl>{_GRID}<w:tr><w:sdt><w:sdtPr/><w:sdtContent>{_CELL}</w:sdtContent></w:sdt></w:tr></w:tbl>"
)
DROP_DOWN = paragraph(
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{}" w:value="1"/></w:dropDownList></w:sdtPr>'
    f"<w:sdtContent>{HERE}</w:sdtContent></w:sdt>"
)
TICK_CONTROL = paragraph(
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    f"</w14:checkbox></w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>",
    run(" {}"),
)
TICK_FIELD = paragraph(
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Tick1"/><w:enabled/><w:checkBox><w:sizeAuto/>'
    '<w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    run(" {}"),
)
TICK_SYMBOL = paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run(" {}"))
TICK_WINGDINGS = paragraph(run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), run(" {}"))
SIMPLE_FIELD = paragraph(f'<w:fldSimple w:instr=" QUOTE ">{HERE}</w:fldSimple>')
COMPLEX_FIELD = paragraph(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{HERE}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
EQUATION = paragraph("<m:oMath><m:r><m:rPr><m:nor/></m:rPr><m:t>{}</m:t></m:r></m:oMath>")
FRACTION = paragraph(
    "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:rPr><m:nor/></m:rPr><m:t>{}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
    "</m:den></m:f></m:oMath></m:oMathPara>"
)
_RUBY = '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="24"/><w:lid w:val="en-GB"/></w:rubyPr><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>'
RUBY_BASE = paragraph(_RUBY.format(run("above"), HERE))
RUBY_ABOVE = paragraph(_RUBY.format(HERE, run("below")))
WORD_ART = paragraph(
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape type="#_x0000_t136" style="width:400pt;height:44pt" fillcolor="black" stroked="f">'
    '<v:textpath style="font-family:&quot;Liberation Sans&quot;" string="{}"/></v:shape></w:pict></w:r>'
)
INSERTED = paragraph(f'<w:ins w:id="1" w:author="Ada" w:date="2031-03-03T00:00:00Z">{HERE}</w:ins>')
MOVED = paragraph(f'<w:moveTo w:id="1" w:author="Ada" w:date="2031-03-03T00:00:00Z">{HERE}</w:moveTo>')
DELETED = paragraph(
    '<w:del w:id="1" w:author="Ada" w:date="2031-03-03T00:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del>'
)
WRAPPED = paragraph(f'<w:smartTag w:element="y">{HERE}</w:smartTag>').join(
    ('<w:customXml w:element="x">', "</w:customXml>")
)
BIDI = paragraph(f'<w:bdo w:val="ltr">{HERE}</w:bdo>')
NESTED_TABLE = f"<w:tbl>{_GRID}<w:tr><w:tc><w:tcPr/><w:tbl>{_GRID}<w:tr>{_CELL}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"


def split_runs(phrase: str) -> bytes:
    """Each word in pieces, as spelling marks and edits leave them."""
    return document(paragraph(*(run(phrase[at : at + 2]) for at in range(0, len(phrase), 2))))


def equation(body: str) -> Callable[[str], bytes]:
    """Words in an equation: Word draws m:t as it draws w:t (22.1.2.116); LibreOffice only where its Math is installed."""
    return _in(body)


def chart_title(phrase: str) -> bytes:
    piece = Piece("word/charts/chart1.xml", chart(phrase), "chart", "chart1", MAIN, CHART_KIND)
    return document(paragraph(inline(CHART_FRAME, (4_000_000, 2_400_000))), [piece])


def smart_art(phrase: str) -> bytes:
    return document(
        paragraph(inline(DIAGRAM_FRAME, (4_000_000, 1_200_000))), diagram(phrase, "word/diagrams", MAIN)
    )


def list_number(phrase: str) -> bytes:
    """The words are in the number that Word writes before a paragraph of a list."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{phrase} %1."/><w:lvlJc w:val="left"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(OTHER)}</w:p>'
    )
    return document(numbered, [beside("numbering", lists)])


def strict(phrase: str) -> bytes:
    """The same words in ISO's strict names, which Office offers in its Save As."""
    names = NAMES.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", STRICT)
    names = names.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return document(paragraph(run(phrase)), names=names, office=STRICT)


STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def _carrier(name: str, make: Callable[[str], bytes], witness: Witness = Witness.OFFICE) -> Carrier:
    return Carrier(f"docx {name}", ".docx", make, witness=witness)


def _ticked(name: str, body: str) -> Carrier:
    return Carrier(f"docx {name}", ".docx", _in(body), beside=TICKED, witness=Witness.OFFICE)


_BOTTOM = '<w:footerReference xmlns:r="' + OFFICE + '" w:type="default" r:id="footer"/>'
_TOP = '<w:headerReference xmlns:r="' + OFFICE + '" w:type="{}" r:id="header"/>'
CARRIERS = (
    _carrier("text box without a fallback", _in(BOX)),
    _carrier("text box of VML", _in(OLD_BOX)),
    _carrier("text box of both makes", _in(BOTH)),
    _carrier("text box as a choice alone", _in(CHOICE_ONLY)),
    _carrier("content control of a paragraph", _in(BLOCK_CONTROL)),
    _carrier("content control in a line", _in(INLINE_CONTROL)),
    _carrier("content control in another", _in(NESTED_CONTROL)),
    _carrier("content control of a row", _in(ROW_CONTROL)),
    _carrier("content control of a cell", _in(CELL_CONTROL)),
    _carrier("drop-down control", _in(DROP_DOWN)),
    _ticked("ticked box of a control", TICK_CONTROL),
    _ticked("ticked box of a form field", TICK_FIELD),
    _ticked("ticked box of a symbol", TICK_SYMBOL),
    _ticked("ticked box of Wingdings", TICK_WINGDINGS),
    _carrier("simple field", _in(SIMPLE_FIELD)),
    _carrier("complex field", _in(COMPLEX_FIELD)),
    _carrier("equation", equation(EQUATION), witness=Witness.ARGUED),
    _carrier("equation with a fraction", equation(FRACTION), witness=Witness.ARGUED),
    _carrier("ruby, the words below", _in(RUBY_BASE)),
    _carrier("ruby, the words above", _in(RUBY_ABOVE)),
    _carrier("WordArt", _in(WORD_ART)),
    _carrier("inserted text", _in(INSERTED)),
    _carrier("moved text", _in(MOVED)),
    _carrier("deleted text", _in(DELETED), witness=Witness.ARGUED),
    _carrier("wrapped in tags", _in(WRAPPED)),
    _carrier("text of a set direction", _in(BIDI)),
    _carrier("table in a table", _in(NESTED_TABLE)),
    _carrier("words in pieces", split_runs),
    _carrier("chart title", chart_title),
    _carrier("SmartArt", smart_art),
    _carrier("number of a list", list_number),
    _carrier("strict names", strict),
    _carrier(
        "footnote",
        _beside("footnotes", _NOTE_HEAD + f'<w:footnote w:id="2">{paragraph(HERE)}</w:footnote>', '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    ),
    _carrier(
        "endnote",
        _beside(
            "endnotes",
            _NOTE_HEAD.replace("footnote", "endnote") + f'<w:endnote w:id="2">{paragraph(HERE)}</w:endnote>',
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
        ),
    ),
    _carrier(
        "comment",
        _beside(
            "comments",
            f'<w:comment w:id="1" w:author="Ada">{paragraph(HERE)}</w:comment>',
            f'<w:commentRangeStart w:id="1"/>{run("Here.")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
        ),
        witness=Witness.ARGUED,
    ),
    _carrier("header", _beside("header", paragraph(HERE), section=_TOP.format("default"))),
    _carrier("header of the first page", _beside("header", paragraph(HERE), section=_TOP.format("first") + "<w:titlePg/>")),
    _carrier("footer with a text box", _beside("footer", paragraph(f"<w:r>{box(paragraph(HERE))}</w:r>"), section=_BOTTOM)),
)  # fmt: skip
