"""Opens the guide where one is, in one window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from reviewer.desk.guide import FIRST, Guide
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.help.lookup import topic_of
from reviewer.ui.look import Look

HELP = "program.help"


class GuideHelp(QObject):
    """Opens the guide, in one window of its own, beside which the work goes on."""

    def __init__(
        self, look: Look, guide: Guide, actions: ActionList, shown: Callable[[], str], window: QWidget
    ) -> None:
        """``shown`` returns the page that belongs to the screen that is shown in ``window``."""
        super().__init__(window)
        self._look, self._guide, self._actions, self._shown, self._window = (
            look,
            guide,
            actions,
            shown,
            window,
        )
        self._open: QWidget | None = None

    def is_key(self, event: QKeyEvent) -> bool:
        """Tell whether a key press asks for help."""
        meant = self._actions.for_key(Scope.PROGRAM, event)
        return meant is not None and meant.id == HELP

    def show_here(self) -> None:
        """Open the page that belongs to what has the focus."""
        focused = QApplication.focusWidget() or self._window
        self.show(topic_of(focused, self._shown()), focused.window())

    def show_first(self) -> None:
        """Open the page that leads to all others."""
        self.show(FIRST)

    def show(self, topic: str, over: QWidget | None = None) -> None:
        """Open a page, at a heading of it if ``topic`` names one, over a window or dialog."""
        from reviewer.ui.help.guide_window import GuideWindow

        opened = self._open
        if isinstance(opened, GuideWindow) and Shiboken.isValid(opened):
            if over in {None, opened, opened.parentWidget()}:
                opened.go(topic)
                return
            opened.close()  # it can't be reached beside a dialog that has the keyboard to itself
        made = self._open = GuideWindow(self._look, self._guide, self._actions, over or self._window)
        made.show()
        made.go(topic)
