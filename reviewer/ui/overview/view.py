"""The national overview: how many bodies stand where, counted from what is recorded now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.matrix.tallies import Counts, Tally
from reviewer.desk.snapshot import Snapshot
from reviewer.ui.look import Look
from reviewer.ui.overview.figures import Figures
from reviewer.ui.session_model import SessionModel
from reviewer.ui.shapes import ToneShape, tone_word
from reviewer.ui.widgets import Box, Label, button, empty, scrolled
from reviewer.ui.words import capital, with_noun

Lines = tuple[BodyLine, ...]
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
TONES = ("met", "part", "gap", "unknown", "")


class Narrow(QWidget):
    """A table that is no wider than its titles in one line and what stands beside them: a number stands near its title."""

    def __init__(self, titles: Sequence[str]) -> None:
        """``titles`` are the words of its first column, which wrap where it is narrower."""
        super().__init__()
        self._titles = titles
        self.grid = QGridLayout(self)

    def event(self, event: QEvent) -> bool:
        """Be so wide anew when what is in it, or its text, has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            grid = self.grid
            words = max(map(self.fontMetrics().horizontalAdvance, self._titles), default=0)
            others = grid.minimumSize().width() - grid.columnMinimumWidth(0)
            self.setMaximumWidth(max(words + 2, grid.columnMinimumWidth(0)) + others)
        return super().event(event)


class OverviewView(Box):
    """Two plain tables and an export; each number of bodies opens them."""

    export_wanted = Signal()
    bodies_wanted = Signal(object)

    def __init__(self, look: Look, session: SessionModel) -> None:
        """Count the sitting's inspection."""
        super().__init__(look, gap=0, role="surface")
        self._session = session
        self._inside = Box(look, gap=16, margins=(24, 16, 24, 24), role="surface")
        self._shown: Lines | None = None
        self.figures = Figures(self.bodies_wanted.emit)
        title = Label(session.desk.case.inspection.title, "title", wrap=True)
        self.export = button(self.tr("Export overview…"), self.export_wanted.emit)
        self._tables = Box(look, gap=16, role="surface")
        for item in (title, Box(look, self.export, None, across=True), self._tables, None):
            self._inside.add(item)
        self.add(scrolled(self._inside), 1)

    def refresh(self, snapshot: Snapshot) -> None:
        """Count again, if it is looked at and anything has changed; the number that has the focus keeps it."""
        lines = snapshot.lines
        if not self.isVisible() or lines == self._shown:
            return
        self._shown = lines
        focused = self.figures.focused
        self.figures.clear()
        empty(self._tables.row)
        for title, table in (
            (self.tr("By category"), self._categories(lines)),
            (self.tr("By criterion"), self._criteria(lines)),
        ):
            self._tables.add(Label(title, "heading"))
            self._tables.add(table)
            table.show()  # else it is shown later, and can't take the focus until then
        if focused is not None and not self.figures.take_focus(focused):
            self.export.setFocus()

    def _categories(self, lines: Lines) -> QWidget:
        case = self._session.desk.case
        table = Box(self._look, gap=4)
        rows = [(each.label, Tally(Counts.CATEGORY, says=each.key)) for each in case.framework.categories]
        rows.append((self.tr("No category yet"), Tally(Counts.CATEGORY)))
        damaged = Tally(Counts.DAMAGED_AT)
        if damaged.count(lines):
            rows.append((self.tr("Damaged: check the casebook"), damaged))
        for label, tally in rows:
            counts = tally.count(lines)
            words = with_noun(counts, case.inspection.body_noun)
            number = self.figures.figure(tally, counts, words, f"{capital(label)}: {words}")
            number.setMinimumWidth(self._look.px(96))
            row = Box(self._look, number, across=True)
            row.add(Label(capital(label), wrap=True), 1)
            table.add(row)
        return table

    def _criteria(self, lines: Lines) -> QWidget:
        criteria = self._session.desk.case.framework.criteria
        titles = tuple(f"{at}  {criterion.title}" for at, criterion in enumerate(criteria, start=1))
        table = Narrow(titles)
        grid = table.grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setVerticalSpacing(self._look.px(8))
        for column, tone in enumerate(TONES, start=1):
            head = Box(self._look, ToneShape(self._look, tone), Label(tone_word(tone), "small"), gap=2)
            grid.addWidget(head, 0, column)
        damaged = any(line.damaged_of - {""} for line in lines)
        if damaged:
            grid.addWidget(Label(self.tr("Damaged"), "small"), 0, len(TONES) + 1)
        for at, criterion in enumerate(criteria):
            grid.addWidget(Label(titles[at], wrap=True), at + 1, 0)
            for column, tone in enumerate(TONES, start=1):
                tally = Tally(Counts.FINDING, criterion.key, at, tone)
                grid.addWidget(
                    self._figure(lines, tally, criterion.title, tone_word(tone)), at + 1, column, TOP
                )
            if damaged:
                tally = Tally(Counts.DAMAGED_AT, criterion.key, at)
                figure = self._figure(lines, tally, criterion.title, self.tr("damaged"))
                grid.addWidget(figure, at + 1, len(TONES) + 1, TOP)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(0, self._look.px(160))
        beside = Box(self._look, across=True, gap=0)
        beside.add(table, 100)
        beside.add(None)
        return beside

    def _figure(self, lines: Lines, tally: Tally, title: str, says: str) -> QWidget:
        counts = tally.count(lines)
        return self.figures.figure(tally, counts, f"{counts:,}", f"{title}, {says}: {counts:,}")
