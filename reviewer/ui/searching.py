"""The two ways of a search: one has the first hits at once, the other the best and their number; typing ends both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reviewer.desk.display import SearchHit
from reviewer.desk.search import DocumentSearch, Question, Ranked, Unsearched
from reviewer.ui.delay import after
from reviewer.ui.latest import Latest
from reviewer.ui.work import Ticket, Work

LIMIT = 200
_QUIET = 150  # milliseconds without a key before the best are looked for: nobody waits for them while words are typed


class Searcher(QObject):
    """Answers the newest question, and never one of before.

    ``hits_came`` carries the hits, and whether those are all that are wanted; it may come twice. ``ranked`` and ``counted``
    follow.
    """

    hits_came = Signal(object, object, bool)
    ranked = Signal(object, object)
    counted = Signal(object, int, object)

    def __init__(
        self, search: Callable[[], DocumentSearch], work: Work, parent: QObject | None = None
    ) -> None:
        """``search`` gives the desk's search."""
        super().__init__(parent)
        self._search = search
        self._asked: Question | None = None
        self._soon: Latest[tuple[SearchHit, ...]] = Latest(work, self.tr("Searching"), self)
        self._behind: Latest[tuple[int, Unsearched]] = Latest(work, self.tr("Searching"), self)
        self._quiet = after(_QUIET, self._look_for_the_best, self)

    def ask(self, question: Question) -> None:
        """Drop what is looked for now, and look for this."""
        self.forget()
        self._asked = question
        search = self._search()
        self._soon.ask(
            lambda ticket: search.first(question, LIMIT, ticket.report),
            lambda hits: self.hits_came.emit(question, hits, True),
            meanwhile=lambda hits: self.hits_came.emit(question, hits, False),
        )
        self._quiet.start()

    def forget(self) -> None:
        """Drop what is looked for now; what runs is ended, before anything else is asked."""
        self._quiet.stop()
        self._soon.forget()
        self._behind.forget()
        if self._asked is not None:
            self._asked = None
            self._search().stop()

    def _look_for_the_best(self) -> None:
        question, search = self._asked, self._search()
        if question is None:
            return

        def best_and_number(ticket: Ticket) -> tuple[int, Unsearched]:
            ticket.report(search.ranked(question, LIMIT))
            return search.count(question), search.unsearched(question)

        def show_best(best: object) -> None:
            if isinstance(best, Ranked):
                self.ranked.emit(question, best)

        self._behind.ask(
            best_and_number, lambda answer: self.counted.emit(question, *answer), meanwhile=show_best
        )
