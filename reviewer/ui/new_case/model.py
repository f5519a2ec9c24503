"""The case folder that is filled in, for its window: edits go to the disk after a pause, and what they make is looked at beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.desk.case_checking import CaseCheck, check_case_folder
from reviewer.desk.case_fields import CaseField, Holds, Rows
from reviewer.desk.case_saving import OpenCase, RemovedLanguage
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name
from reviewer.errors import ReviewerError
from reviewer.ui.latest import Latest
from reviewer.ui.work import Work

T = TypeVar("T")
PAUSE = 500
"""Milliseconds without a key, after which what was typed is written."""


class CaseModel(QObject):
    """Everything that is typed goes through here.

    ``edited`` after each edit, ``languages_changed`` with one that was added or taken off, ``typed`` with the field that was typed into, ``rows_changed`` with the ``Rows`` of which there are others now, ``bodies_changed`` after the table
    was; ``read_anew`` with the files that another program changed, ``contested`` with those that were edited here too;
    ``checked`` when what is on the disk was looked through; ``refused`` with an error.
    """

    edited = Signal()
    rows_changed = Signal(object)
    languages_changed = Signal()
    typed = Signal(object)
    bodies_changed = Signal()
    read_anew = Signal(object)
    contested = Signal(object)
    checked = Signal()
    refused = Signal(object)

    def __init__(self, case: OpenCase, work: Work, parent: QObject) -> None:
        """Look through the folder soon."""
        super().__init__(parent)
        self.case = case
        self.check: CaseCheck | None = None
        """What was found when it was last looked through; None before, and while what is typed is not written yet."""
        self._looking: Latest[CaseCheck] = Latest(work, say("Looking through the case folder"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.save)

    @property
    def folder(self) -> Path:
        """The case folder."""
        return self.case.folder

    # --- edits ----------------------------------------------------------------------------------------

    def put(self, field: CaseField, words: str) -> None:
        """Have the files say this of a field; a picture is copied into the folder, and called by its name there."""
        if field.holds is Holds.PICTURE:
            taken = self._attempt(lambda: self.case.take_picture(words))
            if taken is None:
                return
            words = taken
        if self._attempt(lambda: self.case.fields.put(field, words)):
            self.typed.emit(field)
            self._note()

    def add_row(self, rows: Rows, at: int) -> bool:
        """Put an empty row before the one at ``at``; False after its error was told."""
        return self._of_rows(rows, lambda: self.case.fields.add_row(rows, at))

    def remove_row(self, rows: Rows, at: int) -> bool:
        """Take a row out, to be put back by ``take_back``."""
        return self._of_rows(rows, lambda: self.case.remove_row(rows, at))

    def move_row(self, rows: Rows, at: int, by: int) -> bool:
        """Have a row change places with the next (1), or the one before (-1)."""
        return self._of_rows(rows, lambda: self.case.fields.move_row(rows, at, by))

    def name_row(self, rows: Rows, at: int) -> None:
        """Give a row a key made of its name, where it has none."""
        if self._attempt(lambda: self.case.fields.name_row(rows, at)):
            self._note()

    def _of_rows(self, rows: Rows, edit: Callable[[], object]) -> bool:
        if self._attempt(lambda: (edit(), True)) is None:
            return False
        self._note()
        self.rows_changed.emit(rows)
        return True

    def add_language(self, language: str, months: Sequence[str]) -> None:
        """Have letters in a further language."""
        self.case.add_language(language, months)
        self._note()
        self.languages_changed.emit()

    def remove_language(self, language: str) -> tuple[Path, ...] | None:
        """Take a further language off, and return as what its files are kept; None after its error was told."""
        kept = self._attempt(lambda: self.case.remove_language(language))
        if kept is not None:
            self._note()
            self.languages_changed.emit()
        return kept

    def edit_bodies(self, edit: Callable[[], T]) -> T | None:
        """Edit the table of bodies, to be taken back by ``take_back``; returns what the edit returns."""
        before = self.case.bodies.text
        made = self._attempt(edit)
        if self.case.bodies.text != before:
            self.case.note_bodies()
            self._note()
        self.bodies_changed.emit()
        return made

    def take_back(self) -> str:
        """Put back what was taken out last, or the bodies as they were; return in words what came of it."""
        if not self.case.can_take_back:
            return say("Nothing was taken out here yet.")
        back = self._attempt(lambda: (self.case.take_back(),))
        if back is None:
            return ""
        self._note()
        if isinstance(back[0], RemovedLanguage):
            self.languages_changed.emit()
            return say("“{name}” is there again.", name=language_name(back[0].language))
        if back[0] is None:
            self.bodies_changed.emit()
            return say("The {bodies} are as they were before.", bodies=self.case.bodies.nouns[1])
        self.rows_changed.emit(back[0].rows)
        return say("“{name}” is there again.", name=back[0].name)

    def _attempt(self, edit: Callable[[], T]) -> T | None:
        try:
            return edit()
        except ReviewerError as error:
            self.refused.emit(error)
            return None

    def _note(self) -> None:
        self.check = None
        self._pause.start()
        self.edited.emit()

    # --- the disk -------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what was typed, and have it looked through; False where any of it could not be written, which was told."""
        self._pause.stop()
        left = self._attempt(self.case.save)
        if left:
            self.contested.emit(left)
        self.look_through()
        return not self.case.unsaved

    def look_through(self) -> None:
        """Have what is on the disk looked through."""
        folder = self.folder
        self._looking.ask(lambda _ticket: check_case_folder(folder), self._take)

    def _take(self, check: CaseCheck) -> None:
        if not self._pause.isActive():  # else what was typed since is written soon, and looked through
            self.check = check
        self.checked.emit()

    def look_again(self) -> None:
        """Read what other programs changed meanwhile."""
        read, left = self._attempt(self.case.look_again) or ((), ())
        if read:
            self.read_anew.emit(read)
            self.look_through()
        if left:
            self.contested.emit(left)

    def settle(self, file: str, *, mine: bool) -> Path | None:
        """Keep one of two states of a file, and the other beside it; return that one's path."""
        settled = self._attempt(lambda: (self.case.keep_mine(file) if mine else self.case.take_theirs(file),))
        self.read_anew.emit((file,))
        self.look_through()
        return settled[0] if settled else None
