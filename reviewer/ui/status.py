"""Work under way, at the foot of the window: what, how far, and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from reviewer.desk.views import Progress
from reviewer.ui.delay import after
from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Label, button
from reviewer.ui.work import Ticket, Work

DELAY = 250
LINGER = 100  # milliseconds; what the work has changed is shown before the window is laid out anew


class StatusStrip(Box):
    """Shows the ticket started last; hidden soon after nothing is under way. Short work never flashes up.

    What goes on aside, such as the reading of scans, is shown while nothing else is.
    """

    def __init__(self, look: Look, work: Work) -> None:
        """Listen to the background work."""
        super().__init__(look, across=True, gap=12, margins=(16, 4, 16, 4), role="hint", height=32)
        self._what = Label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = button(self.tr("Cancel"), self._cancel)
        self.add(self._what, 2)
        self.add(self._bar, 1)
        self.add(self.cancel)
        self._tickets: list[Ticket] = []
        self._lingering = False
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
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(not last.cancelled())

    def _appear(self) -> None:
        if self._lingering and self._tickets:
            self._show_last()
        self._lingering = False
        self.setVisible(bool(self._tickets))

    def _progress(self, ticket: Ticket, progress: Progress) -> None:
        if self._lingering or not self._tickets or ticket is not self._tickets[-1] or ticket.cancelled():
            return
        of = f" / {progress.total}" if progress.total else ""
        self._say(f"{ticket.title}: {progress.done}{of} · {progress.name}")
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done if progress.total else -1)

    def _say(self, words: str) -> None:
        self._what.setText(words)
        self._what.setAccessibleName(words)

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
