"""A window that the tests of a file go on in, one after another: each finds it as the first did, or is given a new one.

To open one on the sample takes longer than most tests do in it. What a test wrote, dressed otherwise, or left elsewhere than it can be
put back to is seen by looking: at the files, the look, each act, and each widget that is shown. What cannot be seen is as whoever sat
here before left it: the ways back, which card was open last, and other screens. So a file whose tests are about none of that says that
they share a window (`pytestmark = pytest.mark.shares_window`), and they run in it in the same order always, whichever tests run beside.
REVIEWER_COLD=1 opens a new one for each test.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.desk import Home
from reviewer.desk.settings import FILE, TEXT_SIZE
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.look import SIZES
from reviewer.ui.window import SIZE, MainWindow
from reviewer.ui.workspace import Workspace
from tests.guards import running_threads, surviving_qt, surviving_threads
from tests.scale import COLD
from tests.ui.person import WorkingPerson, closed, opened

WAYS = {"view.back", "view.forward", "document.back", "document.forward"}
"""Acts that go by where somebody was before."""
PAUSES = 20, 80, 200
"""Milliseconds between looks at the window: what was put back may take a while to be on the screen."""
Sight = Mapping[str, object]


class SitsBefore(Protocol):
    """Seats someone before a copy of what was made once: `config` and `data` in a folder."""

    def __call__(self, made: Path) -> WorkingPerson: ...


class SharedWindow:
    """One at a time. It is opened when it is asked for first, or for another casebook or size of text."""

    def __init__(self, folders: pytest.TempPathFactory, resources: Path) -> None:
        self._folders = folders
        self._resources = resources
        self._open: _Opened | None = None

    @property
    def window(self) -> MainWindow | None:
        """The window, if one is open."""
        return self._open.window if self._open is not None else None

    def sit_down(self, qtbot: QtBot, made: Path, percent: int) -> WorkingPerson:
        """Seat someone before a copy of what was made, as it was at first."""
        opened_now = self._open
        if opened_now is None or opened_now.of != (made, percent) or not opened_now.is_back(qtbot):
            self.let_go(qtbot)
            folder = self._folders.mktemp("shared")
            for name in ("config", "data"):
                shutil.copytree(made / name, folder / name)
            home = Home(folder / "config", self._resources, folder / "data")
            opened_now = self._open = _Opened(qtbot, home, folder, (made, percent))
        return WorkingPerson(qtbot, opened_now.window)

    def rise(self) -> None:
        """Close what a test left open before the window."""
        if self._open is not None and Shiboken.isValid(self._open.window):
            menu = QApplication.activePopupWidget()
            if menu is not None:
                menu.close()
            for dialog in self._open.window.findChildren(QDialog):
                dialog.close()

    def let_go(self, qtbot: QtBot) -> None:
        """Close the window, if one is open."""
        if self._open is not None:
            gone, self._open = self._open, None
            gone.close(qtbot)


class _Opened:
    """A window that is open, and what was to be seen at first."""

    def __init__(self, qtbot: QtBot, home: Home, folder: Path, of: tuple[Path, int]) -> None:
        self._application = _application()
        self._worn = self._application.font(), self._application.styleSheet()
        self._threads, self._things = running_threads(), surviving_qt()
        self._folder = folder
        self.of = of
        if of[1] != SIZES[0]:
            home.settings.put(TEXT_SIZE, of[1])
        self.window = opened(
            qtbot, home, folder / "reviewer.log", begin=lambda window: window.opening.sample()
        )
        who = WorkingPerson(qtbot, self.window)
        try:
            who.wait(lambda: self.window.workspace is not None and self.window.workspace.furnished)
            who.settle()
            who.wait(lambda: not who.desk.document.is_coming and not self.window.work.busy)
            who.settle()
        except BaseException:
            closed(qtbot, self.window)  # one test fails, and not those after it
            raise
        self._space: Workspace = who.space
        self._body = who.space.session.body
        self._state = self._desk.remember()
        self._as_text = who.desk.document.text_view.isVisible()
        self._theme = self.window.look.theme
        self._settings = home.config / FILE
        self._said = self._settings.read_bytes()
        self._scrolled = {
            area: (area.verticalScrollBar().value(), area.horizontalScrollBar().value())
            for area in self.window.findChildren(QAbstractScrollArea)
        }
        self._first = self._sight()

    @property
    def _desk(self) -> DeskScreen:
        desk = self._space.screen_of("desk")
        assert isinstance(desk, DeskScreen)
        return desk

    def close(self, qtbot: QtBot) -> None:
        """Close it, and take off what it wore; AssertionError if a thread, a timer or a window of it is left."""
        closed(qtbot, self.window)
        font, sheet = self._worn
        self._application.setFont(font)
        self._application.setStyleSheet(sheet)
        of_others = {each for each in running_threads() if each.name.startswith("pytest_timeout")}
        left = surviving_threads(self._threads | of_others)
        left += [each for each in surviving_qt() if each not in self._things]
        assert not left, f"left behind by the window: {left}"
        shutil.rmtree(self._folder, ignore_errors=True)

    def is_back(self, qtbot: QtBot) -> bool:
        """Put the window back, and tell whether all is as at first."""
        if COLD or not Shiboken.isValid(self.window) or self.window.workspace is not self._space:
            return False
        self._settings.write_bytes(self._said)  # read at each asking
        self.window.look.theme = self._theme  # where another looks the same
        if self._kept() != self._first["kept"]:
            return False
        self._go_back(WorkingPerson(qtbot, self.window))
        for pause in PAUSES:
            if self._sight() == self._first:
                return True
            qtbot.wait(pause)
        return False

    def _go_back(self, who: WorkingPerson) -> None:
        space, actions = self._space, self.window.action_list
        self.window.resize(*SIZE)
        self.window.activateWindow()
        space.leave_search()
        if not actions.why_not("bodies.clear"):
            actions.run("bodies.clear")
        if space.session.unsaved and space.session.body == self._body:  # what is typed goes with its card
            space.session.choose_body(space.session.lines[-1].code)
        space.session.unsaved.clear()
        space.session.choose_language("")
        if (space.shown, space.session.body) != ("desk", self._body):
            space.go("desk", {"body": self._body})
        who.settle()
        if who.desk.document.text_view.isVisible() != self._as_text:
            actions.run("document.text")
        now, first = self._desk.remember(), self._state
        if (now["document"], now["place"]) != (first["document"], first["place"]):
            self._desk.restore(first)
        if now["card"] != first["card"]:
            who.desk.checklist.open_card(str(first["card"]), focus=False)
        who.settle()
        who.wait(lambda: not who.desk.document.is_coming and not self.window.work.busy)
        self.window.messages.clear()
        space.bodies.list.setFocus()
        for area, (down, across) in self._scrolled.items():
            if Shiboken.isValid(area):
                area.verticalScrollBar().setValue(down)
                area.horizontalScrollBar().setValue(across)
        QCoreApplication.processEvents()

    def _sight(self) -> Sight:
        actions, session = self.window.action_list, self._space.session
        return {
            "kept": self._kept(),
            "acts": {
                act.id: (act.keys, actions.ticked(act.id), act.id in WAYS or actions.why_not(act.id))
                for act in actions
                if act.screen in {"", "desk"}  # other screens are made when they are looked at first
            },
            "chosen": (session.body, session.document, dict(session.unsaved)),
            "window": (self.window.windowState(), self.window.windowTitle(), QApplication.focusWidget()),
            "above": [each for each in QApplication.topLevelWidgets() if each.isVisible()],
            "shown": {each: _shown(each) for each in self.window.findChildren(QWidget) if each.isVisible()},
        }

    def _kept(self) -> Sight:
        """What no test puts back: records and settings on the disk, and what the window wears."""
        look, stats = self.window.look, ((path, path.stat()) for path in self._folder.rglob("*"))
        return {
            "files": {
                path: (stat.st_mtime_ns, stat.st_size)
                for path, stat in stats
                if path != self._settings and _lasts(path)
            },
            "look": (look.percent, look.pages, look.close_rows, look.still),
            "worn": (self._application.styleSheet(), self._application.font()),
            "way": self._application.layoutDirection(),
        }


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _lasts(path: Path) -> bool:
    """Tell whether a file is of the records or settings: not what can be thrown away, nor what SQLite has beside them while it reads."""
    return "cache" not in path.parts and not path.name.endswith((".log", "-shm")) and path.is_file()


def _shown(widget: QWidget) -> tuple[object, ...]:
    """Return what of a widget is seen, and what a screen reader says."""
    told: list[object] = [
        widget.geometry().getRect(), widget.isEnabled(), widget.accessibleName(), widget.accessibleDescription(),
        widget.toolTip(),
    ]  # fmt: skip
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        told.append(widget.text())
    if isinstance(widget, QAbstractButton):
        told += [widget.isChecked(), widget.isDown()]
    if isinstance(widget, QComboBox):
        told.append(widget.currentText())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        told += [widget.toPlainText(), cursor.anchor(), cursor.position()]
    if isinstance(widget, QAbstractItemView):
        told += [widget.currentIndex().row(), widget.model().rowCount()]
    if isinstance(widget, QAbstractScrollArea):
        told += [widget.verticalScrollBar().value(), widget.horizontalScrollBar().value()]
    return tuple(told)
