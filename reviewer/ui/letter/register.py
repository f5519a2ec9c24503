"""The register of a body's signed letters, and how any of them is looked at or handed out again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.desk.letter_places import Entry
from reviewer.desk.words.language import say
from reviewer.desk.words.letters import entry_words
from reviewer.model import Letter
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.letter.handing import HandingForm, LetterHanding
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Label, Turning, button

ROWS = 4  # of the list, at the least
WIDE = 640
"""Pixels at 100%: a letter's day, signatory, fate and who recorded it in a line."""


class RegisterDialog(HandingForm):
    """Lists every letter that was signed to a body, the newest first; hands out the bytes of any."""

    open_wanted = Signal(object)
    copy_wanted = Signal(object)

    def __init__(self, look: Look, body: str, entries: Sequence[Entry], parent: QWidget) -> None:
        """``entries`` are at least one."""
        super().__init__(look, self.tr("Signed letters to {}").format(body), parent)
        self._entries = entries
        words = self.tr(
            "Each is handed out as it was signed, byte for byte, also what was superseded or withdrawn."
        )
        self.add_wide(Label(words, "muted", wrap=True))
        self.list = plain_list(self.tr("Signed letters, the newest first"))
        self.list.addItems([entry_words(entry) for entry in entries])
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(look.px(28 * ROWS))
        self.add_wide(self.list, 1)
        self.open_button = button(self.tr("Open"), self.open_chosen)
        self.add_wide(Turning(look, self.open_button))
        self.finish(self.tr("Copy out…"), self.copy_chosen)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))
        self.fit(WIDE)
        offer_in(self, self.complain, {self.list: _register_acts()}, self)
        self.list.setFocus()

    def open_chosen(self) -> None:
        """Have the letter that one is at opened."""
        self.open_wanted.emit(self.chosen)

    def copy_chosen(self) -> None:
        """Have the letter that one is at copied out."""
        self.copy_wanted.emit(self.chosen)

    @property
    def chosen(self) -> Letter:
        """The letter that one is at."""
        return self._entries[self.list.currentRow()].letter


def _register_acts() -> tuple[Action[RegisterDialog], ...]:
    def free(dialog: RegisterDialog) -> str:
        return say("A letter is being handed out: wait until it is.") if dialog.handing else ""

    return (
        Action("register.open", say("Open the letter"), (), Scope.DIALOG, lambda dialog: dialog.open_chosen(), free),
        Action("register.copy", say("Copy the letter out…"), (), Scope.DIALOG, lambda dialog: dialog.copy_chosen(), free),
    )  # fmt: skip


class LetterRegister(QObject):
    """Shows the register of the chosen body's letters."""

    def __init__(self, look: Look, session: SessionModel, handing: LetterHanding, parent: QWidget) -> None:
        """``handing`` hands letters out; dialogs stand before ``parent``."""
        super().__init__(session)
        self._look, self._session, self._handing, self._window = look, session, handing, parent

    def show(self) -> None:
        """Show the signed letters of the chosen body."""
        view = self._session.view
        if view is None:
            return
        body, name = view.body.code, view.body.name
        self._session.later(
            self.tr("Looking up signed letters"),
            lambda desk, _t: desk.register.of(body),
            lambda entries: self._shown(name, entries),
        )

    def _shown(self, name: str, entries: tuple[Entry, ...]) -> None:
        if not entries:
            self._session.messages.tell(self.tr("No letter to {} was signed yet.").format(name))
            return
        dialog = RegisterDialog(self._look, name, entries, self._window)
        dialog.open_wanted.connect(lambda letter: self._handing.open(letter, dialog))
        dialog.copy_wanted.connect(lambda letter: self._handing.ask_copy(letter, dialog))
        dialog.open()
