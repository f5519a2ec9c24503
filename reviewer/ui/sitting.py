"""One sitting at one desk: which body and document are chosen, and how acts are done from a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.desk.views import BodyLine, BodyView, DocumentRow
from reviewer.errors import ReviewerError
from reviewer.model import Span
from reviewer.ui.messages import Messages
from reviewer.ui.work import Ticket, Work

if TYPE_CHECKING:
    from reviewer.desk import Desk

T = TypeVar("T")
A_MOMENT = 5  # milliseconds; with none it would be done before anything else


@dataclass(frozen=True, slots=True)
class _Look:
    """What stood at a position of the casebook; ``view`` is that of one body, None if none was chosen."""

    position: int
    view: BodyView | None
    lines: tuple[BodyLine, ...]


def _look(desk: Desk, body: str) -> list[_Look]:
    """Look up what stands; nothing if that cannot be done now, for then it is said when it is looked up again."""
    try:
        position = desk.position
        return [_Look(position, desk.standing.state(body) if body else None, desk.standing.body_lines())]
    except ReviewerError:
        return []


class Sitting(QObject):
    """What the panes share. Panes ask it to act; it tells them what has changed.

    An act is recorded before ``recorded`` is emitted, so that no screen shows what is not kept.
    """

    body_chosen = Signal(str)
    document_chosen = Signal(object)
    place_wanted = Signal(object)
    criterion_wanted = Signal(str)
    category_wanted = Signal()
    language_chosen = Signal(str)
    recorded = Signal()

    def __init__(self, desk: Desk, work: Work, messages: Messages, parent: QObject | None = None) -> None:
        """Sit down at an open desk."""
        super().__init__(parent)
        self.desk = desk
        self.work = work
        self.messages = messages
        self.body = ""
        self.language = ""  # of the letter; "" is the case's first
        self.document: DocumentRow | None = None
        self._view: BodyView | None = None
        self._lines: tuple[BodyLine, ...] | None = None
        self._looks = 0
        self._ended = False

    def end(self) -> None:
        """Get up from the desk, which is being closed: nothing more is said of what was done."""
        self._ended = True

    @property
    def lines(self) -> tuple[BodyLine, ...]:
        """Where every body stands, in the order of the case."""
        if self._lines is None:
            self._lines = self.messages.attempt(self.desk.standing.body_lines)
        return self._lines or ()

    @property
    def view(self) -> BodyView | None:
        """What stands for the chosen body, or None while none is chosen."""
        if self._view is None and self.body:
            self._view = self.messages.attempt(lambda: self.desk.standing.state(self.body))
        return self._view

    def choose_body(self, code: str, *, again: bool = False) -> None:
        """Go to a body; ``again`` tells everybody even when it is chosen already."""
        if again or code != self.body:
            self.body = code
            self._view = None
            self.document = None
            self.body_chosen.emit(code)

    def choose_language(self, code: str) -> None:
        """Show, export and sign the letter in another of the case's languages."""
        if code != self.language:
            self.language = code
            self.language_chosen.emit(code)

    def choose_document(self, row: DocumentRow | None) -> None:
        """Open a document of the chosen body."""
        self.document = row
        self.document_chosen.emit(row)

    @property
    def document_now(self) -> DocumentRow | None:
        """The chosen document's row as it stands now; as it was chosen, where it is not among the body's."""
        chosen, rows = self.document, self.view.documents if self.view else ()
        return next((row for row in rows if chosen is not None and row.receipt == chosen.receipt), chosen)

    def choose_again(self) -> None:
        """Open the chosen document again, as it stands now: it can be read, or not, or not without its password."""
        self.choose_document(self.document_now)

    def go_to(self, place: Span, body: str = "") -> None:
        """Show a place, in another body's documents if ``body`` names one."""
        if body:
            self.choose_body(body)
        if self.document is None or self.document.sha256 != place.document:
            rows = self.view.documents if self.view else ()
            row = next((row for row in rows if row.sha256 == place.document), None)
            if row is None:
                self.messages.tell(self.tr("That document is not among those of the chosen body."))
                return
            self.choose_document(row)
        self.place_wanted.emit(place)

    def act(self, verb: Callable[[Desk], T]) -> T | None:
        """Do one act; returns its result, or None after its error was shown."""
        result = self.messages.attempt(lambda: verb(self.desk))
        if result is not None:
            self.messages.clear()
        self.refresh()
        return result

    def later(
        self,
        title: str,
        job: Callable[[Desk, Ticket], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[], object] = lambda: None,
        quiet: bool = False,
    ) -> Ticket:
        """Do long work beside the window, then look again at what stands; ``failed`` is called after an error."""
        desk, body, seen = self.desk, self.body, list[_Look]()

        def work(ticket: Ticket) -> T:
            try:
                return job(desk, ticket)
            finally:  # beside the window, so that it need not count a thousand documents itself
                seen[:] = _look(desk, body)

        def finish(result: T) -> None:
            self._see(seen)
            self.soon(lambda: done(result))

        def give_up() -> None:
            self._see(seen)
            failed()

        return self.work.start(title, work, finish, failed=give_up, quiet=quiet)

    def soon(self, act: Callable[[], object]) -> None:
        """Do something when keys and pictures that wait have had their turn, unless the sitting has ended by then."""
        QTimer.singleShot(A_MOMENT, self, lambda: None if self._ended else act())

    def _see(self, seen: Sequence[_Look]) -> None:
        """Take what stands as it was looked up beside the window, if it still stands so; else look again."""
        self._view = None
        self._lines = None
        for look in seen:
            if look.position == self.desk.position:
                self._lines = look.lines
                self._view = look.view if look.view is None or look.view.body.code == self.body else None
        self.recorded.emit()

    def refresh_beside(self, then: Callable[[], object] = lambda: None) -> None:
        """Look again at what stands when texts have changed: passages are found again beside the window. ``then`` is called afterwards."""
        desk, body = self.desk, self.body
        self._looks += 1
        newest = self._looks

        def see(seen: Sequence[_Look]) -> None:
            if newest == self._looks:  # else a later look has come before this one
                self._see(seen)
            then()

        self.work.start(self.tr("Looking again"), lambda _ticket: _look(desk, body), see, quiet=True)

    def refresh(self) -> None:
        """Look again at what stands."""
        self._looks += 1
        self._view = None
        self._lines = None
        self.recorded.emit()
