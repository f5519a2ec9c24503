"""Asks which of two states of a file is taken, that another program changed while one typed here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.desk.words.case_fields import file_words
from reviewer.desk.words.language import say
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.widgets import Label, button


class ContestedDialog(Form):
    """Nothing is lost by either answer: the state that is not taken is kept beside. Escape asks again when it is saved next."""

    help = "new-inspection#changed-by-another-program"

    settled = Signal(bool)

    def __init__(self, look: Look, file: str, bodies: str, parent: QWidget) -> None:
        """``settled`` carries whether what was typed here is taken; ``bodies`` is what the case calls those inspected."""
        super().__init__(look, say("{file} was changed by another program", file=file), parent)
        what = say(
            "{file}, which holds {what}, was changed by another program while you typed here, so it was not written. "
            "Which is to stand? The other one is kept beside it in the folder, and nothing is lost.",
            file=file, what=file_words(file, bodies),
        )  # fmt: skip
        self.add_wide(Label(what, wrap=True))
        self.finish(say("What I typed"), self._mine)
        self.theirs = button(say("The other program’s"), self._theirs)
        self.buttons.addButton(self.theirs, QDialogButtonBox.ButtonRole.ActionRole)
        self.fit()

    def _mine(self) -> None:
        self.settled.emit(True)
        self.accept()

    def _theirs(self) -> None:
        self.settled.emit(False)
        self.accept()
