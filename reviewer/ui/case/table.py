"""A table to read: rows of words that wrap, gone through by the arrow keys, and read out cell by cell with its column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableWidget, QTableWidgetItem

from reviewer.ui.look import Look
from reviewer.ui.plain_lists import WholeWords

SHOWN = 10  # rows, before it scrolls


class ReadTable(QTableWidget):
    """Rows to read. Tab leaves it; nothing in it can be changed."""

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        grows: bool = False,
    ) -> None:
        """``name`` is what it is called aloud; each of the ``rows`` has a text per column.

        One that ``grows`` takes what height there is, up to that of all its rows.
        """
        super().__init__(0, len(columns))
        self._look, self._grows, self._columns = look, grows, tuple(columns)
        self.setProperty("role", "facts")
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(columns))
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().sectionResized.connect(self._fit_soon)
        self.setWordWrap(True)
        self.setItemDelegate(WholeWords(self))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.show_rows(rows)
        if rows:
            self.setCurrentCell(0, 0)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; one goes on in the same place, as far as it is there."""
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._columns[column]}: {text}")
                self.setItem(at, column, item)
        self._fit()

    def rows(self) -> list[tuple[str, ...]]:
        """Return what is shown."""
        return [
            tuple(self._text(row, column) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        ]

    def copy_row(self) -> bool:
        """Put the row that one is at on the clipboard, as one line; False where one is at none."""
        rows, at = self.rows(), self.currentRow()
        if not 0 <= at < len(rows):
            return False
        QApplication.clipboard().setText(", ".join(filter(None, rows[at])))
        return True

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _fit(self) -> None:
        """Be as high as its rows; where these are many it scrolls, in half the screen's height at most."""
        self.resizeRowsToContents()
        heights = [self.rowHeight(row) for row in range(self.rowCount())]
        head = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        most = self.screen().availableGeometry().height() // 2
        self.setMinimumHeight(min(head + sum(heights[:SHOWN]) + self._look.px(4), most))
        whole = head + sum(heights) + self._look.px(4)
        self.setMaximumHeight(max(whole, self.minimumHeight()) if self._grows else self.minimumHeight())

    def _fit_soon(self, *_section: int) -> None:
        """Fit once all columns have their widths: they have them after the table has, and after each of them was told."""
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_look"):
            self._fit()
