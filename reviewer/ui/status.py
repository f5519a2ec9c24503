"""Work under way, beside the menus: what, how far, and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QMenuBar, QProgressBar

from reviewer.ui.delay import after
from reviewer.ui.elided import Elided
from reviewer.ui.look import mirrored
from reviewer.ui.widgets import Box, button

if TYPE_CHECKING:
    from reviewer.desk.display import Progress
    from reviewer.ui.look import Look
    from reviewer.ui.work import Ticket, Work

DELAY = 250
WIDEST = 480
HEIGHT = 24
"""Pixels at 100%, as high as the menus: nothing moves when it comes."""
LINGER = 100  # milliseconds; what the work has changed is shown before the window is laid out anew


class StatusStrip(Box):
    """Shows the ticket started last; hidden soon after nothing is under way. Short work never flashes up.

    What goes on aside, such as the reading of scans, is shown while nothing else is.
    """

    def __init__(self, look: Look, work: Work) -> None:
        """Listen to the background work."""
        super().__init__(look, across=True, gap=12, margins=(16, 0, 16, 0), height=HEIGHT)
        self.words = Elided("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = button(self.tr("Cancel"), self._cancel, "link")
        self.add(self.words, 2)
        self.add(self._bar, 1)
        self.add(self.cancel)
        self._tickets: list[Ticket] = []
        self._lingering = False
        self._menus: QMenuBar | None = None
        self._wait = after(DELAY, self._appear, self)
        work.started.connect(self._begin)
        self.hide()

    def _begin(self, ticket: Ticket) -> None:
        if ticket.quiet:
            return
        self._tickets.insert(0 if ticket.aside else len(self._tickets), ticket)
        ticket.progressed.connect(lambda progress: self._progress(ticket, progress))
        ticket.ended.connect(lambda: self._end(ticket))
        if not self._lingering:
            self._show_last()
        self._wait.start(DELAY)

    def _show_last(self) -> None:
        last = self._tickets[-1]
        self._say(self.tr("Stopping…") if last.cancelled() else last.title)
        self._count_to(0)
        self.cancel.setEnabled(not last.cancelled())

    def _count_to(self, total: int) -> None:
        """Count to a number; to an unknown one, 0, something moves to and fro, but in a still window."""
        self._bar.setRange(0, total)
        self._bar.setVisible(total > 0 or not self._look.still)

    def _appear(self) -> None:
        if self._lingering and self._tickets:
            self._show_last()
        self._lingering = False
        self._fit()
        self.setVisible(bool(self._tickets))

    def stand_beside(self, menus: QMenuBar) -> None:
        """Stand at the end of the line of menus: nothing else is there, so it covers nothing and moves nothing."""
        self._menus = menus
        # A menu bar that the desktop draws (macOS, global menus) shows no widgets of its own: progress and Cancel would be nowhere.
        menus.setNativeMenuBar(False)
        # Not as their corner widget: that is laid out once, before it is known how wide it may be.
        self.setParent(menus)
        menus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be no wider than the menus leave room for, else they would be put away."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if self._menus is not None:
            way, bar = self.layoutDirection(), self._menus.rect()
            shown = (mirrored(self._menus.actionGeometry(menu), bar, way) for menu in self._menus.actions())
            free_width = bar.width() - max((menu.right() for menu in shown), default=0) - self._look.px(16)
            width = max(0, min(self._look.px(WIDEST), free_width))
            end = QRect(bar.width() - width, 0, width, bar.height())
            self.setGeometry(mirrored(end, bar, way))

    def _progress(self, ticket: Ticket, progress: Progress) -> None:
        if self._lingering or not self._tickets or ticket is not self._tickets[-1] or ticket.cancelled():
            return
        of = f" / {progress.total}" if progress.total else ""
        named = f" · {progress.name}" if progress.name else ""
        self._say(f"{ticket.title}: {progress.done}{of}{named}")
        self._count_to(progress.total or 0)
        self._bar.setValue(progress.done if progress.total else -1)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)

    def _end(self, ticket: Ticket) -> None:
        self._tickets = [each for each in self._tickets if each is not ticket]
        if self._tickets:
            self._show_last()
        else:
            self._lingering = True
            self.cancel.setEnabled(False)
            self._wait.start(LINGER)

    def _cancel(self) -> None:
        if self._tickets:
            self._tickets[-1].cancel()
            self._say(self.tr("Stopping…"))
            self.cancel.setEnabled(False)
