"""The pages under the mouse: dragging, clicks by two and three, marks, the wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QToolTip, QWidget

from reviewer.model.pages import Link
from reviewer.ui.document.canvas import PageCanvas
from reviewer.ui.document.choosing import Unit
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.shown import leads

_STEP = 1.1  # zoom of one notch of the wheel
_NOTCH = 120  # eighths of a degree
_TICK = 40  # milliseconds between two steps of scrolling while a drag is outside


class PagePointing(PageCanvas):
    """The page view's mouse. ``mark_activated`` carries the ``Mark`` that was clicked on."""

    selection_changed = Signal()
    mark_activated = Signal(object)
    link_pointed = Signal(object)  # the Link under the mouse or at the caret, or None

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pages and the colours to paint with."""
        super().__init__(fetcher, inks, parent)
        self._pressed, self._unit = False, Unit.LETTER
        self._last_click, self._last_time, self._third = QPoint(), 0, False
        self._over: Link | None = None
        # Not a QBasicTimer: Python keeps it when Qt has deleted the view, it fires once more and crashes.
        self._scroller = QTimer(self)
        self._scroller.timeout.connect(self._scroll_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def _changed(self) -> None:
        self._shown.target = None
        self.viewport().update()
        self.selection_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select: one click by letters, two by words, three by lines."""
        if event.button() != Qt.MouseButton.LeftButton or not self.pages:
            return
        self._press(event, 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word; a third click comes as a press soon after."""
        if event.button() == Qt.MouseButton.LeftButton and self.pages:
            self._press(event, 2)

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        at = event.position().toPoint()
        near = (at - self._last_click).manhattanLength() <= QApplication.startDragDistance()
        soon = event.timestamp() - self._last_time < QApplication.doubleClickInterval()
        further = {Unit.WORD: Unit.LINE, Unit.LINE: Unit.BLOCK} if near and soon else {}
        # Of four clicks Qt tells the second and the fourth as double ones.
        self._unit = further.get(self._unit, Unit(clicks)) if clicks == 1 or self._third else Unit(clicks)
        self._third = self._unit is Unit.LINE
        self._last_click, self._last_time, self._pressed = at, event.timestamp(), True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._choice.press(self.spot_at(event.position()), self._unit, extend=shift)
        self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select as far as the mouse; without a button show what it is over."""
        if not self._pressed:
            self._point(event.position())
        elif self._choice.page is not None:
            self._drag(event.position())
            outside = not self.viewport().rect().contains(event.position().toPoint())
            if outside and not self._scroller.isActive():
                self._scroller.start(_TICK)
            elif not outside:
                self._scroller.stop()

    def _drag(self, at: QPointF) -> None:
        self._choice.drag(self.spot_at(at, self._choice.page))
        self._changed()

    def _point(self, at: QPointF) -> None:
        shape, link = Qt.CursorShape.ArrowCursor, None
        if self.pages:
            spot = self.spot_at(at)
            link = self._shown.link_at(spot.page, spot.x, spot.y)
            layers = self._shown.layers(spot.page)
            if layers is not None and layers.inside(spot.x, spot.y):
                shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self._tell_link(link)

    def _tell_link(self, link: Link | None) -> None:
        if link != self._over:
            self._over = link
            self.link_pointed.emit(link)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; a click that selected nothing opens the mark under it."""
        self._scroller.stop()
        if not self._pressed:
            return
        self._pressed = False
        if self._choice.range is None:
            spot = self.spot_at(event.position())
            mark = self._shown.mark_at(spot.page, spot.x, spot.y)
            if mark is not None:
                self.mark_activated.emit(mark)

    def _scroll_on(self) -> None:
        """Scroll on while a drag is held outside the view."""
        at = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        beyond = min(0.0, at.y()) + max(0.0, at.y() - self._high)
        self._scroll_by(0, max(-self._high / 2, min(self._high / 2, beyond)))
        self._drag(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / _NOTCH
            self.set_zoom(self.zoom * _STEP**notches, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what the mouse rests on: a mark's criterion, a link's address; zoom by two fingers."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.pages:
            QToolTip.showText(event.globalPos(), self._said_of(QPointF(event.pos())))
            return True
        if isinstance(event, QNativeGestureEvent):
            return self._pinch_pad(event)
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self.zoom * pinch.scaleFactor(), QPointF(at))
                return True
        return super().viewportEvent(event)

    def _pinch_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.set_zoom(self.zoom * (1 + event.value()), event.position())
        return True

    def _said_of(self, at: QPointF) -> str:
        spot = self.spot_at(at)
        mark = self._shown.mark_at(spot.page, spot.x, spot.y)
        link = self._shown.link_at(spot.page, spot.x, spot.y)
        lines = ["" if mark is None else f"{mark.number}  {mark.label}", "" if link is None else leads(link)]
        return "\n".join(filter(None, lines))
