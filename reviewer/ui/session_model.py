"""The session model: what is chosen in an open casebook, what stands there, and how acts are done from a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.desk.letter_places import Place
from reviewer.desk.snapshot import snapshot, with_acts, with_holders
from reviewer.desk.words.language import say
from reviewer.model.frozen import dataclass
from reviewer.model.members import Role
from reviewer.ui.decision import Decision
from reviewer.ui.latest import Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reviewer.desk import Desk
    from reviewer.desk.body_lines import BodyLine
    from reviewer.desk.display import BodyView, DocumentRow
    from reviewer.desk.snapshot import Snapshot
    from reviewer.model import Span
    from reviewer.ui.messages import Messages
    from reviewer.ui.work import Ticket, Work

T = TypeVar("T")
A_MOMENT = 5  # milliseconds; with none it would be done before anything else
Unsaved = dict[tuple[str, str], Decision]


@dataclass(frozen=True, slots=True)
class OfBody:
    """What the error of an act is about: a body. It goes when one goes to another one."""

    code: str


class SessionModel(QObject):
    """What all screens share. Screens ask it to act; it tells them what has changed.

    What stands is a ``Snapshot``, looked up beside the window after each act and shown by ``refreshed``. An act is
    recorded before that, so that no screen shows what is not kept. When another body is chosen, ``refreshed`` comes
    at once with what is known of it, or a snapshot whose ``view`` is None. It is looked up in any case, since documents
    are received and read beside the window, and ``refreshed`` comes again if it stands otherwise. ``words_here`` comes when the
    chosen document's words are shown, or why they can't be.
    """

    body_leaving = Signal()
    body_chosen = Signal(str)
    document_chosen = Signal(object)
    place_wanted = Signal(object)
    words_here = Signal()
    screen_wanted = Signal(str, object)
    terms_wanted = Signal(str)
    language_chosen = Signal(str)
    refreshed = Signal(object)
    case_changed = Signal()

    def __init__(
        self, desk: Desk, work: Work, messages: Messages, first: Snapshot, parent: QObject | None = None
    ) -> None:
        """``first`` is what stood when the casebook was opened."""
        super().__init__(parent)
        self.desk = desk
        self.work = work
        self.messages = messages
        self.snapshot = first
        self.body = first.body
        self.language = ""  # of the letter; "" is the case's first
        self.document: DocumentRow | None = None
        self.unsaved: Unsaved = {}  # decisions that were typed and not saved, by body and criterion
        self._looking: Latest[Snapshot] = Latest(work, self.tr("Looking again"), self)
        self._comparing: Latest[bool] = Latest(work, self.tr("Comparing a letter's words"), self)
        self._asking_holders: Latest[Snapshot] = Latest(work, self.tr("Looking who holds the work"), self)
        self._compared = (-1, "")  # the position and the body at which letters were compared last
        self._changed = False  # since the last look was asked for: views of before are not good any more
        self._waiting: list[Callable[[], object]] = []
        self._soon = 0
        self._begun = self._ended = False

    def begin(self) -> None:
        """Look up what is chosen from now on: until the bodies are on the screen, nothing else is to take its time."""
        self._begun = True
        self.messages.attempt(self.desk.history.get_ready)
        self.snapshot = self.messages.attempt(lambda: with_acts(self.desk, self.snapshot)) or self.snapshot
        desk, shown = self.desk, self.snapshot
        self._asking_holders.ask(lambda _ticket: with_holders(desk, shown), self._show_holders)

    def end(self) -> None:
        """Get up from the desk, which is being closed: nothing more is said of what was done."""
        self._ended = True
        self._looking.forget()
        self._comparing.forget()
        self._asking_holders.forget()
        self._waiting.clear()

    @property
    def settled(self) -> bool:
        """Whether all that was done is on the screen."""
        return not (self._looking.pending or self._soon)

    # --- what stands -------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[BodyLine, ...]:
        """Where every body stands, in the order of the case."""
        return self.snapshot.lines

    @property
    def view(self) -> BodyView | None:
        """What stands for the chosen body; None while none is chosen or it is being looked up."""
        return self.snapshot.view

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Look again at what stands, beside the window; ``then`` is called once it is on the screen."""
        if self._ended:
            return
        if then is not None:
            self._waiting.append(then)
        self._changed = True
        self._look()

    def _look(self) -> None:
        if not self._begun:
            return
        desk, body = self.desk, self.body
        self._looking.ask(lambda _ticket: snapshot(desk, body), self._take, self._go_on)

    def _take(self, fresh: Snapshot) -> None:
        shown, changed, self._changed = self.snapshot, self._changed, False
        known = fresh if changed else fresh.joined(shown)
        self.snapshot = known.of(self.body)
        if fresh.notice != shown.notice and fresh.notice:  # found damaged since it was opened, or made again
            self.messages.tell(fresh.notice)
        waiting = self._handed_on()  # first: who is told may act, and what waits for that waits on
        if changed or self.snapshot != shown:
            self.refreshed.emit(self.snapshot)
        for then in waiting:
            then()
        if fresh.case is not shown.case:
            self.case_changed.emit()
        self._compare()

    def _show_holders(self, looked_up: Snapshot) -> None:
        """Show who holds the work as it was opened, unless something was looked up since."""
        if self._ended or self._changed or looked_up.position != self.snapshot.position:
            return
        shown = replace(self.snapshot, share=looked_up.share, lines=looked_up.lines)
        if shown != self.snapshot:
            self.snapshot = shown
            self.refreshed.emit(shown)

    def _compare(self) -> None:
        """Have the words of the chosen body's signed letters compared beside the window: a look at what stands reads no letter."""
        view, at = self.view, (self.snapshot.position, self.body)
        if self._ended or view is None or at == self._compared:
            return
        self._compared = at  # once: what cannot be compared is not tried for ever
        letters = [now.record.content for now in view.letters.values() if now.place is Place.UNCOMPARED]
        if letters:
            desk = self.desk
            self._comparing.ask(lambda _ticket: desk.letters.compare(letters), self._show_compared)

    def _show_compared(self, any_was: bool) -> None:
        if any_was:
            self.refresh()

    def _go_on(self) -> None:
        for then in self._handed_on():
            then()

    def _handed_on(self) -> Sequence[Callable[[], object]]:
        waiting, self._waiting = self._waiting, []
        return waiting

    def when_here(self, then: Callable[[], object]) -> None:
        """Do something when what stands for the chosen body is here, unless another body is chosen by then."""
        body = self.body
        if self.view is not None:
            then()
        elif not self._ended:
            self._waiting.append(lambda: then() if self.body == body and self.view is not None else None)

    # --- what is chosen ----------------------------------------------------------------------------

    def choose_body(self, code: str, *, again: bool = False) -> None:
        """Go to a body; ``again`` tells everybody even when it is chosen already."""
        if not again and code == self.body:
            if code and self.view is None and not self._looking.pending:  # it could not be looked up
                self._look()
            return
        self.body_leaving.emit()
        self.messages.settled(OfBody(self.body))
        self.body = code
        self.document = None
        self.snapshot = self.snapshot.of(code)
        if code:
            self._look()  # first: a list that follows chooses it again, and would have it looked up twice
        self.body_chosen.emit(code)
        self.refreshed.emit(self.snapshot)

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
        self.when_here(lambda: self._open(place))

    def _open(self, place: Span) -> None:
        if self.document is None or self.document.sha256 != place.document:
            rows = self.view.documents if self.view else ()
            row = next((row for row in rows if row.sha256 == place.document), None)
            if row is None:
                noun = self.desk.case.inspection.body_noun[0]
                self.messages.tell(self.tr("That document is not among those of the chosen {}.").format(noun))
                return
            self.choose_document(row)
        self.place_wanted.emit(place)

    def go(self, screen: str, where: Mapping[str, object] | None = None) -> None:
        """Show a screen by its id, at what ``where`` names; each screen says what it can be asked for."""
        self.screen_wanted.emit(screen, where or {})

    # --- acts --------------------------------------------------------------------------------------

    def why_not_write(self) -> str:
        """Return why nothing can be written here, "" if it can."""
        return self.desk.session.origin.why_read_only

    def why_no_casebook(self) -> str:
        """Return why what asks for a whole casebook can't be done with what is open, "" if it can."""
        return self.why_not_write() if self.desk.session.passes else ""

    def why_not_record(self, need: Role = Role.SECOND_READER) -> str:
        """Return why an act would not count that needs a role, or can't be recorded at all; "" if it can."""
        if why := self.why_not_write():
            return why
        role = self.snapshot.role
        if role is None or (role is not Role.NONE and role.covers(need)):
            return ""
        if role is Role.NONE:
            return say("You do not take part in this inspection, so nothing that you record would count.")
        if role is Role.OBSERVER:
            return say("You take part as an observer, so nothing that you record would count.")
        if need is Role.LEAD:
            return say("Only a lead may amend the case.")
        return say("Only a signatory or a lead may sign or withdraw a letter.")

    def refuses(self) -> bool:
        """Tell whether nothing that is recorded here would count, or nothing can be; says why, if so."""
        why = self.why_not_record()
        if why:
            self.messages.tell(why)
        return bool(why)

    def act(self, verb: Callable[[Desk], T], shown: Callable[[T], object] | None = None) -> T | None:
        """Do one act; returns its result, or None after its error was shown.

        ``shown`` gets the result once what the act has changed is on the screen.
        """
        result = self.messages.attempt(lambda: verb(self.desk), OfBody(self.body))
        if result is None:
            self.refresh()
            return None
        self.messages.clear()
        self.refresh(None if shown is None else lambda: shown(result))
        return result

    def later(
        self,
        title: str,
        job: Callable[[Desk, Ticket], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[], object] | None = None,
        quiet: bool = False,
    ) -> Ticket:
        """Do long work beside the window; ``done`` gets its result once what it has changed is on the screen.

        ``failed`` is called after an error.
        """
        desk = self.desk
        return self.work.start(
            title,
            lambda ticket: job(desk, ticket),
            lambda result: self.refresh(lambda: self.soon(lambda: done(result))),
            failed=lambda: self.refresh(failed),
            quiet=quiet,
        )

    def soon(self, act: Callable[[], object]) -> None:
        """Do something when keys and pictures that wait have had their turn, unless the sitting has ended by then."""

        def do() -> None:
            self._soon -= 1
            if not self._ended:
                act()

        self._soon += 1
        QTimer.singleShot(A_MOMENT, self, do)
