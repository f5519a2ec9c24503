"""How soon a screen shows what was done: python -m bench.programs.screens FOLDER act|body|screen; prints seconds.

On a casebook of 43 bodies, four of whose criteria have passages: act is from the moment a verdict is recorded until it
is painted, body from choosing another body until that is painted, each the 95th percentile; screen is the slowest of
all screens to be painted, each shown a second time.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.programs.intake import case_of
from reviewer.app import make_window
from reviewer.desk import Desk, Home
from reviewer.ui.screens import SCREENS
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2025, 2, 28)
DOCUMENTS, PASSAGES, LENGTH, CRITERIA, ACTS = 3, 5, 60, 4, 60
PARAGRAPH = "What the force says of its unit, its vetting and its supervisors. " * 6
LOOK = 2  # milliseconds


def make(place: Path, home: Home) -> Path:
    """Make the casebook unless it is there, and return its folder."""
    folder = place / "screens.casebook"
    if folder.exists():
        return folder
    with Desk.new(folder, case_of(place), home) as desk:
        for body in desk.case.bodies:
            sent = place / "sent" / body.code
            sent.mkdir(parents=True)
            for number in range(DOCUMENTS):
                text = "\n\n".join(f"{body.code} {number}, {line}. {PARAGRAPH}" for line in range(40))
                (sent / f"{number}.txt").write_text(text, encoding="utf-8")
            _judge(desk, body.code, sent)
    return folder


def _judge(desk: Desk, body: str, sent: Path) -> None:
    rows = desk.receiving.receive(body, [sent], DAY)
    for number, criterion in enumerate(desk.case.framework.criteria[:CRITERIA]):
        for passage in range(PASSAGES):
            row = rows[passage % len(rows)]
            place, at = desk.reading.text(row.sha256).parts[0].place, LENGTH * (number * PASSAGES + passage)
            desk.judging.tie(body, criterion.key, row.sha256, place, at, at + LENGTH)
        desk.judging.verdict(body, criterion.key, criterion.findings[0], "It says so.")


class Watch:
    """Lets the window's thread do what it does, asleep in between as in the program."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def until(self, holds: Callable[[], object]) -> None:
        """Wait, and let what is to be painted be painted."""
        loop, timer = QEventLoop(), QTimer()
        timer.setInterval(LOOK)
        timer.timeout.connect(lambda: loop.quit() if holds() else None)
        timer.start()
        loop.exec()
        self._application.processEvents()


def acts(space: Workspace, watch: Watch) -> Iterator[float]:
    """Seconds from a recorded verdict to its paint."""
    session = space.session
    for number in range(ACTS):
        criterion = session.desk.case.framework.criteria[number % CRITERIA]
        finding = criterion.findings[number // CRITERIA % 2]
        session.desk.judging.verdict(session.body, criterion.key, finding, f"It says so, {number}.")
        began, shown = time.perf_counter(), threading.Event()
        session.refresh(shown.set)
        watch.until(shown.is_set)
        yield time.perf_counter() - began


def bodies(space: Workspace, watch: Watch) -> Iterator[float]:
    """Seconds from choosing a body that was not looked at yet to its paint."""
    for body in space.session.desk.case.bodies[1:]:
        began = time.perf_counter()
        space.session.choose_body(body.code)
        watch.until(lambda: space.session.view is not None)
        yield time.perf_counter() - began


def screens(space: Workspace, window: MainWindow, watch: Watch) -> Iterator[float]:
    """Seconds until each screen is painted, when it has been looked at before."""
    for again in (False, True):
        for kind in (*SCREENS[1:], SCREENS[0]):
            began = time.perf_counter()
            space.go(kind.id)
            QApplication.processEvents()
            if again:
                yield time.perf_counter() - began
            watch.until(lambda: space.session.settled and not window.work.busy)


def main(place: Path, what: str) -> None:
    """Measure one of them."""
    place.mkdir(parents=True, exist_ok=True)
    home = Home(place / "config", ROOT / "resources", place / "data")
    folder, application = make(place, home), QApplication([])
    window = make_window(application, home, place / "log", reads_scans=False)
    window.show()
    window.opening.open(folder)
    watch = Watch(application)
    watch.until(lambda: window.workspace is not None and window.workspace.furnished and not window.work.busy)
    space = window.workspace
    if space is None:
        raise AssertionError(folder)
    takers = {
        "act": lambda: acts(space, watch),
        "body": lambda: bodies(space, watch),
        "screen": lambda: screens(space, window, watch),
    }
    taken = sorted(takers[what]())
    print(f"{taken[-1] if what == 'screen' else taken[int(0.95 * (len(taken) - 1))]:.4f}")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
