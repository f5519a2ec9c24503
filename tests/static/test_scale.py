"""What is long is left out or small unless all is asked for, and a run that was not whole says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scale import grid

CONFTEST = """
from tests.scale import (
    pytest_collection_modifyitems, pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown
)

def pytest_configure(config):
    config.addinivalue_line("markers", "long: as in the project")
    config.addinivalue_line("markers", "thorough: as in the project")
"""
TESTS = """
import pytest
from tests.scale import grid, scale

KILLS = scale("kills", small=3, whole=300)
DRAWN = scale("drawn", small=2, whole=4)

@pytest.mark.long
def test_long():
    pass

@pytest.mark.thorough
def test_thorough():
    pass

@pytest.mark.parametrize(("percent", "theme"), grid([(100, "light"), (200, "dark")], ordinary=[(200, "dark")]))
def test_looks(percent, theme):
    assert (percent, theme) in {(100, "light"), (200, "dark")}

def test_numbers():
    print(f"kills={int(KILLS)} of={KILLS.whole} drawn={DRAWN.some('abcd')}")
    assert False
"""


def run(root: Path, folder: Path, *words: str, **env: str) -> str:
    """What pytest says of a long test, one of a grid whose other half is long, and one with loops."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_made.py").write_text(TESTS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        "/dev/null",
        "--rootdir",
        str(folder),
        *words,
        str(folder),
    ]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("REVIEWER_", "PYTEST_"))
    }
    env = {**clean, "PYTHONPATH": str(root), **env}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120).stdout


def test_a_small_run_says_what_it_left_out(root: Path, tmp_path: Path) -> None:
    """As its workers tell the process that prints."""
    said = run(root, tmp_path, "-n2")
    assert "kills=3 of=300 drawn=['a', 'c']" in said
    assert (
        "Not run whole: 2 long tests left out, 1 thorough test left out, drawn 2 of 4, kills 3 of 300. `make test-all` runs"
        in said
    )
    assert "1 failed, 1 passed" in said


def test_a_whole_run_has_all_and_says_nothing(root: Path, tmp_path: Path) -> None:
    said = run(root, tmp_path, REVIEWER_WHOLE="1")
    assert "kills=300 of=300 drawn=['a', 'b', 'c', 'd']" in said
    assert "1 failed, 4 passed" in said
    assert "Not run whole" not in said


def test_ci_runs_what_is_thorough_and_loops_whole_and_leaves_what_is_long(root: Path, tmp_path: Path) -> None:
    said = run(root, tmp_path, REVIEWER_THOROUGH="1")
    assert "kills=300 of=300 drawn=['a', 'b', 'c', 'd']" in said
    assert "Not run whole: 2 long tests left out. `make test-all` runs" in said
    assert "1 failed, 2 passed" in said


def test_a_number_can_be_given_by_name(root: Path, tmp_path: Path) -> None:
    said = run(root, tmp_path, REVIEWER_SCALE="kills=7 drawn=9")
    assert "kills=7 of=300 drawn=['a', 'b', 'c', 'd']" in said
    assert "2 long tests left out, 1 thorough test left out, kills 7 of 300." in said


def test_what_is_ordinary_is_a_case_of_the_grid() -> None:
    with pytest.raises(ValueError, match="no case of the grid"):
        grid(["light", "dark"], ordinary=["blue"])
