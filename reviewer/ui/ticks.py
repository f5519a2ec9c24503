"""A list of lines that can be ticked or are ticked by looking at them: each line whole, however many rows of words it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.look import Look
from reviewer.ui.words import breakable

Index = QModelIndex | QPersistentModelIndex
GAP = 8
_TICK = ((0.25, 0.55), (0.42, 0.72), (0.78, 0.3))  # of the box
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = int(_LEFT | Qt.TextFlag.TextWordWrap)


class TickDelegate(QStyledItemDelegate):
    """Draws a box, with a tick where it is ticked, and the words beside it, wrapped: Qt's own cuts them by its padding."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        """``view`` is whose rows are drawn."""
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = QRect(0, 0, self._view.viewport().width(), 1 << 14)
        words = self._beside(row, self._box(option, index, row))
        metrics = QFontMetrics(self._view.font())
        high = metrics.boundingRect(words, _WRAPPED, self._words(index)).height()
        return QSize(10, high + self._look.px(GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = self._look.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.wash))
        box = self._box(option, index, option.rect)
        self._tick(painter, box, on=Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)))
        painter.setFont(self._view.font())
        painter.setPen(QColor(palette.text))
        painter.drawText(self._beside(option.rect, box), _WRAPPED, self._words(index))
        painter.restore()

    def _tick(self, painter: QPainter, box: QRect, *, on: Qt.CheckState) -> None:
        palette, ticked = self._look.palette, on is Qt.CheckState.Checked
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent if ticked else palette.edge), 1))
        painter.setBrush(QColor(palette.accent if ticked else palette.sunk))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), self._look.px(4), self._look.px(4))
        if ticked:
            painter.setPen(QPen(QColor(palette.on_accent), self._look.px(2)))
            painter.drawPolyline(
                [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in _TICK]
            )

    def _box(self, option: QStyleOptionViewItem, index: Index, row: QRect) -> QRect:
        """Return where the box stands, which is where Qt takes a click for one on it."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.rect = row
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return self._view.style().subElementRect(part, shown, self._view)

    def _beside(self, row: QRect, box: QRect) -> QRect:
        gap = self._look.px(GAP)
        return row.adjusted(box.right() + gap - row.left(), 0, -gap, 0)

    def _words(self, index: Index) -> str:
        return breakable(str(index.data(Qt.ItemDataRole.DisplayRole)))


class TickList(QListWidget):
    """Has such lines; they are arranged anew when it is made narrower."""

    def __init__(self, look: Look) -> None:
        """Begin without lines."""
        super().__init__()
        self.setProperty("role", "ticks")
        self.setItemDelegate(TickDelegate(look, self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
