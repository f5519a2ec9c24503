"""A backup in processes of its own, as a person types it: all is lost, the backup is found, restored, and the work goes on."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.walk.conftest import Run

BODY = "harrowdale"


def rows(database: Path) -> list[tuple[object, ...]]:
    """Records and saves, byte for byte."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as open_:
        saves = open_.execute("SELECT id, head, signature FROM save ORDER BY id").fetchall()
        return saves + open_.execute("SELECT id, head, body FROM record ORDER BY id").fetchall()


def backed_up(out: str) -> Path:
    return Path(out.split(".sqlite:", maxsplit=1)[0] + ".sqlite")


def admitted_in(reviewer: Run, casebook: Path, share: Path) -> None:
    """A lead admits whoever asks."""
    reviewer("sync", casebook, share)
    (asking,) = [
        row for row in reviewer("members", casebook, "--json").rows if row["role"] == "asks to take part"
    ]
    reviewer("admit", casebook, asking["code"])
    reviewer("sync", casebook, share)


@pytest.mark.thorough
def test_all_is_lost_restored_and_goes_on_beside_a_colleague(
    reviewer: Run, reviewer_of: Callable[[Path], Run], casebook: Path, tmp_path: Path
) -> None:
    share, ben = tmp_path / "share", tmp_path / "ben.casebook"
    share.mkdir()
    colleague = reviewer_of(tmp_path / "of ben")
    reviewer("verdict", casebook, BODY, "policy", "falls-short", "--because", "Before the backup.")
    reviewer("sync", casebook, share)
    colleague("join", share, ben)
    admitted_in(reviewer, casebook, share)
    colleague("sync", ben, share)
    made = backed_up(reviewer("backup", casebook).out)
    was = rows(casebook / "casebook.sqlite")
    colleague(
        "verdict", ben, BODY, "systems", "falls-short", "--because", "By a colleague, after the backup."
    )
    colleague("sync", ben, share)
    shutil.rmtree(casebook)

    (found,) = reviewer("backups", "--json").rows
    assert (found["found"], found["why"], found["backup"]) == ("whole", "by hand", str(made))
    assert reviewer("backups", "--check", "--json").rows[0]["damaged"] == []
    back = tmp_path / "back.casebook"
    said = reviewer("restore", made.parent, back).out
    assert f"made of {made.name}" in said
    assert rows(back / "casebook.sqlite") == was
    assert "All is as it was recorded" in reviewer("check", back).out

    reviewer("verdict", back, BODY, "policy", "in-place", "--because", "After the restore.")
    reviewer("sync", back, share)
    colleague("sync", ben, share)
    reviewer("sync", back, share)
    assert rows(back / "casebook.sqlite") == rows(ben / "casebook.sqlite")
    for folder in (back, ben):
        assert reviewer("check", folder).code == 0
        history = json.dumps(reviewer("history", folder, BODY, "--json").rows)
        assert "By a colleague, after the backup." in history
        assert "After the restore." in history


def test_a_backup_folder_of_ones_own_is_added_to_and_explains_itself(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick/Abuse.backup"
    first = backed_up(reviewer("backup", casebook, "-o", folder).out)
    second = backed_up(reviewer("backup", casebook, "-o", folder).out)
    assert first.parent == second.parent == folder
    assert "(0 written now)" in reviewer("backup", casebook, "-o", folder).out
    assert 'python3 main.py restore "THIS FOLDER"' in (folder / "README.txt").read_text()
    assert reviewer("backups", "--json").rows == [], "what lies elsewhere is not in the place for backups"


@pytest.mark.thorough
def test_what_can_not_be_done_is_told_in_a_line_and_changes_nothing(
    reviewer: Run, casebook: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Abuse.backup"
    reviewer("backup", casebook, "-o", folder)
    taken = tmp_path / "taken"
    taken.write_text("mine")
    assert "is there already" in reviewer("backup", casebook, "-o", taken, code=1).told
    assert taken.read_text() == "mine"
    assert "lies in the casebook" in reviewer("backup", casebook, "-o", casebook / "b", code=2).told
    assert "is there already" in reviewer("restore", folder, casebook, code=1).told
    assert "is not there" in reviewer("restore", tmp_path / "none", tmp_path / "x.casebook", code=2).told
    assert "holds no backup" in reviewer("restore", casebook, tmp_path / "x.casebook", code=2).told
    assert "is not a casebook" in reviewer("backup", tmp_path, code=1).told
    (path,) = folder.glob("*.sqlite")
    path.with_suffix(".json").unlink()
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged" in reviewer("restore", folder, tmp_path / "x.casebook", code=1).told
    assert not (tmp_path / "x.casebook").exists()


@pytest.mark.thorough
def test_a_casebook_goes_out_as_one_file_and_comes_back_the_same(
    reviewer: Run, reviewer_of: Callable[[Path], Run], casebook: Path, tmp_path: Path
) -> None:
    file, ben = tmp_path / "all.zip", tmp_path / "ben.casebook"
    said = reviewer("export", casebook, "-o", file).out
    assert said.startswith(f"{file}: ")
    assert "is there already" in reviewer("export", casebook, "-o", file, code=1).told
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert "Everything in it can be read without that program." in archive.read("README.txt").decode()
        letters = [name for name in archive.namelist() if name.startswith(f"documents/{BODY}/")]
    assert letters
    colleague = reviewer_of(tmp_path / "of ben")
    colleague("import", file, ben)
    assert rows(ben / "casebook.sqlite") == rows(casebook / "casebook.sqlite")
    assert "All is as it was recorded" in colleague("check", ben).out
    again = tmp_path / "again.zip"
    colleague("export", ben, "-o", again)
    assert again.read_bytes() == file.read_bytes()
    assert "is no exported casebook" in reviewer("import", made_zip(tmp_path), tmp_path / "x", code=2).told
    assert not (tmp_path / "x").exists()


def made_zip(folder: Path) -> Path:
    with ZipFile(folder / "other.zip", "w") as archive:
        archive.writestr("a.txt", "Something else.")
    return folder / "other.zip"


_RUN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer import app
until_closed = QApplication.exec
def closed_soon(*_words):
    QTimer.singleShot(2500, QApplication.closeAllWindows)
    return until_closed()
QApplication.exec = closed_soon
sys.exit(app.main([sys.argv[1]]))
"""


@pytest.mark.thorough
def test_the_window_makes_a_backup_of_what_changed_once_it_is_closed(
    reviewer: Run, casebook: Path, private_folders: Path, root: Path
) -> None:
    for expected in (1, 1):  # nothing has changed by the second time
        command = [sys.executable, "-c", _RUN, str(casebook)]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, cwd=root, env=env, check=True, timeout=120, capture_output=True)
        rows = reviewer("backups", casebook, "--json").rows
        assert [row["why"] for row in rows] == ["by itself"] * expected
        assert rows[0]["found"] == "whole"


@pytest.mark.thorough
def test_what_kept_a_backup_from_being_made_stands_in_the_status(
    reviewer: Run, casebook: Path, private_folders: Path
) -> None:
    kept = private_folders / "config/reviewer/state.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    kept.parent.mkdir(parents=True, exist_ok=True)
    known[f"backup_failed:{casebook.resolve()}"] = "The disk that holds the backup is full."
    kept.write_text(json.dumps(known))
    told = reviewer("status", casebook).err
    assert "No backup could be made the last time. The disk that holds the backup is full." in told
    reviewer("backup", casebook)
    assert "No backup" not in reviewer("status", casebook).err
