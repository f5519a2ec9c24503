"""A list of lines that can be ticked, some under headings: each line whole, however many rows of words it takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.words import breakable

Index = QModelIndex | QPersistentModelIndex
GAP = 8
MOST_HEIGHTS = 10_000  # that are remembered: Qt asks for every row's at each tick
_TICK = ((0.25, 0.55), (0.42, 0.72), (0.78, 0.3))  # of the box
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = int(_LEFT | Qt.TextFlag.TextWordWrap)


class TickDelegate(QStyledItemDelegate):
    """Draws a box, with a tick where it is ticked, and the words beside it, wrapped: Qt's own cuts them by its padding.

    A line that can't be ticked has no box; one that can't be gone to is a heading.
    """

    def __init__(self, look: Look, view: QListWidget) -> None:
        """``view`` is whose rows are drawn."""
        super().__init__(view)
        self._look, self._view = look, view
        self._heights: dict[tuple[str, int, int, bool], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        key = (str(index.data(Qt.ItemDataRole.DisplayRole)), width, self._look.percent, _is_heading(index))
        high = self._heights.get(key)
        if high is None:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            high = self._heights[key] = self._height(option, index, width)
        return QSize(10, high)

    def forget(self) -> None:
        """Measure anew: the letters or the box are others now."""
        self._heights.clear()

    def _height(self, option: QStyleOptionViewItem, index: Index, width: int) -> int:
        words = self._for_words(option, index, QRect(0, 0, width, 1 << 14))
        metrics = QFontMetrics(self._font(index))
        return metrics.boundingRect(words, _WRAPPED, self._words(index)).height() + self._look.px(GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = self._look.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.wash))
        if (ticked := index.data(Qt.ItemDataRole.CheckStateRole)) is not None:
            self._tick(painter, self._box(option, index, option.rect), on=Qt.CheckState(ticked))
        painter.setFont(self._font(index))
        painter.setPen(QColor(palette.muted if _is_heading(index) else palette.text))
        painter.drawText(self._for_words(option, index, option.rect), _WRAPPED, self._words(index))
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
        shown.features |= (
            QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        )  # so that all words begin below each other
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return self._view.style().subElementRect(part, shown, self._view)

    def _for_words(self, option: QStyleOptionViewItem, index: Index, row: QRect) -> QRect:
        gap = self._look.px(GAP)
        box = self._box(option, index, row)
        way = option.direction
        there = mirrored(box, row, way)  # Qt's own answer is turned already
        left = there.left() if _is_heading(index) else there.right() + gap
        return mirrored(row.adjusted(left - row.left(), 0, -gap, 0), row, way)

    def _font(self, index: Index) -> QFont:
        return self._look.font(SMALL, bold=True) if _is_heading(index) else self._view.font()

    def _words(self, index: Index) -> str:
        return breakable(str(index.data(Qt.ItemDataRole.DisplayRole)))


def _is_heading(index: Index) -> bool:
    return not index.flags() & Qt.ItemFlag.ItemIsEnabled


class _OncePerPress(QObject):
    """Stands before a widget's keys, until the widget is gone."""

    def __init__(self, widget: QWidget, keys: frozenset[Qt.Key]) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.isAutoRepeat() and event.key() in self._keys


def once_a_press(widget: QWidget, *keys: Qt.Key) -> None:
    """Have keys count once however long they are held down: each press says of one thing that a person has looked at it.

    To be called after ``listen``: what stands before a widget's keys last hears them first.
    """
    _OncePerPress(widget, frozenset(keys))


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

    def changeEvent(self, event: QEvent) -> None:
        # What was measured while the new size of text was put on had some of the old.
        delegate = self.itemDelegate()
        if isinstance(delegate, TickDelegate) and event.type() in {
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
        }:
            delegate.forget()
        super().changeEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go past a heading to the row below it: Qt would stay where it is, so that Home did nothing."""
        index = super().moveCursor(action, modifiers)
        while index.isValid() and _is_heading(index):
            below = index.siblingAtRow(index.row() + 1)
            if not below.isValid():
                break
            index = below
        return index
