"""Where what a search found stands: over the screen that is shown, or beside it where the window is too low for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget

from reviewer.ui.widgets import Box

if TYPE_CHECKING:
    from reviewer.ui.look import Look
    from reviewer.ui.results import ResultsPane
    from reviewer.ui.screen import Screen

LOW = 400
"""How high, in pixels at 100%, a few places and a screen beneath them are together with all their headings."""
PART = 42
"""Per cent of the width for places that were found, where they stand beside the screen."""


class ResultsRoom(Box):
    """The screens, and what a search found once there is a place for it."""

    def __init__(self, look: Look, screens: QStackedWidget) -> None:
        """Begin with the screens alone."""
        super().__init__(look, gap=0)
        self._screens = screens
        self._results: ResultsPane | None = None
        self.add(screens, 1)

    def take(self, results: ResultsPane, shown: Callable[[], Screen]) -> None:
        """Have a place for what a search found; ``shown`` is the screen that is shown."""
        self._results, self._shown = results, shown
        self.row.insertWidget(0, results)
        results.shown.connect(self._make_room)
        self._look.changed.connect(self.place)

    def _make_room(self, there: bool) -> None:
        self._screens.setMinimumHeight(1 if there else 0)  # the bar and what was found come before the screen
        self.place()

    def place(self) -> None:
        """Have it stand where there is room for it and for the screen; what is shown may be another one now."""
        results = self._results
        if results is None:
            return
        low = self.height() < self._look.px(LOW) and not results.isHidden()
        beside = self._shown().stand_beside(searching=low) and low
        self.row.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        for at, part in enumerate((PART, 100 - PART) if beside else (0, 1)):
            self.row.setStretch(at, part)
        results.stand_beside(beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
