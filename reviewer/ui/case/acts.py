"""The acts on the case: look at a body's facts, amend the case from a folder, settle what amendments contest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk.facts import BodyFacts
from reviewer.desk.words.counts import Noun, counted
from reviewer.model.amendments import Amendment
from reviewer.model.members import Role
from reviewer.ui.actions.reasons import cannot_record
from reviewer.ui.case.dialogs import AmendDialog, FactsDialog, SidesDialog
from reviewer.ui.intake_dialogs import FolderDialog
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel


class CaseActs(QObject):
    """Asks what an act needs, has it done, and says what came of it."""

    def __init__(self, look: Look, session: SessionModel, parent: QWidget) -> None:
        """Dialogs stand before ``parent``."""
        super().__init__(session)
        self._look, self._session, self._window = look, session, parent
        self._last: Path | None = None

    def show_facts(self) -> None:
        """Show what the case says of the chosen body."""
        code = self._session.body
        self._session.later(
            self.tr("Looking up the facts"), lambda desk, _ticket: desk.facts.of(code), self._show_facts
        )

    def _show_facts(self, facts: BodyFacts) -> None:
        dialog = FactsDialog(self._look, facts, cannot_record(self._session, Role.LEAD), self._window)
        dialog.amend_wanted.connect(self.ask)
        dialog.open()

    def ask(self) -> None:
        """Ask for the folder that has the case as it should be."""
        if self._session.refuses():
            return
        what = self.tr(
            "A case folder as it should be: the one the casebook was made from, put right. What differs is shown before"
            " anything is changed."
        )
        title = self.tr("Amend from a folder")
        dialog = FolderDialog(self._look, title, what, self._last, self._window)
        dialog.folder_given.connect(self._look_at)
        dialog.open()

    def _look_at(self, folder: Path) -> None:
        self._last = folder
        self._session.later(
            self.tr("Comparing the cases"), lambda desk, _ticket: desk.amending.look(folder), self._show
        )

    def settle(self) -> None:
        """Show the amendments that stand against each other."""
        if self._session.refuses():
            return
        desk = self._session.desk
        sides = self._session.messages.attempt(desk.amending.sides)
        if sides is None:
            return
        if not sides:
            self._session.messages.tell(self.tr("No amendments stand against each other."))
            return
        dialog = SidesDialog(self._look, sides, desk.case, self._window)
        dialog.side_taken.connect(self._look_at_record)
        dialog.open()

    def _look_at_record(self, record: str) -> None:
        self._session.later(
            self.tr("Comparing the cases"), lambda desk, _ticket: desk.amending.look_at(record), self._show
        )

    def _show(self, amendment: Amendment) -> None:
        if amendment.is_none:
            self._session.messages.tell(self.tr("Nothing differs from the case that serves."))
            return
        dialog = AmendDialog(self._look, amendment, self._window)
        dialog.amend_wanted.connect(self._amend)
        dialog.open()

    def _amend(self, amendment: Amendment) -> None:
        differences = counted(Noun.DIFFERENCE, len(amendment.changes))
        message = self.tr("The case is amended: {}.").format(differences)
        self._session.later(
            self.tr("Amending the case"),
            lambda desk, _ticket: desk.amending.amend(amendment),
            lambda _none: self._session.messages.tell(message),
        )
