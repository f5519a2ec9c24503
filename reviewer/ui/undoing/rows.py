"""The rows of acts: from the first one down to where one is, all are meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from reviewer.model.deeds import OwnAct
from reviewer.ui.look import Look
from reviewer.ui.versions.sentence_list import SentenceList
from reviewer.ui.widgets import ENTER, Silence

NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate
Words = Callable[[OwnAct], str]


class ActRows(SentenceList):
    """Acts, the last first. Rows down to the current one are marked, but for those that stay; Enter or a double click is ``wanted``."""

    wanted = Signal()
    reached = Signal()

    def __init__(self, look: Look, name: str) -> None:
        """``name`` is what assistive technology calls the list."""
        super().__init__(look, name)
        self._acts: tuple[OwnAct, ...] = ()
        self._palette_of = look
        self.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.currentRowChanged.connect(self._mark)
        self.itemDoubleClicked.connect(lambda _item: self.wanted.emit())

    def show_acts(self, acts: Sequence[OwnAct], words: Words) -> None:
        """Show acts, each by its ``words``, and go to the first."""
        muted = QColor(self._palette_of.palette.muted)
        with Silence(self):
            self.clear()
            for act in acts:
                item = QListWidgetItem(words(act))
                if not act.can_be_turned:
                    item.setForeground(muted)
                self.addItem(item)
            self.setCurrentRow(0 if acts else -1)
        self._acts = tuple(acts)
        self._mark()

    @property
    def meant(self) -> tuple[OwnAct, ...]:
        """The acts down to the current row, those that stay too."""
        return self._acts[: self.currentRow() + 1]

    @property
    def turned(self) -> tuple[OwnAct, ...]:
        """Those of them that can be turned."""
        return tuple(act for act in self.meant if act.can_be_turned)

    def selectionCommand(
        self, _index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let no key or click choose single rows: what is marked follows the current row."""
        return NOTHING

    def _mark(self) -> None:
        at = self.currentRow()
        for row, act in enumerate(self._acts):
            self.item(row).setSelected(row == at or (row < at and act.can_be_turned))
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
