"""The table's model: a row per body shown, a column for its name, each criterion, its category and its letter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.matrix.cell_states import Care, care_of, marks_of
from reviewer.desk.matrix.row_order import Column, Filter, Sort, columns_of, filtered, in_order
from reviewer.desk.words.language import say
from reviewer.model import Framework
from reviewer.ui.matrix.words import RowWords, column_title, sort_words

Index = QModelIndex | QPersistentModelIndex
Shown = tuple[str, str, Care]
"""What is drawn in a criterion's cell: the shape, the words, and how much care it wants."""
NOBODY = QModelIndex()
TOLD = frozenset({Qt.ItemDataRole.AccessibleTextRole.value, Qt.ItemDataRole.ToolTipRole.value})


class MatrixModel(QAbstractTableModel):
    """Lines as they are sorted and filtered. Painting reads ``rows`` and ``shown``, which need no index."""

    def __init__(self, framework: Framework, noun: tuple[str, str]) -> None:
        """``noun`` is what a body is called, one and many."""
        super().__init__()
        self.framework = framework
        self.noun = noun
        self.words = RowWords(framework)
        self.columns = columns_of(framework)
        self.titles = tuple(column_title(column, framework, noun[0]) for column in self.columns)
        self.order, self.wanted = Sort(), Filter()
        self.lines: tuple[BodyLine, ...] = ()
        self.rows: tuple[BodyLine, ...] = ()
        self.shown: tuple[tuple[Shown, ...], ...] = ()

    @property
    def criteria(self) -> int:
        """How many criteria there are; their columns are 1 to this."""
        return len(self.framework.criteria)

    def show_lines(self, lines: Sequence[BodyLine]) -> None:
        """Show where every body stands now."""
        self.lines = tuple(lines)
        self._arrange()

    def arrange(self, order: Sort | None = None, wanted: Filter | None = None) -> None:
        """Take another order or filter."""
        before = (self.order, self.wanted)
        self.order = order or self.order
        self.wanted = self.wanted if wanted is None else wanted
        if (self.order, self.wanted) != before:
            self._arrange()

    def _arrange(self) -> None:
        rows = in_order(filtered(self.lines, self.wanted, self.words.searched), self.order, self.framework)
        if [row.code for row in rows] == [row.code for row in self.rows]:
            before, self.rows = self.rows, rows
            self._mark()
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self._mark()
            self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _mark(self) -> None:
        words = self.words.cell
        self.shown = tuple(
            tuple(
                (mark, words(cell), care_of(cell.left))
                for mark, cell in zip(marks_of(line), line.cells, strict=True)
            )
            for line in self.rows
        )

    # --- what Qt and assistive technology ask --------------------------------------------------------

    def rowCount(self, parent: Index = NOBODY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOBODY) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words.of(line, column)
        return self.cell_words(line, column) if role in TOLD else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return self.rows[section].name if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role in TOLD:
            number = f"{section}. " if 1 <= section <= self.criteria else ""
            sorted_by = self.columns[section] == self.order.column
            title = sort_words(self.order, self.titles[section]) if sorted_by else self.titles[section]
            return number + title
        return None

    def cell_words(self, line: BodyLine, column: int) -> str:
        """Return a cell in words for who can't see where it stands: "Harrowdale, IT monitoring: In place"."""
        if column == 0:
            return f"{line.name}, {self.late(line)}" if line.late else line.name
        words = f"{line.name}, {self.titles[column]}: {self.words.of(line, column) or say('none yet')}"
        if line.letter_held is None or column != self.columnCount() - 1:
            return words
        from reviewer.desk.words.held import letter_held_words

        return f"{words}; {letter_held_words(line.letter_held)}"

    @staticmethod
    def late(line: BodyLine) -> str:
        """Return how many documents came late: "3 late", or ""."""
        return say("{} late").format(line.late) if line.late else ""

    # --- cells by what they are, not by where they stand ----------------------------------------------

    def cell(self, index: Index) -> tuple[str, Column] | None:
        """Return the body's code and the column of a cell, None where there is no such cell."""
        if not index.isValid():
            return None
        return self.rows[index.row()].code, self.columns[index.column()]

    def index_of(self, code: str, column: Column) -> QModelIndex:
        """Return where a cell stands now; an invalid index if its body is not shown."""
        row = next((at for at, line in enumerate(self.rows) if line.code == code), -1)
        return self.index(row, self.columns.index(column)) if row >= 0 else QModelIndex()

    def table(self, chosen: Collection[tuple[int, int]] | None = None) -> list[list[str]]:
        """Return cells in words under the columns' titles; names always lead.

        ``chosen`` are cells by row and column, None for all; what lies between them and is not chosen is empty.
        """
        rows = range(len(self.rows)) if chosen is None else sorted({row for row, _ in chosen})
        every = range(1, len(self.columns))
        columns = [at for at in every if chosen is None or any(at == column for _, column in chosen)]
        head = [self.titles[0], *(self.titles[column] for column in columns)]
        return [head, *(self._copied(row, columns, chosen) for row in rows)]

    def _copied(
        self, row: int, columns: Sequence[int], chosen: Collection[tuple[int, int]] | None
    ) -> list[str]:
        line = self.rows[row]
        words = (
            self.words.of(line, column) if chosen is None or (row, column) in chosen else ""
            for column in columns
        )
        return [line.name, *words]
