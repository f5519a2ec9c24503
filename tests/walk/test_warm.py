"""A fork of the warm process says and does what a process from nothing does; what it can't do, it is not asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.cli import COMMANDS
from tests.commands import saves, words_of
from tests.warm import WarmProgram


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProgram]:
    made = WarmProgram()
    yield made
    made.close()


def from_nothing(
    words: Sequence[object], folder: Path, env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words_of(words),
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.thorough
def test_it_says_what_a_process_from_nothing_says(
    warm: WarmProgram, casebook: Path, private_folders: Path
) -> None:
    for words in (
        ["status", casebook],
        ["documents", casebook, "--json"],
        ["nonsense"],
        ["status", "no such.casebook"],
        ["search", casebook, "\udce9"],
        ["verdict", casebook, "harrowdale", "nothing", "in-place"],
    ):
        expected = from_nothing(words, private_folders, dict(os.environ))
        done = warm.run(words, cwd=private_folders, env=dict(os.environ), seconds=60)
        told = (done.returncode, done.stdout, done.stderr)
        assert told == (expected.returncode, expected.stdout, expected.stderr), words


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_starts_from_nothing_and_says_the_same(
    warm: WarmProgram, casebook: Path, private_folders: Path, command: str
) -> None:
    before = from_nothing([command, casebook], private_folders, dict(os.environ))
    after = warm.run([command, casebook], cwd=private_folders, env=dict(os.environ), seconds=60)
    assert "Traceback" not in before.stderr
    assert (after.returncode, after.stderr) == (before.returncode, before.stderr)


def test_it_has_the_folder_and_the_surroundings_that_it_is_given(
    warm: WarmProgram, casebook: Path, tmp_path: Path
) -> None:
    shutil.copytree(casebook, tmp_path / "here/mine.casebook")
    env = {**os.environ, "REVIEWER_NAME": "Mae Quill"}
    before = saves(tmp_path / "here/mine.casebook")
    words = ["verdict", "mine.casebook", "harrowdale", "policy", "falls-short", "--because", "It is old."]
    assert warm.run(words, cwd=tmp_path / "here", env=env, seconds=60).returncode == 0
    assert saves(tmp_path / "here/mine.casebook") > before
    said = warm.run(["name", "mine.casebook"], cwd=tmp_path / "here", env=env, seconds=60)
    assert said.stdout == "Mae Quill\n"


@pytest.mark.thorough
def test_what_takes_too_long_is_killed_and_the_next_runs(warm: WarmProgram, tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        warm.run(["check", tmp_path], cwd=tmp_path, env=dict(os.environ), seconds=0.01)
    assert warm.run(["nonsense"], cwd=tmp_path, env=dict(os.environ), seconds=60).returncode == 2


def test_windows_and_other_ways_to_start_are_not_forked(warm: WarmProgram, casebook: Path) -> None:
    env = dict(os.environ)
    assert warm.suits(["status", casebook], env)
    assert not warm.suits([casebook], env)
    assert not warm.suits(["--screenshots", "shots", casebook], env)
    for name in ("LC_ALL", "TZ", "PYTHONPATH", "LD_PRELOAD"):
        assert not warm.suits(["status", casebook], {**env, name: "another"}), name
