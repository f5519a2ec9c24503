"""Long work beside the window: one class, with progress, cancel and errors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from reviewer.errors import CancelledError
from reviewer.ui.messages import Messages

if TYPE_CHECKING:
    from reviewer.desk.display import Report

T = TypeVar("T")
THREADS = 4
PROMPT_THREADS = 4
"""For what a screen waits for: long work must not keep it waiting for a thread."""
PATIENCE = 15_000

log = logging.getLogger(__name__)


class Ticket(QObject):
    """One piece of work under way. ``report`` and ``cancelled`` are for the job, in its own thread.

    ``returned`` and ``raised`` are between the thread and ``Work``.
    """

    progressed = Signal(object)
    ended = Signal()
    returned = Signal(object)
    raised = Signal(object)

    def __init__(self, title: str, *, quiet: bool, aside: bool, parent: QObject) -> None:
        """``title`` is what the person sees; a ``quiet`` ticket is not shown, one ``aside`` only while no other is."""
        super().__init__(parent)
        self.title = title
        self.quiet = quiet
        self.aside = aside
        self._stop = False

    def cancel(self) -> None:
        """Ask the job to stop; what it has done is kept."""
        self._stop = True

    def cancelled(self) -> bool:
        """Tell whether the person wants it to stop."""
        return self._stop

    def report(self, progress: object) -> None:
        """Tell how far it has come (a ``desk.Progress``); may be called from the job's thread."""
        self.progressed.emit(progress)


def stoppable(ticket: Ticket) -> Report:
    """Return what reports to a ticket, and stops the work once the ticket is cancelled."""

    def report(progress: object) -> None:
        if ticket.cancelled():
            raise CancelledError("Stopped; nothing was left half made")
        ticket.report(progress)

    return report


class _Run(QRunnable):
    def __init__(
        self, ticket: Ticket, job: Callable[[Ticket], object], unwanted: Callable[[object], object] | None
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._unwanted = unwanted
        self._left: Callable[[], object] | None = None
        self._work: tuple[Ticket, Callable[[Ticket], object]] | None = (ticket, job)

    def run(self) -> None:
        if self._work is None:
            return
        (ticket, job), self._work = self._work, None  # Qt's pool keeps every runnable it was ever given
        try:
            result = job(ticket)
        except Exception as error:  # noqa: BLE001 - handed to the one presenter, in the window's thread
            ticket.raised.emit(error)
        else:
            if self._unwanted is not None:
                self._left = partial(self._unwanted, result)
            ticket.returned.emit(result)

    def taken(self) -> None:
        """The result has come to whom it is for."""
        self._left = None

    def left(self) -> None:
        """Nobody takes the result any more."""
        if self._left is not None:
            self._left()
            self._left = None


class Work(QObject):
    """Runs jobs in threads and calls back in the window's thread.

    A job may call reading and writing verbs of the desk, but no widget.
    """

    started = Signal(object)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        """``messages`` is told what a job raised."""
        super().__init__(parent)
        self.messages = messages
        self._pool, self._prompt = QThreadPool(self), QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._prompt.setMaxThreadCount(PROMPT_THREADS)
        self._running: dict[Ticket, tuple[_Run, Callable[[object], object], Callable[[], object] | None]] = {}

    def start(
        self,
        title: str,
        job: Callable[[Ticket], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[], object] | None = None,
        quiet: bool = False,
        aside: bool = False,
        prompt: bool = False,
        meanwhile: Callable[[object], object] | None = None,
        unwanted: Callable[[T], object] | None = None,
    ) -> Ticket:
        """Run ``job`` beside the window; ``done`` gets its result, ``failed`` is called after its error was shown.

        ``meanwhile`` gets all that the job reports by its ticket, the first word too. ``unwanted`` gets the result in place
        of ``done`` where everything was closed by then, so that what must be let go is let go.
        A ``prompt`` job is short and a screen waits for it: it has threads that long work never takes.
        """
        ticket = Ticket(title, quiet=quiet, aside=aside, parent=self)
        run = _Run(ticket, job, unwanted)  # type: ignore[arg-type]
        self._running[ticket] = (run, done, failed)  # type: ignore[assignment]
        ticket.returned.connect(self._succeed, Qt.ConnectionType.QueuedConnection)
        ticket.raised.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        if meanwhile is not None:
            ticket.progressed.connect(meanwhile)
        self.started.emit(ticket)
        (self._prompt if prompt else self._pool).start(run)
        return ticket

    @property
    def asked_for(self) -> bool:
        """Whether anything is under way that the person asked for, and that closing would stop."""
        return any(not (ticket.quiet or ticket.aside) for ticket in self._running)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def _succeed(self, result: object) -> None:
        ticket = self.sender()
        if isinstance(ticket, Ticket) and ticket in self._running:
            run, done, _failed = self._running.pop(ticket)
            run.taken()
            self._end(ticket)
            self.messages.settled(ticket.title)
            done(result)

    def _fail(self, error: Exception) -> None:
        ticket = self.sender()
        if isinstance(ticket, Ticket) and ticket in self._running:
            _run, _done, failed = self._running.pop(ticket)
            self._end(ticket)
            self.messages.failed(error, ticket.title)
            if failed is not None:
                failed()

    @staticmethod
    def _end(ticket: Ticket) -> None:
        ticket.ended.emit()
        ticket.deleteLater()

    def close(self) -> None:
        """Cancel what is under way and wait for the threads; no callback comes after this."""
        tickets, runs = tuple(self._running), [run for run, _done, _failed in self._running.values()]
        for ticket in tickets:
            ticket.cancel()
        self._running.clear()
        done = [pool.waitForDone(PATIENCE) for pool in (self._prompt, self._pool)]
        for run in runs:
            try:
                run.left()
            except Exception:
                log.exception("What a job made could not be let go")
        if not all(done):
            log.warning("Work was still under way after %s ms", PATIENCE)
            return
        for ticket in tickets:
            self._end(ticket)
