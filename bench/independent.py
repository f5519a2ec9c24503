"""Readers that are not ours, to hold our text against: one for each kind of document.

PDF: pdftotext, and the values of a form as qpdf has them. Office and HTML: LibreOffice's own text export (text documents), its flat
OpenDocument without the tags (workbooks, with what stands outside cells, and PowerPoint shows: it has no text export for them), or
its PDF read by pdftotext (OpenDocument shows). Mail and saved web pages: Python's mail parser, and its HTML parser.
Outlook: the streams of subject and plain body. Text: the bytes. What pictures say: see ``pictured``.
"""

from __future__ import annotations

import email
import email.policy
import mailbox
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from email.message import MIMEPart
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bench.measure import NotRunError

WRITER = {"doc", "docx", "docm", "odt", "rtf", "html", "htm"}
CALC = {"xls", "xlsx", "xlsm", "ods"}
IMPRESS = {"ppt", "pptx", "pptm"}
ODP = {"odp"}
_LONG = 600
_FIELDS = {"page-number", "page-count", "date", "time", "date-time", "sheet-name", "title", "file-name"}
_UTF_8, _DEEPEST = 65001, 20
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODF_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TARGETS = ((WRITER, "txt:Text (encoded):UTF8"), (CALC, "fods"), (IMPRESS, "fodp"), (ODP, "pdf"))
"""What LibreOffice is asked for, by the kinds of its applications."""


def program(name: str) -> str:
    """Return a program's path; NotRunError says what installs it."""
    path = shutil.which(name)
    if path is None:
        raise NotRunError(f"{name} is not here: packaging/setup.sh --tests installs it")
    return path


def pdf_text(path: Path, password: str | None = None) -> str:
    """Return what pdftotext reads, "" if nothing."""
    opened = ["-upw", password] if password else []
    command = [program("pdftotext"), "-enc", "UTF-8", *opened, str(path), "-"]
    return subprocess.run(command, capture_output=True, timeout=_LONG, check=False).stdout.decode(
        "utf-8", "replace"
    )


def pdf_values(path: Path, password: str | None = None) -> list[str]:
    """Return what is typed and chosen in the fields of a PDF's form that are shown, as qpdf has them."""
    import pikepdf

    try:
        with pikepdf.open(path, password=password or "") as pdf:
            form = pdf.Root.get("/AcroForm")
            fields = list(form.get("/Fields", [])) if form is not None else []
            return [value for field in fields for value in _values(field, "", 0)]
    except Exception:  # noqa: BLE001  # pikepdf raises what a damaged file makes it raise
        return []


def _values(field: Any, sort: str, depth: int) -> Iterator[str]:
    """Yield the values below a field: ISO 32000-2, 12.7.4; bits of its flags are those of table 167 and 231."""
    sort = str(field.get("/FT", sort))
    if (
        "/V" in field
        and sort in {"/Tx", "/Ch"}
        and not int(field.get("/F", 0)) & 0x22
        and not int(field.get("/Ff", 0)) & 0x2000
    ):
        value = field["/V"]
        yield "\n".join(map(str, value)) if type(value).__name__ == "Array" else str(value)
    for kid in field.get("/Kids", []) if depth < _DEEPEST else ():
        yield from _values(kid, sort, depth + 1)


def office_texts(paths: Iterable[Path]) -> dict[Path, str]:
    """Return what LibreOffice reads of each; it is started once for each of its applications, and once more for what gave nothing."""
    chosen = list(paths)
    with tempfile.TemporaryDirectory(prefix="recall-") as name:
        folder = Path(name)
        copies = {path: folder / f"{number:04}{path.suffix.lower()}" for number, path in enumerate(chosen)}
        for path, copy in copies.items():
            shutil.copyfile(path, copy)
        for kinds, target in _TARGETS:
            _convert(folder, target, [copy for copy in copies.values() if copy.suffix[1:] in kinds])
            for copy in copies.values():
                if copy.suffix[1:] in kinds and not _converted(folder / "made", copy).strip():
                    _convert(folder, target, [copy])
        return {path: _converted(folder / "made", copy) for path, copy in copies.items()}


def _convert(folder: Path, target: str, copies: list[Path]) -> None:
    if copies:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program("soffice"), profile, "--headless", "--convert-to", target, "--outdir"]
        subprocess.run(
            [*command, str(folder / "made"), *map(str, copies)],
            capture_output=True, timeout=_LONG, check=False,
        )  # fmt: skip


def _converted(made: Path, copy: Path) -> str:
    return "\n".join(_made(path) for path in sorted(made.glob(f"{copy.stem}[.-]*")))


def _made(path: Path) -> str:
    if path.suffix == ".pdf":
        return pdf_text(path)
    flat = {".fodp": _flat_show, ".fods": _flat_workbook}.get(path.suffix)
    return flat(ET.parse(path).getroot()) if flat else path.read_text("utf-8-sig", "replace")  # noqa: S314  # LibreOffice wrote it


def _flat_show(root: ET.Element) -> str:
    """Return the paragraphs of a show's slides and notes, without fields that only stand for a number or a date.

    Its master slides are left out: what they show on every slide is mostly prompts to those who write.
    """
    body = root.find("{*}body")
    return "" if body is None else _paragraphs(body)


