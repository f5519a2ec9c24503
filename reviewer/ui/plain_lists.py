"""Plain lines and cells in dialogs: words that are too long for one line go on below, and nothing scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

_HIGH = 1 << 14


class WholeWords(QStyledItemDelegate):
    """Has an item be as high as its words are where they are drawn: Qt reckons without the style sheet's padding, and cuts them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return Qt's own size, made higher where the words need it."""
        size, view, shown = super().sizeHint(option, index), self.parent(), QStyleOptionViewItem(option)
        if not isinstance(view, QAbstractItemView):
            return size
        self.initStyleOption(shown, index)
        wide = view.columnWidth(index.column()) if isinstance(view, QTableView) else view.viewport().width()
        shown.rect = QRect(0, 0, wide, _HIGH)
        style = view.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, view)
        edge = (
            style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, shown, view) + 1
        )  # on either side of words
        room = QRect(0, 0, place.width() - 2 * edge - 1, _HIGH)  # one for parts of a pixel
        words = QFontMetrics(shown.font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), shown.text)
        return QSize(size.width(), max(size.height(), words.height() + _HIGH - place.height()))


def plain_list(name: str) -> QListWidget:
    """Return an empty list; ``name`` is what it is called aloud."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setItemDelegate(WholeWords(made))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    return made
