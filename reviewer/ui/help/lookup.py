"""Which page of the guide belongs to what one is at, and the key that opens it, in dialogs too."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def topic_of(widget: QWidget | None, otherwise: str) -> str:
    """Return the page (and "#", and the heading) that belongs to a widget: its own, else that of what it stands in."""
    while widget is not None:
        topic = getattr(widget, "help", "")
        if isinstance(topic, str) and topic:
            return topic
        widget = widget.parentWidget()
    return otherwise


def hear_help(dialog: QWidget) -> None:
    """Have the key of help work in a dialog, which has the keyboard to itself; its window's ``Helping`` answers."""
    _HelpKey(dialog)


class Helping(Protocol):
    """What the main window has by the name of ``helping``, where its dialogs find it."""

    def is_key(self, event: QKeyEvent) -> bool:
        """Tell whether a key press asks for help."""

    def show_here(self) -> None:
        """Open the page that belongs to what has the focus."""


class _HelpKey(QObject):
    """Goes with its dialog."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, _dialog: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        helping = _helping_of(self._dialog)
        if helping is None or not helping.is_key(event):
            return False
        helping.show_here()
        return True


def _helping_of(widget: QWidget | None) -> Helping | None:
    while widget is not None:
        helping: Helping | None = getattr(widget, "helping", None)
        if helping is not None:
            return helping
        widget = widget.parentWidget()
    return None
