"""Workbooks (.xlsx) for carriers, the smallest that Excel and LibreOffice open (ECMA-376 part 1, 18)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.needles.packages import DRAWING, HEAD, KIND, OFFICE, Piece, packed

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
PLACED = f"{DRAWING}/spreadsheetDrawing"
OTHER = "Costs of the board"
_KIND = f"{KIND}.spreadsheetml"
DRAWING_KIND = f"{KIND}.drawing+xml"


def cell(place: str, text: str) -> str:
    """A row with one cell of text; several rows are written one after another."""
    return row(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>')


def row(cells: str) -> str:
    """A row of ready cells, at the place that the first of them names."""
    found = re.search(r' r="[A-Z]+(\d+)"', cells)
    return f'<row r="{found.group(1) if found else 1}">{cells}</row>'


def workbook(
    rows: str,
    pieces: Sequence[Piece] = (),
    *,
    behind: str = "",
    name: str = "Sheet1",
    code: str = "General",
    sheet: str = SHEET,
    office: str = OFFICE,
) -> bytes:
    """A workbook of one sheet: ``behind`` follows its rows, ``code`` is how cells of style 1 show numbers."""
    names = f'xmlns="{sheet}" xmlns:r="{office}"'
    first = cell("A1", OTHER) if 'r="A1"' not in rows else ""
    book = f'{HEAD}<workbook {names}><sheets><sheet name="{name}" sheetId="1" r:id="sheet1"/></sheets></workbook>'
    wide = '<col min="1" max="3" width="28" customWidth="1"/>'
    text = f"{HEAD}<worksheet {names}><cols>{wide}</cols><sheetData>{first}{rows}</sheetData>{behind}</worksheet>"
    escaped = code.replace('"', "&quot;")
    fonts = '<fonts count="1"><font><sz val="11"/><name val="Liberation Sans"/></font></fonts>'
    plain = '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    styles = (
        f'{HEAD}<styleSheet xmlns="{sheet}"><numFmts count="1"><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>{fonts}'
        f'{plain}<cellXfs count="2"><xf/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    return packed(
        [
            Piece(BOOK, book, "officeDocument", "book", kind=f"{_KIND}.sheet.main+xml"),
            Piece(PART, text, "worksheet", "sheet1", BOOK, f"{_KIND}.worksheet+xml"),
            Piece("xl/styles.xml", styles, "styles", "styles", BOOK, f"{_KIND}.styles+xml"),
            *pieces,
        ],
        office,
    )


def placed(inside: str) -> Piece:
    """A drawing on the sheet, from A3 to B16; the sheet shows it by ``DRAWN``."""
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    text = (
        f'{HEAD}<xdr:wsDr xmlns:xdr="{PLACED}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><xdr:twoCellAnchor>'
        f"{corner.format('from', 0, 2)}{corner.format('to', 2, 16)}{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    return Piece("xl/drawings/drawing1.xml", text, "drawing", "drawing1", PART, DRAWING_KIND)


DRAWN = '<drawing r:id="drawing1"/>'


def frame(graphic: str) -> str:
    """A frame for a chart or a diagram."""
    return (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Frame"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f"{graphic}</xdr:graphicFrame>"
    )


def shape(text: str) -> str:
    """A text box."""
    return (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>'
        '<a:xfrm><a:off x="600000" y="400000"/><a:ext cx="4000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def picture_shape(words: str = "") -> str:
    """The picture that the drawing points to as ``picture``; ``words`` are attributes that describe it."""
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture"{words}/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="5000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def picture_piece(data: bytes, name: str = "image1.png") -> Piece:
    """The picture itself."""
    return Piece(f"xl/media/{name}", data, "image", "picture", "xl/drawings/drawing1.xml")
