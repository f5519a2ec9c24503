"""Keys of a narrow scope: heard by the widget that has the focus, before the window takes them for something else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listing import ActionList


def listen(actions: ActionList, widget: QWidget, scope: Scope) -> None:
    """Have the keys of a scope do their acts while ``widget``, or what ignores them in it, has the focus.

    A key whose act can't be done now is left to the widget; a function key or a digit, which mean nothing else, say why.
    """
    _Listener(actions, widget, scope)


class _Listener(QObject):
    """Stands before a widget's own handling of keys, until the widget is gone."""

    def __init__(self, actions: ActionList, widget: QWidget, scope: Scope) -> None:
        super().__init__(widget)
        self._actions = actions
        self._scope = scope
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind not in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            return False
        action = self._actions.for_key(self._scope, event)
        if action is None or (self._actions.why_not(action.id) and not _for_acts_alone(event)):
            return False
        event.accept()  # a shortcut of the window waits until nobody nearer wants its key
        if kind == QEvent.Type.KeyPress:
            self._actions.run(action.id)
            return True
        return False


def _for_acts_alone(event: QKeyEvent) -> bool:
    """Tell whether no widget has a use of its own for a key: a function key, or a digit where digits are acts."""
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35 or Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
