"""Makes the thousand files that are received: build/bench/intake, the same each time.

Kinds in turn, as forces send them: PDF, Word, Excel, e-mail with attachments, text, web page, picture of a page.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from bench.make_files import FOLDER, made, vocabulary

FILES = 1_000
_SEED = 1_859
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument"


@cache
def _vocabulary() -> tuple[str, ...]:
    return vocabulary(5_000)


class Words:
    """Draws sentences of made words."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._words = _vocabulary()

    def line(self, count: int = 12) -> str:
        return " ".join(self.chance.choices(self._words, k=count)).capitalize() + "."

    def lines(self, count: int) -> list[str]:
        return [self.line() for _ in range(count)]


def _packed(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def pdf(words: Words) -> bytes:
    """Ten pages of fifty lines."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for _ in range(10):
        lines = canvas.beginText(50, 800)
        for line in words.lines(50):
            lines.textLine(line)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def docx(words: Words) -> bytes:
    """A hundred paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in words.lines(100))
    return _packed({
        "[Content_Types].xml": _types({"/word/document.xml": "wordprocessingml.document.main"}),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def xlsx(words: Words) -> bytes:
    """Two hundred rows of six cells."""
    rows = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(words.line(3))}</t></is></c>' for _ in range(6))
        + "</row>"
        for _ in range(200)
    )
    book = '<sheets><sheet name="Figures" sheetId="1" r:id="rId1"/></sheets>'
    return _packed({
        "[Content_Types].xml": _types({
            "/xl/workbook.xml": "spreadsheetml.sheet.main",
            "/xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
        }),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def _types(parts: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relation(kind: str, target: str) -> str:
    inner = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def eml(words: Words) -> bytes:
    """A letter with a text and a Word file attached."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = words.line(5), "unit@force.example", "review@body.example"
    mail["Date"] = "Mon, 03 Feb 2025 09:00:00 +0000"
    mail.set_content("\n".join(words.lines(20)))
    mail.add_attachment(docx(words), maintype="application", subtype="octet-stream", filename="plan.docx")
    mail.add_attachment(text(words), maintype="text", subtype="plain", filename="note.txt")
    for part in mail.walk():
        if part.is_multipart():
            part.set_boundary(f"made-{words.chance.random()}")
    return bytes(mail)


def text(words: Words) -> bytes:
    """A hundred lines."""
    return "\n".join(words.lines(100)).encode()


def html(words: Words) -> bytes:
    """A hundred paragraphs under ten headings."""
    paragraphs = "".join(
        f"<h2>{words.line(3)}</h2>" + "".join(f"<p>{line}</p>" for line in words.lines(10)) for _ in range(10)
    )
    return f"<!doctype html><html><head><title>{words.line(3)}</title></head><body>{paragraphs}</body></html>".encode()


def png(words: Words) -> bytes:
    """A page of print as a grey picture, 100 dots an inch."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (827, 1169), 250)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(words.lines(40)):
        pen.text((80, 80 + 24 * number), line, fill=30)
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


KINDS: Mapping[str, Callable[[Words], bytes]] = {
    "pdf": pdf, "docx": docx, "xlsx": xlsx, "eml": eml, "txt": text, "html": html, "png": png,
}  # fmt: skip


def make_intake(folder: Path) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = list(KINDS.items())
    for number in range(FILES):
        ending, make = kinds[number % len(kinds)]
        (folder / f"{number:04} file.{ending}").write_bytes(make(Words(_SEED + number)))


def intake_files() -> Path:
    """Return the folder of files."""
    return made(FOLDER / "intake", make_intake, Path(__file__))