def _flat_workbook(root: ET.Element) -> str:
    """Return what a workbook's cells show, and what stands outside them: shapes, charts' titles, comments, headers and footers."""
    for chart in root.iterfind(".//{*}object/{*}document"):
        for above in list(chart.iter()):
            for table in above.findall("{*}table"):  # the numbers that it draws, which stand in cells
                above.remove(table)
    body = root.find("{*}body")
    used = {style.get(f"{_ODF_STYLE}master-page-name") for style in root.iter(f"{_ODF_STYLE}style")}
    pages = [page for page in root.iter(f"{_ODF_STYLE}master-page") if page.get(f"{_ODF_STYLE}name") in used]
    printed = [
        node for page in pages for sort in ("header", "footer") for node in page.findall(f"{_ODF_STYLE}{sort}")
        if node.get(f"{_ODF_STYLE}display") != "false"
    ]  # fmt: skip
    return "\n".join(_paragraphs(node) for node in ([] if body is None else [body]) + printed)


def _paragraphs(node: ET.Element) -> str:
    return "\n".join("".join(_written(paragraph)) for paragraph in node.iter(f"{_ODF_TEXT}p"))


def _written(node: ET.Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag.rpartition("}")[2] not in _FIELDS:
            yield from _written(child)
        yield child.tail or ""


def mail_text(path: Path) -> str:
    """Return headers that a person reads, and the bodies, of a message and of those inside it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return "\n".join(_said(message))


def mailbox_text(path: Path) -> str:
    """Return the same of every message of a mailbox."""
    box = mailbox.mbox(path, create=False)
    return "\n".join(
        "\n".join(_said(email.message_from_bytes(box.get_bytes(key), policy=email.policy.default)))
        for key in box.iterkeys()
    )


def page_text(path: Path) -> str:
    """Return the text of a web page saved as one message."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return "\n".join(_html(_decoded(part)) for part in message.walk() if part.get_content_subtype() == "html")


def _said(message: MIMEPart) -> Iterator[str]:
    for name in ("From", "To", "Cc", "Subject"):
        yield str(message.get(name, ""))
    yield from _bodies(message)


def _bodies(part: MIMEPart) -> Iterator[str]:
    if part.get_content_type() == "message/rfc822":
        for message in part.iter_parts():
            yield from _said(message)
    elif part.is_multipart():
        inside = list(part.iter_parts())
        plain = [one for one in inside if one.get_content_type() == "text/plain"]
        chosen = plain[:1] if part.get_content_subtype() == "alternative" and plain else inside
        for one in chosen:
            yield from _bodies(one)
    elif part.get_content_maintype() == "text":
        text = _decoded(part)
        yield _html(text) if part.get_content_subtype() == "html" else text


def _decoded(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except LookupError:  # an encoding that Python does not know
        body = part.get_payload(decode=True)
        return body.decode("latin-1") if isinstance(body, bytes) else str(body)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unseen += tag in {"script", "style", "title"}
        self.texts.append("\n" if tag in {"p", "br", "div", "td", "th", "tr", "li"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"script", "style", "title"}

    def handle_data(self, data: str) -> None:
        if self._unseen <= 0:
            self.texts.append(data)


def _html(text: str) -> str:
    parser = _Shown()
    parser.feed(text)
    return "".join(parser.texts)


def outlook_text(path: Path) -> str:
    """Return subject and plain body as the message's own streams hold them."""
    with import_module("olefile").OleFileIO(path) as ole:
        texts = []
        for name in ("0037", "1000"):
            for ending, encoding in (("001F", "utf-16-le"), ("001E", _code_page(ole))):
                stream = f"__substg1.0_{name}{ending}"
                if ole.exists(stream):
                    texts.append(ole.openstream(stream).read().decode(encoding, "replace"))
        return "\n".join(texts)


def _code_page(ole: Any) -> str:
    """Return the encoding that the message names (PidTagMessageCodepage, [MS-OXMSG] 2.4.2: entries of 16 bytes)."""
    entries = ole.openstream("__properties_version1.0").read()[32:]
    for at in range(0, len(entries) - 15, 16):
        if entries[at : at + 4] == b"\x03\x00\xfd\x3f":
            page = int.from_bytes(entries[at + 8 : at + 12], "little")
            return "utf-8" if page == _UTF_8 else f"cp{page}"
    return "cp1252"


def plain_text(path: Path) -> str:
    """Return the bytes as the first encoding of a few that fits, without commas that part fields."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


READERS: dict[str, Callable[[Path], str]] = {
    "eml": mail_text, "mbox": mailbox_text, "mhtml": page_text, "mht": page_text, "msg": outlook_text,
    "txt": plain_text, "csv": plain_text,
}  # fmt: skip
"""By ending of the name, for what neither pdftotext nor LibreOffice reads."""

OFFICE = WRITER | CALC | IMPRESS | ODP
NAMES = {
    **dict.fromkeys(WRITER, "LibreOffice, text export"), **dict.fromkeys(CALC, "LibreOffice, flat OpenDocument"),
    **dict.fromkeys(IMPRESS, "LibreOffice, flat OpenDocument"),
    **dict.fromkeys(ODP, "LibreOffice's PDF, pdftotext"), "pdf": "pdftotext", "msg": "streams of the message",
    **dict.fromkeys(("eml", "mbox", "mhtml"), "Python's mail parser"), **dict.fromkeys(("txt", "csv"), "the bytes"),
}  # fmt: skip
"""Which reader stands against ours, for the table."""
