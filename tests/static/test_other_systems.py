"""What cannot be run here is at least of the right types: the reader's cages, as their own systems would see them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long  # a whole run of mypy for each


@pytest.mark.parametrize(
    "system",
    [each for each in ("linux", "darwin", "win32") if each != sys.platform],  # this one `make check` looks at
)
def test_the_reader_is_typed_for_each_system(root: Path, tmp_path: Path, system: str) -> None:
    mypy = Path(sys.executable).with_name("mypy")
    done = subprocess.run(
        [mypy, "--platform", system, "--cache-dir", tmp_path, "-p", "reviewer.documents.reader"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
