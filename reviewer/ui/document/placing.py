"""Between points of a page and points of the view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from reviewer.ui.document import turning
from reviewer.ui.document.page_layout import Spot
from reviewer.ui.document.rects import Rect


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page stands in the view: its rectangle there, logical pixels a point, and its quarter turns."""

    rect: QRectF
    zoom: float
    turn: int = 0

    @property
    def _size(self) -> tuple[float, float]:
        return turning.size(self.rect.width() / self.zoom, self.rect.height() / self.zoom, self.turn)

    def place(self, rect: Rect) -> QRectF:
        """Return where a rectangle of the page stands in the view."""
        shown = turning.rect(rect, self.turn, *self._size)
        return QRectF(
            self.rect.x() + shown.left * self.zoom,
            self.rect.y() + shown.top * self.zoom,
            (shown.right - shown.left) * self.zoom,
            (shown.bottom - shown.top) * self.zoom,
        )

    def spot(self, page: int, at: QPointF) -> Spot:
        """Return the spot of the page that stands at a point of the view."""
        x, y = (at.x() - self.rect.x()) / self.zoom, (at.y() - self.rect.y()) / self.zoom
        return Spot(page, *turning.back(x, y, self.turn, *self._size))
