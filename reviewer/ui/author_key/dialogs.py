"""What is asked before a key is saved or loaded. Both stay open until it is done or given up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from reviewer.desk.words.language import say
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.letter.signing import secret_field
from reviewer.ui.widgets import Box, Label

if TYPE_CHECKING:
    from reviewer.ui.look import Look

ENDING = ".reviewer-key"


class SaveKeyDialog(Form):
    """Which file the key goes into, and under which password."""

    help = "members#your-key-on-another-laptop"

    save_wanted = Signal(object, str)

    def __init__(self, look: Look, whose: str, suggested: Path, parent: QWidget) -> None:
        """``whose`` says whose key it is; ``suggested`` is a file that does not exist yet."""
        super().__init__(look, say("Save your key"), parent)
        self.add_wide(Label(whose, wrap=True))
        told = say(
            "By it your records are known to be yours. Saved on a stick, it makes you the same person on another laptop, and lets you "
            "go on if this one is lost."
        )
        self.add_wide(Label(told, "muted", wrap=True))
        words = say("New file, best on a stick")
        self.file = PathField(look, QFileDialog.FileMode.AnyFile, words, f"*{ENDING}", save=True)
        self.file.set_path(suggested)
        self.password, self.again = secret_field(), secret_field()
        self.add_line(words, self.file)
        self.add_line(say("Password, of at least 12 characters"), self.password)
        self.add_line(say("Password again"), self.again)
        self.finish(say("Save the key"), self._check)

    def _check(self) -> None:
        path = self.file.path
        if path is None:
            self.complain(say("Say which file to make."), self.file.field)
        elif not self.password.text():
            self.complain(
                say("Choose a password; without one anybody with the file could be you."), self.password
            )
        elif self.password.text() != self.again.text():
            self.complain(say("The two passwords differ. Type them again."), self.password)
        else:
            has_ending = path.suffix and " " not in path.suffix  # "Dr. Archer" has none
            named = path if has_ending else path.with_name(f"{path.name}{ENDING}")
            self.busy(say("Saving the key…"))
            self.save_wanted.emit(named, self.password.text())


class LoadKeyDialog(Form):
    """Which file, and its password. Where another key is on this laptop, it asks whether the loaded one takes its place."""

    help = "members#your-key-on-another-laptop"

    load_wanted = Signal(object, str, bool)

    def __init__(self, look: Look, whose: str, parent: QWidget) -> None:
        """``whose`` says whose key is on this laptop."""
        super().__init__(look, say("Load a key"), parent)
        self.add_wide(Label(whose, wrap=True))
        told = say(
            "Load the key that you saved on your other laptop, and what you record here is yours too. Never load another person's."
        )
        self.add_wide(Label(told, "muted", wrap=True))
        self.file = PathField(look, QFileDialog.FileMode.ExistingFile, say("Saved key"), f"*{ENDING} *")
        self.password = secret_field()
        self.instead = QCheckBox(say("I am that person: use the loaded key, and keep the other beside it"))
        self._asked = Box(look, self.instead)
        self._asked.hide()
        self.add_line(say("Saved key"), self.file)
        self.add_line(say("Its password"), self.password)
        self.add_wide(self._asked)
        self.add_room()
        self.finish(say("Load the key"), self._check)

    def ask_instead(self, why: str) -> None:
        """Say that another key is here, and ask whether the loaded one takes its place."""
        self._asked.show()
        self.instead.setAccessibleDescription(why)
        self.complain(why, self.instead)

    def _check(self) -> None:
        path = self.file.path
        if path is None:
            self.complain(say("Choose the file with the saved key."), self.file.field)
        elif not self.password.text():
            self.complain(say("Type the password of the saved key."), self.password)
        else:
            self.busy(say("Opening the key…"))
            self.load_wanted.emit(path, self.password.text(), self.instead.isChecked())
