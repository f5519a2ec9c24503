"""Pictures of the window where there is no screen: what `make run` shows of the sample then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reviewer.desk import Desk, Home

NAMES = ["desk.png", "desk-dark.png", "letter.png", "overview.png"]


def without_screen(*words: object, root: Path) -> subprocess.CompletedProcess[str]:
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    command = [sys.executable, str(root / "main.py"), *map(str, words)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def casebook(made_sample: Path, tmp_path: Path) -> Path:
    shutil.copytree(made_sample / "config", tmp_path / "config")
    (tmp_path / "data").mkdir()
    return shutil.copytree(made_sample / "data/sample.casebook", tmp_path / "sample.casebook")


@pytest.mark.thorough
def test_pictures_are_taken_where_there_is_no_screen(casebook: Path, tmp_path: Path, root: Path) -> None:
    before = (casebook / "casebook.sqlite").read_bytes()
    done = without_screen("--screenshots", tmp_path / "shots", casebook, root=root)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == NAMES
    for line in done.stdout.splitlines():
        picture = QImage(line)
        assert (picture.width(), picture.height()) == (1366, 768)
        colours = {picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
        assert len(colours) > 20, f"{line} shows next to nothing"
    assert (casebook / "casebook.sqlite").read_bytes() == before
    assert not (tmp_path / "home/config/reviewer/state.json").exists()


@pytest.mark.long
def test_while_somebody_works_in_it_pictures_can_be_taken(casebook: Path, tmp_path: Path, root: Path) -> None:
    home = Home(tmp_path / "config", root / "resources", tmp_path / "data")
    with Desk.open(casebook, home):
        done = without_screen("--screenshots", tmp_path / "shots", casebook, root=root)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [(), ("shots",), ("shots", "a.casebook", "b.casebook")])
def test_wrong_words_are_wrong_use(words: tuple[str, ...], root: Path) -> None:
    done = without_screen("--screenshots", *words, root=root)
    assert done.returncode == 2
    assert "--screenshots DIR CASEBOOK" in done.stderr


def test_what_is_no_casebook_gets_no_pictures(tmp_path: Path, root: Path) -> None:
    done = without_screen("--screenshots", tmp_path / "shots", tmp_path / "none.casebook", root=root)
    assert done.returncode == 1
    assert "none.casebook" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.long
def test_make_run_without_a_screen_says_where_everything_is(root: Path, tmp_path: Path) -> None:
    """The recipe itself, in a folder that borrows this one's program and environment."""
    for name in ("reviewer", "resources", "main.py", ".venv", "pyproject.toml"):
        (tmp_path / name).symlink_to(root / name)
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging/setup.sh").write_text("#!/bin/sh\n")
    (tmp_path / "packaging/setup.sh").chmod(0o755)
    shutil.copy(root / "Makefile", tmp_path)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "MAKEFLAGS"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        ["make", "run"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    for name in ("harrowdale.pdf", "overview.pdf", *NAMES):
        assert name in done.stdout
    (desk,) = tmp_path.glob("build/demo/*.screenshots/desk.png")
    assert str(desk) in done.stdout
