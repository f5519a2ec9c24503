"""What one person did: a table to read, in which each act says whether it counts; Enter goes to where it was done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import say
from reviewer.desk.words.member_acts import act_words, acts_lines, counts_words
from reviewer.model.deeds import ActsOf, MemberAct
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.case.table import ReadTable
from reviewer.ui.dialogs import Form
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.members.table import MembersTable
from reviewer.ui.screen import Context
from reviewer.ui.widgets import ENTER, Label

MOST = 300
"""Acts that are listed."""
WIDE = 900


class MemberActsDialog(Form):
    """Everything that is kept here of one person's acts, the last first. ``place_wanted`` gives a body's code and a criterion's key."""

    help = "members#what-somebody-did"

    place_wanted = Signal(str, str)

    def __init__(self, look: Look, acts: ActsOf, bodies: Mapping[str, str], parent: QWidget) -> None:
        """``bodies`` are names by codes."""
        super().__init__(look, say("Acts of {name}", name=acts.name), parent)
        self._acts, words = acts.acts, " ".join(acts_lines(acts))
        self.add_wide(Label(words, "muted", wrap=True))
        self.setAccessibleDescription(words)
        columns = (say("When"), say("What"), say("Reason"), say("Counts"))
        rows = [_cells(act, bodies) for act in acts.acts]
        self.table = _Table(look, say("Acts of {name}, the last first", name=acts.name), columns, rows)
        self.add_wide(self.table, 100)
        self.table.setVisible(bool(rows))
        self.add_room()
        self.finish(say("Close"), None, cancel=False)
        self.table.opened.connect(self.open_place)
        offer_in(self, self.complain, {self.table: (_open_act(), _copy_act())}, self)
        self.fit(WIDE)
        self.table.setFocus()

    @property
    def _current(self) -> MemberAct | None:
        at = self.table.currentRow()
        return self._acts[at] if 0 <= at < len(self._acts) else None

    def why_not_open(self) -> str:
        """Return why there is nowhere to go from the act that one is at."""
        act = self._current
        return "" if act is not None and act.body else say("It has no place of its own to go to.")

    def open_place(self) -> None:
        """Go to the body, and the criterion, that the act is about; one comes back by the key that goes back."""
        act = self._current
        if act is None or self.why_not_open():
            self.complain(self.why_not_open(), self.table)
            return
        self.place_wanted.emit(act.body, act.criterion)
        self.accept()

    def copy_row(self) -> None:
        """Copy what is said of the act that one is at."""
        if self.table.copy_row():
            self.tell(say("Copied."))


class ActsShown(QObject):
    """Looks up what the member did whose row one is at, beside the window, and shows it."""

    def __init__(self, context: Context, table: MembersTable) -> None:
        """``table`` has the rows."""
        super().__init__(table)
        self._context, self._table = context, table
        self._asked: Latest[ActsOf] = Latest(
            context.session.work, say("Looking up what they did"), self, long=True
        )

    @property
    def pending(self) -> bool:
        """Whether something is being looked up."""
        return self._asked.pending

    def forget(self) -> None:
        """Look nothing up any more."""
        self._asked.forget()

    def why_not(self) -> str:
        """Return why there is nobody whose acts can be shown."""
        return say("Go to a member first.") if self._table.current is None else ""

    def show(self) -> None:
        """Show the member's acts, once they are looked up."""
        row, desk = self._table.current, self._context.session.desk
        if row is not None:
            key = row.key
            self._asked.ask(lambda _ticket: desk.member_acts.of(key, MOST), self._open)

    def _open(self, acts: ActsOf) -> None:
        bodies = {body.code: body.name for body in self._context.session.desk.case.bodies}
        dialog = MemberActsDialog(self._context.look, acts, bodies, self._context.window)
        dialog.place_wanted.connect(self._go_to)
        dialog.open()

    def _go_to(self, body: str, criterion: str) -> None:
        self._context.go("desk", {"body": body, "criterion": criterion} if criterion else {"body": body})


class _Table(ReadTable):
    """Enter or a double click opens the row that one is at."""

    opened = Signal()

    def __init__(self, look: Look, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        super().__init__(look, name, columns, rows, grows=True)
        self.cellDoubleClicked.connect(lambda *_cell: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _cells(act: MemberAct, bodies: Mapping[str, str]) -> tuple[str, ...]:
    # A body has no column of its own: five headings stand in no small screen at twice the size.
    what = " · ".join(filter(None, (bodies.get(act.body, act.body), act_words(act))))
    return moment_words(act.at), what, act.because, counts_words(act)


def _open_act() -> Action[MemberActsDialog]:
    return Action("member_acts.open", say("Go to where it was done"), (), Scope.DIALOG,
                  lambda dialog: dialog.open_place(), lambda dialog: dialog.why_not_open())  # fmt: skip


def _copy_act() -> Action[MemberActsDialog]:
    words = say("Copy what is said of the act")
    return Action("member_acts.copy", words, (), Scope.DIALOG, lambda dialog: dialog.copy_row())
