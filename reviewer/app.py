"""Composition root: paths, log, application and window are made here and handed down."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reviewer.desk import Home
    from reviewer.ui.backups.watch import BackupWatch
    from reviewer.ui.closing import ClosingWatch
    from reviewer.ui.look import Look
    from reviewer.ui.screen import ScreenKind
    from reviewer.ui.window import MainWindow

LOG_BYTES = 1_000_000
LATER = 500
TURN = 0.0005
"""Seconds that a thread beside the window may compute on while the window waits for its turn. A screen that is drawn
again asks for dozens of turns; with Python's own 0.005 each, a person notices."""
log = logging.getLogger("reviewer")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on what is named, on what was open last, or on the welcome screen."""
    wanted = _wanted(sys.argv[1:] if argv is None else list(argv))
    if not _has_screen():
        if wanted.screenshots is None:
            return _without_screen()
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported: it looks once
    gc.disable()  # all that is made at the start stays: looking through it for what can go takes a tenth of the start
    from reviewer.desk import Home

    if not wanted.welcome:
        from reviewer.desk import beginning  # noqa: F401 - before Qt: see there
    from reviewer.ui.qt_import import bring_in_qt

    bring_in_qt()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from reviewer.desk.settings import LANGUAGE
    from reviewer.desk.words.language import speak

    home = Home.default()
    speak(home.settings.get(LANGUAGE))
    log_file = _log_to(home)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else new_application()
    if wanted.screenshots is not None and wanted.casebook is not None:
        gc.enable()
        return _take_screenshots(application, home, log_file, wanted.casebook, wanted.screenshots)
    window = make_window(application, home, log_file, dressed=False)
    sys.excepthook = _hook(window)
    watches: list[BackupWatch | ClosingWatch] = []
    _follow_wishes(application, home, log_file, window, watches)
    if wanted.report_paint:
        _report_paint(window)
    _begin(window, home, wanted)
    window.look.wear(application)
    window.show()
    QTimer.singleShot(LATER, window, lambda: watches.extend(_settle_down(application, home, window)))
    code = application.exec()
    for watch in watches:  # the window is gone, and nobody waits
        watch.finish()
    return code


def new_application() -> QApplication:
    """Return Qt's application, in the style that the style sheet is written for.

    It is named as on a command line: ``setStyle`` makes the desktop's own first, and hands the new one over to Python, which has all
    566 names of ``QStyle`` made for it.
    """
    from PySide6.QtWidgets import QApplication

    return QApplication(["reviewer", "-style", "Fusion"])


def _follow_wishes(
    application: QApplication,
    home: Home,
    log_file: Path,
    window: MainWindow,
    watches: list[BackupWatch | ClosingWatch],
) -> None:
    """Open another window in the place of one that asks for it, as often as one does; ``watches`` gets what looks after its backups."""

    def open_anew() -> None:
        made = opened_anew(application, home, log_file, window)
        sys.excepthook = _hook(made)
        watches.extend(_settle_down(application, home, made))
        _follow_wishes(application, home, log_file, made, watches)

    window.anew_wanted.connect(open_anew)


def opened_anew(application: QApplication, home: Home, log_file: Path, before: MainWindow) -> MainWindow:
    """Close a window and show another in its place, in the language that is chosen by now; it opens what was open, where one was."""
    from reviewer.desk.settings import LANGUAGE
    from reviewer.desk.words.language import speak

    passing = before.workspace is not None and before.workspace.session.desk.session.passes
    wanted = (
        Wanted(before.workspace.session.desk.session.origin.opened)
        if before.workspace and passing
        else Wanted()
    )
    stays = application.quitOnLastWindowClosed()
    application.setQuitOnLastWindowClosed(False)
    before.close()
    speak(home.settings.get(LANGUAGE))
    made = make_window(application, home, log_file, before.look)
    before.look.wear(application)  # another language may be read from the other side
    made.setGeometry(before.geometry())
    made.setWindowState(before.windowState())
    _begin(made, home, wanted)
    made.show()
    made.activateWindow()
    before.deleteLater()
    application.setQuitOnLastWindowClosed(stays)
    return made


def _without_screen() -> int:
    """Say so in one line, where Qt would end the process with a core dump."""
    from reviewer.desk.words.language import say

    words = say("There is no screen here to open a window on. Use a command: main.py --help.")
    sys.stderr.write(f"reviewer: {words}\n")
    return 1


def _has_screen() -> bool:
    """Whether windows can appear; a platform that was named on purpose is taken at its word."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return named or sys.platform in {"win32", "darwin"}


def _take_screenshots(
    application: QApplication, home: Home, log_file: Path, casebook: Path, folder: Path
) -> int:
    """Write pictures of a casebook into a folder and print their paths; 1 and a sentence if that fails.

    The window works in a home of its own, which knows what the real one knows and remembers nothing for it.
    """
    from reviewer.desk import Home
    from reviewer.desk.files import refuse_taken
    from reviewer.desk.words.errors import error_words
    from reviewer.errors import ReviewerError
    from reviewer.ui import screenshots

    with tempfile.TemporaryDirectory(prefix="reviewer-") as place:
        someone = Home(Path(place), home.resources, Path(place), home.policy)
        with contextlib.suppress(OSError):
            shutil.copy(home.config / "state.json", place)
        window = make_window(application, someone, log_file, reads_scans=False)
        screenshots.unseen(window)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for shot in screenshots.SHOTS:
                refuse_taken(folder / f"{shot.name}.png")
            space = screenshots.furnished(window, lambda: window.opening.read(casebook))
            for path in screenshots.take(window, space, folder):
                print(path.resolve(), flush=True)  # noqa: T201 - where they are is the answer
        except (ReviewerError, OSError) as error:
            said = error_words(error) if isinstance(error, ReviewerError) else str(error)
            sys.stderr.write(f"reviewer: {said}\n")
            return 1
        finally:
            window.close()
    return 0


