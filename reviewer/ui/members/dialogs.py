"""What is asked before something of members is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.desk.members import StrangerRow
from reviewer.desk.words.language import say
from reviewer.desk.words.members import ROLES, stranger_cells
from reviewer.model import Role
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.case.table import ReadTable
from reviewer.ui.dialogs import Form
from reviewer.ui.filter_choices import Choice
from reviewer.ui.look import Look
from reviewer.ui.widgets import Label, TextBox
from reviewer.ui.words import capital

WIDE = 760


class DecideDialog(Form):
    """Says what an act would change, and asks; where one is needed for a reason, which stands in the record."""

    help = "members"

    reason_given = Signal(str)

    def __init__(
        self,
        look: Look,
        title: str,
        lines: Sequence[str],
        act: str,
        parent: QWidget,
        *,
        needs_reason: bool = True,
    ) -> None:
        """``lines`` are sentences, ``act`` the button's words; the focus is on the reason, which is needed or can be left out."""
        super().__init__(look, title, parent)
        self.lines = tuple(lines)
        self._needs = needs_reason
        for line in lines:
            self.add_wide(Label(line, wrap=True))
        self.setAccessibleDescription("\n".join(lines))
        self.because = TextBox(look, self._check, 2)
        self.add_line(say("Reason") if needs_reason else say("Reason, if there is one"), self.because)
        self.finish(act, self._check)
        self.because.setFocus()

    def _check(self) -> None:
        because = self.because.toPlainText().strip()
        if self._needs and not because:
            self.complain(say("A reason is needed: it stands in the record."), self.because)
            return
        self.reason_given.emit(because)
        self.accept()


class RoleDialog(Form):
    """Another role for a member, or one again for somebody who was removed."""

    help = "members#another-role-and-removal"

    role_chosen = Signal(str, str)

    def __init__(self, look: Look, name: str, role: Role, offered: Sequence[Role], parent: QWidget) -> None:
        """``role`` is the one that they have; ``offered`` those that can be given here."""
        super().__init__(look, say("Another role for {name}", name=name), parent)
        words = say("What was done in the earlier role goes on counting.")
        self.add_wide(Label(words, "muted", wrap=True))
        self.role = Choice(look, say("Role"))
        for each in offered:
            self.role.addItem(capital(say(ROLES[each])), each.value)
        at = list(offered).index(role) if role in offered else 0
        self.role.setCurrentIndex(at)
        self.add_line(say("Role"), self.role)
        self.because = TextBox(look, self._check, 2)
        self.add_line(say("Reason, if there is one"), self.because)
        self.finish(say("Give this role"), self._check)
        self.role.setFocus()

    def _check(self) -> None:
        self.role_chosen.emit(str(self.role.currentData()), self.because.toPlainText().strip())
        self.accept()


class StrangersDialog(Form):
    """Everybody whose acts lie on the share and count for nothing."""

    help = "members#strangers"

    def __init__(self, look: Look, rows: Sequence[StrangerRow], parent: QWidget) -> None:
        """``rows`` are at least one."""
        super().__init__(look, say("Strangers"), parent)
        words = say(
            "Their acts lie in the shared folder. Nothing of them is kept here, and none counts, until a lead admits them."
        )
        self.add_wide(Label(words, "muted", wrap=True))
        columns = (say("Who"), say("Why"), say("Acts"))
        self.table = ReadTable(
            look, say("Strangers"), columns, [stranger_cells(row) for row in rows], grows=True
        )
        self.add_wide(self.table, 100)
        self.add_room()
        self.finish(say("Close"), None, cancel=False)
        offer_in(self, self.complain, {self.table: (_copy_act(),)}, self)
        self.fit(WIDE)
        self.table.setFocus()

    def copy_row(self) -> None:
        """Copy what is said of the one whose row one is at, to ask a colleague about them."""
        if self.table.copy_row():
            self.tell(say("Copied."))


def _copy_act() -> Action[StrangersDialog]:
    words = say("Copy what is said of them")
    return Action("strangers.copy", words, (), Scope.DIALOG, lambda dialog: dialog.copy_row())
