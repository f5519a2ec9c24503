"""The dialogs of receiving, including, beginning and joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton, QWidget

from reviewer.desk.display import DocumentRow
from reviewer.desk.typed_paths import typed_path
from reviewer.desk.words.days import read_day, short_date_words
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import WrongUseError
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Box, Label, TextBox, button


@dataclass(frozen=True, slots=True)
class Receiving:
    """What was chosen to be received, and on which day it came."""

    paths: tuple[Path, ...]
    on: date
    password: str | None = field(repr=False)


def _remove_act() -> Action[ReceiveDialog]:
    words = say("Take off the list")
    return Action("receive.remove", words, (), Scope.DIALOG, lambda dialog: dialog.remove_chosen())


class ReceiveDialog(Form):
    """Files and folders of one body; archives and e-mails are opened by the desk."""

    help = "README#receive"

    receive_wanted = Signal(object)

    def __init__(
        self, look: Look, body: str, due: date, today: date, paths: Sequence[Path], parent: QWidget
    ) -> None:
        """``paths`` were dropped, or none; ``due`` is the day after which documents are late."""
        super().__init__(look, self.tr("Receive documents of {}").format(body), parent)
        words = self.tr("Files, folders, .zip archives and saved e-mails. The originals stay where they are.")
        self.add_wide(Label(words, "muted", wrap=True))
        self.list = plain_list(self.tr("Files and folders to receive"))
        self.list.setMinimumHeight(look.px(96))
        self.add_wide(self.list, 1)
        self.files = button(self.tr("Add files…"), self._ask_files)
        self.folder = button(self.tr("Add a folder…"), self._ask_folder)
        self.remove = button(self.tr("Remove"), self.remove_chosen)
        self.add_wide(Box(look, self.files, self.folder, self.remove, None, across=True))
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("Or type a path and press Enter"))
        self.path.setAccessibleName(self.tr("Path of a file or folder"))
        self.add_wide(self.path)
        # A plain line: QDateEdit drops the day that is typed over its old text, and a wrong day is late or not.
        self.on = QLineEdit(short_date_words(today))
        self.add_line(self.tr("Received on (late after {})").format(short_date_words(due)), self.on)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_line(self.tr("Password, if the files need one"), self.password)
        self.add_paths(paths)
        offer_in(self, self.complain, {self.list: (_remove_act(),)}, self)
        self.finish(self.tr("Receive"), self._check)
        if not paths:
            self.files.setFocus()
        else:
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put paths on the list."""
        for path in paths:
            if not self.list.findItems(str(path), Qt.MatchFlag.MatchExactly):
                self.list.addItem(str(path))

    def _ask_files(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFiles, self.tr("Files to receive"))

    def _ask_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, self.tr("A folder to receive"))

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda chosen: self.add_paths([Path(path) for path in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove_chosen(self) -> None:
        """Take the line that one is at off the list; the file stays where it is."""
        self.list.takeItem(self.list.currentRow())

    def _take_typed(self) -> bool:
        typed = self.path.text().strip()
        if not typed:
            return True
        try:
            path = typed_path(typed)
        except WrongUseError as error:
            self.complain(error_words(error), self.path)
            return False
        if not path.exists():
            self.complain(self.tr("{} does not exist. Check the name.").format(typed), self.path)
            return False
        self.add_paths([path])
        self.path.clear()
        return True

    def _check(self) -> None:
        adding = self.path.hasFocus() and bool(self.path.text().strip())
        if not self._take_typed() or adding:
            return
        if not self.list.count():
            self.complain(self.tr("Add the files or folders that were received."), self.files)
            return
        paths = tuple(Path(self.list.item(row).text()) for row in range(self.list.count()))
        on = read_day(self.on.text())
        if on is None:
            self.complain(self.tr("Say on which day it came, as 30 May 2017."), self.on)
            return
        self.receive_wanted.emit(Receiving(paths, on, self.password.text() or None))
        self.accept()


class IncludeDialog(Form):
    """Takes a document into the review, or out of it; a reason is needed."""

    help = "README#receive"

    reason_given = Signal(str)

    def __init__(self, look: Look, row: DocumentRow, parent: QWidget) -> None:
        """``row`` is the document's."""
        out = row.included
        title = self.tr("Leave {} out of the review") if out else self.tr("Include {} in the review")
        super().__init__(look, title.format(row.name), parent)
        self.reason = TextBox(look, self._check)
        self.add_line(self.tr("Reason"), self.reason)
        self.finish(self.tr("Leave out") if out else self.tr("Include"), self._check)
        self.reason.setFocus()

    def _check(self) -> None:
        because = self.reason.toPlainText().strip()
        if not because:
            self.complain(self.tr("A reason is needed: it stands in the record."), self.reason)
            return
        self.reason_given.emit(because)
        self.accept()


class TwoFoldersDialog(Form):
    """A folder to read from and a casebook folder to make: for beginning and for joining."""

    help = "README#where-things-are"

    folders_given = Signal(object, object)

    def __init__(self, look: Look, title: str, source: str, suggested: Path, parent: QWidget) -> None:
        """``source`` names the first folder; ``suggested`` is the casebook that would be made."""
        super().__init__(look, title, parent)
        self.source = PathField(look, QFileDialog.FileMode.Directory, source)
        self.target = PathField(
            look, QFileDialog.FileMode.AnyFile, self.tr("New casebook"), "*.casebook", save=True
        )
        self.target.set_path(suggested)
        self.add_line(source, self.source)
        self.add_line(self.tr("New casebook, on this laptop"), self.target)
        self.finish(self.tr("Make casebook"), self._check)

    def _check(self) -> None:
        if self.source.path is None:
            self.complain(self.tr("Say which folder to read from."), self.source.field)
        elif self.target.path is None:
            self.complain(self.tr("Say where the casebook goes."), self.target.field)
        else:
            target = self.target.path
            named = target if target.suffix == ".casebook" else target.with_name(f"{target.name}.casebook")
            self.folders_given.emit(self.source.path, named)
            self.accept()


class FileToo(NamedTuple):
    """A file that may be given in place of a folder: what the field is called then, the button, the chooser and its pattern."""

    field: str
    browse: str
    title: str
    pattern: str


class FolderDialog(Form):
    """One folder, such as a share or a casebook; ``what`` explains it."""

    help = "README#share"

    folder_given = Signal(object)

    def __init__(
        self,
        look: Look,
        title: str,
        what: str,
        suggested: Path | None,
        parent: QWidget,
        *,
        file: FileToo | None = None,
    ) -> None:
        """``suggested`` is the one used last; ``file`` is what else may be chosen."""
        super().__init__(look, title, parent)
        self.add_wide(Label(what, "muted", wrap=True))
        self.folder = PathField(look, QFileDialog.FileMode.Directory, self.tr("Folder"))
        self.folder.set_path(suggested)
        self.add_line(self.tr("Folder") if file is None else file.field, self.folder)
        self.file: QPushButton | None = None
        if file is not None:
            mode, title_, pattern = QFileDialog.FileMode.ExistingFile, file.title, file.pattern
            self.file = button(file.browse, lambda: self.folder.browse_for(mode, title_, pattern))
            self.add_wide(Box(look, self.file, None, across=True))
        self.finish(title, self._check)

    def _check(self) -> None:
        if self.folder.path is None:
            self.complain(self.tr("Choose a folder."), self.folder.field)
            return
        self.folder_given.emit(self.folder.path)
        self.accept()


class OpenDialog(FolderDialog):
    """A casebook's folder, or a merged file of a shared folder."""

    help = "sharing#to-look-at-it-without-a-casebook"

    def __init__(self, look: Look, suggested: Path | None, parent: QWidget) -> None:
        """``suggested`` is the casebook that was open last."""
        title = say("Open casebook")
        what = say(
            "A casebook is a folder whose name ends in .casebook. To look at what colleagues share without one, "
            "open the last file in the folder “merged” of the shared folder."
        )
        merged = FileToo(
            say("Casebook or merged file"),
            say("Browse for a merged file…"),
            say("Merged file"),
            "*.sqlite",
        )
        super().__init__(look, title, what, suggested, parent, file=merged)


class NewShareDialog(Form):
    """Asks whether a folder that holds nothing of a shared inspection is to be its new share; accepting says that it is."""

    help = "sharing#is-this-a-new-share"

    def __init__(self, look: Look, what: str, parent: QWidget) -> None:
        """``what`` says what was met, and what to do if it was not meant."""
        super().__init__(look, self.tr("Is this a new share?"), parent)
        self.add_wide(Label(what, wrap=True))
        words = self.tr(
            "If it is a new share, all that this casebook holds is sent there, and it syncs with that folder from now on."
        )
        self.add_wide(Label(words, "muted", wrap=True))
        self.finish(self.tr("It is a new share"), None)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setFocus()


class TakenShareDialog(Form):
    """Asks whether a folder is this inspection's that another's marker names; accepting says that it is."""

    help = "sharing#is-this-folder-ours"

    def __init__(self, look: Look, what: str, parent: QWidget) -> None:
        """``what`` says what was met, and who can put it right."""
        super().__init__(look, self.tr("Is this folder this inspection’s?"), parent)
        self.add_wide(Label(what, wrap=True))
        words = self.tr(
            "If it is, Reviewer can put this inspection’s own inspection.json in its place. The other one is kept in the folder set-aside, and nothing is removed. "
            "If the folder is another inspection’s, whoever works there cannot sync any more: ask them first."
        )
        self.add_wide(Label(words, "muted", wrap=True))
        self.finish(self.tr("It is this inspection’s"), None)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()


def ask_save(parent: QWidget, title: str, suggested: Path, patterns: str) -> QFileDialog:
    """Return an open dialog for a file to write; connect ``fileSelected``.

    ``patterns`` are as "PDF (*.pdf);;Word (*.docx)". A name that is typed without an ending gets that of the kind.
    """
    dialog = QFileDialog(parent, title, str(suggested.parent), patterns)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(suggested.name)
    dialog.setDefaultSuffix(_ending(dialog.selectedNameFilter()))
    dialog.filterSelected.connect(lambda chosen: _end_as(dialog, chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _end_as(dialog: QFileDialog, chosen: str) -> None:
    """Give the typed name the ending of the kind that was chosen, as "PDF (*.pdf)"."""
    dialog.setDefaultSuffix(_ending(chosen))
    field = dialog.findChild(QLineEdit)
    if field is not None and field.text():
        name, dot, ending = field.text().rpartition(".")
        known = dot and ending.lower() in map(_ending, dialog.nameFilters())
        field.setText(f"{name if known else field.text()}.{_ending(chosen)}")


def _ending(pattern: str) -> str:
    """Return "pdf" for "PDF (*.pdf)"."""
    return pattern.rpartition("*.")[2].rstrip(")")
