"""What of an act is seen: a line of a menu, a button's words and key, a menu of a scope."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from reviewer.desk.words.language import say
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.widgets import button


def menu_line(actions: ActionList, name: str, parent: QWidget) -> QAction:
    """Return a line of a menu for an act, to be renewed before it is shown. It shows the key; the list hears it.

    It holds the act's id and nothing else, so that it keeps no view alive.
    """
    line = QAction(actions.menu_words(name), parent)
    line.setData(name)
    # Never heard by the line itself: it shows what can be done when it was looked at last, the key asks anew.
    line.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    show_keys(actions, line)
    line.setCheckable(actions[name].ticked is not None)
    line.triggered.connect(lambda _on=False: actions.run(name))
    return line


def show_keys(actions: ActionList, line: QAction) -> None:
    """Have a line show the keys of its act."""
    if line.data() in actions:
        line.setShortcuts([QKeySequence(key) for key in actions[line.data()].keys])


def renew_line(actions: ActionList, line: QAction) -> None:
    """Have a line say what stands now; one that can't be done is greyed, and its tip says why."""
    name = line.data()
    if name not in actions:
        return
    why = actions.why_not(name)
    line.setText(actions.menu_words(name))
    line.setEnabled(not why)
    line.setToolTip(why or actions.words(name))
    line.setStatusTip(why)
    if (on := actions.ticked(name)) is not None:
        line.setChecked(on)


def free_line(line: QAction) -> None:
    """Let a line of a closed menu be asked for again: assistive programs reach it there, and are told why not."""
    line.setEnabled(True)


def context_menu(actions: ActionList, names: Sequence[str], parent: QWidget) -> QMenu:
    """Return a menu of these acts; "" divides groups. It goes away when it is closed."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_lines(actions, names, menu)
    return menu


def add_lines(actions: ActionList, names: Sequence[str], menu: QMenu) -> None:
    """Add these acts to a menu as things stand; "" divides groups."""
    for name in names:
        if name:
            line = menu_line(actions, name, menu)
            renew_line(actions, line)
            menu.addAction(line)
        else:
            menu.addSeparator()


def button_of(actions: ActionList, name: str, role: str = "") -> QPushButton:
    """Return a button that does an act: its words, its key as tip, and whether it can be done, are the act's."""
    words = actions[name].short or actions[name].plain
    made = button(words, lambda: actions.run(name), role)
    _Renewal(actions, made, name)
    return made


class _Renewal(QObject):
    """Goes with its button, so that the list keeps none alive."""

    def __init__(self, actions: ActionList, made: QPushButton, name: str) -> None:
        super().__init__(made)
        self._actions, self._made, self._name = actions, made, name
        actions.looked_again.connect(self.look)
        actions.changed.connect(self.look)
        made.installEventFilter(self)
        self.look()

    def eventFilter(self, _made: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.look()
        return False

    def look(self) -> None:
        if self._name in self._actions:
            allow(self._actions, self._made, self._name)


def allow(actions: ActionList, made: QAbstractButton, name: str) -> None:
    """Grey a button out while its act can't be done, and say why in its tip; one that has the focus keeps it."""
    why = actions.why_not(name)
    made.setEnabled(not why or made.hasFocus())
    dress(actions, made, name, why)


def dress(actions: ActionList, made: QAbstractButton, name: str, why: str = "") -> None:
    """Say an act's key in a button's tip and to assistive programs, after the reason why not."""
    key = actions.key(name)
    tip = "   ".join(filter(None, (why, key)))
    made.setToolTip(tip)
    made.setAccessibleDescription(" ".join(filter(None, (why, key))))


def with_key(actions: ActionList, name: str, words: str) -> str:
    """Return what a button does with its key, for its tip."""
    key = actions.key(name)
    return say("{}   {}").format(words, key) if key else words
