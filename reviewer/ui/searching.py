"""The threads of a search: one has the first hits at once, another the best and their number, and typing ends both."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from reviewer.desk.search import DocumentSearch, Question
from reviewer.errors import CancelledError

LIMIT = 200
_QUIET = 0.15  # seconds without a key before the best are looked for: nobody waits for them while she types
_PATIENCE = 5.0


class Searcher(QObject):
    """Answers the newest question. Answers arrive in the window's thread, and never to a question of before.

    ``found`` carries the hits, and whether those are all that are wanted; it may come twice. ``ranked`` and ``counted``
    follow.
    """

    found = Signal(object, object, bool)
    ranked = Signal(object, object)
    counted = Signal(object, int, object)
    failed = Signal(object)
    _back = Signal(object, object)

    def __init__(self, search: Callable[[], DocumentSearch], parent: QObject | None = None) -> None:
        """``search`` gives the desk's search; the threads start with the first question."""
        super().__init__(parent)
        self._search = search
        self._asked: Question | None = None
        self._soon, self._behind = _Newest(0), _Newest(_QUIET)
        self._threads: list[threading.Thread] = []
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._soon.close)
        self.destroyed.connect(self._behind.close)

    def ask(self, question: Question) -> None:
        """Drop what is looked for now, and look for this."""
        self._asked = question
        if not self._threads:
            for newest, answer in ((self._soon, self._first), (self._behind, self._rest)):
                thread = threading.Thread(
                    target=self._work, args=(newest, answer), name="search", daemon=True
                )
                self._threads.append(thread)
                thread.start()
        else:
            self._search().stop()
        self._behind.put(question)
        self._soon.put(question)

    def forget(self) -> None:
        """Drop what is looked for now."""
        self._asked = None
        for newest in (self._soon, self._behind):
            newest.put(None)
        if self._threads:
            self._search().stop()

    def close(self) -> None:
        """End the threads; no answer comes after this."""
        self._asked = None
        for newest in (self._soon, self._behind):
            newest.close()
        if self._threads:
            self._search().stop()
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._threads.clear()

    # --- in the threads ----------------------------------------------------------------------------

    def _work(self, newest: _Newest, answer: Callable[[Question], None]) -> None:
        while (question := newest.take()) is not None:
            try:
                answer(question)
            except CancelledError:
                newest.again(question)  # unless another has come: then that one stopped it
            except Exception as error:  # noqa: BLE001 - whatever is asked, the thread lives on
                self._back.emit(question, error)

    def _first(self, question: Question) -> None:
        search = self._search()

        def tell(hits: object) -> None:
            self._back.emit(question, lambda: self.found.emit(question, hits, False))

        hits = search.first(question, LIMIT, tell)
        self._back.emit(question, lambda: self.found.emit(question, hits, True))

    def _rest(self, question: Question) -> None:
        search = self._search()
        best = search.ranked(question, LIMIT)
        self._back.emit(question, lambda: self.ranked.emit(question, best))
        number, left = search.count(question), search.unsearched(question)
        self._back.emit(question, lambda: self.counted.emit(question, number, left))

    # --- in the window's ---------------------------------------------------------------------------

    def _deliver(self, question: Question, answer: Callable[[], object] | Exception) -> None:
        if question is not self._asked:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            answer()


class _Newest:
    """A place for one question: the newest. It may be taken when it has lain for a while."""

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._question: Question | None = None
        self._put = 0
        self._taken = 0
        self._changed = threading.Condition()
        self._closed = False

    def put(self, question: Question | None) -> None:
        with self._changed:
            self._question = question
            self._put += 1
            self._changed.notify()

    def again(self, question: Question) -> None:
        """Put a question back unless another came meanwhile."""
        with self._changed:
            if self._put == self._taken:
                self._question = question

    def take(self) -> Question | None:
        """Wait for the newest question; None when closed."""
        with self._changed:
            while not self._closed:
                if self._question is None:
                    self._changed.wait()
                elif self._settle and self._changed.wait(self._settle):
                    continue  # another came
                else:
                    question, self._question = self._question, None
                    self._taken = self._put
                    return question
            return None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
