"""Rich text (.rtf): pictures, boxes, notes, fields and objects.

No witness is asked of comments, which a print has not, nor of what Word shows and LibreOffice makes anew: the result of an
object, and the number that older programs are given for a list (RTF 1.9.1, pntext).
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from reviewer.model.notes import NoteCode
from tests.needles import words
from tests.needles.carriers import OBJECTS, Carrier, Witness
from tests.needles.pictures import EFFECTS, drawn, saved
from tests.needles.vector import metafile

OTHER = r"\pard An ordinary paragraph about the meeting of the board.\par "


def document(body: str, head: str = "") -> bytes:
    """A file of rich text, with a paragraph before ``body`` and after it."""
    fonts = r"{\fonttbl{\f0\fswiss Liberation Sans;}{\f1\fnil\fcharset204 Liberation Sans;}{\f2\fnil\fcharset2 Wingdings;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{head}{OTHER}{body}{OTHER}}}".encode("ascii")


def _in(template: str) -> Callable[[str], bytes]:
    return lambda phrase: document(template.replace("@", phrase))


def _picture(made: Callable[[str], Image.Image], kind: str = "PNG") -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        image = made(phrase)
        dpi = 100 if image.height < 150 else 200
        wide, high = (side * 1440 // dpi for side in image.size)
        name = {"PNG": "pngblip", "JPEG": "jpegblip"}[kind]
        size = rf"\picw{image.width}\pich{image.height}\picwgoal{wide}\pichgoal{high}"
        return document(rf"{{\pict\{name}{size} {saved(image, kind).hex()}}}\par ")

    return make


def vector_picture(phrase: str) -> bytes:
    return document(
        rf"{{\pict\emfblip\picw15000\pich3000\picwgoal9000\pichgoal1800 {metafile(phrase).hex()}}}\par "
    )


def bitmap_picture(phrase: str) -> bytes:
    """A device independent bitmap, as old programs wrote it."""
    bitmap = saved(drawn(phrase), "BMP")[14:]
    image = drawn(phrase)
    return document(
        rf"{{\pict\dibitmap0\picw{image.width}\pich{image.height}\picwgoal6000\pichgoal2150 {bitmap.hex()}}}\par "
    )


def shape_picture(phrase: str) -> bytes:
    """A picture of Word 97 and later: in a group that older readers pass over."""
    data = saved(drawn(phrase)).hex()
    return document(rf"{{\*\shppict{{\pict\pngblip\picwgoal6000\pichgoal2150 {data}}}}}\par ")


BOX = (
    r"{\shp{\*\shpinst\shpleft0\shptop300\shpright6000\shpbottom1200\shpwr1{\sp{\sn shapeType}{\sv 202}}"
    r"{\shptxt \pard @\par}}}\par "
)
NOTE = r"See{\super\chftn{\footnote\pard\plain {\super\chftn} @\par}} below.\par "
COMMENT = r"Here{\*\atnid A}{\*\atnauthor Ada}\chatn{\*\annotation\pard\plain @\par} and there.\par "
FIELD = r"{\field{\*\fldinst QUOTE}{\fldrslt @}}\par "
OBJECT = r"{\object\objemb{\*\objclass Word.Document.8}{\*\objdata 01050000}{\result {\pard @\par}}}\par "
LIST = r"{\pntext\pard @ 1.\tab}An item.\par "
TABLE = r"\trowd\cellx4000\cellx8000\intbl @\cell x\cell\row\pard "
HEADER = r"{\header\pard @\par}"


def unicode_letters(phrase: str) -> bytes:
    r"""Letters by their number, each with a question mark for who can't (\u)."""
    return document("".join(rf"\u{ord(letter)}?" for letter in phrase) + r"\par ")


def old_letters(phrase: str) -> bytes:
    r"""Letters of the font's own code page (\fcharset204 is cp1251)."""
    return document(r"{\f1 " + "".join(rf"\'{byte:02x}" for byte in phrase.encode("cp1251")) + r"}\par ")


def embedded_page(phrase: str) -> bytes:
    """A text file that was dropped in (OLE 1 Package), behind an icon ([MS-OLEDS] 2.2.5)."""
    import struct

    inside = f"The annex says: {phrase}.".encode()
    name = b"annex.txt\0"
    native = (
        b"\x02\0"
        + name
        + name
        + b"\0\0\x03\0"
        + struct.pack("<I", len(name))
        + name
        + struct.pack("<I", len(inside))
        + inside
    )
    kind = b"Package\0"
    data = struct.pack("<III", 0x501, 2, len(kind)) + kind + struct.pack("<III", 0, 0, len(native)) + native
    icon = saved(Image.new("L", (40, 40), 200)).hex()
    return document(
        rf"{{\object\objemb{{\*\objclass Package}}{{\*\objdata {data.hex()}}}{{\result{{\pict\pngblip\picwgoal600\pichgoal600 {icon}}}}}}}\par "
    )


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    told_by: frozenset[NoteCode] = frozenset(),
    *,
    draw: words.Draw = words.words,
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    return Carrier(f"rtf {name}", ".rtf", make, told_by=told_by, draw=draw, witness=witness)


CARRIERS = (
    *(_carrier(f"picture {name}", _picture(made)) for name, made in EFFECTS),
    _carrier("picture of JPEG", _picture(drawn, "JPEG")),
    _carrier("picture of lines and letters", vector_picture),
    _carrier("picture of an old bitmap", bitmap_picture),
    _carrier("picture of a shape", shape_picture),
    _carrier("text box", _in(BOX)),
    _carrier("footnote", _in(NOTE)),
    _carrier("comment", _in(COMMENT), witness=Witness.ARGUED),
    _carrier("field", _in(FIELD)),
    _carrier("object's result", _in(OBJECT), witness=Witness.ARGUED),
    _carrier("number of a list", _in(LIST), witness=Witness.ARGUED),
    _carrier("table", _in(TABLE)),
    _carrier("header", lambda phrase: document("", HEADER.replace("@", phrase))),
    _carrier("letters by number", unicode_letters, draw=words.greek),
    _carrier("letters of an old code page", old_letters, draw=words.cyrillic),
    _carrier("embedded text file", embedded_page, told_by=OBJECTS, witness=Witness.ARGUED),
)
