"""Begins a new inspection, or goes on with one: asks, makes the case folder, and opens the window that fills it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.desk.case_fields import INSPECTION_FIELDS
from reviewer.desk.case_folders import LANGUAGE, blank_languages, new_case_folder
from reviewer.desk.case_saving import OpenCase
from reviewer.desk.home import Home, documents_folder
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.intake_dialogs import FolderDialog
from reviewer.ui.look import Look
from reviewer.ui.messages import Messages
from reviewer.ui.new_case.actions import case_actions
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.new_case.dialogs import BeginDialog, MakeDialog
from reviewer.ui.work import Work

Make = Callable[[Path, Path], object]


def case_window(look: Look, case: OpenCase, work: Work, actions: ActionList, parent: QWidget) -> CaseWindow:
    """Return the window that fills a case folder in, with its acts among the ``actions``."""
    made = CaseWindow(look, case, work, actions, parent)
    actions.add(made, case_actions())
    return made


class NewCaseActs(QObject):
    """``left`` when the window was closed."""

    left = Signal()

    def __init__(
        self,
        look: Look,
        home: Home,
        work: Work,
        actions: ActionList,
        messages: Messages,
        make: Make,
        suggested: Callable[[str], Path],
        parent: QWidget,
    ) -> None:
        """``make`` makes a casebook of a case folder and opens it; ``suggested`` names one that is not there yet.

        Dialogs stand before ``parent``.
        """
        super().__init__(parent)
        self._look, self._home, self._work, self._actions = look, home, work, actions
        self._messages, self._make, self._suggested, self._parent = messages, make, suggested, parent

    def ask_new(self) -> None:
        """Ask what the new inspection is called, and where its folder goes."""
        languages = blank_languages(self._home)
        dialog = BeginDialog(self._look, documents_folder(), languages, LANGUAGE, self._parent)
        dialog.begin_wanted.connect(
            lambda name, folder, language: self._begin(dialog, name, folder, language)
        )
        dialog.open()

    def _begin(self, dialog: BeginDialog, name: str, folder: Path, language: str) -> None:
        try:
            new_case_folder(folder, self._home, language)
            case = OpenCase(folder)
            case.fields.put(INSPECTION_FIELDS[0], name)
            case.save()
        except ReviewerError as error:
            dialog.complain(error_words(error), dialog.name)
            return
        dialog.accept()
        self.go_on(folder)

    def ask_go_on(self) -> None:
        """Ask for a case folder that is there."""
        what = say(
            "A case folder holds framework.toml, inspection.toml, letter.md and bodies.tsv: one that was begun here, made by "
            "“case new”, or sent by a colleague. It is filled in where it is."
        )
        known = self._home.cases()
        dialog = FolderDialog(
            self._look, say("Go on with a case folder"), what, known[0] if known else None, self._parent
        )
        dialog.folder_given.connect(self.go_on)
        dialog.open()

    def go_on(self, folder: Path) -> None:
        """Open the window on a case folder."""
        case = self._messages.attempt(lambda: OpenCase(folder))
        if case is None:
            return
        if not case.fields.sources:
            words = say(
                "{folder} is no case folder: there is no framework.toml in it. Choose another, or begin a new inspection.",
                folder=folder,
            )
            self._messages.complain(words)
            return
        self._home.remember_case(folder)
        window = case_window(self._look, case, self._work, self._actions, self._parent)
        window.make_wanted.connect(lambda: self._ask_make(window))
        window.left.connect(lambda: self._tell_place(folder))
        window.open()
        window.page.take_focus()

    def _tell_place(self, folder: Path) -> None:
        """Say where the folder is that was left, and that one can go on with it, while no casebook was made of it."""
        if folder.resolve() in self._home.cases():
            self._messages.tell(
                say(
                    "What was filled in is kept in {folder}. Go on with it by the File menu, or the first screen.",
                    folder=folder,
                )
            )
        self.left.emit()

    def _ask_make(self, window: CaseWindow) -> None:
        folder = window.model.folder
        dialog = MakeDialog(self._look, self._suggested(folder.name), window)
        dialog.make_wanted.connect(lambda target: self._made(window, folder, target))
        dialog.open()

    def _made(self, window: CaseWindow, folder: Path, target: Path) -> None:
        if window.close():
            self._make(folder, target)
