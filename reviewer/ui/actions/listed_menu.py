"""A menu that is made from the list: what stands in it, in which order, and what of it can be done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtWidgets import QMenu, QWidget

from reviewer.ui.actions.action import Menu
from reviewer.ui.actions.faces import free_line, menu_line, renew_line, show_keys
from reviewer.ui.actions.listing import ActionList

TEN = 10


class ListedMenu(QMenu):
    """Has a line for every act that has its spot here, and the menus that stand in it, by their places."""

    def __init__(
        self,
        title: str,
        actions: ActionList,
        menu: Menu,
        parent: QWidget,
        inside: Sequence[tuple[int, QMenu]] = (),
    ) -> None:
        """``inside`` are menus, each with its place among the acts: see ``Spot``."""
        super().__init__(title, parent)
        self._actions = actions
        self._menu = menu
        self._inside = tuple(inside)
        self._names: list[str] = []
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.renew)
        self.aboutToHide.connect(self._free)
        actions.changed.connect(self.fill)
        actions.keys_changed.connect(self._show_keys)
        if actions.settled:  # else there will be something in it, and it is filled when that is known
            self.fill()

    def fill(self) -> None:
        """Take the acts that are known now."""
        here = [
            (action.spot.at, action.id)
            for action in self._actions
            if action.spot and action.spot.menu is self._menu
        ]
        here.sort(key=lambda line: line[0])
        names = [name for _, name in here]
        if names != self._names:
            self._names = names
            self._lay(here)
        self.menuAction().setVisible(bool(names or self._inside))

    def _lay(self, here: Sequence[tuple[int, str]]) -> None:
        for line in self.actions():
            self.removeAction(line)
            if line.parent() is self:
                line.deleteLater()
        lines = ((at, menu_line(self._actions, name, self)) for at, name in here)
        menus = ((at, menu.menuAction()) for at, menu in self._inside)
        before = None
        for at, line in sorted(chain(lines, menus), key=lambda each: each[0]):
            if before is not None and before // TEN != at // TEN:
                self.addSeparator()
            before = at
            self.addAction(line)

    def renew(self) -> None:
        """Say what can be done now."""
        self._actions.settle()
        for line in self.actions():
            if line.data():
                renew_line(self._actions, line)

    def _show_keys(self) -> None:
        for line in self.actions():
            show_keys(self._actions, line)

    def _free(self) -> None:
        for line in self.actions():
            if line.data():
                free_line(line)
