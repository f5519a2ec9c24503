"""Takes the pictures of README and guide: python -m tests.ui.shots OUT. Not a test.

Light desk and letter go to docs/guide/images; dark, high contrast and 200% are there to be looked at.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from reviewer.app import make_window
from reviewer.desk import Home
from reviewer.ui.theme import ThemeName
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import DESK, LETTER, OVERVIEW

ROOT = Path(__file__).resolve().parents[2]
LOOKS = (
    ("light", ThemeName.LIGHT, 100),
    ("dark", ThemeName.DARK, 100),
    ("contrast", ThemeName.CONTRAST, 100),
    ("large", ThemeName.LIGHT, 200),
)


def settle(seconds: float = 1.0) -> None:
    """Let threads answer and paints happen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_for_desk(window: MainWindow) -> None:
    """Wait until the sample is made and furnished."""
    while window.workspace is None or not window.workspace.furnished:
        settle(0.1)
    settle(2)


def show_desk(window: MainWindow) -> None:
    """Go to a body that tells the most: passages in the document, verdicts of several tones."""
    space = window.workspace
    if space is None:
        raise RuntimeError
    space.sitting.choose_body("harrowdale")
    rows = space.sitting.view.documents if space.sitting.view else ()
    space.sitting.choose_document(next(row for row in rows if row.name.endswith(".pdf")))
    settle(1.5)
    space.desk_view.checklist.open_number(1)
    space.bodies.list.setFocus()
    settle()


def main(out: Path) -> None:
    """Write every picture into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "config", ROOT / "resources", Path(folder) / "data")
        home.data.mkdir()
        os.environ.setdefault("REVIEWER_NAME", "Robin Ash")
        window = make_window(application, home, Path(folder) / "log")
        window.preferences.choose_theme(ThemeName.LIGHT)
        window.show()
        settle()
        window.grab().save(str(out / "welcome.png"))
        window.opening.sample()
        wait_for_desk(window)
        for name, theme, percent in LOOKS:
            window.preferences.choose_theme(theme)
            window.preferences.choose_size(percent)
            take(window, out, name)
        window.close()


def take(window: MainWindow, out: Path, name: str) -> None:
    """Take the three views in one look."""
    space = window.workspace
    if space is None:
        raise RuntimeError
    space.fit_panes()
    space.show_view(DESK)
    show_desk(window)
    window.grab().save(str(out / f"desk-{name}.png"))
    for index, view in ((LETTER, "letter"), (OVERVIEW, "overview")):
        space.show_view(index)
        settle(1.5)
        window.grab().save(str(out / f"{view}-{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
