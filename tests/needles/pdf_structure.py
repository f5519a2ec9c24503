"""How a PDF is laid out and kept: broken words and lines, turned text, layers, labels, page boxes, damage, locks, files inside.

No witness is asked where the words are on the page for all to see and only their order is hard (numbered lines, columns), or
where they are at the side of it or a click away (a layer that is off, labels, bookmarks, files inside).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Literal

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.needles.carriers import Carrier, Where, Witness
from tests.needles.pdf_writing import (
    OTHER,
    by_hand,
    drawn,
    edited,
    line,
    one_page,
    says,
    stream,
    with_font,
)

PASSWORD = "sesame"


def _halves(phrase: str) -> tuple[str, str, str, str]:
    """The words before the middle word, its two halves, and the words behind it."""
    first, middle, last = phrase.split()
    return first, middle[:2], middle[2:], last


def _broken_by(hyphen: str, *, numbered: bool = False) -> Callable[[str], bytes]:
    """Lines of which one ends within a word, with numbers in the margin as courts and parliaments print them."""

    def make(phrase: str) -> bytes:
        first, head, tail, last = _halves(phrase)
        lines = [
            OTHER,
            f"It was said at length that {first} {head}{hyphen}",
            f"{tail} {last} and that it should be",
            OTHER,
        ]

        def draw(canvas: Canvas) -> None:
            canvas.setFont("Needle", 12)
            for number, text in enumerate(lines):
                if numbered:
                    canvas.drawString(40, 700 - 18 * number, str(number + 5))
                canvas.drawString(72, 700 - 18 * number, text)

        return with_font(draw)

    return make


def columns(phrase: str) -> bytes:
    """Two columns, drawn line by line across both; the phrase goes on in the next line of the first."""
    first, second, third = phrase.split()
    left = [
        "The board met in March and",
        f"agreed on the {first} {second}",
        f"{third} as set out below,",
        "until it met again in June.",
    ]
    right = [
        "Costs were told to all who",
        "had asked for them by letter",
        "and to nobody else, which",
        "some of them regretted.",
    ]

    def draw(canvas: Canvas) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 700 - 16 * number, one)
            canvas.drawString(340, 700 - 16 * number, other)

    return drawn(draw)


def _turned(degrees: float) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 760, OTHER)
            canvas.translate(300, 400)
            canvas.rotate(degrees)
            canvas.drawString(-120, 0, phrase)

        return drawn(draw)

    return make


def _page_turned(degrees: int) -> Callable[[str], bytes]:
    """Plain text on a page that is shown turned."""
    return lambda phrase: one_page(line(phrase) + line(OTHER, y=650), keys=f"/Rotate {degrees}")


def letter_by_letter(phrase: str) -> bytes:
    """Each letter is set by itself with a little room before the next, as headings are spaced out."""
    return one_page("BT /F1 16 Tf 4 Tc 72 700 Td " + f"({phrase}) Tj ET" + line(OTHER, y=650))


def layer_off(phrase: str) -> bytes:
    """A layer that is off as the file opens, and is on with a click (ISO 32000-1, 8.11)."""
    content = f"{line(OTHER)} /OC /Plans BDC {line(phrase, y=600)} EMC"
    group = "<</Type/OCG/Name(Plans)>>"
    root = "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>"
    return one_page(content, [group], resources="/Properties<</Plans 6 0 R>>", root=root)


def page_label(phrase: str) -> bytes:
    """The page's own name, which viewers show in place of its number (ISO 32000-1, 12.4.2)."""
    return one_page(line(OTHER), root=f"/PageLabels<</Nums[0<</P({phrase} )/S/D>>]>>")


def inherited_box(phrase: str) -> bytes:
    """A large sheet whose size stands only above it, with words where a smaller one would have none."""
    return by_hand([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 1684 1191]/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[]>>",
        stream(line(phrase, 1200, 1000) + line(OTHER)),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ])  # fmt: skip


def no_cross_reference(phrase: str) -> bytes:
    """The places of its objects are all wrong; viewers look for the objects themselves."""
    data = says(phrase)
    at = data.rindex(b"xref\n0 ")
    return data[:at] + data[at:].replace(b"0000", b"0009")


def no_trailer(phrase: str) -> bytes:
    """Cut off behind its objects: pdf.js and Acrobat find the catalogue among them; Poppler does not."""
    data = says(phrase)
    return data[: data.rindex(b"xref\n0 ")]


