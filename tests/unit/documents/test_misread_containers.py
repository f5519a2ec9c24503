"""Real files that were misread: mail, signed files, and kinds told from bytes that only looked like them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk.words.problems import problem_words
from reviewer.documents.reader import Reader, Reading
from reviewer.model import NoteCode, Reason
from tests.conftest import missing

Misread = Callable[[str], Reading]


@pytest.fixture
def misread(reader: Reader, shared: Path) -> Misread:
    """Read one of the files; its members are removed again."""

    def read(name: str) -> Reading:
        path = shared / "corpus-misread" / name
        if not path.is_file():
            missing(f"the misread file {name}", "the folder of shared files has it")
        found = reader.read(path, path.name, "0" * 64)
        for member in found.members:
            if member.path is not None:
                member.path.unlink()
        return found

    return read


def test_the_code_page_of_an_outlook_message_is_found(misread: Misread) -> None:
    text = misread("msg/chinese-traditional.msg").text.parts[0].text
    assert "Subject: Alfresco MSG format testing ( MSG 格式測試 )" in text
    assert "張毓倫" in text


@pytest.mark.parametrize(
    ("name", "inside", "who"),
    [
        ("testPKCS17Sig-v2.xml.p7m", ["testPKCS17Sig-v2.xml"], "Alessandro De Angelis"),
        ("testPKCS17Sig-v4.xml.p7m", ["testPKCS17Sig-v4.xml"], "Alessandro De Angelis"),
        ("CAdESDoubleLTA.p7m", ["CAdESDoubleLTA"], "good-user"),
        ("cades-bes-signeddata-detached.p7s", [], "good-user"),
    ],
)
def test_a_signed_file_is_known_and_opened(misread: Misread, name: str, inside: list[str], who: str) -> None:
    found = misread(f"signed-other/{name}")
    assert (found.text.kind, found.text.problem) == ("p7m", None)
    assert [member.name for member in found.members] == inside
    assert f"Signed by: {who}" in found.text.parts[0].text
    assert {note.code for note in found.text.also} <= {NoteCode.SIGNED_BY_ON, NoteCode.SIGNATURE_ALONE}


def test_an_encrypted_file_is_named(misread: Misread) -> None:
    problem = misread("signed-other/testPKCS7_enveloped_def.p7m").text.problem
    assert problem is not None
    assert problem.reason is Reason.ENCRYPTED_FILE


def test_a_delivery_report_is_read_whole(misread: Misread) -> None:
    found = misread("eml/multipart_report_multiple_status.eml")
    text = "\n".join(part.text for part in found.text.parts)
    for words in ("This Message was undeliverable", "has restricted SMS e-mail", "Action: failed"):
        assert words in text
    assert [member.name for member in found.members] == ["Your Friend F M wants you to join HomeRun.eml"]


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("doc/47950_lower.doc", "doc", "This is a sample Word document"),
        ("spreadsheet/BOOK_in_capitals.xls", "xls", "Exposures by Counterparty"),
        ("doc/testWORD_2006ml.doc", "doc", "The quick brown fox"),
        ("spreadsheet/ole2-embedding.xls", "xls", "1\n2\n3"),
    ],
)
def test_an_office_file_is_what_its_root_says(misread: Misread, name: str, kind: str, words: str) -> None:
    found = misread(name)
    assert (found.text.kind, found.text.problem) == (kind, None)
    assert words in "\n".join(part.text for part in found.text.parts)


def test_a_file_called_pdf_is_not_asked_for_as_a_pdf(misread: Misread) -> None:
    problem = misread("pdf-malformed/issue-1503.pdf").text.problem
    assert problem is not None
    assert (problem.reason, problem.value("ending")) == (Reason.KIND_UNKNOWN, ".pdf")
    assert "as a PDF" not in problem_words(problem)
