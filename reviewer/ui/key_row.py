"""A line of keys that work right now, under a table or a wall."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer.ui.growing import Refit
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label

HINT = 32

Hints = Iterable[tuple[tuple[str, ...], str]]
"""Key caps and what they do, the most wanted first."""


class HintRow(Box):
    """Keys that work right now, as many as there is room for, and which rows are in view."""

    def __init__(self, look: Look, in_table: Hints, in_field: Hints) -> None:
        """Keys of the table and those of the filter; one of them is shown."""
        super().__init__(look, across=True, gap=16, margins=(16, 0, 16, 0), role="hint", height=HINT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._in_table = [self._hint(caps, words) for caps, words in in_table]
        self._in_field = [self._hint(caps, words) for caps, words in in_field]
        self._field = False
        self.place = Label("", "small")
        for hint in (*self._in_table, *self._in_field):
            self.add(hint)
        self.row.addStretch(1)
        self.add(self.place)
        Refit(self, self._turn)

    def _hint(self, caps: tuple[str, ...], words: str) -> Box:
        labels: list[QWidget] = [Label(cap, "key") for cap in caps]
        for label in labels:
            if isinstance(label, QLabel):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                label.setMinimumWidth(self._look.px(22))
                label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return Box(self._look, *labels, Label(words, "small"), across=True, gap=4)

    def show_field(self, field: bool) -> None:
        """Show the filter's keys, or the table's."""
        self._field = field
        self._turn()

    def show_place(self, words: str) -> None:
        """Say which rows are in view; "" for none, where the table's keys do nothing."""
        if words != self.place.text():
            self.place.setText(words)
            self._turn()

    def event(self, event: QEvent) -> bool:
        """Look again when a key or its words have another size: they take another text size after the row does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        left = self.width() - self._look.px(32) - self.place.sizeHint().width()
        shown = self._in_field if self._field else self._in_table
        for hint in (*self._in_table, *self._in_field):
            if hint in shown:
                left -= hint.sizeHint().width() + self._look.px(16)
            hint.setVisible(hint in shown and left >= 0 and (self._field or bool(self.place.text())))
