"""Keys that a widget hears itself: those of a narrow scope, and those that ask for a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

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


def hear_menu_keys(dialog: QWidget) -> None:
    """Have the keys of menus work in a dialog wherever nothing nearer takes them."""
    _MenuKeys(dialog)


def asks_menu(event: QKeyEvent) -> bool:
    """Tell whether a key press asks for a menu and no desktop does so for it: Qt hears Shift+F10 on no X11 or Wayland desktop."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_F10
    return shifted or (event.key() == Qt.Key.Key_Menu and not event.modifiers())


def ask_menu(at: QWidget | None) -> None:
    """Ask a widget for the menu of what one is at in it, as a right click there would; a menu that is open stays alone."""
    if at is None or QApplication.activePopupWidget() is not None:
        return
    if isinstance(at, QAbstractItemView) and at.currentIndex().isValid():
        at.scrollTo(at.currentIndex())
    here = at.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    spot = (here if isinstance(here, QRect) else at.rect()).center()
    QApplication.sendEvent(
        at, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, at.mapToGlobal(spot))
    )


class _MenuKeys(QObject):
    """Goes with its dialog, and gets what nothing in that takes."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, _dialog: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not asks_menu(event):
            return False
        ask_menu(self._dialog.focusWidget())
        return True
