"""The focus is never on what is not to be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken


class FocusKeeper(QObject):
    """Gives the focus back when something in ``home`` takes it that is not shown.

    Qt lets a widget on a hidden page of a stack have the focus: what is done late, after one has gone to another
    screen, would have its keys heard unseen.
    """

    def __init__(self, home: QWidget, go_on: Callable[[], object]) -> None:
        """``go_on`` puts the focus where one goes on, for when what had it before is gone."""
        super().__init__(home)
        self._home = home
        self._go_on = go_on
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look)

    def _look(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.isVisible() or not self._home.isVisible() or not self._home.isAncestorOf(now):
            return
        if before is not None and Shiboken.isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            self._go_on()
