"""Makes the pictures of the guide and README, each of the sample inspection. Not a test.

`make pictures`, or `python -m tests.ui.pictures [FOLDER]`. A picture that shows the same as before stays as it is, to the byte. What is
in them is made by picture_scenes.py in a process of its own; test_pictures.py makes them again and compares (decision 0088).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.ui.picture_likeness import apart, is_alike

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs/guide/images"
SCREEN = {
    "name": "one",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1200,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern">
<edit name="antialias"><bool>true</bool></edit><edit name="hintstyle"><const>hintslight</const></edit><edit name="rgba"><const>none</const></edit>
</match>
</fontconfig>"""
"""The typefaces that the program brings along and no others, with the hints of most desktops, whatever this machine's are."""
SURROUNDINGS = {
    "LANGUAGE": "en",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "TZ": "Europe/London",
}
"""What pictures are made in, whatever the person's own surroundings are."""


def make(folder: Path) -> None:
    """Write every picture into ``folder``."""
    with tempfile.TemporaryDirectory() as place:
        screens, fonts = Path(place) / "screens.json", Path(place) / "fonts.conf"
        screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        fonts.write_text(FONTS.format(fonts=ROOT / "resources/fonts", cache=place), encoding="utf-8")
        mine = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "FONTCONFIG_FILE": str(fonts)}
        others = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        words = [sys.executable, "-m", "tests.ui.picture_scenes", str(folder)]
        subprocess.run(words, cwd=ROOT, env={**others, **SURROUNDINGS, **mine}, check=True)


def older(images: Path, fresh: Path) -> dict[str, str]:
    """Return what is wrong with each picture in ``images`` that does not show what the one of its name in ``fresh`` shows."""
    kept, made = ({path.name for path in folder.glob("*.png")} for folder in (images, fresh))
    wrong = dict.fromkeys(made - kept, "is not there") | dict.fromkeys(kept - made, "is made by nothing")
    for name in made & kept:
        with Image.open(images / name) as before, Image.open(fresh / name) as now:
            if not is_alike(before, now):
                wrong[name] = f"is older than its screen: {apart(before, now)} apart"
    return dict(sorted(wrong.items()))


def renew(images: Path, fresh: Path) -> dict[str, str]:
    """Put what shows something else in the place of what is in ``images``, and take away what is made by nothing; return what was wrong."""
    wrong = older(images, fresh)
    for name in wrong:
        if (fresh / name).is_file():
            shutil.copyfile(fresh / name, images / name)
        else:
            (images / name).unlink()
    return wrong


def main(images: Path) -> None:
    """Make every picture, and say which of those in ``images`` were renewed."""
    with tempfile.TemporaryDirectory() as made:
        make(Path(made))
        wrong = renew(images, Path(made))
    lines = [f"{name} {what}" for name, what in wrong.items()]
    print(*lines, f"{len(wrong)} pictures renewed, all others left as they were: {images}", sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else IMAGES)
