"""Saving and loading a person's key: asks, has it done beside the window, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import Shiboken

from reviewer.desk.author_key import LoadedKey, OwnKey, key_here, load_key, own_key, save_key
from reviewer.desk.home import own_folder
from reviewer.desk.words.author_key import loaded_words, own_words, saved_words
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import OtherKeyError, ReviewerError, WrongPasswordError, WrongUseError
from reviewer.ui.author_key.dialogs import ENDING, LoadKeyDialog, SaveKeyDialog

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.ui.look import Look
    from reviewer.ui.work import Work

T = TypeVar("T")


class KeyActs(QObject):
    """One for a window."""

    def __init__(
        self, look: Look, home: Home, work: Work, open_again: Callable[[], object], parent: QWidget
    ) -> None:
        """Dialogs stand before ``parent``; ``open_again`` closes and opens the casebook that is open, which goes on under a loaded key."""
        super().__init__(parent)
        self._look, self._home, self._work, self._open_again, self._window = (
            look,
            home,
            work,
            open_again,
            parent,
        )

    def save(self) -> None:
        """Ask for a file and a password, and save this laptop's key."""
        own = self._work.messages.attempt(lambda: own_key(self._home))
        if own is None:
            return
        suggested = _free(own_folder() / f"{say('my key')}{ENDING}")
        dialog = SaveKeyDialog(self._look, own_words(own), suggested, self._window)
        dialog.save_wanted.connect(lambda path, word: self._save(dialog, path, word))
        dialog.open()

    def _save(self, dialog: SaveKeyDialog, path: Path, word: str) -> None:
        def done(made: OwnKey | ReviewerError) -> None:
            if not isinstance(made, ReviewerError):
                _close(dialog)
                self._work.messages.tell(saved_words(made, path))
            elif Shiboken.isValid(dialog):
                weak = isinstance(made, WrongUseError)
                dialog.complain(error_words(made), dialog.password if weak else dialog.file.field)

        self._later(say("Saving the key"), lambda: save_key(path, word, self._home), done)

    def load(self) -> None:
        """Ask for a saved key and its password, and make it this laptop's."""
        try:
            whose = own_words(key_here(self._home))
        except ReviewerError as error:
            whose = error_words(error)
        dialog = LoadKeyDialog(self._look, whose, self._window)
        dialog.load_wanted.connect(
            lambda path, word, instead: self._load(dialog, path, word, instead=instead)
        )
        dialog.open()

    def _load(self, dialog: LoadKeyDialog, path: Path, word: str, *, instead: bool) -> None:
        def done(made: LoadedKey | ReviewerError) -> None:
            if not isinstance(made, ReviewerError):  # also where the dialog was closed meanwhile: it is done
                _close(dialog)
                if not made.was_there:
                    self._open_again()
                self._work.messages.tell(loaded_words(made))
            elif not Shiboken.isValid(dialog):
                return
            elif isinstance(made, OtherKeyError):
                dialog.ask_instead(error_words(made))
            else:
                wrong = isinstance(made, WrongPasswordError)
                dialog.complain(error_words(made), dialog.password if wrong else dialog.file.field)

        self._later(say("Loading the key"), lambda: load_key(path, word, self._home, instead=instead), done)

    def _later(self, title: str, act: Callable[[], T], done: Callable[[T | ReviewerError], object]) -> None:
        """Have something done beside the window; ``done`` gets what came of it, or why it can't be."""

        def job() -> T | ReviewerError:
            try:
                return act()
            except ReviewerError as error:
                return error

        self._work.start(title, lambda _ticket: job(), done, quiet=True)


def _close(dialog: QDialog) -> None:
    if Shiboken.isValid(dialog):
        dialog.accept()


def _free(path: Path) -> Path:
    """Return a file of this name that does not exist yet."""
    number = 1
    while (free := path if number == 1 else path.with_stem(f"{path.stem} {number}")).exists():
        number += 1
    return free
