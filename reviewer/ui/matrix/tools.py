"""What stands over the table: the filter, a chip for each group of bodies, the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy

from reviewer.desk.matrix.row_order import Column, Group
from reviewer.ui.filter_choices import Choice
from reviewer.ui.filters import FIELD_LEAST, FilterField
from reviewer.ui.look import Look
from reviewer.ui.matrix.words import group_words
from reviewer.ui.staying import mark, stays_down
from reviewer.ui.widgets import Box, Silence, button

HEIGHT = 44
DOWN, DROP = " ▾", " ×"


class Chips(Box):
    """A button for each group of bodies with its number; one is chosen."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        """Show all bodies first."""
        super().__init__(look, across=True, gap=2)
        self._group = QButtonGroup(self)
        self.buttons: dict[Group, QPushButton] = {}
        for group in Group:
            made = button("", lambda group=group: self.chosen.emit(group), "chip")  # type: ignore[misc]
            stays_down(made)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._group.addButton(made)
            self.buttons[group] = made
            self.add(made)

    def show_counts(self, counts: Mapping[Group, int], chosen: Group) -> None:
        """Show how many bodies each group has."""
        for group, made in self.buttons.items():
            made.setText(f"{group_words(group)} {counts[group]:,}")
            mark(made, on=group is chosen)


class Tools(Box):
    """Filter, groups and order in one line of a fixed height: where room is short the chips become a list."""

    words_changed = Signal(str)
    group_chosen = Signal(object)
    sort_chosen = Signal(object)
    close_rows_chosen = Signal(bool)
    tally_dropped = Signal()

    def __init__(self, look: Look, noun: str, columns: Iterable[tuple[Column, str]]) -> None:
        """``noun`` is what bodies are called; ``columns`` are those to sort by, with their titles."""
        super().__init__(look, across=True, gap=12, margins=(16, 0, 16, 0), role="bar", height=HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._columns = tuple(columns)
        self._close, self._order = False, self._columns[0][0]
        self._counted, self._sorted = "", ""
        self.filter = FilterField(look, self.tr("Filter {}, findings").format(noun))
        self.chips = Chips(look)
        self.groups = Choice(look, self.tr("Which are shown"))
        for group in Group:
            self.groups.addItem("", group)
        self.sort = button("", self.open_orders, "plain")
        self.sort.setAccessibleDescription(
            self.tr("Opens a list of columns to sort by, and the height of rows")
        )
        self.sort.setMinimumWidth(1)
        self.sort.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tally = button("", self.tally_dropped.emit, "chip")
        self.tally.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tally.setMinimumWidth(1)
        self.tally.hide()
        self.add(self.filter, 3)
        self.add(self.tally)
        self.add(self.chips)
        self.add(self.groups, 2)
        self.row.addStretch(1)
        self.add(self.sort)
        self.filter.textChanged.connect(self.words_changed)
        self.chips.chosen.connect(self.group_chosen)
        self.groups.activated.connect(lambda at: self.group_chosen.emit(self.groups.itemData(at)))

    def show_counts(self, counts: Mapping[Group, int], chosen: Group) -> None:
        """Show how many bodies each group has, and which is shown."""
        self.chips.show_counts(counts, chosen)
        with Silence(self.groups):
            for at, group in enumerate(Group):
                self.groups.setItemText(at, f"{group_words(group)} {counts[group]:,}")
                if group is chosen:
                    self.groups.setCurrentIndex(at)
        self._turn()

    def show_tally(self, words: str) -> None:
        """Show what number the bodies are counted by, "" for none; pressing it shows the others too."""
        self._counted = words
        self.tally.setAccessibleName(self.tr("Only {}").format(words))
        self.tally.setAccessibleDescription(self.tr("Press to show the others too"))
        self.tally.setToolTip(self.tr("Only {}").format(words))
        self.tally.setVisible(bool(words))
        self._turn()

    def show_order(self, words: str, column: Column, *, close: bool) -> None:
        """Show by what is sorted, in words, and whether rows are close."""
        self._close, self._order = close, column
        self._sorted = self.tr("Sort: {}").format(words)
        self.sort.setAccessibleName(self.tr("Sort: {}").format(words))
        self.sort.setToolTip(words)
        self._turn()

    def open_orders(self) -> QMenu:
        """Open the list of orders under its button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, title in self._columns:
            entry = menu.addAction(title)
            entry.setCheckable(True)
            entry.setChecked(column == self._order)
            entry.triggered.connect(lambda _on=False, column=column: self.sort_chosen.emit(column))
        menu.addSeparator()
        close = menu.addAction(self.tr("Close rows"))
        close.setCheckable(True)
        close.setChecked(self._close)
        close.triggered.connect(self.close_rows_chosen)
        menu.popup(self.sort.mapToGlobal(QPoint(0, self.sort.height())))
        return menu

    def _turn(self) -> None:
        """Show chips where they fit beside the narrowest field, else the list."""
        px = self._look.px
        self._fit_sort()
        gaps, chips = px(16) * 2 + px(12) * 3, self.chips.sizeHint().width()
        self.tally.setText(f"{self._counted}{DROP}")
        tally = self.tally.sizeHint().width() + px(12) if self._counted else 0
        fits = self.width() >= gaps + px(FIELD_LEAST) + chips + tally + self.sort.sizeHint().width()
        self.chips.setVisible(fits)
        self.groups.setVisible(not fits and not self._counted)
        if not fits and self._counted:  # it stands in the list's place then, whole or cut in its middle
            width = self.width() - px(16) * 2 - px(12) * 4 - px(FIELD_LEAST) - self.sort.sizeHint().width()
            metrics = self.tally.fontMetrics()
            spare = self.tally.sizeHint().width() - metrics.horizontalAdvance(self._counted)
            cut = metrics.elidedText(self._counted, Qt.TextElideMode.ElideMiddle, max(width - spare, px(40)))
            self.tally.setText(f"{cut}{DROP}")

    def _fit_sort(self) -> None:
        """Say the order as far as there is room beside the narrowest field and list."""
        metrics, least = self.sort.fontMetrics(), self._look.px(16 * 2 + 12 * 3 + 2 * FIELD_LEAST + 24)
        room = max(self.width() - least - metrics.horizontalAdvance(DOWN), self._look.px(40))
        shown = metrics.elidedText(self._sorted, Qt.TextElideMode.ElideRight, room)
        self.sort.setText(shown + DOWN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()
