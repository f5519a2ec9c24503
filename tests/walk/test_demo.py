"""`demo` does the whole job on the sample, and what it made stands up to outside tools."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.once import Once
from tests.walk.conftest import Run, copied


@pytest.fixture(scope="session")
def made_demo(once: Once, reviewer_of: Callable[[Path], Run]) -> Path:
    """`work/demo` is what the command made, `home` who ran it."""

    def make(folder: Path) -> None:
        (folder / "work").mkdir()
        told = reviewer_of(folder / "home")("demo", folder / "work/demo").out
        for word in ("harrowdale.pdf", "overview.pdf", "share", "colleague.casebook"):
            assert word in told

    return once("demo", make)


@pytest.fixture
def made(made_demo: Path, private_folders: Path, tmp_path: Path) -> Path:
    copied(made_demo, private_folders, tmp_path)
    return tmp_path / "demo"


def test_the_demonstration_stands_up(reviewer: Run, made: Path, tool: Callable[[str], str]) -> None:
    for name in ("harrowdale", "penmarsh", "aberwen", "aberwen.cy"):
        letter = made / "letters" / f"{name}.pdf"
        told = subprocess.run([tool("pdfsig"), letter], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in told
        assert "Total document signed" in told
        assert "as it stands" in reviewer("verify", letter, "--casebook", made / "sample.casebook").out
    merged = max((made / "share/merged").glob("*.sqlite"))
    with sqlite3.connect(merged) as database:
        verdicts = database.execute("SELECT body, criterion, finding FROM verdicts").fetchall()
    database.close()
    rows = reviewer("status", made / "sample.casebook", "--json").rows
    here = {(row["body"], key, finding) for row in rows for key, finding in row["verdicts"].items()}
    assert set(verdicts) == here
    for casebook in ("sample.casebook", "colleague.casebook"):
        assert "All is as it was recorded" in reviewer("check", made / casebook).out


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.long
def test_it_replaces_what_it_made_itself_and_nobody_touched(reviewer: Run, made: Path) -> None:
    with Desk.open(made / "sample.casebook", Home.default()):
        assert "open in another window" in reviewer("demo", made, code=1).err
    reviewer("status", made / "sample.casebook")
    reviewer("demo", made)
    assert "All is as it was recorded" in reviewer("check", made / "sample.casebook").out


def a_file_of_my_own(made: Path, _reviewer: Run) -> None:
    (made / "letters/my own letter.txt").write_text("Mine.")


def a_changed_file(made: Path, _reviewer: Run) -> None:
    with (made / "overview.csv").open("a") as file:
        file.write("a line of my own")


def a_verdict(made: Path, reviewer: Run) -> None:
    verdict = ("thornwick", "policy", "falls-short", "--because", "Two pages are not enough.")
    reviewer("verdict", made / "sample.casebook", *verdict)


def a_colleagues_pack(made: Path, _reviewer: Run) -> None:
    (made / "share/packs/another").write_bytes(b"a pack")


def a_file_taken_away(made: Path, _reviewer: Run) -> None:
    (made / "letters/harrowdale.txt").unlink()


def a_folder_called_cache(made: Path, _reviewer: Run) -> None:
    (made / "letters/cache").mkdir()
    (made / "letters/cache/notes.txt").write_text("Mine.")


def notes_in_the_cache(made: Path, _reviewer: Run) -> None:
    (made / "sample.casebook/cache/my-notes.txt").write_text("Mine.")


def a_file_called_lock(made: Path, _reviewer: Run) -> None:
    (made / "letters/how to.lock").write_text("Mine.")


def an_act_that_is_only_in_the_journal(made: Path, _reviewer: Run) -> None:
    """What a window that was killed has left is in the database's journal alone."""
    (made / "sample.casebook/casebook.sqlite-wal").write_bytes(b"an act")


@pytest.mark.thorough
def test_it_takes_nothing_away_that_somebody_touched(reviewer: Run, made: Path, tmp_path: Path) -> None:
    for touch in (
        a_file_of_my_own, a_changed_file, a_verdict, a_colleagues_pack, a_file_taken_away, a_folder_called_cache,
        notes_in_the_cache, a_file_called_lock, an_act_that_is_only_in_the_journal,
    ):  # fmt: skip
        touched = tmp_path / touch.__name__
        shutil.copytree(made, touched)
        touch(touched, reviewer)
        before = everything(touched)
        told = reviewer("demo", touched, code=1).err
        assert "nothing was made or changed" in told, touch.__name__
        assert "Name a new or empty folder." in told
        assert everything(touched) == before


def test_a_folder_of_other_things_is_left_alone(reviewer: Run, tmp_path: Path) -> None:
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("My own letter.")
    assert "holds other things" in reviewer("demo", other, code=1).err
    assert everything(other) == {"letter.txt": b"My own letter."}


@pytest.mark.long
def test_a_newcomer_can_finish_the_sample(reviewer: Run, made: Path, root: Path) -> None:
    """What the sample's README leaves to the person leads to a letter."""
    import tomllib

    rows = tomllib.loads((root / "resources/samples/boundaries/walk.toml").read_text("utf-8"))["exercise"]
    casebook = made / "sample.casebook"
    for row in rows:
        who = (casebook, row["body"], row["criterion"])
        if "quote" in row:
            reviewer("evidence", *who, row["document"], "--quote", row["quote"])
        else:
            reviewer("absence", *who, "--looked-at")
        reviewer("verdict", *who, row["finding"], "--because", row["because"])
    (status,) = reviewer("status", casebook, "thornwick", "--json").rows
    reviewer("category", casebook, "thornwick", status["suggested"])
    (made / "secret").write_text("sample")
    sign = ("--sign", made / "signatory.p12", "--password-file", made / "secret")
    reviewer("letter", casebook, "thornwick", "-o", made / "thornwick.pdf", *sign)
    assert "good" in reviewer("verify", made / "thornwick.pdf").out
