"""What CI runs is `make test-all`, and what it says and returns is what the tests said and returned."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

CLOSINGS = ("===== 412 passed, 3 skipped in 75.20s (0:01:15) =====", "== 1 failed, 9 passed in 1.02s ==")


def run_ci(root: Path, folder: Path, make: str) -> tuple[int, list[str]]:
    """The exit code and the lines of .ci/run with a `make` of this script's."""
    (folder / "make").write_text(f"#!/bin/sh\n{make}\n")
    (folder / "make").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "DISPLAY": ":7",
        "REVIEWER_REQUIRE_TOOLS": "",
    }
    command = ["bash", str(root / ".ci/run")]
    done = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(("code", "closing"), list(zip((0, 2), CLOSINGS, strict=True)))
def test_it_ends_with_the_closing_line_and_the_code_of_the_tests(
    root: Path, tmp_path: Path, code: int, closing: str
) -> None:
    returned, lines = run_ci(root, tmp_path, f"echo '{closing}'; echo make: '***' Error; exit {code}")
    assert (returned, lines[-1]) == (code, closing)


def test_it_fails_when_no_test_was_reached(root: Path, tmp_path: Path) -> None:
    returned, lines = run_ci(root, tmp_path, "echo 'reviewer/desk.py:1: error'; exit 2")
    assert (returned, lines) == (2, ["reviewer/desk.py:1: error"])


def test_it_requires_every_tool_and_borrows_no_screen(root: Path, tmp_path: Path) -> None:
    _, lines = run_ci(root, tmp_path, 'echo "$@ $REVIEWER_REQUIRE_TOOLS $QT_QPA_PLATFORM ${DISPLAY:-none}"')
    assert lines == ["test-all more=--durations=30 1 offscreen none"]
