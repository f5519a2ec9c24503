"""How large the letters of texts and tables are shown."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

SMALLEST, LARGEST = 0.5, 4.0


def within(zoom: float) -> float:
    """Return a zoom that can be shown; 1.0 is the window's own text size."""
    return max(SMALLEST, min(LARGEST, zoom))


def zoomed_font(zoom: float) -> QFont:
    """Return the window's font so many times as large, measured as the desktop measures it: in points or in pixels."""
    font = QApplication.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * zoom)
    else:
        font.setPixelSize(max(1, round(font.pixelSize() * zoom)))
    return font
