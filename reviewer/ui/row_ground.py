"""What lies under a painted row of a list: a ring for the focus, a wash and a bar for what is chosen, a tint under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from reviewer.ui.look import Look, mirrored


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, look: Look) -> QRect:
    """Paint it by the row's state, and return the room that is left for what the row says, in pixels."""
    state, rect, palette = option.state, option.rect, look.palette
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    if focused:
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    if state & QStyle.StateFlag.State_Selected:
        way = painter.layoutDirection()
        rect = mirrored(rect.adjusted(0, 2, -2, -2), rect, way) if focused else rect
        painter.fillRect(rect, QColor(palette.wash))
        bar = QRect(rect.left(), rect.top(), look.px(3), rect.height())
        painter.fillRect(mirrored(bar, rect, way), QColor(palette.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(palette.sunk))
    return rect
