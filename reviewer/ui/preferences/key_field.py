"""A field that hears a key instead of typing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.desk.words.language import say
from reviewer.ui.actions.keys import pressed

_NOT_ALONE = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_LEAVES = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})


class KeyField(QLineEdit):
    """Shows the keys of an act. What is pressed in it is ``heard``, in the way in which keys are written; Tab and Escape leave it."""

    heard = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPlaceholderText(say("Go here and press the new key"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show which keys stand, by what they are called."""
        self.setText(", ".join(keys))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Take every key but those that leave, before it does anything else."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() not in _LEAVES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVES:
            super().keyPressEvent(event)
            return
        event.accept()
        known = (
            event.key() not in {0, Qt.Key.Key_unknown}
            and not Qt.Key.Key_Dead_Grave <= event.key() <= Qt.Key.Key_Dead_Longsolidusoverlay
        )
        if event.key() not in _NOT_ALONE and known and not event.isAutoRepeat():
            self.heard.emit(pressed(event))
