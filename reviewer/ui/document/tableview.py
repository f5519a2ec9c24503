"""Sheets as tables, with a tab each. Cells side by side are a passage, with their place; of what is no sheet, whole lines are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QTableView, QVBoxLayout, QWidget

from reviewer.desk.words.kinds import tab_words
from reviewer.model import DocumentText, Part, Place
from reviewer.model.cells import Area, Sheet, area_of, filled, quoted, reach
from reviewer.ui.document.document_source import Mark, Range, bare, is_sheet
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.sheet_model import SheetTable
from reviewer.ui.document.text_zoom import within, zoomed_font
from reviewer.ui.theme import Palette

_STEP, _NOTCH = 1.1, 120
_WIDEST, _NARROWEST = 48, 8  # average letters of a column
_LINE = 120  # of what is no sheet but lines beside them
_SAMPLE = 200  # rows that column widths go by
_Flag = QItemSelectionModel.SelectionFlag


class TableView(QWidget):
    """Documents of sheets. See ``DocumentPane`` for what the signals mean."""

    selection_changed = Signal()
    place_changed = Signal(str)
    zoom_changed = Signal()
    mark_activated = Signal(object)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Take the theme's colours."""
        super().__init__(parent)
        self._sheets: dict[str, Sheet] = {}
        self._parts: tuple[Part, ...] = ()
        self._zoom, self._growing = 1.0, False
        self._hit: Range | None = None
        self.model = SheetTable(palette)
        self.table = _Grid(self)
        self.table.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
        )  # columns as the sheet has them, in any language
        self.table.setModel(self.model)
        self.tabs = QTabBar()
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Sheets"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.tabs)
        self.setFocusProxy(self.table)
        self.tabs.currentChanged.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.clicked.connect(self._open_mark)

    # --- what the pane asks -----------------------------------------------------------------------

    @staticmethod
    def fits(text: DocumentText) -> bool:
        """Tell whether a document is of sheets; what stands beside them, as comments, gets a tab too."""
        return any(is_sheet(part.place) for part in text.parts)

    def open(self, text: DocumentText) -> None:
        """Show another document's first sheet."""
        self._sheets, self._parts, self._hit = {}, text.said, None
        self.model.set_hits(Hits(), None)
        self.model.set_marks(())
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for part in self._parts:
            at = self.tabs.addTab(tab_words(part).replace("&", "&&"))
            self.tabs.setTabToolTip(at, part.label)
        self.tabs.blockSignals(False)
        self._show(0)

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._parts):
            return
        part = self._parts[number]
        if part.place not in self._sheets:
            self._sheets[part.place] = Sheet(part)
        self.model.show(self._sheets[part.place])
        self._fit_columns()
        of_cells = _is_sheet(part)
        name = self.tr("Sheet {}") if of_cells else self.tr("Beside the sheets: {}")
        self.table.setAccessibleName(name.format(self.tabs.tabText(number)))
        first = self.model.index(0, 0)
        self.table.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
        self.selection_changed.emit()
        self.place_changed.emit(part.place)

    def _fit_columns(self) -> None:
        wide = self.table.fontMetrics().averageCharWidth()
        sheet = self.model.sheet
        longest = [_NARROWEST] * sheet.columns
        widest = _WIDEST if _is_sheet(sheet.part) else _LINE
        for row in range(min(_SAMPLE, sheet.rows)):
            for column, (start, end) in enumerate(sheet.spans(row)):
                longest[column] = max(longest[column], min(widest, end - start))
        for column, letters in enumerate(longest):
            self.table.setColumnWidth(column, wide * (letters + 3))
        self.table.verticalHeader().setDefaultSectionSize(round(self.table.fontMetrics().height() * 1.6))

    def place(self) -> str:
        """Return the place of the sheet that is shown."""
        return self.model.sheet.place

    def selected(self) -> Range | None:
        """Return what is selected: cells that show something, by their place; of what is no sheet, a run of its text."""
        chosen = self.table.selectionModel().selection()
        if chosen.isEmpty():
            return None
        area = chosen.first()
        sheet = self.model.sheet
        if sheet.part.cells:
            cells = filled(sheet.part, Area(area.top(), area.left(), area.bottom(), area.right()))
            return None if cells is None else Range(f"{sheet.place}!{cells.name}", *reach(sheet.part, cells))
        start = sheet.span(area.top(), area.left())[0]
        end = sheet.span(area.bottom(), area.right())[1]
        return Range(sheet.place, start, end) if start < end else None

    def quote(self, chosen: Range) -> str:
        """Return the part's own words of a range."""
        part = next((part for part in self._parts if part.place == bare(chosen.place)), None)
        return "" if part is None else quoted(part, chosen.place, chosen.start, chosen.end)

    def select(self, chosen: Range) -> None:
        """Select a range's cells and bring them into view."""
        if self._turn_to(chosen.place):
            sheet = self.model.sheet
            first, last = sheet.at(chosen.start), sheet.at(max(chosen.start, chosen.end - 1))
            one, other = self.model.index(*first), self.model.index(*last)
            area = area_of(chosen.place)
            if area is not None:
                one, other = self.model.index(*area[:2]), self.model.index(*area[2:])
            elif first[0] != last[0]:
                one = self.model.index(first[0], 0)
                other = self.model.index(last[0], sheet.columns - 1)
            self.table.selectionModel().setCurrentIndex(one, _Flag.NoUpdate)
            self.table.selectionModel().select(QItemSelection(one, other), _Flag.ClearAndSelect)
            self.table.scrollTo(one)

    def clear_selection(self) -> None:
        """Let go of the selection."""
        self.table.clearSelection()

    def go_to(self, target: Range) -> None:
        """Go to a range's first cell, to the cell that the place names, or to the sheet's beginning."""
        if not self._turn_to(target.place):
            return
        cell = Place.parse(target.place).cell.partition(":")[0]
        place = self.model.sheet.find(cell) if cell and target.start >= target.end else None
        row, column = place or self.model.sheet.at(target.start)
        index = self.model.index(row, column)
        self.table.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _turn_to(self, place: str) -> bool:
        places = [part.place for part in self._parts]
        if bare(place) not in places:
            return False
        self.tabs.setCurrentIndex(places.index(bare(place)))
        return True

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these."""
        self.model.set_marks(marks)

    def set_hits(self, hits: Hits, current: Range | None) -> None:
        """Show what was found and bring the current one into view."""
        moved, self._hit = current is not None and current != self._hit, current
        if moved and current is not None:
            self.go_to(current)
        self.model.set_hits(hits, current)

    def set_colours(self, palette: Palette) -> None:
        """Paint with other colours from now on."""
        self.model.set_colours(palette)

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is the window's own text size."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller letters."""
        self._zoom = within(zoom)
        font = zoomed_font(self._zoom)
        for part in (self.table, self.table.horizontalHeader(), self.table.verticalHeader()):
            part.setFont(font)
        self._fit_columns()
        self.zoom_changed.emit()

    def reset_zoom(self) -> None:
        """Show cells in the window's own text size."""
        self.set_zoom(1.0)

    # --- inside ---------------------------------------------------------------------------------

    def _on_selection(self) -> None:
        """Take whole lines of what is no sheet where several are selected: there a passage is one run of text."""
        chosen = self.table.selectionModel().selection()
        area = None if chosen.isEmpty() else chosen.first()
        sheet = self.model.sheet
        whole = (
            area is None
            or bool(sheet.part.cells)
            or area.top() == area.bottom()
            or area.width() == sheet.columns
        )
        if area is not None and not whole and not self._growing:
            self._growing = True
            last = self.model.index(area.bottom(), self.model.sheet.columns - 1)
            rows = QItemSelection(self.model.index(area.top(), 0), last)
            self.table.selectionModel().select(rows, _Flag.ClearAndSelect)
            self._growing = False
        if not self._growing:
            self.selection_changed.emit()

    def _open_mark(self, index: QModelIndex) -> None:
        mark = self.model.mark_at(index.row(), index.column())
        if mark is not None:
            self.mark_activated.emit(mark)

    def key(self, event: QKeyEvent) -> bool:
        """Open a mark with Enter, let go of the selection with Escape; tell if it was one."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_mark(self.table.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.selected() is not None:
            self.clear_selection()
        else:
            return False
        return True


def _is_sheet(part: Part) -> bool:
    """Tell whether a part is of cells, and not what was recognised in a picture that stands on them."""
    return is_sheet(part.place) and part.picture is None


class _Grid(QTableView):
    """The table itself, whose keys go by the view first."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "sheet")
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the view have what is a command; the rest is Qt's own."""
        if not self._view.key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.set_zoom(self._view.zoom * _STEP ** (event.angleDelta().y() / _NOTCH))
            event.accept()
        else:
            super().wheelEvent(event)
