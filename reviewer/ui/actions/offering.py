"""Menus of acts: of a row by the mouse on it, or by the menu key on the one that one is at; of a control as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget

from reviewer.ui.actions.action import Action
from reviewer.ui.actions.faces import context_menu
from reviewer.ui.actions.listing import ActionList


def offer_on_rows(actions: ActionList, view: QAbstractItemView, names: Sequence[str]) -> None:
    """Offer these acts on the rows of a list or table, "" between groups; they are done to the row that one is at."""
    _Offer(actions, view, names)


def offer_in(
    window: QWidget,
    tell: Callable[[str], object],
    offers: Mapping[QAbstractItemView, Sequence[Action[Any]]],
    owner: object,
) -> None:
    """Offer acts on lists of a dialog, which are done to ``owner``; ``tell`` says there why one can't be done.

    A dialog has the window to itself while it is open: so have its acts a list of their own.
    """
    actions = ActionList(window, tell)
    known = {action.id: action for acts in offers.values() for action in acts}
    actions.add(owner, known.values())
    for view, acts in offers.items():
        offer_on_rows(actions, view, [action.id for action in acts])


def offer_on_tabs(actions: ActionList, tabs: QTabBar, names: Sequence[str]) -> None:
    """Offer these acts on tabs; the one under the mouse is gone to first."""

    def ask(at: QPoint) -> None:
        if (under := tabs.tabAt(at)) >= 0:
            tabs.setCurrentIndex(under)
        context_menu(actions, names, tabs).popup(tabs.mapToGlobal(at))

    tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    tabs.customContextMenuRequested.connect(ask)


class _Offer(QObject):
    """Goes with its view."""

    def __init__(self, actions: ActionList, view: QAbstractItemView, names: Sequence[str]) -> None:
        super().__init__(view)
        self._actions, self._view, self._names = actions, view, names
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask)
        view.installEventFilter(self)

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        """By a key the menu is of the row that one is at: Qt says its place from the corner of the view, and takes it from beneath its headings."""
        if (
            not isinstance(event, QContextMenuEvent)
            or event.reason() is not QContextMenuEvent.Reason.Keyboard
        ):
            return False
        current = self._view.currentIndex()
        if not current.isValid():
            return False
        self._view.scrollTo(current)
        self._pop_up(self._view.visualRect(current).center())
        return True

    def _ask(self, at: QPoint) -> None:
        view = self._view
        under = view.indexAt(at)
        if under.isValid() and under.flags() & Qt.ItemFlag.ItemIsEnabled:
            chosen = (
                view.selectionModel()
            )  # what is selected with it stays so: it may be copied, or taken together
            stays = QItemSelectionModel.SelectionFlag.NoUpdate
            if chosen.isSelected(under):
                chosen.setCurrentIndex(under, stays)
            else:
                view.setCurrentIndex(under)
        elif view.currentIndex().isValid():  # the menu key may ask anywhere
            at = view.visualRect(view.currentIndex()).center()
        else:
            return
        self._pop_up(at)

    def _pop_up(self, at: QPoint) -> None:
        view = self._view
        context_menu(self._actions, self._names, view).popup(view.viewport().mapToGlobal(at))
