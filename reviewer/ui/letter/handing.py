"""Signed letters handed out from a dialog: opened, shown in their folder and copied, all of it beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

from reviewer.desk.files import free_name
from reviewer.desk.words.errors import error_words
from reviewer.errors import ReviewerError
from reviewer.model import Letter
from reviewer.ui.dialogs import Form
from reviewer.ui.file_manager import FileManager, open_file
from reviewer.ui.intake_dialogs import ask_save
from reviewer.ui.session_model import SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk


class HandingForm(Form):
    """A dialog that signed letters are handed out from. While one is, it can be closed, and asks for no other."""

    help = "README#preview-and-sign"

    handing = False

    def _enable(self, on: bool) -> None:
        # Nothing is made grey: the button that was pressed keeps the focus.
        self.handing = not on


class LetterHanding(QObject):
    """Hands signed letters out, just as they were signed. A letter is read and proved first, which may take a while."""

    def __init__(self, session: SessionModel, files: FileManager) -> None:
        """``files`` shows what is handed out in its folder."""
        super().__init__(session)
        self._session, self._files = session, files

    def open(self, letter: Letter, before: HandingForm) -> None:
        """Open a copy of a letter in the laptop's own program for PDF."""
        self._beside(
            before,
            self.tr("Opening the signed letter"),
            lambda desk: desk.register.opened(letter),
            lambda path: self.show_file(path, before),
        )

    def ask_copy(self, letter: Letter, before: HandingForm) -> None:
        """Ask where a letter is copied to, and copy it."""
        if before.handing:
            return
        register = self._session.desk.register
        suggested = free_name(self._session.desk.session.origin.beside / register.file_name(letter))
        dialog = ask_save(before, self.tr("Copy the signed letter to"), suggested, self.tr("PDF (*.pdf)"))
        dialog.fileSelected.connect(lambda chosen: self._copy(letter, Path(chosen), before))

    def _copy(self, letter: Letter, out: Path, before: HandingForm) -> None:
        self._beside(
            before,
            self.tr("Copying the signed letter"),
            lambda desk: desk.register.copy_out(letter, out, replace=True),  # the dialog has asked
            lambda path: self._tell(before, self.tr("Copied, byte for byte: {}").format(path)),
        )

    def show_file(self, path: Path, before: HandingForm) -> None:
        """Have the laptop's own program show a file; say so where none does."""
        if self._is_there(path, before) and (why := open_file(path)):
            self._complain(before, why)

    def show_in_folder(self, path: Path, before: HandingForm) -> None:
        """Have the laptop's file manager show where a file is."""
        if self._is_there(path, before):
            self._files.show(
                path, lambda said: self._tell(before, said), lambda said: self._complain(before, said)
            )

    def _is_there(self, path: Path, before: HandingForm) -> bool:
        there = path.exists()
        if not there:
            words = self.tr("{} is not there any more. Copy the letter out again.")
            self._complain(before, words.format(path))
        return there

    def _beside(
        self, before: HandingForm, title: str, job: Callable[[Desk], Path], done: Callable[[Path], object]
    ) -> None:
        """Do what reads a letter beside the window; what comes of it is said in the dialog, or without it if it was closed."""
        if before.handing:
            return
        before.busy(self.tr("{}…").format(title))
        desk = self._session.desk

        def attempt(_ticket: object) -> Path | ReviewerError:
            try:
                return job(desk)
            except ReviewerError as error:
                return error

        def finish(made: Path | ReviewerError) -> None:
            if isinstance(made, ReviewerError):
                self._complain(before, error_words(made))
                return
            if _is_open(before):
                before.ready()
            done(made)

        def give_up() -> None:
            if _is_open(before):
                before.ready()

        self._session.work.start(title, attempt, finish, failed=give_up)

    def _tell(self, before: HandingForm, sentence: str) -> None:
        if _is_open(before):
            before.tell(sentence)
        else:
            self._session.messages.tell(sentence)

    def _complain(self, before: HandingForm, sentence: str) -> None:
        if _is_open(before):
            before.complain(sentence)
        else:
            self._session.messages.complain(sentence)


def _is_open(dialog: Form) -> bool:
    return Shiboken.isValid(dialog) and dialog.isVisible()
