"""What works the list of an absence: searches, shows what was found, and keeps that it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.desk.display import AbsenceReport
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.searches import report_words
from reviewer.model import Kept, Search
from reviewer.ui.absence.findings_to_see import Name, entries_of
from reviewer.ui.absence.pane import LookingPane
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.faces import dress
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk

HINTS = ("absence.see", "absence.read", "absence.back")
Where = tuple[str, str]
"""A body's code and a criterion's key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, and why nothing is recognised on this machine, "" where something is."""

    report: AbsenceReport
    why_not_recognised: str


class Looking(QObject):
    """What was ticked is kept as long as the casebook is open; it is recorded when the person says "I have looked".

    - ``turned``: whether the list is shown, in place of what stands beside the document
    - ``left``: the key of the criterion whose card one goes back to
    - ``looked``: the same, once all that was found was looked at and the list is gone
    - ``reading_wanted``: go on in the document
    """

    turned = Signal(bool)
    left = Signal(str)
    looked = Signal(str)
    reading_wanted = Signal()

    def __init__(
        self,
        look: Look,
        session: SessionModel,
        actions: ActionList,
        busy: Callable[[], object],
        parent: QWidget,
    ) -> None:
        """``busy`` returns what is being typed on the cards: who goes on typing is elsewhere than where it was asked for."""
        super().__init__(parent)
        self._session, self._busy = session, busy
        acts = [actions[name] for name in HINTS]
        hints: list[tuple[tuple[str, ...], str]] = [((actions.key(act.id),), act.short) for act in acts]
        hints.insert(1, (("↑", "↓"), self.tr("show the place")))
        self.pane = LookingPane(look, hints)
        self._at: Where = ("", "")
        self._answers: dict[Where, Answer] = {}
        self._shown: Answer | None = None  # a later search may have found more than what is shown
        self._seen: dict[Where, frozenset[Name]] = {}
        listen(actions, self.pane.list, Scope.TABLE)
        self.pane.listen_once()
        offer_on_rows(actions, self.pane.list, HINTS)
        dress(actions, self.pane.back, "absence.back")
        self.pane.place_wanted.connect(session.go_to)
        self.pane.ticked.connect(self._keep_seen)
        self.pane.confirmed.connect(self.confirm)
        self.pane.left.connect(self.back)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return not self.pane.isHidden()

    # --- searching ---------------------------------------------------------------------------------

    def search(self, key: str) -> None:
        """Search for the absence of what a criterion asks for, then show what is to be looked at."""
        if not self._session.refuses():
            self._ask(key, None)

    def _ask(self, key: str, looked: Kept[Search] | None) -> None:
        """Search; the person has looked at all that the search ``looked`` found that can be, if there is one."""
        body = self._session.body
        before = self._where_one_is()

        def search(desk: Desk) -> Answer:
            return Answer(desk.judging.absence(body, key, shown=looked), desk.pieces.why_not_recognised)

        def show(answer: Answer) -> None:
            self._answers[body, key] = answer
            if body != self._session.body:
                return
            stayed = self._where_one_is() == before
            if looked is None and entries_of(answer.report):
                shown = stayed
                if shown:
                    self._open(key)
            else:
                shown = self.is_open and self._at == (body, key) and self._go_on(key, stayed=stayed)
            if shown:  # the list says it
                self._session.messages.clear()
            else:
                self._session.messages.tell(report_words(answer.report))

        title = self.tr("Searching the documents")
        self._session.later(title, lambda desk, _ticket: search(desk), show, failed=self._count_again)

    def _where_one_is(self) -> tuple[object, ...]:
        """Return what has the focus, in which window, and what is typed: who has gone elsewhere is not fetched back."""
        focused = QApplication.focusWidget()
        dialog = QApplication.activeModalWidget()
        return (focused, dialog, self._session.body, self._busy())

    def _go_on(self, key: str, *, stayed: bool) -> bool:
        """Show what came meanwhile, or go back to the card; tells whether there was any."""
        self._fill()
        if self.pane.can_be_seen:
            if stayed:
                self.pane.take_focus()
            return True
        self._close()
        if stayed:
            self.looked.emit(key)
        self.pane.hide()
        return False

    def _count_again(self) -> None:
        if self.is_open:
            self._fill()

    # --- looking -----------------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Show what a criterion's search left to look at; search again where what it found is not known any more."""
        view = self._session.view
        search = view.criteria[key].search if view is not None and key in view.criteria else None
        answer = self._answers.get((self._session.body, key))
        if answer is None or search is None or search.id != answer.report.search.id:
            self.search(key)
        else:
            self._open(key)

    def _open(self, key: str) -> None:
        self._at = (self._session.body, key)
        self._fill()
        self.turned.emit(True)
        self.pane.show()
        self.pane.take_focus()

    def _fill(self) -> None:
        answer = self._shown = self._answers[self._at]
        criterion = self._session.desk.session.criterion(self._at[1])
        title = self.tr("Looked for: {}").format(criterion.title)
        report = answer.report
        self.pane.warn(answer.why_not_recognised if report.new_pieces else "")
        groups, seen = entries_of(report), self._seen.get(self._at, frozenset())
        self.pane.show_entries(title, report_words(report), groups, seen)

    def _keep_seen(self) -> None:
        self._seen[self._at] = self.pane.seen

    def see(self) -> None:
        """Tick what one is at and go on, or untick it; of what is locked say why it can't be, or search it if it is open by now."""
        entry = self.pane.current
        if entry is None or not entry.locked:
            self.pane.see()
        elif self._is_locked(entry.place.document):
            self._session.messages.tell(entry.why)
        else:
            self.search(self._at[1])

    def _is_locked(self, document: str) -> bool:
        rows = self._session.view.documents if self._session.view is not None else ()
        return any(row.locked for row in rows if row.sha256 == document)

    def read(self) -> None:
        """Go on in the document, at the place; of a locked one, in the field for its password."""
        self.reading_wanted.emit()

    def confirm(self) -> None:
        """Keep that all was looked at; where nothing can be, search again."""
        if self.pane.left_to_see:
            self._session.messages.tell(self.tr("Look at each of them first."))
            self.pane.take_focus()
            return
        if self._session.refuses() or self._shown is None:
            return
        self.pane.list.setFocus()  # the button that was pressed goes grey
        self.pane.confirm.setEnabled(False)
        self._ask(self._at[1], self._shown.report.search if self.pane.can_be_seen else None)

    # --- leaving -----------------------------------------------------------------------------------

    def back(self) -> None:
        """Go back to the card; what was ticked stays so."""
        if self.is_open:
            self._close()
            self.left.emit(self._at[1])
            self.pane.hide()

    def make_way(self) -> None:
        """Let what stands beside the document be seen again: somebody leads to a card."""
        if self.is_open:
            self._close()
            self.pane.hide()

    def _close(self) -> None:
        self.turned.emit(False)

    def refresh(self, snapshot: Snapshot) -> None:
        """Go away when another body is chosen."""
        if self.is_open and snapshot.body != self._at[0]:
            self.make_way()
