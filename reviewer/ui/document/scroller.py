"""Scrolling over pages: to a page, to a rectangle on one, and which page is most in view after it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Signal

from reviewer.ui.document.page_layout import GAP
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.rects import Rect
from reviewer.ui.scrolling import ScrollGround

_NEAR = 24  # pixels round what is brought into view


class Scroller(QObject):
    """Moves the scroll bars of an area of pages; ``place_changed`` carries the place most in view."""

    place_changed = Signal(str)

    def __init__(self, area: ScrollGround, placement: Placement) -> None:
        """Take the area, and what knows where its pages stand."""
        super().__init__(area)
        self._area, self._placement = area, placement
        self._place = ""
        self._wide = 0.0  # points across of the page that was most in view last

    def rewind(self) -> None:
        """Go to the very top, and tell of the place there even if it has the name of the last one."""
        self._place = ""
        self._area.verticalScrollBar().setValue(0)

    def by(self, across: float, down: float) -> None:
        """Scroll by so many pixels."""
        for bar, pixels in (
            (self._area.horizontalScrollBar(), across),
            (self._area.verticalScrollBar(), down),
        ):
            bar.setValue(bar.value() + round(pixels))

    def centre(self, *, anyway: bool = False) -> None:
        """Bring the page most in view to the middle: one that is narrower than the view, or ``anyway``.

        A surface is wider than the view where one page of many is, as an A3 among A4.
        """
        layout, bar = self._placement.layout, self._area.horizontalScrollBar()
        fits = layout.across * layout.pixels(self._placement.most)[0] <= self._area.viewport().width()
        if fits or anyway:
            bar.setValue(bar.maximum() // 2)

    def show_page(self, page: int, down: float = 0.0) -> None:
        """Scroll so that a page begins at the top of the view, or so that so much of its height is above it."""
        at = self._placement
        if at.pages:
            page = max(0, min(at.pages - 1, page))
            high = at.layout.pixels(page)[1]
            self._area.verticalScrollBar().setValue(at.layout.top(page) - GAP // 2 + round(down * high))

    def bring(self, page: int, rects: tuple[Rect, ...]) -> None:
        """Scroll as little as it takes to see the rectangles of a page, a third down if they were far off."""
        high = self._placement.high
        around = self._around(page, rects)
        if around.top() < -high or around.bottom() > 2 * high:
            self.by(0, around.top() - high / 3)
        else:
            self.by(0, _off(around.top(), around.bottom(), high))
        self.tell_place()  # which may have brought the page to the middle
        around = self._around(page, rects)
        self.by(_off(around.left(), around.right(), self._area.viewport().width()), 0)

    def _around(self, page: int, rects: tuple[Rect, ...]) -> QRectF:
        frame, around = self._placement.frame_of(page), QRectF()
        for rect in rects:
            around = around.united(frame.place(rect).adjusted(0, 0, 0.01, 0.01))  # a caret has no width
        return around

    def tell_place(self) -> None:
        """Tell which place is most in view now, if it is another than was told."""
        place = self._placement.place
        if place and place != self._place:
            self._place = place
            wide = self._placement.layout.sizes[self._placement.most][0]
            self.centre(anyway=wide != self._wide)  # of pages of one width, what was moved stays so
            self._wide = wide
            self.place_changed.emit(place)


def _off(start: float, end: float, height: int) -> float:
    """Return how far to scroll for a stretch to be in view with some room round it."""
    if start < _NEAR:
        return start - _NEAR
    if end > height - _NEAR:
        return min(end - height + _NEAR, start - _NEAR)
    return 0.0
