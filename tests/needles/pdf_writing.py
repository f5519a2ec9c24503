"""PDFs for carriers: drawn by ReportLab where it can, and by hand where the fault is in the bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.needles.pictures import FONT

WIDTH, HEIGHT = 595, 842
OTHER = "An ordinary line of text about the meeting of the board."

Draw = Callable[[Canvas], None]


def drawn(draw: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), pages: int = 1) -> bytes:
    """A PDF of which each page is drawn by ``draw``."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=size, pageCompression=0)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def says(*lines: str) -> bytes:
    """A PDF with lines of plain text."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 20 * number, line)

    return drawn(draw)


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after ``edit``."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(made)
    return made.getvalue()


def with_font(draw: Draw, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF whose font "Needle" is embedded, cut down, with codes of its own for letters."""
    font = TTFont("Needle", str(FONT), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return drawn(draw, size)


def by_hand(objects: Sequence[str], *, trailer: str = "<</Size {size}/Root 1 0 R>>") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start, size = len(out), len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n{trailer.format(size=size)}\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: str, keys: str = "") -> str:
    """The body of a stream object."""
    return f"<<{keys}/Length {len(data)}>>\nstream\n{data}\nendstream"


HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def line(text: str, x: float = 72, y: float = 700, size: int = 14) -> str:
    """The operators that write a line with the font F1."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET"


def one_page(
    content: str,
    more: Sequence[str] = (),
    *,
    fonts: str = "",
    resources: str = "",
    keys: str = "",
    root: str = "",
) -> bytes:
    """A page with this content, ``more`` objects from number 6 on, and more keys of fonts, resources, page and catalogue."""
    return by_hand([
        f"<</Type/Catalog/Pages 2 0 R{root}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R"
        f"/Resources<</Font<</F1 5 0 R{fonts}>>{resources}>>{keys}>>"),
        stream(content),
        HELVETICA,
        *more,
    ])  # fmt: skip