def _settle_down(
    application: QApplication, home: Home, window: MainWindow
) -> tuple[BackupWatch, ClosingWatch]:
    """Do what may wait until something is on the screen: reading an icon, looking for what can go, and for what is due at closing."""
    from PySide6.QtGui import QIcon

    from reviewer.ui.backups.watch import BackupWatch
    from reviewer.ui.closing import ClosingWatch

    gc.enable()
    if sys.platform == "darwin":
        from reviewer.ui.file_open import FileOpened

        FileOpened(application, window.opening.open, window)
    application.setWindowIcon(QIcon(str(home.resources / "icons" / "reviewer.svg")))
    return BackupWatch(window, home), ClosingWatch(window, home)


def make_window(
    application: QApplication,
    home: Home,
    log_file: Path,
    look: Look | None = None,
    *,
    reads_scans: bool = True,
    screens: Sequence[ScreenKind] | None = None,
    dressed: bool = True,
) -> MainWindow:
    """Return the window, composed and ``dressed``, else to be dressed before it is shown; no casebook is open.

    ``look`` is one that a window before it has worn; without one, what was chosen last is put on.

    Without ``reads_scans`` scanned pages are read only when the inspector asks. ``screens`` are what a casebook can be
    looked at by, if not all that there are.
    """
    from reviewer.ui.typefaces import Typefaces

    sys.setswitchinterval(TURN)
    typefaces = Typefaces(home.resources / "fonts")
    from reviewer.ui.preferences.in_force import remembered_look
    from reviewer.ui.screens import SCREENS
    from reviewer.ui.translating import wear_language
    from reviewer.ui.window import MainWindow
    from reviewer.ui.window_actions import window_actions

    application.setApplicationName("Reviewer")
    application.setDesktopFileName("reviewer")
    if look is None:
        look = worn = remembered_look(home, typefaces.families())
        (look.wear if dressed else look.wear_font)(application)
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: worn.wear(application))
    translator = wear_language(application)
    window = MainWindow(look, home, log_file, reads_scans=reads_scans, screens=screens or SCREENS)
    window.action_list.add(window, window_actions())
    if translator is not None:
        translator.setParent(window)
    if home.policy.faults:
        from reviewer.desk.words.policy import fault_lines

        window.messages.tell(" ".join(fault_lines(home.policy)))
    return window


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words after the program's name ask for."""

    casebook: Path | None = None
    sample: bool = False
    welcome: bool = False
    report_paint: bool = False
    screenshots: Path | None = None


def _wanted(arguments: Sequence[str]) -> Wanted:
    """Read the few words by hand: argparse would cost more than the rest of this module."""
    flags = {"--sample", "--welcome", "--report-paint"}
    given = flags & set(arguments)
    paths = [word for word in arguments if word not in flags]
    folder = None
    if paths[:1] == ["--screenshots"]:
        folder = Path(paths[1]) if len(paths) == len(("--screenshots", "DIR", "CASEBOOK")) else None
        paths = paths[2:] if folder else ["--screenshots"]
    if len(paths) > 1 or any(word.startswith("-") for word in paths):
        from reviewer.desk.words.language import say

        words = say("Reviewer takes one casebook, or --sample, or --welcome, or --screenshots DIR CASEBOOK.")
        sys.stderr.write(f"{words}\n")
        raise SystemExit(2)
    return Wanted(
        Path(paths[0]) if paths else None,
        "--sample" in given,
        "--welcome" in given,
        "--report-paint" in given,
        folder,
    )


def _begin(window: MainWindow, home: Home, wanted: Wanted) -> None:
    from reviewer.desk.settings import OPEN_CASEBOOK

    last = home.settings.get(OPEN_CASEBOOK)
    if wanted.sample:
        window.opening.sample()
    elif wanted.casebook is not None:
        window.opening.open(wanted.casebook)
    elif not wanted.welcome and last is not None and last.is_dir():
        window.opening.open(last)


def _report_paint(window: MainWindow) -> None:
    """Print CLOCK_MONOTONIC in seconds once the list of bodies has been painted, then close."""
    from reviewer.ui.painted import Painted

    def tell() -> None:
        print(f"{time.monotonic():.6f}", flush=True)  # noqa: T201 - a bench reads it
        window.close()

    def watch() -> None:
        if window.workspace is not None:
            Painted(window.workspace.bodies.list.viewport(), tell)

    window.casebook_shown.connect(watch)


def _log_to(home: Home) -> Path:
    """Write warnings and faults to a file of the user's own; on a full disk there is no log, and no fault."""
    path = home.data / "log" / "reviewer.log"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger().addHandler(handler)
    return path


def _hook(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What no presenter caught is a bug of ours: to the log, and told once."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            window.messages.failed(error)
        else:
            sys.__excepthook__(kind, error, trace)

    return report


if __name__ == "__main__":
    sys.exit(main())
