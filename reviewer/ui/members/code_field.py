"""The field for a code that is heard on the telephone: twelve digits, typed one after another, never pasted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.desk.words.language import say
from reviewer.ui.widgets import Silence

DIGITS, GROUP = 12, 4


class CodeField(QLineEdit):
    """Shows digits in groups of four. ``refused`` is told when something was to be pasted, ``begun`` when one comes to type."""

    refused = Signal()
    begun = Signal()

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self.setAcceptDrops(False)
        self.setProperty("role", "code")
        self.setAccessibleName(say("The code that you hear, twelve digits"))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self._before = ""
        self.textChanged.connect(self._keep_digits)

    @property
    def digits(self) -> str:
        """What was typed, without the spaces between groups."""
        return "".join(letter for letter in self.text() if letter.isdecimal() and letter.isascii())

    @property
    def is_whole(self) -> bool:
        """Whether twelve digits were typed."""
        return len(self.digits) == DIGITS

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.begun.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the middle button paste nothing, where it would."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self.refused.emit()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer nothing: what Qt would offer here pastes."""
        event.accept()

    def _keep_digits(self, text: str) -> None:
        """Show the digits in groups; more than a group that comes at once was not typed, and is not taken."""
        digits, before = self.digits[:DIGITS], self._before
        if len(digits) - len(before) > GROUP:
            self._put(before, len(before))
            self.refused.emit()
            return
        behind = sum(letter.isdecimal() for letter in text[: self.cursorPosition()])
        self._before = digits
        self._put(digits, behind)

    def _put(self, digits: str, behind: int) -> None:
        """Show digits, the caret behind some of them."""
        shown = " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))
        if shown == self.text():
            return
        with Silence(self):
            self.setText(shown)
            self.setCursorPosition(min(behind + max(behind - 1, 0) // GROUP, len(shown)))
