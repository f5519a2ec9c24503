"""Rows that a list paints itself: how high they are, and what lies under them, by focus, choice and mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.look import Look, mirrored

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


def steady_width(view: QListView) -> int:
    """Return the pixels that a row has where a scroll bar stands beside it, whether one does or not.

    Rows as high as they need be without it would all have to be measured again when it comes.
    """
    return view.contentsRect().width() - view.verticalScrollBar().sizeHint().width()


class RowDelegate(QStyledItemDelegate, Generic[T]):
    """Has the heights of all rows worked out together, once for what they say, a text size and a width of the list.

    A list asks for every row's whenever it lays them out: when its window is made it does so a dozen times.
    """

    def __init__(
        self,
        look: Look,
        view: QListView,
        rows: Callable[[], Sequence[T]],
        heights: Callable[[Sequence[T], int], Sequence[int]],
    ) -> None:
        """``rows`` tells what those of ``view`` say: another sequence whenever one of them says something else.

        ``heights`` tells the pixels that each of them needs in a width, in their order.
        """
        super().__init__(view)
        self._look = look
        self._view = view
        self._rows = rows
        self._heights = heights
        self._sizes: Sequence[QSize] = ()
        self._measured: tuple[Sequence[object], int, int, float] = ((), 0, 0, 0)

    @property
    def alike(self) -> bool:
        """Whether all rows are of one size: then a list need not ask for more than one of them."""
        return len(set(map(id, self._measure()))) <= 1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._measure()[index.row()]

    def _measure(self) -> Sequence[QSize]:
        rows, percent, width = self._rows(), self._look.percent, steady_width(self._view)
        close = self._look.row
        if self._measured[0] is not rows or self._measured[1:] != (percent, width, close):
            heights = self._heights(rows, width)
            sizes = {height: QSize(10, height) for height in set(heights)}
            self._sizes = [sizes[height] for height in heights]
            self._measured = rows, percent, width, close
        return self._sizes

    def paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> tuple[QRect, bool]:
        """Paint what lies under a row; return the room that is left for what the row says, in pixels, and whether the row is chosen.

        How things stand is asked of the list: Qt tells it with ``option.state``, for which it makes the 566 names of its ``QStyle``
        while somebody waits for a window.
        """
        look, palette, chosen = self._look, self._look.palette, self._view.selectionModel().isSelected(index)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        if focused:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        if chosen:
            way = painter.layoutDirection()
            rect = mirrored(rect.adjusted(0, 2, -2, -2), rect, way) if focused else rect
            painter.fillRect(rect, QColor(palette.wash))
            bar = QRect(rect.left(), rect.top(), look.px(3), rect.height())
            painter.fillRect(mirrored(bar, rect, way), QColor(palette.accent))
        elif self._is_under_mouse(rect):
            painter.fillRect(rect, QColor(palette.sunk))
        return rect, chosen

    def _is_under_mouse(self, rect: QRect) -> bool:
        from PySide6.QtGui import QCursor  # when there is a mouse

        ground = self._view.viewport()
        return ground.underMouse() and rect.contains(ground.mapFromGlobal(QCursor.pos()))
