"""The national overview: how many bodies stand where, counted from what is recorded now."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer.desk.lines import BodyLine
from reviewer.desk.snapshot import Snapshot
from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Label, button, empty, scrolled
from reviewer.ui.session import SessionModel
from reviewer.ui.shapes import ToneShape, tone_word
from reviewer.ui.words import capital, with_noun

TONES = ("met", "part", "gap", "unknown", "")


class OverviewView(Box):
    """Two plain tables and an export."""

    export_wanted = Signal()

    def __init__(self, look: Look, sitting: SessionModel) -> None:
        """Count the sitting's inspection."""
        super().__init__(look, gap=0, role="surface")
        self._sitting = sitting
        self._inside = Box(look, gap=16, margins=(24, 16, 24, 24), role="surface")
        self._shown: tuple[BodyLine, ...] | None = None
        title = Label(sitting.desk.case.inspection.title, "title", wrap=True)
        self.export = button(self.tr("Export overview…"), self.export_wanted.emit)
        self._tables = Box(look, gap=16, role="surface")
        for item in (title, Box(look, self.export, None, across=True), self._tables, None):
            self._inside.add(item)
        self.add(scrolled(self._inside), 1)

    def refresh(self, snapshot: Snapshot) -> None:
        """Count again, if it is looked at and anything has changed."""
        lines = snapshot.lines
        if not self.isVisible() or lines == self._shown:
            return
        self._shown = lines
        empty(self._tables.row)
        self._tables.add(Label(self.tr("By category"), "heading"))
        self._tables.add(self._categories(lines))
        self._tables.add(Label(self.tr("By criterion"), "heading"))
        self._tables.add(self._criteria(lines))

    def _categories(self, lines: tuple[BodyLine, ...]) -> QWidget:
        damaged = sum("" in line.damaged_of for line in lines)
        counts = Counter(line.category for line in lines if "" not in line.damaged_of)
        noun, nouns = self._sitting.desk.case.inspection.body_noun
        table = Box(self._look, gap=4)
        known = [(each.key, each.label) for each in self._sitting.desk.case.framework.categories]
        rows = [(label, counts[key]) for key, label in (*known, (None, self.tr("No category yet")))]
        if damaged:
            rows.append((self.tr("Damaged: check the casebook"), damaged))
        for label, found in rows:
            number = Label(with_noun(found, (noun, nouns)), "strong")
            number.setMinimumWidth(self._look.px(96))
            row = Box(self._look, number, across=True)
            row.add(Label(capital(label), wrap=True), 1)
            table.add(row)
        return table

    def _criteria(self, lines: tuple[BodyLine, ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setVerticalSpacing(self._look.px(8))
        for column, tone in enumerate(TONES, start=1):
            head = Box(self._look, ToneShape(self._look, tone), Label(tone_word(tone), "small"), gap=2)
            grid.addWidget(head, 0, column)
        damaged = any(line.damaged_of - {""} for line in lines)
        if damaged:
            grid.addWidget(Label(self.tr("Damaged"), "small"), 0, len(TONES) + 1)
        for index, criterion in enumerate(self._sitting.desk.case.framework.criteria):
            whole = [line for line in lines if criterion.key not in line.damaged_of]
            counts = Counter(line.tones[index] for line in whole)
            grid.addWidget(Label(f"{index + 1}  {criterion.title}", wrap=True), index + 1, 0)
            for column, tone in enumerate(TONES, start=1):
                number = Label(str(counts[tone]), "strong" if counts[tone] else "muted")
                number.setAccessibleName(f"{criterion.title}, {tone_word(tone)}: {counts[tone]}")
                grid.addWidget(number, index + 1, column, Qt.AlignmentFlag.AlignTop)
            if damaged:
                lost = len(lines) - len(whole)
                number = Label(str(lost), "strong" if lost else "muted")
                number.setAccessibleName(self.tr("{}, damaged: {}").format(criterion.title, lost))
                grid.addWidget(number, index + 1, len(TONES) + 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(0, self._look.px(160))
        return table
