"""What stands over the list of bodies: what they are called and how many are shown, the field that narrows it, its order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer.ui.filters import FIELD_LEAST, FilterField
from reviewer.ui.growing import Refit
from reviewer.ui.look import Look, margins
from reviewer.ui.widgets import Box, Label, button

MARGIN, GAP, ROW = 12, 8, 36


class BodiesHead(Box):
    """Name, field and order in one row where there is room for them, else the field in a row of its own."""

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
        self._narrow: bool | None = None
        self.add(self._inner)
        self._lay(narrow=False)
        self.field.textChanged.connect(self.words_changed)
        self.field.left.connect(self.left)
        Refit(self, self._fit)

    def show_count(self, shown: int, of: int) -> None:
        """Say how many of how many bodies are shown, where a filter is on; what they are called, where none is."""
        words = self.tr("{} of {}").format(shown, of) if self.field.text().strip() else self._noun
        self._name.setText(words)
        told = self.tr("{} of {} shown").format(shown, of)
        self._name.setAccessibleName(f"{self._noun}: {told}" if words != self._noun else words)
        self.field.setAccessibleDescription(told if words != self._noun else "")

    def show_order(self, words: str) -> None:
        """Say in which order they stand."""
        self.order.setText(words)
        self._fit()

    def _lay(self, *, narrow: bool) -> None:
        px = self._look.px
        self._grid.setContentsMargins(
            margins(px(MARGIN), 0, px(GAP), px(6) if narrow else 0, self.layoutDirection())
        )
        self._grid.setHorizontalSpacing(px(GAP))
        self._grid.setVerticalSpacing(0)
        self._grid.setRowMinimumHeight(0, px(ROW))
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for each in (self._name, self.field, self.order):
            self._grid.removeWidget(each)
        self._grid.addWidget(self._name, 0, 0)
        place = (1, 0, 1, 3) if narrow else (0, 1, 1, 1)
        self._grid.addWidget(self.field, *place)
        self._grid.addWidget(self.order, 0, 2)
        first, second = (self.order, self.field) if narrow else (self.field, self.order)
        QWidget.setTabOrder(first, second)
        self._grid.setColumnStretch(1, 1)

    def _fit(self) -> None:
        px = self._look.px
        wanted = (
            self._name.fontMetrics().horizontalAdvance(self._noun)
            + self.order.sizeHint().width()
            + px(FIELD_LEAST + MARGIN + 3 * GAP)
        )
        self._lay(narrow=wanted > self.width())
