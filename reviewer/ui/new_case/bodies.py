"""The bodies as a table, into which one from a spreadsheet is pasted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

from reviewer.desk.words.language import count, say
from reviewer.ui.look import Look
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.plain_lists import WholeWords
from reviewer.ui.widgets import Box, Label, Silence, Turning, button
from reviewer.ui.words import capital, with_noun

LEAST = 130  # pixels at 100% that the table is high


class BodyGrid(QTableWidget):
    """The table itself: its last row is empty, and becomes a body when something is typed in it. Tab leaves it."""

    def __init__(self, model: CaseModel) -> None:
        """Show the bodies."""
        super().__init__()
        self._model = model
        self.setAccessibleDescription(
            say(
                "Type in a cell, or press Enter to change it; Ctrl+V puts in what was copied from a spreadsheet"
            )
        )
        self.setProperty("role", "facts")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setItemDelegate(WholeWords(self))
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.itemChanged.connect(self._put)
        model.bodies_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the bodies that there are by now; one stays at one's cell."""
        table = self._model.case.bodies.table
        self.setAccessibleName(capital(self._model.case.bodies.nouns[1]))
        at = (max(0, self.currentRow()), max(0, self.currentColumn()))
        with Silence(self):
            self.setColumnCount(len(table.columns))
            self.setHorizontalHeaderLabels(list(table.columns))
            self.setRowCount(len(table.rows) + bool(table.columns))
            self.setVerticalHeaderLabels([*(str(number + 1) for number in range(len(table.rows))), "*"])
            for row in range(self.rowCount()):
                for column, name in enumerate(table.columns):
                    said = table.rows[row][column] if row < len(table.rows) else ""
                    item = self.item(row, column)
                    if (
                        item is None
                    ):  # one that is there is not replaced: it may be the one that was just changed
                        item = QTableWidgetItem()
                        self.setItem(row, column, item)
                    item.setText(said)
                    item.setData(
                        Qt.ItemDataRole.AccessibleTextRole, say("{column}: {cell}", column=name, cell=said)
                    )
            self.setCurrentCell(min(at[0], self.rowCount() - 1), min(at[1], self.columnCount() - 1))
        self.resizeRowsToContents()
        self._share_width()

    def _share_width(self) -> None:
        """Give each column the room of its words, and what is over to the widest."""
        self.resizeColumnsToContents()
        widths = [self.columnWidth(column) for column in range(self.columnCount())]
        spare = self.viewport().width() - sum(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + max(0, spare) // len(widths))

    def _put(self, item: QTableWidgetItem) -> None:
        row, column, words = item.row(), item.column(), item.text()
        self._model.edit_bodies(lambda: self._model.case.bodies.put(row, column, words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; Enter changes a cell, Delete empties it."""
        if self.state() == QAbstractItemView.State.EditingState:  # the key that ends it comes here too
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.editItem(self.currentItem())
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers() and self.currentItem() is not None:
            self.currentItem().setText("")
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put what is selected on the clipboard, as spreadsheets do."""
        cells: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes()):
            cells.setdefault(index.row(), []).append(str(index.data()))
        QApplication.clipboard().setText("\n".join("\t".join(row) for row in cells.values()))

    def chosen_rows(self) -> list[int]:
        """Return the rows of bodies that are selected."""
        rows = {index.row() for index in self.selectedIndexes()} | {self.currentRow()}
        return sorted(row for row in rows if 0 <= row < len(self._model.case.bodies.table.rows))


class BodiesPage(Box):
    """The table, and what can be done to it."""

    def __init__(self, look: Look, model: CaseModel) -> None:
        """Show what the file says."""
        super().__init__(look, gap=8, margins=(20, 12, 20, 12), role="surface")
        self._model = model
        self.heading = Label("", "strong")
        self.add(self.heading)
        what = say(
            "Who is inspected, one in a row. Copy the rows in a spreadsheet, with their headings or without, and press Ctrl+V here. "
            "“code” is made of the name where there is none; the other columns are yours, and the letter asks for them, as in {{ body.chief }}."
        )
        self.add(Label(what, "small", wrap=True))
        self.table = BodyGrid(model)
        self.add(self.table, 1)
        self.paste_button = button(say("Paste from a spreadsheet"), self.paste)
        self.remove_button = button(say("Remove"), self.remove)
        self.add(Turning(look, self.paste_button, self.remove_button))
        self.news = Label("", "small", wrap=True)
        self.add(self.news)
        self.news.hide()
        look.changed.connect(self._fit)
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        self.table.setMinimumHeight(self._look.px(LEAST))
        self.table.refresh()

    def refresh(self) -> None:
        """Show what the file says by now."""
        there = self._model.case.bodies.text is not None
        self.heading.setText(capital(self._model.case.bodies.nouns[1]))
        for part in (self.table, self.paste_button, self.remove_button):
            part.setEnabled(there)
        self.table.refresh()

    def paste(self) -> None:
        """Put in what was copied from a spreadsheet, and say what came of it."""
        clip = QApplication.clipboard().text()
        if not clip.strip():
            self._tell(say("Nothing was copied yet. Copy rows in a spreadsheet first."))
            return
        made = self._model.edit_bodies(lambda: self._model.case.bodies.paste(clip))
        if made is not None:
            added = say("{bodies} added", bodies=with_noun(made.added, self._model.case.bodies.nouns))
            changed = count("{n} changed", "{n} changed", made.changed)
            self._tell(
                say("{added}, {changed}. Ctrl+Z in the table takes it back.", added=added, changed=changed)
            )

    def remove(self) -> None:
        """Take out the bodies whose cells are selected."""
        rows = self.table.chosen_rows()
        if not rows:
            self._tell(say("Go to a row in the table first."))
            return
        self._model.edit_bodies(lambda: self._model.case.bodies.remove(rows))
        gone = with_noun(len(rows), self._model.case.bodies.nouns)
        self._tell(say("{bodies} removed. Ctrl+Z in the table takes it back.", bodies=gone))
        self.table.setFocus()

    def _tell(self, sentence: str) -> None:
        self.news.setText(sentence)
        self.news.setAccessibleName(sentence)
        self.news.show()

    def go_to_cell(self, row: int, column: int) -> None:
        """Go to a cell."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentCell(min(row, self.table.rowCount() - 1), column)

    def take_focus(self) -> None:
        """Go to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
