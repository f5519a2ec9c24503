"""The casebooks opened last, as a menu: its rows are made when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewer.desk.home import OpenedLast, own_folder
from reviewer.desk.words.language import say

Listed = Callable[[], tuple[OpenedLast, ...]]


class RecentMenu(QMenu):
    """A row opens its casebook; the row of one that is gone says so, and takes it off the list."""

    open_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, listed: Listed, opened: Callable[[], Path | None], parent: QWidget) -> None:
        """``listed`` gives the casebooks, newest first; ``opened`` the folder of the one that is open, which is left out."""
        super().__init__(parent)
        self.setTitle(say("Open &recent"))
        self.setToolTipsVisible(True)
        self._listed, self._opened = listed, opened
        self.aboutToShow.connect(self.fill)
        self.fill()  # an empty menu is left out by some desktops

    def fill(self) -> None:
        """Make the rows anew."""
        self.clear()
        opened = self._opened()
        others = [each for each in self._listed() if each.folder != opened]
        for number, each in enumerate(others, start=1):
            self._add(number, each)
        if not others:
            self.addAction(say("No other casebook was opened yet")).setEnabled(False)

    def _add(self, number: int, each: OpenedLast) -> None:
        name, place = (_plain(words) for words in (each.folder.stem, _short(each.folder.parent)))
        if each.is_there:
            row = self.addAction(say("&{} {}, in {}").format(number, name, place))
            row.triggered.connect(lambda _on=False: self.open_wanted.emit(each.folder))
        else:
            gone = say("&{} {} is not in {} any more: take it off the list")
            row = self.addAction(gone.format(number, name, place))
            row.triggered.connect(lambda _on=False: self.forget_wanted.emit(each.folder))
        row.setToolTip(str(each.folder))
        row.setStatusTip(str(each.folder))


def _plain(words: str) -> str:
    return words.replace("&", "&&")


def _short(folder: Path) -> str:
    """Return a folder as people write it: from their own one on."""
    home = own_folder()
    return f"~/{folder.relative_to(home)}" if folder != home and folder.is_relative_to(home) else str(folder)
