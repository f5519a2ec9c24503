"""What the dialog says of what was changed, in one line at its foot."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from reviewer.desk.words.errors import error_words
from reviewer.errors import ReviewerError
from reviewer.ui.widgets import Label


class Tell(Label):
    """News, or what is wrong; who can't see it is told by an alert."""

    def __init__(self, words: str) -> None:
        """``words`` stand while nothing else is to be said."""
        super().__init__(words, "small", wrap=True)

    def done(self, words: str) -> None:
        """Say what was done."""
        self._say(words, "small")

    def failed(self, error: ReviewerError | str, field: QWidget | None = None) -> None:
        """Say what is wrong, and go to the field that it is about."""
        self._say(error if isinstance(error, str) else error_words(error), "bad")
        if field is not None:
            field.setFocus()

    def _say(self, words: str, role: str) -> None:
        self.set_role(role)
        self.setText(words)
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
