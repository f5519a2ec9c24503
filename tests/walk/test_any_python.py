"""`python3 main.py …` by an interpreter that has none of the program's packages, such as Debian's own."""

from __future__ import annotations

import ast
import os
import runpy
import shlex
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands import folders_of

OUTSIDE = next(filter(os.path.exists, ("/usr/bin/python3", os.path.realpath(sys.executable))))
"""Outside of the virtual environment that runs the tests: Debian's own where there is one."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="written for shells and links")


def run(python: str, main: Path, words: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **folders_of(cwd)}
    command = [python, str(main), *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def alone(root: Path, tmp_path: Path) -> Path:
    """A checkout of which nobody made the virtual environment."""
    folder = tmp_path / "check out"
    folder.mkdir()
    (folder / "main.py").write_bytes((root / "main.py").read_bytes())
    (folder / "reviewer").symlink_to(root / "reviewer")
    return folder


def says_what_to_do(done: subprocess.CompletedProcess[str], folder: Path) -> bool:
    line = f"reviewer: not set up yet: run `make setup` in {folder}\n"
    return (done.returncode, done.stdout, done.stderr) == (1, "", line)


@pytest.mark.thorough
def test_words_and_exit_code_reach_the_environments_own_interpreter(root: Path, tmp_path: Path) -> None:
    if not (root / ".venv/bin/python").is_file():
        pytest.skip("the tests are run by another environment than the folder's own")
    case = root / "resources/samples/boundaries/case"
    name = 'a "b" \\ $HOME é.casebook'

    made = run(OUTSIDE, root / "main.py", ["new", name, "--case", str(case)], tmp_path)
    refused = run(OUTSIDE, root / "main.py", ["receive", name], tmp_path)

    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / name / "casebook.sqlite").is_file()
    assert refused.returncode == 2


def test_by_the_environments_own_interpreter_nothing_is_handed_over(root: Path) -> None:
    assert runpy.run_path(str(root / "main.py"))["other_python"]() is None


@pytest.mark.parametrize("words", [[], ["status", "mine.casebook"], ["mine.casebook"]])
def test_without_an_environment_one_line_says_how_to_make_it(alone: Path, words: list[str]) -> None:
    assert says_what_to_do(run(OUTSIDE, alone / "main.py", words, alone), alone)


def test_an_environment_that_cannot_serve_is_told_in_the_same_line(alone: Path) -> None:
    venv.create(alone / ".venv", symlinks=True)
    half_made = run(OUTSIDE, alone / "main.py", ["--help"], alone)
    (alone / ".venv/bin/python").unlink()
    (alone / ".venv/bin/python").write_text("no program")
    no_program = run(OUTSIDE, alone / "main.py", ["--help"], alone)
    (alone / ".venv/bin/python").unlink()
    (alone / ".venv/bin/python").symlink_to("python-of-an-earlier-system")
    gone = run(OUTSIDE, alone / "main.py", ["--help"], alone)

    assert [says_what_to_do(done, alone) for done in (half_made, no_program, gone)] == [True, True, True]


def test_a_wrapper_that_leads_back_ends(alone: Path) -> None:
    python = alone / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(OUTSIDE)} "$@"\n')
    python.chmod(0o755)

    assert says_what_to_do(run(OUTSIDE, alone / "main.py", ["--help"], alone), alone)


def test_the_file_is_read_by_an_old_python(root: Path) -> None:
    ast.parse((root / "main.py").read_text("utf-8"), feature_version=(3, 8))
