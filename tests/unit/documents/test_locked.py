"""Locked Office files open with their password, and say so without it: new ways of locking and old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import Reader
from reviewer.model import Note, NoteCode, Reason

FILES = [
    ("docx/bug53475-password-is-pass.docx", "docx"),
    ("presentation/testPPT_protected_passtika.pptx", "pptx"),
    ("spreadsheet/60320-protected.xlsx", "xlsx"),
    ("spreadsheet/protected_passtika.xlsx", "xlsx"),
    ("spreadsheet/testEXCEL_protected_passtika_2.xlsx", "xlsx"),
    ("spreadsheet/xor-encryption-abc.xls", "xls"),
]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def password(shared: Path, name: str) -> str:
    lines = (shared / "corpus" / "PASSWORDS.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return next(line.split("\t")[1].split(" (")[0] for line in lines if line.startswith(f"{name}\t"))


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "kind"), FILES)
def test_the_password_opens_it_and_no_other_does(reader: Reader, shared: Path, name: str, kind: str) -> None:
    path = shared / "corpus" / name
    text = reader.read(path, path.name, "0" * 64, password(shared, name)).text
    assert (text.kind, text.problem) == (kind, None)
    assert any(part.text.strip() for part in text.parts)
    assert text.also[0] == Note(NoteCode.UNLOCKED)
    closed = reader.read(path, path.name, "0" * 64).text
    assert closed.problem is not None
    assert closed.problem.reason is Reason.LOCKED
    wrong = reader.read(path, path.name, "0" * 64, "another").text
    assert wrong.problem is not None
    assert wrong.problem.reason is Reason.LOCKED_OTHERWISE
    assert not wrong.parts


def test_the_password_that_office_itself_knows_is_not_asked_for(reader: Reader, shared: Path) -> None:
    path = shared / "corpus" / "docx" / "protected_agile.docx"
    assert reader.read(path, path.name, "0" * 64).text.problem is None
