"""What is asked before a backup is made, a casebook is restored, or one is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFileDialog, QWidget

from reviewer.desk.words.backups import generation_words
from reviewer.desk.words.language import say
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.versions.sentence_list import SentenceList
from reviewer.ui.widgets import Label, Turning, button

if TYPE_CHECKING:
    from reviewer.desk.values import Generation
    from reviewer.ui.look import Look

ENDING = ".casebook"
HEIGHT = 560


@dataclass(frozen=True, slots=True)
class RestoreWanted:
    """Which backup is to be restored to which casebook folder, and whether its sound part is enough."""

    backup: Path
    folder: Path
    sound_part: bool


class BackUpDialog(Form):
    """Where the backup goes: the place for backups, or another folder."""

    help = "backups#when-one-is-made"

    place_given = Signal(object)

    def __init__(self, look: Look, name: str, place: Path, parent: QWidget) -> None:
        """``name`` is the casebook's, ``place`` the place for backups."""
        super().__init__(look, say("Back up now"), parent)
        told = say(
            "A backup of {name} as it is now, with all documents and letters. It is read back after it was written, and stays "
            "until somebody removes it.",
            name=name,
        )
        self.add_wide(Label(told, "muted", wrap=True))
        self.place = PathField(look, QFileDialog.FileMode.Directory, say("Folder for the backup"))
        self.place.set_path(place)
        self.add_line(say("Folder for the backup"), self.place)
        self.finish(say("Back up"), self._check)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def _check(self) -> None:
        if self.place.path is None:
            self.complain(say("Say where the backup goes."), self.place.field)
            return
        self.place_given.emit(self.place.path)
        self.accept()


def _casebook_field(look: Look, suggested: Path) -> PathField:
    """Return the field for a casebook that is to be made."""
    made = PathField(look, QFileDialog.FileMode.AnyFile, say("New casebook"), f"*{ENDING}", save=True)
    made.set_path(suggested)
    return made


def _casebook_in(form: Form, field: PathField) -> Path | None:
    """Return the folder that is to be made; None after the form has said what is wrong with it."""
    path = field.path
    if path is None:
        form.complain(say("Say where the casebook goes."), field.field)
        return None
    named = path if path.suffix == ENDING else path.with_name(f"{path.name}{ENDING}")
    if named.exists():
        there = say(
            "{name} is there already. Choose another name; it is never written over.", name=named.name
        )
        form.complain(there, field.field)
        return None
    return named


class ImportDialog(Form):
    """An exported casebook, and where it goes."""

    help = "backups#one-file-that-anybody-can-read"

    paths_given = Signal(object, object)

    def __init__(self, look: Look, suggested: Path, parent: QWidget) -> None:
        """``suggested`` is the casebook that would be made."""
        super().__init__(look, say("Import a casebook"), parent)
        self.source = PathField(
            look, QFileDialog.FileMode.ExistingFile, say("Exported casebook (.zip)"), "*.zip"
        )
        self.target = _casebook_field(look, suggested)
        self.add_line(say("Exported casebook (.zip)"), self.source)
        self.add_line(say("New casebook, on this laptop"), self.target)
        self.finish(say("Import"), self._check)

    def _check(self) -> None:
        if self.source.path is None or not self.source.path.is_file():
            self.complain(say("Choose the file that was exported."), self.source.field)
            return
        folder = _casebook_in(self, self.target)
        if folder is not None:
            self.paths_given.emit(self.source.path, folder)
            self.accept()


class RestoreDialog(Form):
    """The backups there are, the newest first; the one that is chosen can be read again before it is restored."""

    help = "backups#getting-a-casebook-back"

    restore_wanted = Signal(object)
    check_wanted = Signal(object)
    folder_wanted = Signal(object)

    def __init__(self, look: Look, suggested: Path, parent: QWidget) -> None:
        """``suggested`` is the casebook that would be made."""
        super().__init__(look, say("Restore from a backup"), parent)
        self.news = Label(say("Looking for backups…"), "muted", wrap=True)
        self.list = SentenceList(look, say("Backups, the newest first"))
        self.check = button(say("Read it again now"), self._ask_check)
        self.other = button(say("Look in another folder…"), self._ask_folder)
        self.sound_part = QCheckBox(say("If it is damaged, take what is sound"))
        left_out = say("What is left out is named then. Else nothing is made of a damaged one.")
        self.sound_part.setAccessibleDescription(left_out)
        self.target = _casebook_field(look, suggested)
        self._backups: tuple[Generation, ...] = ()
        self.add_wide(self.news)
        self.add_wide(self.list, 1)
        self.add_wide(Turning(look, self.check, self.other))
        self.add_wide(self.sound_part)
        self.add_wide(Label(left_out, "small", wrap=True))
        self.add_line(say("New casebook, on this laptop"), self.target)
        self.finish(say("Restore"), self._check)
        self.list.currentRowChanged.connect(self._offer)
        self._offer(-1)
        room = self.screen().availableGeometry()
        self.resize(
            min(look.px(640), room.width() - 40), min(max(look.px(HEIGHT), self.height()), room.height() - 60)
        )

    @property
    def chosen(self) -> Generation | None:
        """The backup that is chosen in the list."""
        row = self.list.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def show_backups(self, backups: Sequence[Generation], where: str) -> None:
        """List backups that lie in a place; the newest is chosen."""
        self._backups = tuple(backups)
        self.list.clear()
        self.list.addItems([generation_words(one) for one in backups])
        self.news.setText(
            say("In {place}:", place=where)
            if backups
            else say("There are no backups in {place}.", place=where)
        )
        self.list.setAccessibleDescription(self.news.text())
        self.list.setCurrentRow(0 if backups else -1)
        self._offer(self.list.currentRow())
        (self.list if backups else self.other).setFocus()

    def _offer(self, row: int) -> None:
        self.check.setEnabled(row >= 0)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(row >= 0)

    def _ask_check(self) -> None:
        if self.chosen is not None:
            self.busy(say("Reading the backup…"))
            self.check_wanted.emit(self.chosen.path)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, say("A folder with backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.folder_wanted.emit(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _check(self) -> None:
        chosen, folder = self.chosen, _casebook_in(self, self.target)
        if chosen is not None and folder is not None:
            self.restore_wanted.emit(RestoreWanted(chosen.path, folder, self.sound_part.isChecked()))
            self.accept()
