"""Word documents (.docx) for carriers, the smallest that Word and LibreOffice open (ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.needles.packages import COMPATIBILITY, DRAWING, HEAD, KIND, OFFICE, Piece, packed

OTHER = "An ordinary paragraph about the meeting of the board."
MAIN = "word/document.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_KIND = f"{KIND}.wordprocessingml"
NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": WORD,
        "r": OFFICE,
        "wp": f"{DRAWING}/wordprocessingDrawing",
        "a": f"{DRAWING}/main",
        "pic": f"{DRAWING}/picture",
        "mc": COMPATIBILITY,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
SECTION = '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="700" w:footer="700" w:gutter="0"/></w:sectPr>'


def run(text: str, style: str = "") -> str:
    """A run of text with the properties ``style``."""
    return f'<w:r>{f"<w:rPr>{style}</w:rPr>" if style else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(inside)}</w:p>"


def document(
    body: str, pieces: Sequence[Piece] = (), section: str = "", *, names: str = NAMES, office: str = OFFICE
) -> bytes:
    """A document with an ordinary paragraph, ``body``, and one more."""
    plain = paragraph(run(OTHER))
    text = f"{HEAD}<w:document {names}><w:body>{plain}{body}{plain}{SECTION.format(section)}</w:body></w:document>"
    main = Piece(MAIN, text, "officeDocument", "doc", kind=f"{_WORD_KIND}.document.main+xml")
    return packed([main, *pieces], office)


def beside(name: str, inside: str, key: str = "", root: str = "") -> Piece:
    """A part beside the text, such as footnotes or a header, that the document points to."""
    element = root or {"footer": "ftr", "header": "hdr"}.get(name, name)
    text = f"{HEAD}<w:{element} {NAMES}>{inside}</w:{element}>"
    return Piece(f"word/{name}1.xml", text, name, key or name, MAIN, f"{_WORD_KIND}.{name}+xml")


def picture_piece(data: bytes, name: str = "image1.png", of: str = MAIN) -> Piece:
    """A picture that a part points to as ``picture``."""
    return Piece(f"word/media/{name}", data, "image", "picture", of)


def inline(graphic: str, size: tuple[int, int] = (4_000_000, 1_430_000), words: str = "") -> str:
    """A drawing in the line; ``words`` are attributes that describe it."""
    width, height = size
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="Drawing 1"{words}/>'
        f"<wp:cNvGraphicFramePr/>{graphic}</wp:inline></w:drawing></w:r>"
    )


def picture(size: tuple[int, int] = (4_000_000, 1_430_000), words: str = "") -> str:
    """A run that shows the picture of ``picture_piece``."""
    width, height = size
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    graphic = (
        f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{shape}</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    return inline(graphic, size, words)


def box(inside: str) -> str:
    """A text box as Word writes it since 2010 (wps), without what older programs would need."""
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>'
        "<wps:bodyPr/></wps:wsp>"
    )
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>400000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="3000000" cy="600000"/><wp:wrapTopAndBottom/><wp:docPr id="7" name="Box"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def old_box(inside: str) -> str:
    """A text box as Word wrote it until 2007 (VML)."""
    return (
        '<w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:0;margin-top:20pt;width:240pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
