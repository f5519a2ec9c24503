"""Word documents (.docx) that hold others, and pictures in them.

No witness is asked of what a print has not: what Word says of a picture to who points at it, files that a double click
opens, and parts of other formats, which Word takes in as it opens the file and LibreOffice only in part.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from reviewer.model.notes import NoteCode
from tests.needles import sheet_writing
from tests.needles.carriers import OBJECTS, Carrier, Witness
from tests.needles.packages import OFFICE, Piece
from tests.needles.pictures import EFFECTS, png, saved
from tests.needles.vector import metafile
from tests.needles.word_writing import (
    MAIN,
    beside,
    document,
    paragraph,
    picture,
    picture_piece,
    run,
)


def _picture(made: Callable[[str], Image.Image]) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        image = made(phrase)
        dpi = 100 if image.height < 150 else 200
        size = (image.width * 914_400 // dpi, image.height * 914_400 // dpi)
        return document(paragraph(picture(size)), [picture_piece(saved(image, dpi=dpi))])

    return make


def vector_picture(phrase: str) -> bytes:
    return document(
        paragraph(picture((5_000_000, 1_000_000))), [picture_piece(metafile(phrase), "image1.emf")]
    )


def picture_of_a_header(phrase: str) -> bytes:
    head = beside("header", paragraph(picture()))
    section = f'<w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="header"/>'
    return document("", [head, picture_piece(png(phrase), of=head.name)], section)


def old_picture(phrase: str) -> bytes:
    """A picture as Word wrote it until 2007 (VML)."""
    shape = '<w:r><w:pict><v:shape style="width:300pt;height:107pt"><v:imagedata r:id="picture"/></v:shape></w:pict></w:r>'
    return document(paragraph(shape), [picture_piece(png(phrase))])


def background_picture(phrase: str) -> bytes:
    """A shape that is filled with a picture."""
    shape = '<w:r><w:pict><v:rect style="width:300pt;height:107pt" stroked="f"><v:fill r:id="picture" type="frame"/></v:rect></w:pict></w:r>'
    return document(paragraph(shape), [picture_piece(png(phrase))])


def alternative_text(phrase: str) -> bytes:
    """What a picture says to those who can't see it, and Word to who points at it."""
    blank = saved(Image.new("L", (400, 60), 128))
    return document(paragraph(picture(words=f' descr="{phrase}"')), [picture_piece(blank)])


def picture_title(phrase: str) -> bytes:
    blank = saved(Image.new("L", (400, 60), 128))
    return document(paragraph(picture(words=f' title="{phrase}"')), [picture_piece(blank)])


def _imported(name: str, made: Callable[[str], bytes], kind: str = "") -> Callable[[str], bytes]:
    """A part of another format that Word takes in as it opens the file (17.17.2.1, altChunk)."""

    def make(phrase: str) -> bytes:
        piece = Piece(f"word/{name}", made(phrase), "aFChunk", "chunk", MAIN, kind)
        return document('<w:altChunk r:id="chunk"/>', [piece])

    return make


def _html(phrase: str) -> bytes:
    return f"<html><body><p>{phrase}</p></body></html>".encode()


def _rich(phrase: str) -> bytes:
    return f"{{\\rtf1\\ansi {phrase}\\par}}".encode()


def word_document(phrase: str) -> bytes:
    return document(paragraph(run(phrase)))


def _embedded(name: str, program: str, made: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """A file that opens in its own program with a double click; its picture in the text shows another thing."""

    def make(phrase: str) -> bytes:
        shape = (
            '<w:r><w:object><v:shape id="s1" style="width:100pt;height:30pt"><v:imagedata r:id="picture"/></v:shape>'
            f'<o:OLEObject Type="Embed" ProgID="{program}" ShapeID="s1" DrawAspect="Icon" ObjectID="_1" r:id="inside"/></w:object></w:r>'
        )
        icon = saved(Image.new("L", (60, 60), 200))
        piece = Piece(f"word/embeddings/{name}", made(phrase), "package", "inside", MAIN)
        return document(paragraph(shape), [picture_piece(icon), piece])

    return make


def _sheet(phrase: str) -> bytes:
    return sheet_writing.workbook(sheet_writing.cell("A1", phrase))


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    told_by: frozenset[NoteCode] = frozenset(),
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    return Carrier(f"docx {name}", ".docx", make, told_by=told_by, witness=witness)


CARRIERS = (
    *(_carrier(f"picture {name}", _picture(made)) for name, made in EFFECTS),
    _carrier("picture of lines and letters", vector_picture),
    _carrier("picture in the header", picture_of_a_header),
    _carrier("picture of VML", old_picture),
    _carrier("shape filled with a picture", background_picture),
    _carrier("alternative text", alternative_text, witness=Witness.ARGUED),
    _carrier("title of a picture", picture_title, witness=Witness.ARGUED),
    _carrier("imported HTML", _imported("chunk.html", _html), witness=Witness.ARGUED),
    _carrier("imported rich text", _imported("chunk.rtf", _rich), witness=Witness.ARGUED),
    _carrier("imported plain text", _imported("chunk.txt", str.encode), witness=Witness.ARGUED),
    _carrier("imported Word document", _imported("chunk.docx", word_document), witness=Witness.ARGUED),
    _carrier(
        "embedded Word document",
        _embedded("inside.docx", "Word.Document.12", word_document),
        told_by=OBJECTS,
        witness=Witness.ARGUED,
    ),
    _carrier(
        "embedded workbook",
        _embedded("inside.xlsx", "Excel.Sheet.12", _sheet),
        told_by=OBJECTS,
        witness=Witness.ARGUED,
    ),
)
