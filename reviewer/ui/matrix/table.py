"""The table of the matrix: names, headings and totals stay in place while it scrolls both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from reviewer.ui.growing import is_dressed
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.matrix.header import MatrixHeader
from reviewer.ui.matrix.model import Index, MatrixModel
from reviewer.ui.matrix.painting import PAD, Frame, MatrixDelegate, Texts
from reviewer.ui.matrix.totals import slot_width
from reviewer.ui.matrix.widths import Wanted, Widths, widths_in


class MatrixTable(QTableView):
    """One table, so that it is read out as one: its first column is drawn over what is scrolled under it."""

    cell_entered = Signal()
    scrolled = Signal()
    moved_across = Signal()
    rows_sized = Signal()

    def __init__(self, look: Look, model: MatrixModel) -> None:
        """``model`` is shown."""
        super().__init__()
        self._look = look
        self._matrix = model
        self._texts = Texts(look)
        self._wanted: Wanted | None = None
        self.header = MatrixHeader(look, model, self)
        self.cells = MatrixDelegate(look, model, self._texts, self)
        self._furnish()
        look.changed.connect(self._size_rows)
        self._size_rows()
        model.modelReset.connect(self._measure_again)
        model.dataChanged.connect(self._measure_again)
        model.headerDataChanged.connect(self.header.viewport().update)

    def _furnish(self) -> None:
        self.setProperty("role", "matrix")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(self.header)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setModel(self._matrix)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size_rows()

    # --- keys ------------------------------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Letters are acts here, and names are found by the filter."""

    # --- places ----------------------------------------------------------------------------------------

    @property
    def frozen(self) -> int:
        """The width of the names' column, which stays."""
        return self.columnWidth(0)

    def _names(self) -> QRect:
        """Return where the names' column stands, however far the others are scrolled."""
        first = QRect(0, 0, self.frozen, self.viewport().height())
        return mirrored(first, self.viewport().rect(), self.layoutDirection())

    def left_of(self, column: int) -> int:
        """Return the left edge of a column in the viewport."""
        return self._names().left() if column == 0 else self.columnViewportPosition(column)

    @property
    def shown_rows(self) -> tuple[int, int]:
        """The first and the last row that are wholly in view, (0, -1) where there are none."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return 0, -1
        last = self._matrix.rowCount() - 1 if last < 0 else last
        below = self.rowViewportPosition(last) + self.rowHeight(last) > self.viewport().height()
        return first, max(first, last - below)

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and index.column() == 0:
            rect.moveLeft(self.left_of(0))
        return rect

    def indexAt(self, pos: QPoint) -> QModelIndex:
        if self._names().left() <= pos.x() <= self._names().right():
            return self._matrix.index(self.rowAt(pos.y()), 0)
        return super().indexAt(pos)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        across = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(across)
        else:
            cell = QRect(self.left_of(index.column()), 0, self.columnWidth(index.column()), 1)
            begins = mirrored(cell, self.viewport().rect(), self.layoutDirection()).left()
            bar.setValue(bar.value() - max(self.frozen - begins, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # the names have been moved along
            self.moved_across.emit()
        self.scrolled.emit()

    # --- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.begin(self._frame())
        super().paintEvent(event)
        if self.horizontalScrollBar().value() > 0:
            self._paint_names(event.rect())

    def _frame(self) -> Frame:
        current, chosen = self.currentIndex(), self.selected_blocks
        cells = frozenset[tuple[int, int]]()
        if sum(block.height() * block.width() for block in chosen) > 1:
            cells = self._selected_in_view(chosen)
        return Frame(
            current.row(), current.column(), self.hasFocus(), cells, self.viewport().devicePixelRatioF()
        )

    @property
    def selected_blocks(self) -> tuple[QItemSelectionRange, ...]:
        """What is selected, as blocks of cells."""
        return tuple(cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()))

    @property
    def selected_cells(self) -> frozenset[tuple[int, int]]:
        """The rows and columns of what is selected."""
        return frozenset(
            (row, column)
            for block in self.selected_blocks
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
        )

    def _selected_in_view(self, chosen: Sequence[QItemSelectionRange]) -> frozenset[tuple[int, int]]:
        first, last = self.shown_rows
        return frozenset(
            (row, column)
            for block in chosen
            for row in range(max(block.top(), first), min(block.bottom(), last + 1) + 1)
            for column in range(block.left(), block.right() + 1)
        )

    def _paint_names(self, dirty: QRect) -> None:
        names = self._names()
        strip = dirty.intersected(names)
        if strip.isEmpty():
            return
        painter, palette = QPainter(self.viewport()), self._look.palette
        painter.fillRect(strip, QColor(palette.surface))
        first, last = self.shown_rows
        for row in range(first, min(last + 1, self._matrix.rowCount() - 1) + 1):
            box = QRect(names.left(), self.rowViewportPosition(row), self.frozen, self.rowHeight(row))
            self.cells.paint_cell(painter, box, row, 0)
        edge = QRect(names.right(), strip.top(), 1, strip.height())
        painter.fillRect(mirrored(edge, names, self.layoutDirection()), QColor(palette.edge))

    # --- sizes -----------------------------------------------------------------------------------------

    def _size_rows(self) -> None:
        line = self.fontMetrics().height() + 4
        high = max(self._look.px(self._look.row), line)
        self.verticalHeader().setDefaultSectionSize(high)
        self._keep_in_view()
        self.rows_sized.emit()

    def _measure_again(self) -> None:
        self._wanted = None
        self.fit()
        self.viewport().update()

    def fit(self) -> None:
        """Give each column its width in the room there is."""
        if self._wanted is None:
            self._wanted = self._measure()
        widths: Widths = widths_in(self.viewport().width(), self._wanted, self._look.px)
        self.cells.words = widths.words
        for column, width in enumerate(widths.columns):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self.header.show_titles(words=widths.words)
        self.moved_across.emit()
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """What has the focus is in view, however high rows have become."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.scrolled.emit()

    def _measure(self) -> Wanted:
        matrix, texts, pad = self._matrix, self._texts, 2 * self._look.px(PAD)
        lines = matrix.lines
        names = max((self.cells.name_width(line) for line in lines), default=0)
        categories = {matrix.words.category(line) for line in lines}
        letters = {(matrix.words.letter(line), line.letter_changed) for line in lines}
        return Wanted(
            names,
            tuple(self._cells_width(at) for at in range(matrix.criteria)),
            tuple(self.header.width_for(at + 1) for at in range(matrix.criteria)),
            max((texts.width(words, SMALL) + pad for words in categories), default=0),
            max((texts.width(words, SMALL, bold=bold) + pad for words, bold in letters), default=0),
            slot_width(len(lines), texts, self._look),
        )

    def _cells_width(self, at: int) -> int:
        """Return the width in which a criterion's longest cell stands whole."""
        matrix = self._matrix
        cells = {
            (matrix.words.cell(line.cells[at]), bool(line.cells[at].finding and line.cells[at].left))
            for line in matrix.lines
        }
        return max((self.cells.finding_width(text, care=care) for text, care in cells), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "cells"):
            self.cells.forget()
            self.header.forget()
            self._wanted = None
            if is_dressed(self):  # else it is measured when it is shown
                self._size_rows()
                self._measure_again()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(self._look.row * 3))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.header.show_current(current.column())
        for row in (current.row(), previous.row()):
            if row >= 0:
                top, high = self.rowViewportPosition(row), self.rowHeight(row)
                self.viewport().update(0, top, self.viewport().width(), high)
        self.cell_entered.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._matrix.rows:
            self.setCurrentIndex(self._matrix.index(0, min(1, self._matrix.criteria)))