def unfinished_trailer(phrase: str) -> bytes:
    """The trailer's dictionary never ends; Poppler looks for the catalogue itself."""
    data = says(phrase)
    at = data.rindex(b"trailer")
    return data[:at] + data[at:].replace(b">>", b"")


def bytes_before(phrase: str) -> bytes:
    """A mail program's line before the file's own first."""
    return b"Content-Type: application/pdf\r\n\r\n" + says(phrase)


def no_page_type(phrase: str) -> bytes:
    """Pages and tree without their /Type, which viewers don't need."""
    return (
        one_page(line(phrase)).replace(b"/Type/Pages", b"           ").replace(b"/Type/Page/", b"          /")
    )


def packed_objects(phrase: str) -> bytes:
    """Objects packed together, and the cross-reference as a stream (ISO 32000-1, 7.5.7)."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(says(phrase))) as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _locked(user: str, version: Literal[2, 6]) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(says(phrase))) as pdf:
            lock = pikepdf.Encryption(
                user=user, owner="owner", R=version, aes=version > 3, metadata=version > 3
            )
            pdf.save(made, encryption=lock)
        return made.getvalue()

    return make


def file_inside(phrase: str) -> bytes:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["annex.txt"] = f"The annex says: {phrase}.\n".encode()

    return edited(says(OTHER), attach)


def file_at_a_pin(phrase: str) -> bytes:
    """A file that hangs on a page by a pin (ISO 32000-1, 12.5.6.15), which a click opens."""
    text = f"The annex says: {phrase}."
    return one_page(
        line(OTHER),
        [
            "<</Type/Annot/Subtype/FileAttachment/FS 7 0 R/Contents(See this)/Rect[500 700 520 720]/F 4>>",
            "<</Type/Filespec/F(annex.txt)/UF(annex.txt)/EF<</F 8 0 R>>>>",
            stream(text, "/Type/EmbeddedFile"),
        ],
        keys="/Annots[6 0 R]",
    )


def bookmark(phrase: str) -> bytes:
    """An entry of the contents at the side."""
    outlines = "<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>"
    entry = f"<</Title({phrase})/Parent 6 0 R/Dest[3 0 R/Fit]>>"
    return one_page(line(OTHER), [outlines, entry], root="/Outlines 6 0 R/PageMode/UseOutlines")


def _carrier(name: str, make: Callable[[str], bytes], witness: Witness = Witness.POPPLER) -> Carrier:
    return Carrier(f"pdf {name}", ".pdf", make, witness=witness)


CARRIERS = (
    _carrier("word broken by a hyphen", _broken_by("-")),
    _carrier("word broken by U+2010", _broken_by("\u2010")),
    _carrier("word broken by a soft hyphen", _broken_by("\u00ad")),
    _carrier("word broken between numbered lines", _broken_by("-", numbered=True), witness=Witness.ARGUED),
    _carrier("columns drawn line by line", columns, witness=Witness.ARGUED),
    _carrier("text turned by 180°", _turned(180)),
    _carrier("text turned by 90°", _turned(90)),
    _carrier("text turned by 270°", _turned(270)),
    _carrier("text on a page turned by 180°", _page_turned(180)),
    _carrier("text on a page turned by 90°", _page_turned(90)),
    _carrier("slanting text", _turned(35), witness=Witness.ARGUED),
    _carrier("letters spaced out", letter_by_letter),
    _carrier("layer that is off", layer_off, witness=Witness.ARGUED),
    Carrier("pdf page label", ".pdf", page_label, where=Where.LABEL),
    _carrier("inherited page size", inherited_box),
    _carrier("wrong cross-reference", no_cross_reference),
    _carrier("no trailer", no_trailer, witness=Witness.ARGUED),
    _carrier("unfinished trailer", unfinished_trailer),
    _carrier("bytes before it", bytes_before),
    _carrier("pages without their type", no_page_type),
    _carrier("packed objects", packed_objects),
    _carrier("locked for changes only, 40 bits", _locked("", 2)),
    _carrier("locked for changes only, AES 256", _locked("", 6)),
    Carrier("pdf locked with a password", ".pdf", _locked(PASSWORD, 6), password=PASSWORD),
    _carrier("file inside", file_inside, witness=Witness.ARGUED),
    _carrier("file at a pin", file_at_a_pin, witness=Witness.ARGUED),
    _carrier("bookmark", bookmark, witness=Witness.ARGUED),
)
