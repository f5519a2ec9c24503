"""Receive a folder in the window and note how long its thread is ever held up. Prints seconds.

    python -m bench.programs.intake FOLDER window | cores | core

With ``window`` it is the longest hold-up of the window's thread, from the start of the intake to half a second after
it, less what it waited for a core; else the wall time of the intake, on all cores or confined to one. Offscreen; a
casebook of 43 bodies.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer

from reviewer.desk import Desk, Home

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "resources" / "samples" / "boundaries" / "case"
SCHEDULED = Path(f"/proc/self/task/{os.getpid()}/schedstat")
BODIES = 43
EVERY = 5  # milliseconds between two beats of the probe
IDLE = 10.0
AFTER = 0.5  # seconds for which it is watched when all is received
DAY = date(2025, 2, 28)


def case_of(folder: Path) -> Path:
    """The sample's case with as many bodies as there are forces."""
    case = folder / "case"
    shutil.copytree(CASE, case)
    listed = case / "bodies.tsv"
    head, *rows = listed.read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t", 1) for row in rows]
    many = [f"{code}-{number}\t{rest}" for number in range(BODIES) for code, rest in cells]
    listed.write_text("\n".join([head, *many[:BODIES]]) + "\n", encoding="utf-8")
    return case


class Probe:
    """A timer that measures its own lateness: whatever holds up the window's thread holds it up too.

    What the thread spent in the system's queue for a core is told apart, as ``queued``: that is what else runs here.
    """

    def __init__(self) -> None:
        self.late: list[tuple[float, float, float]] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._beat)
        self._loop = QEventLoop()
        self._ended: Callable[[], bool] = bool

    def watch(self, ended: Callable[[], bool]) -> None:
        """Let the window's thread do what it does, asleep in between as in the program, until ``ended`` says so."""
        self.late.clear()
        self._ended = ended
        self._last, self._queued = time.perf_counter(), queued()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    def _beat(self) -> None:
        now, waited = time.perf_counter(), queued()
        late = max(0.0, now - self._last - EVERY / 1000)
        self.late.append((max(0.0, late - (waited - self._queued)), late, now))
        if self._ended():
            self._loop.quit()
        self._last, self._queued = time.perf_counter(), waited


def queued() -> float:
    """Return the seconds that this process's first thread has waited for a core, 0 where the system does not tell."""
    try:
        return int(SCHEDULED.read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def without_window(folder: Path, place: Path, home: Home) -> float:
    """Return the wall time of an intake."""
    with Desk.new(place / "a.casebook", case_of(place), home) as desk:
        began = time.perf_counter()
        rows = desk.receiving.receive(desk.case.bodies[0].code, [folder], DAY)
        taken = time.perf_counter() - began
    print(f"{len(rows)} documents in {taken:.1f} s", file=sys.stderr)
    return taken


def with_window(folder: Path, place: Path, home: Home) -> float:
    """Return the longest time for which the window's thread was held up."""
    from reviewer.app import make_window, new_application
    from reviewer.ui.intake_dialogs import Receiving

    application = new_application()
    Desk.new(place / "a.casebook", case_of(place), home).close()
    window = make_window(application, home, place / "log", reads_scans=False)
    window.show()
    window.opening.open(place / "a.casebook")
    while window.workspace is None or not window.workspace.furnished or window.work.busy:
        application.processEvents()
        time.sleep(0.01)
    space, probe = window.workspace, Probe()
    idle = _idle(probe)
    began = time.perf_counter()
    code = space.session.desk.case.bodies[0].code
    space.receiving._receive(code, Receiving((folder,), DAY, None))  # noqa: SLF001 - the dialog's own answer
    done = list[float]()

    def ended() -> bool:
        if not done and not window.work.busy:
            done.append(time.perf_counter())
        return bool(done) and time.perf_counter() - done[0] >= AFTER

    probe.watch(ended)
    worst = sorted(probe.late, reverse=True)[:8]
    told = ", ".join(
        f"{1000 * own:.0f} ({1000 * late:.0f}) ms at {at - began:.1f} s" for own, late, at in worst
    )
    late = sorted((1000 * late for _own, late, _at in probe.late), reverse=True)[:3]
    rows = len(space.session.view.documents) if space.session.view else 0
    print(f"{rows} documents in {done[0] - began:.1f} s; held up {told}", file=sys.stderr)
    print(
        f"with the queue: {late[0]:.0f}, {late[1]:.0f}, {late[2]:.0f} ms; idle: {1000 * idle:.0f}",
        file=sys.stderr,
    )
    window.close()
    return worst[0][0]


def _idle(probe: Probe) -> float:
    """Return the longest hold-up while nothing is done: the machine's own doing."""
    until = time.perf_counter() + IDLE
    probe.watch(lambda: time.perf_counter() >= until)
    return max(late for _own, late, _at in probe.late)


def main(folder: Path, how: str) -> None:
    """Measure one intake."""
    with tempfile.TemporaryDirectory(prefix="reviewer-bench-") as name:
        place = Path(name)
        home = Home(place / "config", ROOT / "resources", place / "data")
        if how == "window":
            print(f"{with_window(folder, place, home):.4f}")
        else:
            if how == "core":
                os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
            print(f"{without_window(folder, place, home):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
