"""What stands over the list of bodies: what they are called and how many are shown, the field that narrows it, its order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer.ui.filters import FIELD_LEAST, FilterField
from reviewer.ui.growing import Refit
from reviewer.ui.look import Look, margins
from reviewer.ui.widgets import Box, Label, button

MARGIN, GAP, ROW = 12, 8, 36
TWO = 2


class BodiesHead(Box):
    """Name, field and order in one row where there is room for them, else the field, then the order too, in a row of its own."""

    order_turned = Signal()
    words_changed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, noun: str) -> None:
        """``noun`` is what bodies are called, with its capital."""
        super().__init__(look, gap=0)
        self._noun = noun
        self._name = Label(noun, "strong")
        self.field = FilterField(look, self.tr("Filter"), wide=True)
        self.field.setAccessibleName(self.tr("Filter {}, findings").format(noun.lower()))
        self.field.setToolTip(self.field.accessibleName())
        self.order = button(self.tr("In order"), self.order_turned.emit, "quiet")
        self.order.setAccessibleName(self.tr("Order of the list"))
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._rows = 0
        self.add(self._inner)
        self._lay(1)
        self.field.textChanged.connect(self.words_changed)
        self.field.left.connect(self.left)
        Refit(self, self._fit)

    def show_count(self, shown: int, of: int) -> None:
        """Say how many of how many bodies are shown, where a filter is on; what they are called, where none is."""
        words = self.tr("{} of {}").format(shown, of) if self.field.text().strip() else self._noun
        self._name.setText(words)
        count = self.tr("{} of {} shown").format(shown, of)
        self._name.setAccessibleName(f"{self._noun}: {count}" if words != self._noun else words)
        self.field.setAccessibleDescription(count if words != self._noun else "")

    def show_order(self, words: str) -> None:
        """Say in which order they stand."""
        self.order.setText(words)
        self._fit()

    def _lay(self, rows: int) -> None:
        """Take one row; or two, the second for the field; or three, the second for the order."""
        px = self._look.px
        self._grid.setContentsMargins(
            margins(px(MARGIN), 0, px(GAP), px(0 if rows == 1 else 6), self.layoutDirection())
        )
        self._grid.setHorizontalSpacing(px(GAP))
        self._grid.setVerticalSpacing(0)
        self._grid.setRowMinimumHeight(0, px(ROW))
        if rows == self._rows:
            return
        self._rows = rows
        for each in (self._name, self.field, self.order):
            self._grid.removeWidget(each)
        self._grid.addWidget(self._name, 0, 0, 1, 1 if rows <= TWO else 3)
        field = (0, 1, 1, 1) if rows == 1 else (rows - 1, 0, 1, 3)
        self._grid.addWidget(self.field, *field)
        order = (0, 2, 1, 1) if rows <= TWO else (1, 0, 1, 3)
        self._grid.addWidget(self.order, *order)
        first, second = (self.field, self.order) if rows == 1 else (self.order, self.field)
        QWidget.setTabOrder(first, second)
        self._grid.setColumnStretch(1, 1)

    def _fit(self) -> None:
        px = self._look.px
        wanted = self._name.fontMetrics().horizontalAdvance(self._noun) + self.order.sizeHint().width()
        rows = (
            wanted + px(length) > self.width()
            for length in (FIELD_LEAST + MARGIN + 3 * GAP, MARGIN + 3 * GAP)
        )
        self._lay(1 + sum(rows))
