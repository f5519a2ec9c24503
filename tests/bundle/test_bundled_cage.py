"""The reader and the office process of the bundle are kept in as those of a checkout: the same attempts, the same refusals.

The attempts are those of tests/faults; the child that makes them is the bundled program, started as the bundled program starts it.
"""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.documents.office.converting import Office
from reviewer.documents.reader import Reader, landlock, seccomp
from tests.bundle.conftest import Bundle, put_on
from tests.conftest import ROOT, missing
from tests.faults.test_cage import (
    HANDLERS,
    calls,
    files,
    page,
    test_a_document_cannot_change_what_the_reader_was_handed,
    test_a_document_makes_no_other_process,
    test_a_document_reaches_no_network,
    test_a_document_reads_no_other_file,
    test_a_document_runs_no_program,
    test_a_document_writes_no_file,
    test_the_cage_says_what_it_is,
)
from tests.faults.test_office_cage import written

__all__ = [
    "calls", "files", "page", "test_a_document_cannot_change_what_the_reader_was_handed", "test_a_document_makes_no_other_process",
    "test_a_document_reaches_no_network", "test_a_document_reads_no_other_file", "test_a_document_runs_no_program",
    "test_a_document_writes_no_file", "test_the_cage_says_what_it_is",
]  # fmt: skip

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(1200),  # whichever is the first has the bundle made
    pytest.mark.xdist_group("bundle"),
    pytest.mark.cold_reader,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such cage"),
]


@pytest.fixture
def bundled(bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """Have this process start its children as the bundled program does."""
    put_on(monkeypatch, bundle.program, str(bundle.folder / "_internal"))
    return bundle


@pytest.fixture
def reader(bundled: Bundle, page: Path) -> Iterator[Reader]:
    """A reader that, whatever was asked of it, reads the next file afterwards."""
    other = page.with_name("other.txt")
    other.write_text("Other words.", encoding="utf-8")
    with Reader(handlers=HANDLERS) as made:
        yield made
        assert made.read(other, other.name, "00").text.parts[0].text == "Other words."
        assert made.pid is not None
        assert Path(f"/proc/{made.pid}/exe").resolve() == bundled.program


def test_what_reads_documents_is_all_there_inside(
    bundled: Bundle, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundled.program.is_file()
    monkeypatch.setattr(sys, "path", [*sys.path[:3], str(ROOT)])  # nothing of the checkout's packages
    names = (
        "reviewer.letters.inspect", "mammoth", "lxml.etree", "lxml.html", "nh3", "python_calamine", "PIL.Image",
        "PIL.TiffImagePlugin", "oxmsg", "msoffcrypto", "tesserocr", "charset_normalizer", "email.parser", "zipfile",
        "encodings.cp1252", "encodings.gb18030", "pyhanko.sign.validation", "cryptography.x509", "mimetypes", "tempfile", "ssl", "decimal",
        "icalendar", "pikepdf", "pypdfium2_raw", "olefile", "zoneinfo", "asn1crypto.cms",
    )  # fmt: skip
    with Reader(handlers=HANDLERS) as reader:
        assert reader.call("imports", page, names=names)[0]["failed"] == {}


def test_an_archive_is_unpacked_by_the_systems_library(bundled: Bundle, page: Path) -> None:
    assert bundled.program.is_file()
    packed = page.with_name("plan.tar.xz")
    with tarfile.open(packed, "w:xz") as archive:
        archive.add(page, page.name)
    with Reader() as reader:
        members = reader.read(packed, packed.name, "00").members
    assert [member.name for member in members] == ["letter.txt"]


def test_libreoffice_is_started_in_its_cage(
    bundled: Bundle, tool: Callable[[str], str], tmp_path: Path
) -> None:
    assert bundled.program.is_file()
    tool("soffice")
    if not landlock.version() or not seccomp.available():
        missing("a kernel with Landlock", "LibreOffice is not started without")
    document = tmp_path / "plan.odt"
    document.write_bytes(written("<text:p>Every new supervisor has a mentor.</text:p>"))
    office = Office()
    try:
        assert office.pdf(document, "odt").startswith(b"%PDF")
    finally:
        office.close()
