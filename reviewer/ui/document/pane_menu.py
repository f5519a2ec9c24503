"""The menu of a document: what can be done with the selection, for which criterion, and with the link under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from reviewer.model.pages import Link
from reviewer.ui.actions.faces import add_lines, context_menu
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.hint import Hint
from reviewer.ui.document.view_stack import Views

SOURCED = ("document.quote", "document.print")
"""Acts of the desk: a passage copied or printed with its source."""


class PaneMenu(QObject):
    """Makes the menu. ``number_pressed`` carries a criterion's number from 1, ``page_asked`` a page from 0."""

    number_pressed = Signal(int)
    page_asked = Signal(int)

    def __init__(
        self, pane: QWidget, actions: ActionList, views: Views, hint: Hint, is_selected: Callable[[], bool]
    ) -> None:
        """``is_selected`` tells whether a passage is, without white space alone; ``hint`` names the criteria too."""
        super().__init__(pane)
        self._pane, self._actions, self._views, self._hint = pane, actions, views, hint
        self._is_selected = is_selected
        self._titles: tuple[str, ...] = ()
        views.page_view.menu_wanted.connect(self._open)
        for view in (views.text_view, views.table_view.table):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(
                lambda at, view=view: self._open(view.viewport().mapToGlobal(at), None)
            )

    def set_criteria(self, titles: Sequence[str]) -> None:
        """Name the criteria in order."""
        self._titles = tuple(titles)
        self._hint.set_criteria(titles)

    def tying_words(self, number: int) -> str:
        """Return what a number key does: to the selection, or without one."""
        if number > len(self._titles):
            return self.tr("Criterion {}").format(number)
        title = self._titles[number - 1]
        if not self._is_selected():
            return self.tr("Open card {}: {}").format(number, title).replace("&", "&&")
        return self.tr("Make it evidence for {}").format(title).replace("&", "&&")

    def menu_for(self, link: Link | None) -> QMenu:
        """Return the menu of the pages: with the selection's acts, and those of a link if there is one."""
        menu = context_menu(self._actions, self._known("document.copy", *SOURCED), self._pane)
        evidence = menu.addMenu(self.tr("Make it evidence for"))
        for number, title in enumerate(self._titles, 1):
            act = evidence.addAction(f"{number}  {title}".replace("&", "&&"))
            act.triggered.connect(lambda _on=False, number=number: self.number_pressed.emit(number))
        view = self._views.shown
        evidence.setEnabled(view is not None and view.selected() is not None and bool(self._titles))
        if link is not None:
            menu.addSeparator()
            self._offer(menu, link)
        menu.addSeparator()
        add_lines(self._actions, ("document.text", "document.back"), menu)
        return menu

    def _known(self, *names: str) -> tuple[str, ...]:
        """Return those acts that there are: a pane may stand alone, without a desk."""
        return tuple(name for name in names if name in self._actions)

    def _offer(self, menu: QMenu, link: Link) -> None:
        if link.page >= 0:
            words = self.tr("Go to page {}").format(link.page + 1)
            menu.addAction(words, lambda: self.page_asked.emit(link.page))
        else:
            words = self.tr("Copy the address {}").format(link.address).replace("&", "&&")
            menu.addAction(words, lambda: QApplication.clipboard().setText(link.address))

    def _open(self, at: QPoint, link: Link | None) -> None:
        self.menu_for(link).popup(at)
