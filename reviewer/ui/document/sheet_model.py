"""A sheet as Qt's tables want it: cells, column letters with the heading's words, and what is coloured."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from reviewer.model import Part
from reviewer.model.cells import Sheet, letters
from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.document_source import Mark, Range, bare
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.shown import described
from reviewer.ui.theme import Palette

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 60  # letters of a heading that stay in sight above a column


class SheetTable(QAbstractTableModel):
    """One sheet. Nothing is parsed: all comes from the part's text."""

    def __init__(self, palette: Palette) -> None:
        """Take the theme's colours; begin with an empty sheet."""
        super().__init__()
        self._palette = palette
        self.sheet = Sheet(Part("", "", ""))
        self._marks: tuple[Mark, ...] = ()
        self._hits = Hits()
        self._hit: Range | None = None

    def show(self, sheet: Sheet) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def set_colours(self, palette: Palette) -> None:
        """Paint with other colours from now on."""
        self._palette = palette
        self._recolour()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Take the document's marks."""
        self._marks = tuple(marks)
        self._recolour()

    def set_hits(self, hits: Hits, current: Range | None) -> None:
        """Take what was found."""
        self._hits, self._hit = hits, current
        self._recolour()

    def _recolour(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self.sheet.rows

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else self.sheet.columns

    def mark_at(self, row: int, column: int) -> Mark | None:
        """Return the mark that a cell is in, the shortest if they overlap."""
        start, end = self.sheet.span(row, column)
        over = [
            m for m in self._marks if bare(m.place) == self.sheet.place and m.start < end and start < m.end
        ]
        return min(over, key=lambda mark: mark.end - mark.start, default=None)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return what a cell shows, its colours, and what is said of it."""
        row, column = index.row(), index.column()
        if role == _Role.DisplayRole:
            return self.sheet.text(row, column)
        if role in {_Role.BackgroundRole, _Role.ForegroundRole}:
            return self._colour(row, column, ground=role == _Role.BackgroundRole)
        if role in {_Role.ToolTipRole, _Role.AccessibleDescriptionRole}:
            return self._said(row, column)
        if role == _Role.AccessibleTextRole:
            return f"{self.sheet.name(row, column)} {self.sheet.text(row, column)}".strip()
        if role == _Role.FontRole and row == self.sheet.heading:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _said(self, row: int, column: int) -> str | None:
        """Return what is said of a cell: its mark, or all of its text where that is long; and its number if it shows another."""
        mark, text, raw = self.mark_at(row, column), self.sheet.text(row, column), self.sheet.raw(row, column)
        lines = [described([mark]) if mark else text if len(text) > _LONGEST else ""]
        lines += [self.tr("In the file: {}").format(raw)] if raw else []
        return "\n".join(filter(None, lines)) or None

    def _colour(self, row: int, column: int, *, ground: bool) -> QBrush | None:
        mark = self.mark_at(row, column)
        if mark is not None:
            inks = inks_of(self._palette)
            return QBrush(inks.highlight(mark.number) if ground else inks.ink)
        start, end = self.sheet.span(row, column)
        hits = self._hits.between(self.sheet.place, start, max(end, start + 1))
        if not hits:
            return None
        if self._hit in hits:
            return QBrush(QColor(self._palette.accent if ground else self._palette.on_accent))
        return QBrush(QColor(self._palette.wash if ground else self._palette.text))

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return a row's number, or a column's letter with what the heading says: that is always in sight."""
        if role != _Role.DisplayRole:
            return None
        if way is Qt.Orientation.Vertical:
            return str(section + 1)
        heading = self.sheet.heading
        words = "" if heading is None else " ".join(self.sheet.text(heading, section).split())
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        return f"{letters(section)}\n{short}" if heading is not None else letters(section)
