"""Writes the sample's Word, Excel and PowerPoint files, the smallest that ECMA-376 allows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive with one date and no compression, so that its bytes are always the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2025, 2, 1, 9, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def word(blocks: Sequence[str], note: str) -> bytes:
    """Return a .docx of headings and paragraphs, with the note as its last."""
    paragraphs = "".join(_paragraph(block) for block in (*blocks, note))
    heading = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    return packed({
        "[Content_Types].xml": _types({
            "/word/document.xml": f"{KIND}.wordprocessingml.document.main+xml",
            "/word/styles.xml": f"{KIND}.wordprocessingml.styles+xml",
        }),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations({"rId1": ("styles", "styles.xml")}),
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{WORD}">{heading}</w:styles>',
    })  # fmt: skip


def excel(sheets: Mapping[str, Sequence[Sequence[str | int]]]) -> bytes:
    """Return an .xlsx with a sheet per name."""
    names = list(sheets)
    files = {f"xl/worksheets/sheet{n}.xml": _sheet(sheets[name]) for n, name in enumerate(names, 1)}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    workbook = f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    return packed({
        "[Content_Types].xml": _types(
            {"/xl/workbook.xml": f"{KIND}.spreadsheetml.sheet.main+xml"}
            | {f"/{file}": f"{KIND}.spreadsheetml.worksheet+xml" for file in files}
        ),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": HEAD + workbook,
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)}
        ),
        **files,
    })  # fmt: skip


def slides(pages: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a .pptx with a title and bullets on each slide, on python-pptx's own master."""
    from pptx import Presentation

    show = Presentation()
    for title, bullets in pages:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        frame.text = bullets[0]
        for bullet in bullets[1:]:
            frame.add_paragraph().text = bullet
    buffer = io.BytesIO()
    show.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        wanted = [
            name for name in archive.namelist() if "thumbnail" not in name and "printerSettings" not in name
        ]
        files = {name: archive.read(name) for name in wanted}
    files["_rels/.rels"] = _without(files["_rels/.rels"], "thumbnail")
    presentation = "ppt/_rels/presentation.xml.rels"
    files[presentation] = _without(files[presentation], "printerSettings")
    return _squeezed(packed(files))


def _without(relations: bytes, word: str) -> bytes:
    from lxml import etree

    root = etree.fromstring(relations)
    for child in list(root):
        if word in child.get("Target", ""):
            root.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _squeezed(archive: bytes) -> bytes:
    # The master alone is 200 kB; compressed the same way by every zlib that Python is built with today.
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as plain, zipfile.ZipFile(buffer, "w") as out:
        for entry in plain.infolist():
            data = plain.read(entry)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def _paragraph(block: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if block.startswith("# ") else ""
    return f"<w:p>{style}<w:r><w:t>{escape(block.removeprefix('# '))}</w:t></w:r></w:p>"


def _sheet(rows: Sequence[Sequence[str | int]]) -> str:
    lines = "".join(
        f'<row r="{y}">{"".join(_cell(value, x, y) for x, value in enumerate(row))}</row>'
        for y, row in enumerate(rows, 1)
    )
    return f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(value: str | int, x: int, y: int) -> str:
    place = f"{chr(65 + x)}{y}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    relations = f'<Default Extension="rels" ContentType="{RELATIONS}"/>'
    default = f'{relations}<Default Extension="xml" ContentType="application/xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{default}{overrides}</Types>'


RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
