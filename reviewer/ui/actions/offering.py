"""The menu of a row: by the mouse on the row, or by the menu key on the one that one is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView

from reviewer.ui.actions.faces import context_menu
from reviewer.ui.actions.listing import ActionList


def offer_on_rows(actions: ActionList, view: QAbstractItemView, names: Sequence[str]) -> None:
    """Offer these acts on the rows of a list or table, "" between groups; they are done to the row that one is at."""
    _Offer(actions, view, names)


class _Offer(QObject):
    """Goes with its view."""

    def __init__(self, actions: ActionList, view: QAbstractItemView, names: Sequence[str]) -> None:
        super().__init__(view)
        self._actions, self._view, self._names = actions, view, names
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask)

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
        context_menu(self._actions, self._names, view).popup(view.viewport().mapToGlobal(at))
