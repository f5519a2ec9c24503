"""How soon the window shows what was done: python -m bench.programs.screens FOLDER act|thread|body|first|again; prints seconds.

On a copy of the casebook that ``bench.make_large`` made. ``act`` is from the moment a verdict is recorded until it is painted, ``body``
from choosing another body until that is painted, each the 95th percentile. ``thread`` is the time of the window's thread for an act and
all that is painted after it, without waiting for the disk: the 95th percentile of the slowest sort of act. ``first`` and ``again`` are
the slowest of all screens to be painted, when they are looked at for the first and for the second time, less what the window's thread
waited for a core.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.make_desk import home_in
from bench.make_large import CASEBOOK, CRITERIA, WIDTH
from bench.programs.intake import queued
from reviewer.app import make_window, new_application
from reviewer.desk import Desk
from reviewer.model.contest import ContestPlace
from reviewer.ui.screens import SCREENS
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import Workspace

ACTS, TIMES = 60, 20
LOOK = 2  # milliseconds


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


def is_seen(space: Workspace) -> bool:
    """Tell whether all of the chosen body is there, the words of its document too, and may be painted."""
    here = space.session.view is not None and not space.screen_of(space.shown).is_coming
    return here and space.stack.updatesEnabled()


def bodies(space: Workspace, watch: Watch) -> Iterator[float]:
    """Seconds from choosing a body that was not looked at yet to its paint."""
    for body in space.session.desk.case.bodies[1:]:
        began = time.perf_counter()
        space.session.choose_body(body.code)
        watch.until(lambda: is_seen(space))
        yield time.perf_counter() - began


def sorts_of_act(space: Workspace) -> Mapping[str, Callable[..., object]]:
    """Return what a person does on the desk, each to be done any number of times."""
    session, view = space.session, space.session.view
    if view is None:
        raise AssertionError(session.body)
    body, framework = session.body, session.desk.case.framework
    rows = [row for row in view.documents if not row.problem]
    last, first = framework.criteria[-1].key, framework.criteria[0]
    place = session.desk.reading.text(rows[0].sha256).parts[0].place
    unread = [piece.key for piece in session.desk.pieces.of(body)]
    tied = [each.record.id for each in view.criteria[first.key].evidence]
    return {
        "tie a passage": lambda desk, at: desk.judging.tie(
            body, last, rows[at].sha256, place, at, at + WIDTH
        ),
        "give a note": lambda desk, at: desk.judging.note(tied[at % len(tied)], f"Note {at}."),
        "judge": lambda desk, at: desk.judging.verdict(
            body, first.key, first.findings[at % 2], f"Because {at}."
        ),
        "choose a category": lambda desk, at: desk.judging.category(
            body, framework.categories[at % 2].key, f"Because {at}."
        ),
        "leave a document out": lambda desk, at: desk.receiving.include(
            body, rows[-1 - at].sha256, f"Because {at}.", included=False
        ),
        "move a document": lambda desk, at: desk.receiving.move(
            [rows[-1 - at].receipt], session.desk.case.bodies[1].code, f"Because {at}."
        ),
        "look for an absence": lambda desk, at: desk.judging.absence(body, last, looked_at=bool(at % 2)),
        "look at a piece": lambda desk, at: desk.pieces.see(
            body, [unread[at % len(unread)]], f"Blank, {at}."
        ),
        "settle what two judged apart": lambda desk, at: _settle(desk, f"Because {at}."),
        "take back": lambda desk, at: desk.history.undo(),  # noqa: ARG005 - as the others,
    }


def _settle(desk: Desk, because: str) -> ContestPlace:
    """Take the first side of the first that is to be settled."""
    contest = desk.settling.contest(desk.settling.lines()[0].place.subject)
    return desk.settling.settle(contest, contest.ways[0], because)


def thread_times(space: Workspace, watch: Watch) -> Iterator[float]:
    """Seconds of the window's thread for acts of each sort, of which 95 in 100 take no more."""
    for name, act in sorts_of_act(space).items():
        taken = [_thread_time(space, watch, partial(act, at=number)) for number in range(TIMES)]
        print(f"{name}: {1000 * p95(taken):.1f} ms", file=sys.stderr)
        yield p95(taken)


def _thread_time(space: Workspace, watch: Watch, act: Callable[[Desk], object]) -> float:
    shown, began = threading.Event(), time.thread_time()
    if space.session.act(lambda desk: (act(desk),), lambda _done: shown.set()) is None:
        raise AssertionError(space.session.messages)
    watch.until(shown.is_set)
    return time.thread_time() - began


def p95(taken: Iterable[float]) -> float:
    """Return what 95 in 100 are no longer than."""
    ordered = sorted(taken)
    return ordered[int(0.95 * (len(ordered) - 1))]


def screens(space: Workspace, window: MainWindow, watch: Watch, *, again: bool) -> Iterator[float]:
    """Seconds until each screen is painted, when it is looked at for the first time, or for the second."""
    for number in range(1 + again):
        for kind in (*SCREENS[1:], SCREENS[0]):
            began, used, waited = time.perf_counter(), time.thread_time(), queued()
            space.go(kind.id)
            QApplication.processEvents()
            taken = time.perf_counter() - began - (queued() - waited)
            if number == again:
                own = time.thread_time() - used
                print(f"{kind.id}: {1000 * taken:.1f} ms, {1000 * own:.1f} of the thread", file=sys.stderr)
                yield taken
            watch.until(lambda: space.session.settled and not window.work.busy)


def measured(place: Path, what: str) -> float:
    """Measure one of them, in a casebook that saves can be made in."""
    application = new_application()
    window = make_window(application, home_in(place), place / "log", reads_scans=False)
    window.show()
    window.opening.open(place / CASEBOOK)
    watch = Watch(application)
    watch.until(lambda: window.workspace is not None and window.workspace.furnished and not window.work.busy)
    space = window.workspace
    if space is None:
        raise AssertionError(place)
    takers: Mapping[str, Callable[[], float]] = {
        "act": lambda: p95(acts(space, watch)),
        "thread": lambda: max(thread_times(space, watch)),
        "body": lambda: p95(bodies(space, watch)),
        "first": lambda: max(screens(space, window, watch, again=False)),
        "again": lambda: max(screens(space, window, watch, again=True)),
    }
    found = takers[what]()
    window.close()
    return found


def main(made: Path, what: str) -> None:
    """Measure one of them in a copy."""
    with tempfile.TemporaryDirectory(prefix="reviewer-bench-") as name:
        place = Path(name) / "copy"
        shutil.copytree(made, place)
        print(f"{measured(place, what):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
