"""The pages under the mouse: dragging, clicks by two and three, marks, the wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QToolTip

from reviewer.model.pages import Link
from reviewer.ui.document.content import PageContent
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.scaling import Scaling
from reviewer.ui.document.scroller import Scroller
from reviewer.ui.document.selection import Unit
from reviewer.ui.document.shown import leads
from reviewer.ui.scrolling import ScrollGround

_STEP = 1.1  # zoom of one notch of the wheel
_NOTCH = 120  # eighths of a degree
_TICK = 40  # milliseconds between two steps of scrolling while a drag is outside


class Pointer(QObject):
    """The mouse, and fingers, over an area of pages.

    ``selected`` when another stretch is; ``mark_activated`` carries the ``Mark`` that was clicked on, ``link_pointed``
    the ``Link`` under the mouse or at the caret, or None.
    """

    selected = Signal()
    mark_activated = Signal(object)
    link_pointed = Signal(object)

    def __init__(
        self,
        area: ScrollGround,
        content: PageContent,
        placement: Placement,
        scroller: Scroller,
        scaling: Scaling,
    ) -> None:
        """Take the area whose viewport is pointed at, what is on its pages and where, and what moves and zooms them."""
        super().__init__(area)
        self._area, self._content, self._placement = area, content, placement
        self._scroller, self._scaling = scroller, scaling
        self._pressed, self._unit = False, Unit.LETTER
        self._last_click, self.clicked_at, self._third = QPoint(), 0, False
        self._over: Link | None = None
        # Not a QBasicTimer: Python keeps it when Qt has deleted the view, it fires once more and crashes.
        self._dragging_on = QTimer(self)
        self._dragging_on.timeout.connect(self._scroll_on)
        area.viewport().setMouseTracking(True)
        area.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def take(self, event: QEvent) -> bool:
        """Do what an event of the viewport asks for; False if it asks for nothing here."""
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        if isinstance(event, QWheelEvent):
            return self._zoom_by_wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinch_pad(event)
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            return self._pinch(event)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._placement.pages:
            QToolTip.showText(event.globalPos(), self._said_of(QPointF(event.pos())))
            return True
        return False

    def tell_link(self, link: Link | None) -> None:
        """Tell which link is meant now, if it is another than was told."""
        if link != self._over:
            self._over = link
            self.link_pointed.emit(link)

    # --- buttons --------------------------------------------------------------------------------------

    def _take_mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        plain = event.button() == Qt.MouseButton.LeftButton and self._placement.pages > 0
        if kind == QEvent.Type.MouseMove:
            self._move(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif kind == QEvent.Type.MouseButtonPress and plain:
            self._press(event, 1)
        elif kind == QEvent.Type.MouseButtonDblClick and plain:
            self._press(event, 2)
        return True

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        """Begin to select: one click by letters, two by words, three by lines; a third one comes as a press soon after."""
        at = event.position().toPoint()
        near = (at - self._last_click).manhattanLength() <= QApplication.startDragDistance()
        soon = event.timestamp() - self.clicked_at < QApplication.doubleClickInterval()
        further = {Unit.WORD: Unit.LINE, Unit.LINE: Unit.BLOCK} if near and soon else {}
        # Of four clicks Qt tells the second and the fourth as double ones.
        self._unit = further.get(self._unit, Unit(clicks)) if clicks == 1 or self._third else Unit(clicks)
        self._third = self._unit is Unit.LINE
        self._last_click, self.clicked_at, self._pressed = at, event.timestamp(), True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        spot = self._placement.spot_at(event.position())
        self._content.choice.press(spot, self._unit, extend=shift)
        self.selected.emit()

    def _move(self, event: QMouseEvent) -> None:
        """Select as far as the mouse; without a button show what it is over."""
        if not self._pressed:
            self._point(event.position())
        elif self._content.choice.page is not None:
            self._drag(event.position())
            outside = not self._area.viewport().rect().contains(event.position().toPoint())
            if outside and not self._dragging_on.isActive():
                self._dragging_on.start(_TICK)
            elif not outside:
                self._dragging_on.stop()

    def _drag(self, at: QPointF) -> None:
        choice = self._content.choice
        choice.drag(self._placement.spot_at(at, choice.page))
        self.selected.emit()

    def _release(self, event: QMouseEvent) -> None:
        """End the drag; a click that selected nothing opens the mark under it."""
        self._dragging_on.stop()
        if not self._pressed:
            return
        self._pressed = False
        if self._content.choice.range is None:
            spot = self._placement.spot_at(event.position())
            mark = self._content.shown.mark_at(spot.page, spot.x, spot.y)
            if mark is not None:
                self.mark_activated.emit(mark)

    def _scroll_on(self) -> None:
        """Scroll on while a drag is held outside the view."""
        at, high = (
            QPointF(self._area.viewport().mapFromGlobal(self._area.cursor().pos())),
            self._placement.high,
        )
        beyond = min(0.0, at.y()) + max(0.0, at.y() - high)
        self._scroller.by(0, max(-high / 2, min(high / 2, beyond)))
        self._drag(at)

    # --- what it is over ------------------------------------------------------------------------------

    def _point(self, at: QPointF) -> None:
        shape, link = Qt.CursorShape.ArrowCursor, None
        if self._placement.pages:
            spot, shown = self._placement.spot_at(at), self._content.shown
            link = shown.link_at(spot.page, spot.x, spot.y)
            layers = shown.layers(spot.page)
            if layers is not None and layers.inside(spot.x, spot.y):
                shape = Qt.CursorShape.IBeamCursor
        self._area.viewport().setCursor(shape)
        self.tell_link(link)

    def _said_of(self, at: QPointF) -> str:
        """Return what is said of a point: a mark's criterion, a link's address."""
        spot, shown = self._placement.spot_at(at), self._content.shown
        mark = shown.mark_at(spot.page, spot.x, spot.y)
        link = shown.link_at(spot.page, spot.x, spot.y)
        lines = ["" if mark is None else f"{mark.number}  {mark.label}", "" if link is None else leads(link)]
        return "\n".join(filter(None, lines))

    # --- zoom -----------------------------------------------------------------------------------------

    def _zoom_by_wheel(self, event: QWheelEvent) -> bool:
        """Zoom about the mouse with Ctrl; False without, as it scrolls then."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._zoom(_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()
        return True

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        at = self._area.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
        self._zoom(pinch.scaleFactor(), QPointF(at))
        return True

    def _pinch_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom(1 + event.value(), event.position())
        return True

    def _zoom(self, by: float, about: QPointF) -> None:
        self._scaling.set_zoom(self._scaling.zoom * by, about)
