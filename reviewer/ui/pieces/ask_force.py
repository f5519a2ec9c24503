"""Asks whoever sent a document for what could not be read of it, in another form: which pieces, and the note to copy or write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import Shiboken

from reviewer.desk.piece_groups import group_of, in_groups
from reviewer.desk.pieces import Piece
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError, ended
from reviewer.model import Chaser
from reviewer.ui.chaser_notes import ask_note_file, copy_note, written_words
from reviewer.ui.dialogs import Form
from reviewer.ui.drop_down import DropDown
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.pieces.words import group_words, title_words, what_words
from reviewer.ui.session_model import SessionModel
from reviewer.ui.ticks import TickList
from reviewer.ui.widgets import Label, Silence, button

if TYPE_CHECKING:
    from reviewer.desk import Desk

LIST, NOTE, WIDE = 160, 192, 640
_PIECE = Qt.ItemDataRole.UserRole
_SOON = 60  # ms after the last tick


@dataclass(frozen=True, slots=True)
class Choice:
    """Some pieces that can be asked for at once, and what they are called."""

    words: str
    keys: frozenset[str]


def choices_for(piece: Piece, pieces: Sequence[Piece]) -> tuple[Choice, ...]:
    """Return what can be asked for with a piece: it alone, its group, its document, all that nobody looked at, all."""
    group, document = group_of(piece), piece.document
    sorts = (
        (say("Only this: {}").format(title_words(piece)), [piece]),
        (group_words(group), [each for each in pieces if group_of(each) is group]),
        (say("All of {}").format(piece.name), [each for each in pieces if each.document == document]),
        (say("All that nobody has looked at"), [each for each in pieces if each.to_look_at]),
        (say("All that could not be read"), list(pieces)),
    )
    choices: dict[frozenset[str], Choice] = {}
    for number, (words, those) in enumerate(sorts):
        keys = frozenset(each.key for each in those)
        said = words if not number else say("{}: {}").format(words, len(keys))
        if keys:
            choices.setdefault(keys, Choice(said, keys))
    return tuple(choices.values())


class AskDialog(Form):
    """``note_wanted`` tells the pieces that are ticked; ``copy_wanted`` and ``file_wanted`` what is to be done with the note of these."""

    help = "unread"

    note_wanted = Signal(object)
    copy_wanted = Signal(object)
    file_wanted = Signal(object)

    def __init__(self, look: Look, body: str, piece: Piece, pieces: Sequence[Piece], parent: QWidget) -> None:
        """``body`` is the name of who is asked; of ``pieces``, which can all be asked for, ``piece`` is ticked."""
        super().__init__(look, self.tr("Ask {} for it in another form").format(body), parent)
        words = self.tr("Nothing is sent or recorded here. What you ask for is still to be looked at.")
        self.add_wide(Label(words, "muted", wrap=True))
        self._choices = choices_for(piece, pieces)
        self.which = DropDown()
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setPlaceholderText(self.tr("What is ticked below"))
        for choice in self._choices:
            self.which.addItem(choice.words)
        self.which.setCurrentIndex(0)
        self.add_line(self.tr("Ask for"), self.which)
        self.list = TickList(look)
        self.list.setFixedHeight(look.px(LIST))
        self.list.setAccessibleName(self.tr("What could not be read; Space ticks"))
        for each in (each for those in in_groups(pieces).values() for each in those):
            item = QListWidgetItem(f"{title_words(each)}\n{what_words(each)}")
            item.setToolTip(f"{ended(title_words(each))} {ended(what_words(each))}")
            item.setData(_PIECE, each)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.add_wide(self.list)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(look.px(NOTE))
        self.add_line(self.tr("The note"), self.text)
        self.stretch(self.text)
        self._note: Chaser | None = None
        self._finish()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(lambda: self.note_wanted.emit(self.ticked))
        self.which.currentIndexChanged.connect(self._tick)
        self.list.itemChanged.connect(self._ticked)
        self._tick(0)

    def _finish(self) -> None:
        self.finish(self.tr("Write it to a file…"), lambda: self.file_wanted.emit(self._note))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))
        self.copy = button(self.tr("Copy it"), lambda: self.copy_wanted.emit(self._note))
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.fit(WIDE)
        self.show_note("")

    @property
    def ticked(self) -> tuple[Piece, ...]:
        """The pieces that are ticked, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_PIECE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _tick(self, number: int) -> None:
        if number < 0:
            return
        keys = self._choices[number].keys
        first: int | None = None
        with Silence(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                on = item.data(_PIECE).key in keys
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                first = row if on and first is None else first
            self.list.setCurrentRow(-1 if first is None else first)
        self.list.viewport().update()
        self._soon.start()

    def _ticked(self, _item: QListWidgetItem) -> None:
        keys = frozenset(piece.key for piece in self.ticked)
        same = [number for number, choice in enumerate(self._choices) if choice.keys == keys]
        with Silence(self.which):
            self.which.setCurrentIndex(same[0] if same else -1)
        self._soon.start()

    def show_note(self, note: Chaser | str) -> None:
        """Show the note of what is ticked, or why there is none."""
        self._note = note if isinstance(note, Chaser) else None
        self.text.setPlainText(note.text if isinstance(note, Chaser) else note)
        for each in (self.copy, self.buttons.button(QDialogButtonBox.StandardButton.Ok)):
            each.setEnabled(self._note is not None)


class Asking(QObject):
    """Opens the dialog, makes its note beside the window, and does with it what is chosen."""

    def __init__(self, look: Look, session: SessionModel, window: QWidget, owner: QObject) -> None:
        """Dialogs stand before ``window``."""
        super().__init__(owner)
        self._look, self._session, self._window = look, session, window
        self._making: Latest[Chaser | str] = Latest(session.work, self.tr("Writing the note"), owner)

    def ask(self, body: str, piece: Piece, pieces: Sequence[Piece]) -> AskDialog:
        """Ask for which of a body's pieces (that wait for nothing) a note is wanted, ``piece`` first of all."""
        name = self._session.desk.session.body(body).name
        can = [each for each in pieces if not each.waits]
        dialog = AskDialog(self._look, name, piece, can, self._window)
        dialog.note_wanted.connect(lambda ticked: self._make(dialog, body, ticked))
        dialog.copy_wanted.connect(lambda note: dialog.tell(copy_note(note)))
        dialog.file_wanted.connect(lambda note: self._ask_file(dialog, note))
        dialog.open()
        return dialog

    def _make(self, dialog: AskDialog, body: str, ticked: Sequence[Piece]) -> None:
        desk = self._session.desk

        def show(made: Chaser | str) -> None:
            if Shiboken.isValid(dialog):
                dialog.show_note(made)

        self._making.ask(lambda _ticket: _made(desk, body, ticked), show)

    def _ask_file(self, dialog: AskDialog, note: Chaser) -> None:
        ask_note_file(
            dialog,
            self._session.desk.session.origin.beside,
            note,
            lambda path: self._save(dialog, note, path),
        )

    def _save(self, dialog: AskDialog, note: Chaser, path: Path) -> None:
        try:
            self._session.desk.triage.save_notes([note], path, replace=True)  # the dialog has asked
        except ReviewerError as error:
            dialog.complain(error_words(error))
            return
        dialog.accept()
        self._session.messages.tell(written_words(path))


def _made(desk: Desk, body: str, pieces: Sequence[Piece]) -> Chaser | str:
    """Return the note, or why there is none."""
    if not pieces:
        return say("Tick what to ask for.")
    try:
        return desk.triage.note_about(body, pieces)
    except ReviewerError as error:
        return error_words(error)
