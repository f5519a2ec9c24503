"""`python3 main.py COMMAND …` in processes of their own, as a person types it; conftests take `reviewer` from here.

These processes are forks of one that has imported the program already (tests/warm.py).
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.warm import WarmProgram

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., "Ran"]

FOLDERS = ("config", "data", "cache", "state")
"""What a person has, by the names that XDG gives them."""


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, and both outputs."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The array that `--json` printed."""
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found

    @property
    def told(self) -> str:
        """The one line that a refusal leaves on standard error."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("reviewer: ")
        return lines[0].removeprefix("reviewer: ")


def words_of(words: Sequence[object]) -> list[str]:
    """The command line that runs the program with these words."""
    return [sys.executable, str(ROOT / "main.py"), *map(str, words)]


@pytest.fixture
def reviewer(private_folders: Path, warm_program: WarmProgram | None) -> Run:
    """Run a command; unless another exit code is expected, it must be 0; None is any. It may take so many seconds."""
    return runner(private_folders, warm_program)


@pytest.fixture(scope="session")
def reviewer_of(warm_program: WarmProgram | None) -> Callable[[Path], Run]:
    """As `reviewer`, for the folders of somebody else than the test: what is made once for many tests is made by it."""
    return lambda home: runner(home, warm_program, folders_of(home))


def folders_of(home: Path) -> dict[str, str]:
    """Make a person's folders in *home*; the surroundings that name them."""
    for name in FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)
    return {f"XDG_{name.upper()}_HOME": str(home / name) for name in FOLDERS}


def runner(home: Path, warm: WarmProgram | None, surroundings: Mapping[str, str] | None = None) -> Run:
    """Commands run in *home*, as forks of *warm* where there is one and it suits."""

    def run(
        *words: object, code: int | None = 0, env: dict[str, str] | None = None, seconds: float = 300
    ) -> Ran:
        around = {**os.environ, **(surroundings or {}), **(env or {})}
        if warm is not None and warm.suits(words, around):
            done = warm.run(words, cwd=home, env=around, seconds=seconds)
        else:
            done = subprocess.run(
                words_of(words),
                capture_output=True,
                text=True,
                encoding="utf-8",
                stdin=subprocess.DEVNULL,
                cwd=home,
                env=around,
                timeout=seconds,
                check=False,
            )
        assert code in {None, done.returncode}, (
            f"{words} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def saves(casebook: Path) -> int:
    """How many saves there are, as another program sees it."""
    with closing(sqlite3.connect(f"{(casebook / 'casebook.sqlite').as_uri()}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM save").fetchone()[0])
