"""A list of sentences, each as high as its words need at the list's width."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.look import Look

INSET, TALLER = 20, 12


class SentenceList(QListWidget):
    """Wraps its lines; nothing is cut."""

    def __init__(self, look: Look, name: str) -> None:
        """``name`` is what assistive technology calls it."""
        super().__init__()
        self.setItemDelegate(_Whole(look, self))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(look.px(96))
        self.setAccessibleName(name)


class _Whole(QStyledItemDelegate):
    """Qt's own hint forgets the padding of the style sheet."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = max(self._view.viewport().width() - self._look.px(INSET), 40)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = self._view.fontMetrics().boundingRect(
            QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap, words
        )
        return QSize(10, box.height() + self._look.px(TALLER))
