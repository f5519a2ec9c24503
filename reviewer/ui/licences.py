"""What Reviewer is made of: each part, its version and licence, and the licence's text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QListWidgetItem, QPlainTextEdit, QWidget

from reviewer.desk.parts import Part
from reviewer.desk.words.language import say
from reviewer.desk.words.parts import licence_words, no_text_words, part_words, parts_words
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Label

WIDTH, HEIGHT = 720, 600
"""Pixels at 100%."""


class LicencesDialog(Form):
    """A list, in which typing goes to a part by its name; Tab goes on to the text of the licence of the part one is at."""

    help = "installing#what-is-in-it"

    def __init__(self, look: Look, parts: Sequence[Part], parent: QWidget, *, whole: bool) -> None:
        """``whole``: ``parts`` are all that there are."""
        super().__init__(look, say("Licences"), parent)
        self._parts = parts
        self.told = Label(parts_words(len(parts), whole=whole), wrap=True)
        self.list = plain_list(say("Parts"))
        for part in parts:
            self.list.addItem(QListWidgetItem(f"{part_words(part)}\n{licence_words(part)}"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.add_wide(self.told)
        self.add_line(say("Parts"), self.list)
        self.add_line(say("Text of the licence"), self.text)
        self.stretch(self.list)
        self.stretch(self.text)
        self.finish(say("Close"), None, cancel=False)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setAutoDefault(False)
        self.list.currentRowChanged.connect(self._show_text)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be larger than what it says asks for: a list and a text are read in it."""
        super().showEvent(event)
        room = self.screen().availableGeometry()
        width, height = self._look.px(WIDTH), max(self._look.px(HEIGHT), self.height())
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def _show_text(self, row: int) -> None:
        if row < 0:
            return
        part = self._parts[row]
        self.text.setPlainText(part.text() or no_text_words(part))
        self.text.setAccessibleName(say("Text of the licence of {part}", part=part.name))
