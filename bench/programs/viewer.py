"""What a person waits for in the viewer: first page, turning pages, a reader that dies, memory. Prints JSON.

    python -m bench.programs.viewer FILE.pdf

Seconds, and megabytes of proportional set size (what the window and its readers really take together). A page counts
as there when its sharp picture has been painted. Offscreen: no window system is measured.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.documents.reader import FOR_THE_SCREEN, Reader
from reviewer.model import DocumentText
from reviewer.model.pages import Bitmap, Link, Outline, PageText
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.actions import document_actions
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.pane import DocumentPane

TURNS, ROUNDS = 120, 5
PACE = 0.25  # seconds a page at a quick leafing pace
SIZE = (710, 712)  # of the document pane in a window of 1366 by 768
LONGEST = 20.0
LARGE = 2.0  # 200%
UNTIL_ASKED = 1500  # milliseconds from the window to the first document that somebody can ask for


class Source:
    """The pages of one file by its path: no casebook is measured here."""

    def __init__(self) -> None:
        self.reader, self.texts = Reader(FOR_THE_SCREEN, spare=True), Reader()

    def sizes(self, document: str) -> tuple[tuple[float, float], ...]:
        return self.reader.page_sizes(Path(document))

    def render(
        self, document: str, page: int, scale: float, clip: tuple[int, int, int, int] | None
    ) -> Bitmap:
        return self.reader.render(Path(document), page, scale, clip)

    def picture(self, document: str, place: str, side: int) -> Bitmap:
        """There are none in it."""
        raise NotImplementedError

    def boxes(self, document: str, page: int) -> PageText:
        return self.reader.page_boxes(Path(document), page)

    def outline(self, document: str) -> Outline:
        return self.reader.outline(Path(document))

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        return self.reader.links(Path(document), page)

    def text(self, document: str) -> DocumentText:
        return self.texts.read(Path(document), Path(document).name, document).text


def sharp(view: PageView) -> bool:
    """Tell whether every piece of a page that is in view is here; those beyond its edge are not looked at."""
    return view.tiles.is_sharp


class Watch:
    """Notes the time that the screen's thread spends painting, and when a sharp page was painted."""

    def __init__(self, view: PageView) -> None:
        self.painting, self.sharp_at, self.unsharp = 0.0, 0.0, 0
        inner = view.paintEvent

        def paint(event: QPaintEvent) -> None:
            began = time.perf_counter()
            was_sharp = sharp(view)
            inner(event)
            now = time.perf_counter()
            self.painting += now - began
            if was_sharp:
                self.sharp_at = now

        view.paintEvent = paint  # type: ignore[method-assign, assignment] # only here, to measure


def wait(until: Callable[[], bool]) -> None:
    """Let events happen until something holds."""
    end = time.perf_counter() + LONGEST
    while not until():
        if time.perf_counter() > end:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def opening(pane: DocumentPane, watch: Watch, path: Path) -> float:
    """Return the seconds from asking for a file to its first sharp page on the screen."""
    watch.sharp_at = 0.0
    began = time.perf_counter()
    pane.show_document(str(path), path.name, "pdf", None)
    wait(lambda: watch.sharp_at > 0)
    return watch.sharp_at - began


def turning(pane: DocumentPane) -> tuple[list[float], int]:
    """Return the screen's seconds for each of many turned pages, and how many were not sharp at once."""
    costs, late = [], 0
    view = pane.page_view
    for _ in range(TURNS):
        cpu = time.thread_time()
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        late += not sharp(view)
        view.viewport().repaint()
        QApplication.processEvents()
        costs.append(time.thread_time() - cpu)
        until = time.perf_counter() + PACE
        while time.perf_counter() < until:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    return costs, late


def selecting(pane: DocumentPane, watch: Watch) -> float:
    """Return the seconds from a page's sharp picture to its letters, on a page far off."""
    view = pane.page_view
    page = view.pages // 2
    watch.sharp_at = 0.0
    view.scroller.show_page(page)
    view.tiles.cache.clear()
    view.viewport().update()
    wait(lambda: watch.sharp_at > 0)
    wait(lambda: view.content.shown.letters(page) is not None)
    return max(0.0, time.perf_counter() - watch.sharp_at)


def dying(pane: DocumentPane, watch: Watch, source: Source) -> float:
    """Return the seconds from the death of the reader to the same page drawn anew."""
    pid = source.reader.pid
    if pid is None:
        raise RuntimeError
    os.kill(pid, signal.SIGKILL)
    pane.page_view.tiles.cache.clear()
    watch.sharp_at = 0.0
    began = time.perf_counter()
    pane.page_view.viewport().update()
    wait(lambda: watch.sharp_at > 0)
    return watch.sharp_at - began


def memory(*pids: int) -> float:
    """Return the megabytes that processes take, what they share counted once."""
    kilobytes = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000


def children() -> list[int]:
    """Return the processes that this one started, the reader in waiting too."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text(encoding="ascii").split()]


def main(path: Path) -> None:
    """Measure one file and print what was found."""
    application = QApplication([])
    source = Source()
    home = QWidget()
    actions = ActionList(home, lambda _why: None)
    actions.declare(document_actions())
    pane = DocumentPane(source, actions)
    actions.add(pane, document_actions())
    watch = Watch(pane.page_view)
    pane.resize(*SIZE)
    pane.show()
    QApplication.processEvents()
    source.reader.warm("sizes", "render", "boxes")  # as the window does once it is painted
    QTest.qWait(UNTIL_ASKED)
    found: dict[str, float] = {"first sharp page, first document": opening(pane, watch, path)}
    found["first sharp page"] = sorted(opening(pane, watch, path) for _ in range(ROUNDS))[ROUNDS // 2]
    wait(lambda: pane.page_view.content.shown.letters(0) is not None)
    as_wide = pane.page_view.zoom
    costs, late = turning(pane)
    found["page turn, p95"] = sorted(costs)[int(0.95 * len(costs))]
    found["page turn, worst"] = max(costs)
    found["pages not sharp at once"] = late
    pane.page_view.scroller.show_page(0)
    pane.page_view.set_zoom(LARGE)
    wait(lambda: sharp(pane.page_view))
    large, found["pages not sharp at once, at 200%"] = turning(pane)
    found["page turn at 200%, p95"] = sorted(large)[int(0.95 * len(large))]
    pane.page_view.set_zoom(as_wide)
    found["letters after the page"] = max(selecting(pane, watch) for _ in range(ROUNDS))
    deaths = []
    for _ in range(ROUNDS):
        deaths.append(dying(pane, watch, source))
        QTest.qWait(1000)  # nobody kills a reader as soon as it is back
    deaths.sort()
    found["page back after the reader's death"] = deaths[ROUNDS // 2]
    wait(lambda: pane.state.text is not None or not pane.state.document)
    found["megabytes"] = memory(os.getpid(), *children())
    print(json.dumps(found, indent=1))
    pane.close_pages()
    source.reader.close()
    source.texts.close()
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
