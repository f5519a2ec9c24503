"""One thing that is looked up beside the window again and again: only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from reviewer.errors import CancelledError
from reviewer.model.frozen import dataclass
from reviewer.ui.work import Ticket, Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Question(Generic[T]):
    """A job that waits or runs, and who hears of its end."""

    job: Callable[[Ticket], T]
    done: Callable[[T], object]
    failed: Callable[[], object] | None
    meanwhile: Callable[[object], object] | None


class Latest(QObject, Generic[T]):
    """Asks questions of one sort. At most one job runs and one waits; a newer question replaces the one that waits.

    An answer is delivered in the window's thread, unless a newer question was asked, ``forget`` was called, or the
    owner is gone by then. The same holds for an error, which ``Messages`` presents. What the person stops has no answer.
    """

    def __init__(self, work: Work, title: str, owner: QObject, *, long: bool = False) -> None:
        """Answers come as long as ``owner`` lives. ``long`` work shows its ``title`` beside the menus."""
        super().__init__(owner)
        self._work = work
        self._title = title
        self._long = long
        self._newest: _Question[T] | None = None
        self._running: Ticket | None = None

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._newest is not None

    def ask(
        self,
        job: Callable[[Ticket], T],
        done: Callable[[T], object],
        failed: Callable[[], object] | None = None,
        *,
        meanwhile: Callable[[object], object] | None = None,
    ) -> None:
        """Run ``job`` beside the window; ``done`` gets its answer if it is the newest, ``failed`` is told of its error.

        ``meanwhile`` gets what the job reports by its ticket, under the same condition.
        """
        self._newest = _Question(job, done, failed, meanwhile)
        if self._running is None:
            self._start(self._newest)
        else:
            self._running.cancel()

    def forget(self) -> None:
        """Want no answer any more."""
        self._newest = None
        if self._running is not None:
            self._running.cancel()

    def _start(self, question: _Question[T]) -> None:
        def attempt(ticket: Ticket) -> T | _Failure:
            try:
                return question.job(ticket)
            except Exception as error:  # noqa: BLE001 - presented if it is still of interest
                return _Failure(error)

        self._running = self._work.start(
            self._title,
            attempt,
            lambda answer: self._take(question, answer),
            quiet=not self._long,
            prompt=not self._long,
            meanwhile=None if question.meanwhile is None else lambda part: self._hear(question, part),
        )

    def _hear(self, question: _Question[T], part: object) -> None:
        if Shiboken.isValid(self) and question is self._newest and question.meanwhile is not None:
            question.meanwhile(part)

    def _take(self, question: _Question[T], answer: T | _Failure) -> None:
        if not Shiboken.isValid(self):
            return
        ticket, self._running = self._running, None
        if question is not self._newest:
            if self._newest is not None:
                self._start(self._newest)
            return
        self._newest = None
        if ticket is not None and ticket.cancelled():  # by the person: it may be a part of the answer
            answer = _Failure(CancelledError("{what} was stopped", what=self._title))
        if not isinstance(answer, _Failure):
            self._work.messages.settled(self._title)
            question.done(answer)
            return
        self._work.messages.failed(answer.error, self._title)
        if question.failed is not None and self._newest is None:  # who hears of it may ask again
            question.failed()


@dataclass(frozen=True, slots=True)
class _Failure:
    """An answer that is none."""

    error: Exception
