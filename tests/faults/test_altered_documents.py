"""A document whose bytes are not what was received: nothing of it is read, shown or searched, and it heals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.model import Receipt
from tests.commands import Run
from tests.faults.conftest import Clean

WORDS, ALTERED = "The unit has two posts and one vacancy.\n", "The unit has ten posts and no vacancies\n"
PROBLEM = "The file has changed on the disk since it was received"


@pytest.fixture
def held(fresh: Path, reviewer: Run, words: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A casebook with one document that the share has too; and the document's file."""
    share = tmp_path / "share"
    share.mkdir()
    reviewer("receive", fresh, "harrowdale", words, "--on", "2025-02-20")
    reviewer("sync", fresh, share)
    (file,) = (path for path in (fresh / "documents").rglob("*") if path.is_file())
    assert file.read_text() == WORDS
    return fresh, file


def alter(casebook: Path, file: Path) -> None:
    """Change the bytes, and throw away the text that was read before."""
    file.chmod(0o600)
    file.write_text(ALTERED)
    shutil.rmtree(casebook / "cache")


@pytest.mark.thorough
def test_nothing_of_an_altered_document_is_read_and_it_is_named(
    held: tuple[Path, Path], reviewer: Run, tmp_path: Path, clean: Clean
) -> None:
    casebook, file = held
    alter(casebook, file)
    read = reviewer("text", casebook, "words.txt", code=1)
    assert read.code
    assert PROBLEM in read.err
    assert "Sync to get it back" in read.err
    for command in (
        ("search", casebook, "vacancies"),
        ("search", casebook, "vacancy"),
        ("documents", casebook),
    ):
        said = reviewer(*command)
        assert "ten posts" not in said.out + said.err
    assert PROBLEM in reviewer("documents", casebook, "harrowdale").out
    absent = reviewer("absence", casebook, "harrowdale", "unit")
    assert PROBLEM in absent.out + absent.err, "what could not be read is no absence"
    reviewer("sync", casebook, tmp_path / "share")
    assert file.read_text() == WORDS
    assert WORDS.strip() in reviewer("text", casebook, "words.txt").out
    assert "vacancy" in reviewer("search", casebook, "vacancy").out
    clean(casebook)


@pytest.mark.thorough
def test_a_file_is_hashed_again_once_it_was_touched(held: tuple[Path, Path]) -> None:
    casebook, file = held
    with Casebook.open(casebook, None, lambda: 0, writable=False) as book:
        (receipt,) = book.current(Receipt)
        document = receipt.content.document
        assert book.files.sound(document)
        file.chmod(0o600)
        file.write_text(ALTERED)
        assert not book.files.is_known_damaged(document), "nobody has looked"
        assert not book.files.sound(document)
        assert book.files.is_known_damaged(document)
        file.write_text(WORDS)
        assert book.files.sound(document)
        assert not book.files.is_known_damaged(document)


@pytest.mark.thorough
def test_what_a_check_finds_damaged_the_next_sync_brings_back(
    held: tuple[Path, Path], reviewer: Run, tmp_path: Path, clean: Clean
) -> None:
    """Of the same length, and its text read before: nothing but a check can find it."""
    casebook, file = held
    file.chmod(0o600)
    file.write_text(ALTERED)
    told = reviewer("check", casebook, code=1)
    assert told.code == 1
    assert "words.txt" in told.out
    assert "damaged" in told.out
    reviewer("sync", casebook, tmp_path / "share")
    assert file.read_text() == WORDS
    clean(casebook)
    assert [path.name for path in file.parent.iterdir()] == [file.name], "nothing is left beside it"
