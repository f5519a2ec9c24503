"""All real files of the corpus in one go: none hangs, kills or is lost, and what an independent reader reads, we read.

Independent readers: pdftotext for PDF, Python's mail parser for e-mail, zipfile and a plain XML reading for Office, the
streams of an Outlook message, striprtf for rich text, runs of letters in what is older. Where they find nothing, a page's picture must be had instead.
"""

from __future__ import annotations

import email
import hashlib
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reviewer.casebook.files import Files
from reviewer.documents.intake import Intake, Taken
from reviewer.documents.reader import Reader
from reviewer.errors import ReviewerError

BUILT_ENDINGS = {
    ".pdf", ".fuzz", ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".pptx", ".pptm", ".eml", ".mbox", ".csv", ".txt", ".zip",
    ".html", ".msg", ".rtf", ".odt", ".odp", ".mhtml", ".doc", ".ppt", ".tif", ".tiff", ".png", ".jpg", ".gif", ".jp2",
}  # fmt: skip
SPOILT = re.compile(
    r"broken|lock|encrypt|fuzz|truncat|damaged|bomb|recursive|loop|circular|password|bad |invalid|refuse|no catalogue|"
    r"zero (pages|bytes)|header and EOF|nowhere|not a zip|15 bytes|junk|corrupt|wrong|errors|unknown filter|two startxref",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[A-Z0-9].*[.!?)]\Z", re.DOTALL)
