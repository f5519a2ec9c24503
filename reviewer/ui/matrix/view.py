"""The widgets of the matrix in their places: tools, table, totals and keys at the left, the card at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QVBoxLayout

from reviewer.desk.matrix.row_order import Column
from reviewer.ui.growing import Refit
from reviewer.ui.key_row import HintRow, Hints
from reviewer.ui.look import Look
from reviewer.ui.matrix.card import CellCard
from reviewer.ui.matrix.model import MatrixModel
from reviewer.ui.matrix.table import MatrixTable
from reviewer.ui.matrix.tools import Tools
from reviewer.ui.matrix.totals import TotalsRow
from reviewer.ui.widgets import Box, Label, button

CARD, CARD_MOST = 376, 0.36


class Emptiness(Box):
    """What stands in the table's place when no body is shown, with the way back."""

    def __init__(self, look: Look, table: MatrixTable) -> None:
        """Lie over the table's viewport."""
        super().__init__(look, gap=8, margins=(24, 24, 24, 24))
        self.words = Label("", "heading", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear = button(self.tr("Clear the filter"), lambda: None, tip=self.tr("Esc in the filter"))
        self.clear.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.clear)
        row.addStretch(1)
        self.add(None)
        self.add(self.words)
        self.row.addLayout(row)
        self.add(None)
        over = QVBoxLayout(table.viewport())
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self)
        self.hide()


class MatrixView(Box):
    """Fixed heights above and below the table; the card is as wide as the checklist."""

    def __init__(self, look: Look, model: MatrixModel, hints: Hints, open_key: str) -> None:
        """``hints`` are keys and what they do; ``open_key`` opens a verdict."""
        super().__init__(look, across=True, gap=0, role="surface")
        columns: list[tuple[Column, str]] = list(zip(model.columns, model.titles, strict=True))
        self.tools = Tools(look, model.noun[1], columns)
        self.table = MatrixTable(look, model)
        self.table.setAccessibleName(self.tr("Matrix of {} and criteria").format(model.noun[1]))
        self.totals = TotalsRow(look, model, self._place)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.across.setAccessibleName(self.tr("Columns in view"))
        in_field = ((("Enter",), self.tr("go to the table")), (("Esc",), self.tr("clear")))
        self.hint = HintRow(look, hints, in_field)
        self.tools.filter.focused.connect(self.hint.show_field)
        self.empty = Emptiness(look, self.table)
        self.card = CellCard(look, model, open_key)
        left = Box(look, self.tools, gap=0, role="surface")
        left.add(self.table, 1)
        for widget in (self.totals, self.across, self.hint):
            left.add(widget)
        left.setMinimumWidth(1)
        self.add(left, 1)
        self.add(self.card)
        self._link_bars()
        self.table.scrolled.connect(self.follow)
        self.table.moved_across.connect(self.totals.lay_out)
        self.totals.lay_out()
        Refit(self, self._fit_card)

    def _place(self, column: int) -> tuple[int, int]:
        """Return where a column begins in the row under the table, which has no scroll bar beside it, and how wide it is."""
        return self.table.viewport().x() + self.table.left_of(column), self.table.columnWidth(column)

    def _link_bars(self) -> None:
        bar = self.table.horizontalScrollBar()
        bar.rangeChanged.connect(self._take_range)
        bar.valueChanged.connect(self.across.setValue)
        self.across.valueChanged.connect(bar.setValue)
        self.across.hide()

    def _take_range(self, least: int, most: int) -> None:
        bar = self.table.horizontalScrollBar()
        self.across.setPageStep(bar.pageStep())
        self.across.setSingleStep(bar.singleStep())
        self.across.setRange(least, most)
        self.across.setVisible(most > least)

    def follow(self) -> None:
        """Say which rows are in view."""
        first, last = self.table.shown_rows
        many = self.table.model().rowCount()
        words = self.tr("{} to {} of {}").format(f"{first + 1:,}", f"{last + 1:,}", f"{many:,}")
        self.hint.show_place(words if many else "")

    def _fit_card(self) -> None:
        self.card.be_wide(min(self._look.px(CARD), int(self.width() * CARD_MOST)))
