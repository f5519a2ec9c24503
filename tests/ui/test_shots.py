"""The pictures that people look at (`make shots`) can be taken: of first screens, of a casebook's, and of a dialog."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.ui.every_dialog import DIALOGS

SCENES = ("welcome", "members-empty", "desk-found", "letter-signed", "CategoryDialog")
LOOK = "dark-100-1366x768"
COLOURS = 100
"""So many has the plainest of them at least; one that nothing was painted on has one."""


@pytest.mark.thorough
def test_each_picture_is_taken_and_something_is_to_be_seen_on_it(root: Path, tmp_path: Path) -> None:
    assert SCENES[-1] in {kind.__name__ for kind in DIALOGS}
    out = tmp_path / "shots"
    words = [sys.executable, "-m", "tests.ui.shots", str(out), *SCENES, "--look", LOOK]
    env = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(words, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]

    assert {path.name for path in out.glob("*.png")} == {f"{name}--{LOOK}.png" for name in SCENES}
    for name in SCENES:
        with Image.open(out / f"{name}--{LOOK}.png") as picture:
            assert picture.getcolors(COLOURS) is None, f"{name} has nothing on it"
            assert name == SCENES[-1] or picture.size == (1366, 768)
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'src="{name}--{LOOK}.png"' in index for name in SCENES)
