"""Tests of one group run in one worker, whichever versions of pytest and pytest-xdist are locked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = """
import os
from pathlib import Path
import pytest

@pytest.mark.xdist_group("together")
@pytest.mark.parametrize("number", range(8))
def test_together(number):
    Path(f"{number}").write_text(os.environ["PYTEST_XDIST_WORKER"])

@pytest.mark.parametrize("number", range(8))
def test_apart(number):
    pass
"""


def test_what_belongs_together_goes_to_one_worker(root: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.groups import pytest_collection_finish\n__all__ = ['pytest_collection_finish']\n"
    )
    (tmp_path / "test_some.py").write_text(TESTS)
    words = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "--rootdir", "."]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env={**env, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len({path.read_text() for path in tmp_path.glob("[0-9]")}) == 1
