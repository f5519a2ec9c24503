"""A list to choose one entry of, which shows by an arrow that it is one: the style sheet's own has none, and looks like a field."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox

WIDE, THICK = 0.5, 0.11
"""The arrow, as a part of the height of a line."""


class DropDown(QComboBox):
    """The arrow is as large as the text asks for, in its colour, on the side where a line ends."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the box."""
        super().paintEvent(event)
        line = self.fontMetrics().height()
        half, middle = line * WIDE / 2, self.height() / 2
        at = line * 0.8
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            at = self.width() - at
        arrow = QPolygonF(
            [
                QPointF(at - half, middle - half / 2),
                QPointF(at, middle + half / 2),
                QPointF(at + half, middle - half / 2),
            ]
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(self.foregroundRole()), line * THICK))
            painter.drawPolyline(arrow)
