"""Files that bite, as an inspector receives them: each is kept with a reason, or refused in one line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.commands import Run
from tests.faults.conftest import Clean

SECRET = "harrow"


@pytest.fixture
def broken(tmp_path: Path, sample: Path) -> dict[str, Path]:
    """Files that no one can read, by what a person is told of them."""
    folder = tmp_path / "broken"
    folder.mkdir()
    names = {
        "empty": "nothing.pdf", "program": "plan.pdf", "cut-off PDF": "cut.pdf", "cut-off Word": "cut.docx",
        "not an archive": "fake.zip",
    }  # fmt: skip
    files = {kind: folder / name for kind, name in names.items()}
    files["empty"].touch()
    files["program"].write_bytes(b"MZ\x90\x00\x03" + bytes(range(256)) * 20)
    whole = sample / "harrowdale"
    files["cut-off PDF"].write_bytes((whole / "Boundaries policy.pdf").read_bytes()[:3000])
    files["cut-off Word"].write_bytes((whole / "Integrity unit review.docx").read_bytes()[:3000])
    files["not an archive"].write_bytes(b"\x00\x01\x02\x03" * 900)
    return files


@pytest.fixture
def locked(tmp_path: Path, sample: Path) -> Path:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(sample / "harrowdale/Boundaries policy.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=SECRET, owner="other"))
    return path


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(f"{SECRET}\n")
    return path


def test_what_cannot_be_read_is_kept_to_the_byte_with_a_reason(
    reviewer: Run, clean: Clean, fresh: Path, broken: dict[str, Path]
) -> None:
    rows = reviewer("receive", fresh, "harrowdale", *broken.values(), "--on", "2025-02-01", "--json").rows
    problems = {row["name"]: row["problem"] for row in rows}
    assert problems.keys() == {path.name for path in broken.values()}
    for kind, word in (
        ("empty", "empty"),
        ("program", "program"),
        ("cut-off PDF", "cut off"),
        ("cut-off Word", "cut off"),
        ("not an archive", "not a kind"),
    ):
        told = problems[broken[kind].name]
        assert word in told.lower()
        assert "sk the sender" in told, "says what to do"
    assert ".pdf" in problems["plan.pdf"], "it says that the name lies"
    kept = {path.read_bytes() for path in (fresh / "documents").glob("*/*")}
    assert kept == {path.read_bytes() for path in broken.values()}
    clean(fresh)


@pytest.mark.thorough
def test_a_locked_file_opens_with_its_password_and_stays_open(
    reviewer: Run, clean: Clean, fresh: Path, locked: Path, password: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("barrow\n")

    def receive(*more: object) -> str | None:
        (row,) = reviewer("receive", fresh, "harrowdale", locked, *more, "--json").rows
        problem: str | None = row["problem"]
        return problem

    assert "password" in (receive() or "")
    assert "another password" in (receive("--password-file", wrong) or "")
    assert receive("--password-file", password) is None
    assert receive() is None, "the same file without its password takes nothing away"
    assert receive("--password-file", wrong) is None
    assert "professional boundaries" in reviewer("text", fresh, "locked.pdf").out.lower()
    assert len(reviewer("documents", fresh, "--json").rows) == 5
    clean(fresh)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00x"])
def test_a_password_file_that_is_not_there_or_no_text(
    reviewer: Run, fresh: Path, words: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "password.txt"
    if content is not None:
        file.write_bytes(content)
    told = reviewer("receive", fresh, "harrowdale", words, "--password-file", file, code=2).told
    assert str(file) in told
    assert "Errno" not in told
    assert reviewer("documents", fresh, "--json").rows == []


@pytest.mark.thorough
def test_the_same_document_twice_is_one_copy_with_both_receipts(
    reviewer: Run, clean: Clean, fresh: Path, words: Path, tmp_path: Path
) -> None:
    again = shutil.copy(words, tmp_path / "again.txt")
    reviewer("receive", fresh, "harrowdale", words, "--on", "2025-02-01")
    reviewer("receive", fresh, "harrowdale", again, "--on", "2025-02-02")
    rows = reviewer("documents", fresh, "harrowdale", "--json").rows
    assert [(row["name"], row["on"], row["duplicate"]) for row in rows] == [
        ("words.txt", "2025-02-01", True),
        ("again.txt", "2025-02-02", True),
    ]
    assert len({row["sha256"] for row in rows}) == 1
    assert len(list((fresh / "documents").glob("*/*"))) == 1
    assert len(reviewer("search", fresh, "vacancy", "--json").rows) == 1
    clean(fresh)


@pytest.mark.thorough
def test_a_late_document_is_kept_marked_and_out_until_there_is_a_reason(
    reviewer: Run, clean: Clean, fresh: Path, words: Path
) -> None:
    def state() -> tuple[bool, bool]:
        (row,) = reviewer("documents", fresh, "--json").rows
        return row["late"], row["included"]

    reviewer("receive", fresh, "harrowdale", words, "--on", "2025-03-01")
    assert state() == (True, False)
    assert "0 pages" in reviewer("absence", fresh, "harrowdale", "unit").out, "it is not looked through"
    told = reviewer("include", fresh, "harrowdale", "words.txt", "--because", " ", code=2).told
    assert "reason" in told
    assert state() == (True, False)
    reviewer("include", fresh, "harrowdale", "words.txt", "--because", "The post was late.")
    assert state() == (True, True)
    assert "in 1 page:" in reviewer("absence", fresh, "harrowdale", "unit").out
    reviewer("include", fresh, "harrowdale", "words.txt", "--out", "--because", "It was not.")
    assert state() == (True, False)
    clean(fresh)


NAMES = (
    b"two\nlines.txt", b"it's \"quoted\".txt", b"caf\xe9.txt", b"\x1b[31mred.txt", "\u202ecod.txt".encode(), b"-o",
    b"..txt", b"n" * 250 + b".txt",
)  # fmt: skip


@pytest.mark.thorough
def test_names_that_a_terminal_would_obey_are_only_shown(
    reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / os.fsdecode(name)).write_text(f"word number {number}\n")
    shown = reviewer("receive", fresh, "harrowdale", folder, "--on", "2025-02-01").out
    assert len(shown.splitlines()) == 1 + len(NAMES), "a line each, whatever a name holds"
    assert not {"\x1b", "\u202e"} & set(shown + reviewer("search", fresh, "word").out)
    rows = reviewer("documents", fresh, "--json").rows
    names = {row["name"] for row in rows}
    assert "two\nlines.txt" in names
    assert "caf\N{REPLACEMENT CHARACTER}.txt" in names
    assert reviewer("text", fresh, "two\nlines.txt").out == "[text]\nword number 0\n\n"
    assert "word number 2" in reviewer("text", fresh, os.fsdecode(b"caf\xe9.txt")).out, (
        "as the shell gives it"
    )
    clean(fresh)


def test_what_is_no_file_is_named_and_the_others_are_kept(
    reviewer: Run, clean: Clean, fresh: Path, words: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = reviewer("receive", fresh, "harrowdale", pipe, words, "--json", code=1)
    assert "pipe" in done.told
    assert {(row["name"], bool(row["sha256"]), bool(row["problem"])) for row in done.rows} == {
        ("pipe", False, True),
        ("words.txt", True, False),
    }
    assert [row["name"] for row in reviewer("documents", fresh, "--json").rows] == ["words.txt"]
    clean(fresh)


def test_folders_as_deep_as_people_make_them(
    reviewer: Run, clean: Clean, fresh: Path, tmp_path: Path
) -> None:
    folder = tmp_path.joinpath("folder", *["d"] * 150)
    folder.mkdir(parents=True)
    (folder / "deep.txt").write_text("found\n")
    (folder / "back").symlink_to(tmp_path / "folder")
    done = reviewer("receive", fresh, "harrowdale", tmp_path / "folder", "--json", code=1)
    assert "back" in done.told, "a way in a circle is not walked, and named"
    assert "deep.txt" in {row["name"] for row in done.rows}
    clean(fresh)


@pytest.mark.thorough
def test_what_cannot_have_been_meant_is_refused_before_anything_is_received(
    reviewer: Run, clean: Clean, fresh: Path, words: Path, tmp_path: Path
) -> None:
    missing, empty = tmp_path / "not there.pdf", tmp_path / "empty folder"
    empty.mkdir()
    assert "not there.pdf" in reviewer("receive", fresh, "harrowdale", words, missing, code=2).told
    for own in (fresh, fresh.parent, fresh / "casebook.sqlite"):
        assert "casebook" in reviewer("receive", fresh, "harrowdale", words, own, code=2).told
    assert reviewer("receive", fresh, "harrowdale", empty, "--json", code=1).rows == []
    assert reviewer("documents", fresh, "--json").rows == []
    clean(fresh)
