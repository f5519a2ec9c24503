"""Workbooks: what stands outside cells, what cells show, and cells that are far away.

No witness is asked of what a print has not: notes, messages and choices at a chosen cell, the name on a sheet's tab, files
that a double click opens. The last cell of all would be printed after two hundred thousand empty pages.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PIL import Image

from reviewer.model.notes import NoteCode
from tests.needles import binary_sheets, words
from tests.needles.carriers import OBJECTS, Carrier, Where, Witness
from tests.needles.packages import CHART_FRAME, CHART_KIND, DIAGRAM_FRAME, HEAD, Piece, chart, diagram
from tests.needles.pictures import EFFECTS, png, saved
from tests.needles.sheet_writing import (
    BOOK,
    DRAWN,
    PART,
    SHEET,
    cell,
    frame,
    picture_piece,
    picture_shape,
    placed,
    row,
    shape,
    workbook,
)
from tests.needles.vector import metafile
from tests.needles.word_inside import word_document

_DRAWING = "xl/drawings/drawing1.xml"
_EPOCH = date(1899, 12, 30)


def text_box(phrase: str) -> bytes:
    return workbook("", [placed(shape(phrase))], behind=DRAWN)


def grouped_box(phrase: str) -> bytes:
    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="Group"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm>'
        '<a:off x="600000" y="400000"/><a:ext cx="4000000" cy="800000"/><a:chOff x="600000" y="400000"/>'
        f'<a:chExt cx="4000000" cy="800000"/></a:xfrm></xdr:grpSpPr>{shape(phrase)}</xdr:grpSp>'
    )
    return workbook("", [placed(group)], behind=DRAWN)


def smart_art(phrase: str) -> bytes:
    """Excel draws the same pieces as Word, of which LibreOffice shows Word's; its Calc draws no SmartArt."""
    pieces = [placed(frame(DIAGRAM_FRAME)), *diagram(phrase, "xl/diagrams", _DRAWING)]
    return workbook("", pieces, behind=DRAWN)


def _chart(made: Callable[[str], str]) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        piece = Piece("xl/charts/chart1.xml", made(phrase), "chart", "chart1", _DRAWING, CHART_KIND)
        return workbook("", [placed(frame(CHART_FRAME)), piece], behind=DRAWN)

    return make


def chart_sheet(phrase: str) -> bytes:
    """A sheet that is nothing but a chart."""
    names = f'xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    whole = placed(frame(CHART_FRAME)).data
    assert isinstance(whole, str)
    drawing = whole.replace("twoCellAnchor", "absoluteAnchor")
    start, end = drawing.index("<xdr:from>"), drawing.index("</xdr:to>") + len("</xdr:to>")
    drawing = f'{drawing[:start]}<xdr:pos x="0" y="0"/><xdr:ext cx="9000000" cy="6000000"/>{drawing[end:]}'
    book = (
        f'{HEAD}<workbook {names}><sheets><sheet name="Sheet1" sheetId="1" r:id="sheet1"/>'
        '<sheet name="Chart" sheetId="2" r:id="chartsheet"/></sheets></workbook>'
    )
    sheet = f'{HEAD}<chartsheet {names}><sheetViews><sheetView workbookViewId="0"/></sheetViews>{DRAWN}</chartsheet>'
    place = "xl/chartsheets/sheet1.xml"
    return workbook(
        "",
        [
            Piece(BOOK, book),
            Piece(place, sheet, "chartsheet", "chartsheet", BOOK, f"{kind}.chartsheet+xml"),
            Piece(
                _DRAWING,
                drawing,
                "drawing",
                "drawing1",
                place,
                "application/vnd.openxmlformats-officedocument.drawing+xml",
            ),
            Piece("xl/charts/chart1.xml", chart(phrase), "chart", "chart1", _DRAWING, CHART_KIND),
        ],
    )


def _behind(xml: str) -> Callable[[str], bytes]:
    """A sheet behind whose rows this stands, with the phrase for {}."""
    return lambda phrase: workbook("", behind=xml.replace("{}", phrase))


MESSAGE = (
    '<dataValidations count="1"><dataValidation type="whole" allowBlank="1" showInputMessage="1" promptTitle="Please note" '
    'prompt="{}" sqref="B2"><formula1>0</formula1><formula2>9</formula2></dataValidation></dataValidations>'
)
OFFERED = '<dataValidations count="1"><dataValidation type="list" sqref="B2"><formula1>"{},none of them"</formula1></dataValidation></dataValidations>'


