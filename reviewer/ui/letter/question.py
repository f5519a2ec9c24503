"""What signing asks once more, and what can be done with a letter that was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.ui.dialogs import Form
from reviewer.ui.letter.handing import HandingForm
from reviewer.ui.look import Look
from reviewer.ui.widgets import Label, Turning, button


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is asked about: what it is, and which."""

    name: str
    words: str


class SignQuestion(Form):
    """Asks whether a letter is signed for good, naming all that it is about. A stray Enter or Escape signs nothing."""

    help = "README#preview-and-sign"

    agreed = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        facts: Sequence[Fact],
        answers: tuple[str, str],
        note: str,
        parent: QWidget,
    ) -> None:
        """``facts`` are named one a line; ``answers`` are the buttons' words, yes and no; ``note`` says what cannot be undone."""
        super().__init__(look, title, parent)
        lines = [self.tr("{}: {}").format(fact.name, fact.words) for fact in facts]
        for line in lines:
            self.add_wide(Label(line, wrap=True))
        self.add_wide(Label(note, "muted", wrap=True))
        self.add_room()
        self.said = "\n".join((*lines, note))
        self.setAccessibleDescription(self.said)
        self.finish(answers[0], self._agree)
        self.go = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.back = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.back.setText(answers[1])
        self.back.setDefault(True)  # what Enter presses where no button has the focus
        self.back.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


class SignedDialog(HandingForm):
    """Says that a letter is signed, and leads to it: open it, show its folder, or copy it out to another place."""

    open_wanted = Signal()
    folder_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, look: Look, title: str, lines: Sequence[str], parent: QWidget) -> None:
        """``lines`` say by whom, when, and where the file is."""
        super().__init__(look, title, parent)
        for line in lines:
            self.add_wide(Label(line, wrap=True))
        self.setAccessibleDescription("\n".join(lines))
        self.open_button = button(self.tr("Open"), self.open_wanted.emit)
        self.folder_button = button(self.tr("Show in folder"), self.folder_wanted.emit)
        self.copy_button = button(self.tr("Copy out…"), self.copy_wanted.emit)
        self.add_wide(Turning(look, self.open_button, self.folder_button, self.copy_button))
        self.add_room()
        self.finish(self.tr("Close"), None, cancel=False)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()
