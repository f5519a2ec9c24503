"""Takes the pictures that are looked at: python -m tests.ui.shots OUT. Not a test.

Every view in every look; those in light at 100% are the pictures of README and guide.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("REVIEWER_NAME", "Robin Ash")

from PySide6.QtWidgets import QApplication

from reviewer.app import make_window
from reviewer.desk import Home
from reviewer.ui.pictures import Shot, furnished, save, settle, take, unseen
from reviewer.ui.theme import ThemeName

ROOT = Path(__file__).resolve().parents[2]
LOOKS = (
    ("light", ThemeName.LIGHT, 100),
    ("dark", ThemeName.DARK, 100),
    ("contrast", ThemeName.CONTRAST, 100),
    ("large", ThemeName.LIGHT, 200),
)
SCREENS = ("desk", "matrix", "letter", "overview")


def main(out: Path) -> None:
    """Write every picture into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "config", ROOT / "resources", Path(folder) / "data")
        home.data.mkdir()
        window = make_window(application, home, Path(folder) / "log", reads_scans=False)
        window.look.choose(ThemeName.LIGHT)
        unseen(window)
        settle()
        save(window, out / "welcome.png")
        space = furnished(window, window.opening.sample)
        shots = [
            Shot(f"{screen}-{name}", screen, theme, percent)
            for name, theme, percent in LOOKS
            for screen in SCREENS
        ]
        for path in take(window, space, out, shots):
            print(path)
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
