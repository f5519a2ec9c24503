"""Office's packages (ECMA-376 part 2): parts, their content types, and the relations between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ENDINGS = {
    "xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml", "png": "image/png",
    "emf": "image/x-emf", "html": "text/html", "rtf": "application/rtf", "txt": "text/plain",
    "vml": f"{KIND}.vmlDrawing", "docx": f"{KIND}.wordprocessingml.document", "xlsx": f"{KIND}.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a package: ``relation`` is how ``of`` (a part's name, "" is the package) points to it, by ``key``.

    ``kind`` is its content type, "" where the ending says it. A relation without "://" is one of Office's own.
    """

    name: str
    data: str | bytes
    relation: str = ""
    key: str = ""
    of: str = ""
    kind: str = ""


def packed(pieces: Sequence[Piece], office: str = OFFICE) -> bytes:
    """Return the package."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(pieces))
        for owner in dict.fromkeys(piece.of for piece in pieces if piece.relation):
            folder, _slash, name = owner.rpartition("/")
            archive.writestr(
                f"{folder + '/' if folder else ''}_rels/{name}.rels", _relations(pieces, owner, office)
            )
        for name, piece in {piece.name: piece for piece in pieces}.items():
            archive.writestr(name, piece.data)
    return data.getvalue()


def _types(pieces: Sequence[Piece]) -> str:
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _ENDINGS.items()
    )
    overrides = "".join(
        f'<Override PartName="/{piece.name}" ContentType="{piece.kind}"/>' for piece in pieces if piece.kind
    )
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(pieces: Sequence[Piece], owner: str, office: str) -> str:
    folder = owner.rpartition("/")[0]
    rows = []
    for number, piece in enumerate(pieces):
        if piece.relation and piece.of == owner:
            kind = piece.relation if "://" in piece.relation else f"{office}/{piece.relation}"
            key = piece.key or f"n{number}"
            target = "/" + piece.name if folder else piece.name
            rows.append(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>')
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


CHART = f"{DRAWING}/chart"
DIAGRAM = f"{DRAWING}/diagram"


def chart(title: str, *, axis: str = "", category: str = "north", series: str = "cases") -> str:
    """A bar chart of two bars (ECMA-376 part 1, 21.2) with a title, and if there is one a name of its axis."""
    say = '<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/>'
    named = f"<c:title>{say.format(axis)}</c:title>" if axis else ""
    points = (
        f'<c:ptCount val="2"/><c:pt idx="0"><c:v>{category}</c:v></c:pt><c:pt idx="1"><c:v>south</c:v></c:pt>'
    )
    values = '<c:ptCount val="2"/><c:pt idx="0"><c:v>3</c:v></c:pt><c:pt idx="1"><c:v>4</c:v></c:pt>'
    place = '<c:scaling/><c:delete val="0"/><c:axPos val="b"/>'
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}/main"><c:chart><c:title>{say.format(title)}</c:title>'
        '<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/>'
        f'<c:order val="0"/><c:tx><c:v>{series}</c:v></c:tx>'
        f"<c:cat><c:strLit>{points}</c:strLit></c:cat><c:val><c:numLit>{values}</c:numLit></c:val></c:ser>"
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/>{place}{named}<c:crossAx val="2"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/>{place.replace(chr(34) + "b", chr(34) + "l")}<c:crossAx val="1"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="r"/></c:legend><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


CHART_KIND = f"{KIND}.drawingml.chart+xml"
CHART_FRAME = (
    f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" xmlns:r="{OFFICE}" '
    'r:id="chart1"/></a:graphicData></a:graphic>'
)
DIAGRAM_FRAME = (
    f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DIAGRAM}"><d:relIds xmlns:d="{DIAGRAM}" xmlns:r="{OFFICE}" '
    'r:dm="data1" r:lo="layout1" r:qs="style1" r:cs="colours1"/></a:graphicData></a:graphic>'
)


def diagram(phrase: str, folder: str, of: str) -> list[Piece]:
    """A SmartArt of one box (ECMA-376 part 1, 21.4), with the drawing that Office keeps beside it."""
    names = f'xmlns:d="{DIAGRAM}" xmlns:a="{DRAWING}/main"'
    text = f"<a:bodyPr/><a:p><a:r><a:t>{phrase}</a:t></a:r></a:p>"
    data = (
        f'{HEAD}<d:dataModel {names}><d:ptLst><d:pt modelId="1" type="doc"><d:prSet/><d:spPr/></d:pt><d:pt modelId="2">'
        f'<d:prSet/><d:spPr/><d:t>{text}</d:t></d:pt></d:ptLst><d:cxnLst><d:cxn modelId="3" srcId="1" destId="2" '
        f'srcOrd="0" destOrd="0"/></d:cxnLst><d:extLst><a:ext uri="{DSP}"><s:dataModelExt xmlns:s="{DSP}" '
        f'relId="drawing1" minVer="{DIAGRAM}"/></a:ext></d:extLst></d:dataModel>'
    )
    box = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
    drawing = (
        f'{HEAD}<s:drawing xmlns:s="{DSP}" xmlns:a="{DRAWING}/main"><s:spTree><s:nvGrpSpPr><s:cNvPr id="0" name=""/>'
        f'<s:cNvGrpSpPr/></s:nvGrpSpPr><s:grpSpPr/><s:sp modelId="2"><s:nvSpPr><s:cNvPr id="1" name=""/><s:cNvSpPr/></s:nvSpPr>'
        f'<s:spPr>{box}</s:spPr><s:txBody>{text}</s:txBody><s:txXfrm><a:off x="0" y="0"/>'
        '<a:ext cx="3000000" cy="900000"/></s:txXfrm></s:sp></s:spTree></s:drawing>'
    )
    node = '<d:layoutNode><d:alg type="lin"/><d:shape/><d:presOf/><d:forEach axis="ch"/></d:layoutNode>'
    layout = f'{HEAD}<d:layoutDef {names} uniqueId="urn:x"><d:title val=""/><d:desc val=""/><d:catLst/>{node}</d:layoutDef>'
    style = f'{HEAD}<d:styleDef {names} uniqueId="urn:x"><d:title val=""/><d:desc val=""/></d:styleDef>'
    colours = f'{HEAD}<d:colorsDef {names} uniqueId="urn:x"><d:title val=""/><d:desc val=""/></d:colorsDef>'
    kind = f"{KIND}.drawingml.diagram"
    return [
        Piece(f"{folder}/data1.xml", data, "diagramData", "data1", of, f"{kind}Data+xml"),
        Piece(f"{folder}/layout1.xml", layout, "diagramLayout", "layout1", of, f"{kind}Layout+xml"),
        Piece(f"{folder}/style1.xml", style, "diagramQuickStyle", "style1", of, f"{kind}Style+xml"),
        Piece(f"{folder}/colours1.xml", colours, "diagramColors", "colours1", of, f"{kind}Colors+xml"),
        Piece(f"{folder}/drawing1.xml", drawing, DSP_RELATION, "drawing1", of, "application/vnd.ms-office.drawingml.diagramDrawing+xml"),
    ]  # fmt: skip


DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
DSP_RELATION = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
