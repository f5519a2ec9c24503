"""What is told over a window's content: it moves nothing of it, and keeps clear of what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.look import Look, mirrored
from reviewer.ui.widgets import Box

WIDEST, AWAY = 640, 16
FOOT = 40
"""Pixels at 100% above the lower edge: the line of hints at the foot stays in sight."""
HEAD = 96
"""Pixels at 100% below the upper edge, where it lies while the focus is at the foot: below menus and tabs."""
_PLACING = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest})
_OF_TOLD = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest})


class Overlay(Box):
    """Lies at the lower left of ``over`` (the lower right where one reads from there), as wide as fits and as high as what is told asks for."""

    def __init__(self, look: Look, over: QWidget, content: QWidget) -> None:
        """``content`` shows and hides itself; while it is hidden, nothing is there."""
        super().__init__(look, content)
        self._over, self._told = over, content
        self.setParent(over)
        over.installEventFilter(self)
        content.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_clear)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie right again when the window, or what is told, has another size."""
        if event.type() in (_PLACING if watched is self._over else _OF_TOLD):
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place()

    def _keep_clear(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and self._over.isAncestorOf(now):
            self._place()

    def _place(self) -> None:
        if self._told.isHidden():
            self.hide()
            return
        px, size = self._look.px, self._over.size()
        width = min(px(WIDEST), size.width() // 2)  # what is to be pressed next is on the other side
        height = self._told.heightForWidth(width)
        low = QRect(px(AWAY), size.height() - px(FOOT) - height, width, height)
        high = QRect(px(AWAY), min(px(HEAD), size.height() - height), width, height)
        way, over = self.layoutDirection(), self._over.rect()
        low, high = mirrored(low, over, way), mirrored(high, over, way)
        area = high if self._covers_focus(low) and not self._covers_focus(high) else low
        if area != self.geometry() or self.isHidden():
            self.setGeometry(area)
            self.show()
            self.raise_()

    def _covers_focus(self, area: QRect) -> bool:
        """Tell whether what has the focus would not be seen; of a large view enough is."""
        focus = QApplication.focusWidget()
        if focus is None or self.isAncestorOf(focus) or not self._over.isAncestorOf(focus):
            return False
        there = QRect(focus.mapTo(self._over, QPoint()), focus.size())
        covered = there.intersected(area)
        return covered.height() * 2 > there.height() and covered.width() * 2 > there.width()