def note(phrase: str) -> bytes:
    text = (
        f'{HEAD}<comments xmlns="{SHEET}"><authors><author>Ada</author></authors><commentList><comment ref="B2" authorId="0">'
        f"<text><r><t>{phrase}</t></r></text></comment></commentList></comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    return workbook("", [Piece("xl/comments1.xml", text, "comments", "notes", PART, kind)])


def thread(phrase: str) -> bytes:
    """A conversation at a cell, as Excel keeps them since 2019."""
    names = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    said = f'<threadedComment ref="B2" dT="2031-03-03T09:00:00.00" personId="{{0}}" id="{{1}}"><text>{phrase}</text></threadedComment>'
    piece = Piece(
        "xl/threadedComments/threadedComment1.xml",
        f'{HEAD}<ThreadedComments xmlns="{names}">{said}</ThreadedComments>',
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "thread",
        PART,
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    return workbook("", [piece])


def sheet_name(phrase: str) -> bytes:
    return workbook("", name=phrase)


def formula_without_value(phrase: str) -> bytes:
    """A program wrote the formula and never worked it out; Excel does as it opens the file."""
    first, rest = phrase.split(" ", 1)
    return workbook(row(f'<c r="B2" t="str"><f>"{first}"&amp;" "&amp;"{rest}"</f></c>'))


def rich_cell(phrase: str) -> bytes:
    """A word of a cell is in bold."""
    first, rest = phrase.split(" ", 1)
    inside = f'<r><rPr><b/></rPr><t>{first}</t></r><r><t xml:space="preserve"> {rest}</t></r>'
    return workbook(row(f'<c r="B2" t="inlineStr"><is>{inside}</is></c>'))


def far_cell(phrase: str) -> bytes:
    """The last cell that there is."""
    return workbook(cell("XFD1048576", phrase))


def _shown(code: str, raw: Callable[[str], str]) -> Callable[[str], bytes]:
    """A number that its cell's format shows as the phrase."""
    return lambda phrase: workbook(row(f'<c r="B2" s="1"><v>{raw(phrase)}</v></c>'), code=code)


def _percent(shown: str) -> str:
    whole, part = shown.removesuffix("%").split(".")
    return f"{whole[:-2]}.{whole[-2:]}{part}"


def _serial(shown: str) -> str:
    return str((datetime.strptime(shown, "%d %B %Y").date() - _EPOCH).days)  # noqa: DTZ007  # a day has no zone


def _days(shown: str) -> str:
    hours, minutes, seconds = map(int, shown.split(":"))
    return repr((hours * 3600 + minutes * 60 + seconds) / 86_400)


def worded_number(phrase: str) -> bytes:
    """The words come from the format alone."""
    return workbook(row('<c r="B2" s="1"><v>7</v></c>'), code=f'0 "{phrase}"')


def _picture(made: Callable[[str], Image.Image]) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        image = made(phrase)
        across, down = (side * 914_400 // (100 if image.height < 150 else 200) for side in image.size)
        seen = picture_shape().replace('cx="5000000" cy="800000"', f'cx="{across}" cy="{down}"')
        place = placed(seen).data
        assert isinstance(place, str)
        start, end = place.index("<xdr:to>"), place.index("</xdr:to>") + len("</xdr:to>")
        place = f'{place[:start]}<xdr:ext cx="{across}" cy="{down}"/>{place[end:]}'.replace(
            "twoCellAnchor", "oneCellAnchor"
        )
        drawing = Piece(
            _DRAWING,
            place,
            "drawing",
            "drawing1",
            PART,
            "application/vnd.openxmlformats-officedocument.drawing+xml",
        )
        return workbook("", [drawing, picture_piece(saved(image))], behind=DRAWN)

    return make


def vector_picture(phrase: str) -> bytes:
    return workbook(
        "", [placed(picture_shape()), picture_piece(metafile(phrase), "image1.emf")], behind=DRAWN
    )


def alternative_text(phrase: str) -> bytes:
    blank = saved(Image.new("L", (400, 60), 128))
    return workbook("", [placed(picture_shape(f' descr="{phrase}"')), picture_piece(blank)], behind=DRAWN)


def page_picture(phrase: str) -> bytes:
    """A picture in the page's header, as a letterhead is (18.3.1.46, &G)."""
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="CH" '
        'type="#_x0000_t75" style="position:absolute;width:300pt;height:107pt"><v:imagedata o:relid="picture"/></v:shape></xml>'
    )
    place = "xl/drawings/vmlDrawing1.vml"
    return workbook(
        "",
        [
            Piece(place, drawing, "vmlDrawing", "letterhead", PART),
            Piece("xl/media/image1.png", png(phrase), "image", "picture", place),
        ],
        behind='<headerFooter><oddHeader>&amp;C&amp;G</oddHeader></headerFooter><legacyDrawingHF r:id="letterhead"/>',
    )


def embedded_document(phrase: str) -> bytes:
    piece = Piece("xl/embeddings/inside.docx", word_document(phrase), "package", "inside", PART)
    shown = '<oleObjects><oleObject progId="Word.Document.12" shapeId="1025" r:id="inside"/></oleObjects>'
    return workbook("", [piece], behind=shown)


STRICT = "http://purl.oclc.org/ooxml"


def strict(phrase: str) -> bytes:
    return workbook(
        cell("B2", phrase),
        sheet=f"{STRICT}/spreadsheetml/main",
        office=f"{STRICT}/officeDocument/relationships",
    )


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    told_by: frozenset[NoteCode] = frozenset(),
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    return Carrier(f"xlsx {name}", ".xlsx", make, told_by=told_by, witness=witness)


def _number(name: str, make: Callable[[str], bytes], draw: words.Draw) -> Carrier:
    return Carrier(f"xlsx {name}", ".xlsx", make, draw=draw, where=Where.EXACT, witness=Witness.OFFICE)


CARRIERS = (
    _carrier("text box", text_box),
    _carrier("text box in a group", grouped_box),
    _carrier("SmartArt", smart_art, witness=Witness.ARGUED),
    _carrier("chart title", _chart(chart)),
    _carrier("chart axis", _chart(lambda phrase: chart("Costs", axis=phrase))),
    _carrier("chart category", _chart(lambda phrase: chart("Costs", category=phrase))),
    _carrier("chart series", _chart(lambda phrase: chart("Costs", series=phrase))),
    _carrier("chart on a sheet of its own", chart_sheet),
    _carrier("page header", _behind("<headerFooter><oddHeader>&amp;C{}</oddHeader></headerFooter>")),
    _carrier(
        "page footer",
        _behind("<headerFooter><oddFooter>&amp;L{}&amp;RPage &amp;P</oddFooter></headerFooter>"),
    ),
    _carrier("message at a cell", _behind(MESSAGE), witness=Witness.ARGUED),
    _carrier("choice offered at a cell", _behind(OFFERED), witness=Witness.ARGUED),
    _carrier("note at a cell", note, witness=Witness.ARGUED),
    _carrier("conversation at a cell", thread, witness=Witness.ARGUED),
    _carrier("sheet's name", sheet_name, witness=Witness.ARGUED),
    _carrier("formula without value", formula_without_value),
    _carrier("cell with a bold word", rich_cell),
    _carrier("last cell of all", far_cell, witness=Witness.ARGUED),
    _number("percentage", _shown("0.00%", _percent), words.percentage),
    _number(
        "pounds", _shown('"£"#,##0.00', lambda shown: shown.removeprefix("£").replace(",", "")), words.pounds
    ),
    _number("date", _shown("d mmmm yyyy", _serial), words.day),
    _number("duration", _shown("[h]:mm:ss", _days), words.duration),
    _number("number of 15 digits", _shown("0", str), words.long_number),
    _carrier("words of a number's format", worded_number),
    *(_carrier(f"picture {name}", _picture(made)) for name, made in EFFECTS),
    _carrier("picture of lines and letters", vector_picture),
    _carrier("alternative text", alternative_text, witness=Witness.ARGUED),
    _carrier("picture in the page header", page_picture, witness=Witness.ARGUED),
    _carrier("embedded Word document", embedded_document, told_by=OBJECTS, witness=Witness.ARGUED),
    _carrier("strict names", strict),
    Carrier("xlsb cell", ".xlsb", binary_sheets.binary_workbook, witness=Witness.OFFICE),
)
