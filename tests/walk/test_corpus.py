"""All real files of the corpus in one go: none hangs, kills or is lost, and what an independent reader reads, we read.

Independent readers: pdftotext for PDF, Python's mail parser for e-mail, zipfile and a plain XML reading for Office, the
streams of an Outlook message, striprtf for rich text, runs of letters in what is older. Where they find nothing, a page's picture must be had instead.
"""

from __future__ import annotations

import email
import hashlib
import re
import subprocess
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.corpus import SPOILT, passwords, reasons
from reviewer.casebook.document_files import Files
from reviewer.documents.intake import Intake, Taken
from reviewer.documents.reader import Reader
from reviewer.errors import ReviewerError
from tests.said import said_of

BUILT_ENDINGS = {
    ".pdf", ".fuzz", ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".pptx", ".pptm", ".eml", ".mbox", ".csv", ".txt", ".zip",
    ".html", ".msg", ".rtf", ".odt", ".odp", ".mhtml", ".doc", ".ppt", ".tif", ".tiff", ".png", ".jpg", ".gif", ".jp2",
}  # fmt: skip
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


@pytest.mark.thorough
def test_the_whole_corpus_is_received_in_one_go(
    shared: Path, tool: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = shared / "corpus"
    why = reasons(corpus)
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
                row.missed.append(f"{name}: {said_of(each.text.problem) or 'no text'}")
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
        problem = said_of(each.text.problem)
        if problem:
            assert PLAIN.match(problem), (name, problem)
            assert not JARGON.search(problem), (name, problem)


@pytest.mark.thorough
def test_no_file_hangs_or_needs_more_than_the_reader_may_have(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each alone, as when it is opened; and what cannot be read says what is wrong, not that something is."""
    corpus, longest, vague = shared / "corpus", (0.0, ""), []
    peak = {"VmPeak": 0, "VmHWM": 0}
    with Reader() as reader:
        for name, why in reasons(corpus).items():
            began = time.monotonic()
            problem = whole(reader, corpus / name)
            longest = max(longest, (time.monotonic() - began, name))
            peak = {key: max(most, memory(reader, key)) for key, most in peak.items()}
            if problem is not None and not re.search(fault(f"{name}: {why}"), problem):
                vague.append(f"{name} ({why}): {problem}")
        limit = reader.limits.memory
    with capsys.disabled():
        print(f"\nlongest: {longest[0]:.2f} s, {longest[1]}; ", end="")
        print(f"memory: {peak['VmHWM'] >> 20} MB, address space {peak['VmPeak'] >> 20} of {limit >> 20} MB")
    assert vague == []
    assert longest[0] < 10, longest
    assert 0 < peak["VmPeak"] <= limit


def whole(reader: Reader, path: Path) -> str | None:
    """Read it with the documents inside it; returns what was said of it, if anything."""
    reading = reader.read(path, path.name, "0" * 64)
    for member in reading.members:
        if member.path is not None:
            member.path.unlink()
    return said_of(reading.text.problem) or None


def memory(reader: Reader, key: str) -> int:
    """Return the most, in bytes, that the reader's process had at once of what *key* names (proc(5))."""
    status = Path(f"/proc/{reader.pid}/status").read_text(encoding="ascii")
    found = re.search(rf"^{key}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found.group(1)) << 10 if found else 0


FAULTS = (
    (r"encrypt|password|lock|certificate", r"[Ll]ocked|[Ee]ncrypted|without a password"),
    (r"bomb", r"a trap|too large to open|more than is safe"),
    (r"zero bytes", r"0 bytes"),
    (r": empty|mimetype|invalid package", r"No text was found"),
    (r"HEIC|XPS", r"cannot be read here"),
    (r"", r"damaged|cut off|Not one page"),
)


def fault(why: str) -> str:
    """Return what must be said of a file, as a pattern; *why* is its name and why it is there."""
    return next(said for known, said in FAULTS if re.search(known, why))


@pytest.mark.thorough
def test_the_locked_ones_open_with_their_passwords(shared: Path) -> None:
    """Those whose word is known; the lists say of two that it is not."""
    corpus, shut = shared / "corpus", []
    known = passwords(corpus)
    assert len(known) == len((corpus / "PASSWORDS.tsv").read_text(encoding="utf-8").splitlines()) - 1 - 2
    with Reader() as reader:
        for name, password in known.items():
            text = reader.read(corpus / name, Path(name).name, "0" * 64, password).text
            shut += [f"{name}: {said_of(text.problem)}"] if text.problem else []
    assert shut == []


def draws(reader: Reader, path: Path) -> bool:
    try:
        return len(reader.render(path, 0, 0.2).data) > 0
    except ReviewerError:
        return False


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
