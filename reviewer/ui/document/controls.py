"""Small controls that the pane's bars share."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from reviewer.ui.parts import enter_clicks

_WORD = re.compile(r"[^\s_\-.]*[\s_\-.]*")


def words_left_out(text: str, room: int, wide: Callable[[str], int]) -> str:
    """Return a name without words of its middle, so that ``wide`` gives no more pixels than there is ``room`` for.

    The last word, and with it the ending that says what a file is, stays longest; no word is cut while one has room.
    Returns "…" and the last word, or "" where not even that has room.
    """
    if wide(text) <= room:
        return text
    words = [word for word in _WORD.findall(text) if word]
    ending = 2 if len(words) > 1 and "." in words[-2] else 1
    last = "".join(words[-ending:])
    found = f"…{last}" if wide(f"…{last}") <= room else ""
    for count in range(1, len(words) - ending):
        shorter = "".join(words[:count]).rstrip(" _-.") + f"…{last}"
        if wide(shorter) > room:
            break
        found = shorter
    return found


class Elided(QLabel):
    """A line of text that gives way when the window is narrow; the whole of it is its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text; line ends in it don't count."""
        super().setText(" ".join(text.split()))
        self.setToolTip(self.text())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Leave out words in the middle of what is too long: the end of a file's name says what it is."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        room = self.contentsRect()
        letters = self.fontMetrics()
        # Where not even a word has room, letters go too.
        shown = words_left_out(self.text(), room.width(), letters.horizontalAdvance) or letters.elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class _Tool(QToolButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_clicks(self, event):
            super().keyPressEvent(event)


def tool(text: str, name: str, keys: str = "", *, checkable: bool = False) -> QToolButton:
    """Return a button: ``text`` is on it, ``name`` says what it does, ``keys`` does the same by keyboard."""
    button = _Tool()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(f"{name}   {keys}".rstrip())
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