JARGON = re.compile(r"Traceback|Error:|Exception|0x[0-9a-f]+|pdfium|mammoth|lxml|\bNone\b", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    files: int = 0
    readable: int = 0
    reasons: int = 0
    expected: int = 0
    given: int = 0
    pictures: int = 0
    drawn: int = 0
    missed: list[str] = field(default_factory=list)


def test_the_whole_corpus_is_received_in_one_go(
    shared: Path, tool: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = shared / "corpus"
    why = manifest(corpus)
    files = Files(tmp_path / "documents", "corpus", writable=True)
    with Reader() as reader:
        taken = list(
            Intake([reader], files).take(
                sorted(path for path in corpus.iterdir() if path.is_dir() and path.name != "LICENSES")
            )
        )
    own, inside = sorted_out(taken, corpus, why)
    said_plainly(own, corpus, files)
    rows: dict[str, Row] = defaultdict(Row)
    pictures = Reader()
    for name, each in sorted(own.items()):
        row = rows[name.split("/")[0]]
        row.files += 1
        row.readable += each.text.problem is None
        row.reasons += each.text.problem is not None
        if Path(name).suffix.lower() not in BUILT_ENDINGS or SPOILT.search(why[name]):
            continue
        if independent(corpus / name, tool):
            row.expected += 1
            found = has_text(each) or any(has_text(member) for member in inside[each.name])
            row.given += found
            if not found:
                row.missed.append(f"{name}: {each.text.problem or 'no text'}")
        elif each.text.kind in {"pdf", "image"} and each.text.problem is None:
            row.pictures += 1
            row.drawn += draws(pictures, corpus / name)
            if row.drawn < row.pictures and not has_text(each):
                row.missed.append(f"{name}: no picture")
    pictures.close()
    with capsys.disabled():
        print_table(rows)
    everything = [(row.expected + row.pictures, row.given + row.drawn) for row in rows.values()]
    assert sum(given for _expected, given in everything) >= 0.97 * sum(
        expected for expected, _given in everything
    )


def sorted_out(
    taken: list[Taken], corpus: Path, why: dict[str, str]
) -> tuple[dict[str, Taken], dict[str, list[Taken]]]:
    """Return what was taken of each of the corpus's files, and of what lay inside each."""
    own: dict[str, Taken] = {}
    inside: dict[str, list[Taken]] = defaultdict(list)
    for each in taken:
        name = f"{Path(each.origin).name}/{each.name}"
        if name in why and Path(each.origin).parent == corpus:
            own[name] = each
        else:
            inside[each.origin.split("/")[0]].append(each)
    assert set(own) == set(why), "a file is lost"
    return own, inside


def said_plainly(own: dict[str, Taken], corpus: Path, files: Files) -> None:
    """Hold what was kept to the bytes, and what was said to plain words."""
    for name, each in own.items():
        assert each.document == hashlib.sha256((corpus / name).read_bytes()).hexdigest()
        assert files.verify(each.document), name
        problem = each.text.problem
        if problem is not None:
            assert PLAIN.match(problem), (name, problem)
            assert not JARGON.search(problem), (name, problem)


def test_the_locked_ones_open_with_their_passwords(shared: Path) -> None:
    corpus, shut = shared / "corpus", []
    with Reader() as reader:
        for line in (corpus / "PASSWORDS.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            name, password = line.split("\t")
            password = re.sub(r" \((as POI|from file).*\)\Z", "", password)
            if password != "(unknown)":
                text = reader.read(corpus / name, Path(name).name, "0" * 64, password).text
                shut += [f"{name}: {text.problem}"] if text.problem else []
    assert shut == []


def draws(reader: Reader, path: Path) -> bool:
    try:
        return len(reader.render(path, 0, 0.2).data) > 0
    except ReviewerError:
        return False


def manifest(corpus: Path) -> dict[str, str]:
    """Return what the manifest says of each file: why it is there."""
    lines = (corpus / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {cells[0]: cells[7] for cells in (line.split("\t") for line in lines)}


def has_text(taken: Taken) -> bool:
    return any(char.isalnum() for part in taken.text.parts for char in part.text)


def independent(path: Path, tool: Callable[[str], str]) -> bool:
    """Tell whether a reader that is not ours finds any text."""
    ending = path.suffix.lower()
    if ending in {".pdf", ".fuzz"}:
        made = subprocess.run(
            [tool("pdftotext"), str(path), "-"], capture_output=True, timeout=120, check=False
        )
        return any(char.isalnum() for char in made.stdout.decode("utf-8", "replace"))
    return OTHERS.get(ending, zip_has_text)(path)


def plain_has_text(path: Path) -> bool:
    return any(chr(byte).isalnum() for byte in path.read_bytes())


def rich_text_has_text(path: Path) -> bool:
    read = import_module("striprtf.striprtf").rtf_to_text
    return any(map(str.isalnum, read(path.read_bytes().decode("latin-1"), errors="ignore")))


def old_has_text(path: Path) -> bool:
    """Look for words, of one or two bytes a letter."""
    return bool(re.search(rb"(?:[A-Za-z][ \0]?){12,}", path.read_bytes()[512:]))


def outlook_has_text(path: Path) -> bool:
    """Look for a plain body in the message's own streams."""
    with import_module("olefile").OleFileIO(path) as ole:
        names = [
            name for (name, *inside) in ole.listdir() if name.startswith("__substg1.0_1000") and not inside
        ]
        return any(char > 0x20 for name in names for char in ole.openstream(name).read())


def mail_has_text(path: Path) -> bool:
    message = email.message_from_bytes(path.read_bytes())
    bodies = [
        part.get_payload(decode=True) for part in message.walk() if part.get_content_maintype() == "text"
    ]
    return any(isinstance(body, bytes) and body.strip() for body in bodies)


def zip_has_text(path: Path) -> bool:
    """Look for text elements of Office's XML, or any text file in a plain archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if re.search(r"(document|sharedStrings|slide\d+|sheet\d+|content)\.xml\Z", name):
                    root = ET.fromstring(archive.read(name))  # noqa: S314  # the corpus is known
                    if any(
                        (node.text or "").strip()
                        for node in root.iter()
                        if node.tag.rpartition("}")[2] in {"t", "v", "p", "span"}
                    ):
                        return True
                elif name.endswith(".txt"):
                    return True
    except (zipfile.BadZipFile, ET.ParseError, RuntimeError):
        return False
    return False


OTHERS = {
    ".eml": mail_has_text, ".mbox": mail_has_text, ".mhtml": mail_has_text, ".msg": outlook_has_text, ".rtf": rich_text_has_text,
    ".doc": old_has_text, ".ppt": old_has_text, ".csv": plain_has_text, ".txt": plain_has_text, ".html": plain_has_text,
}  # fmt: skip


def print_table(rows: dict[str, Row]) -> None:
    print(
        f"\n{'kind':<18}{'files':>6}{'readable':>10}{'reason':>8}{'others find text':>18}{'so do we':>10}{'no text':>9}{'shown':>7}"
    )
    for kind, row in sorted(rows.items()):
        print(
            f"{kind:<18}{row.files:>6}{row.readable:>10}{row.reasons:>8}{row.expected:>18}{row.given:>10}{row.pictures:>9}{row.drawn:>7}"
        )
        for missed in row.missed:
            print(f"    not given: {missed}")
    total = [
        sum(getattr(row, name) for row in rows.values())
        for name in ("files", "readable", "reasons", "expected", "given", "pictures", "drawn")
    ]
    print(
        f"{'all':<18}{total[0]:>6}{total[1]:>10}{total[2]:>8}{total[3]:>18}{total[4]:>10}{total[5]:>9}{total[6]:>7}"
    )
