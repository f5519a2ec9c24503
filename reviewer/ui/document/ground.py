"""The scrolled surface that pages stand on: how large, how turned, how many side by side, and where in view."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from math import inf

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.document import turning
from reviewer.ui.document.layout import GAP, PageLayout, Size, Spot, fitted
from reviewer.ui.document.placing import Frame
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.source import place_of
from reviewer.ui.scrolling import ScrollGround

PLAIN = 96 / 72  # logical pixels a point at 100%
SMALLEST, LARGEST = 0.1, 8.0  # of 100%
_LARGEST_FIT = 4.0  # a picture of a few pixels is not blown up to fill the view
_LEAST_FIT = 0.02
_NEAR = 24  # pixels round what is brought into view
_TALLEST = 1e9  # pixels that all pages may be high together: scroll bars count in 32 bits


class Fit(Enum):
    """What the zoom follows."""

    NOTHING = 0
    WIDTH = 1
    PAGE = 2


class PageGround(ScrollGround):
    """Geometry and scrolling only; ``place_changed`` carries the place most in view."""

    place_changed = Signal(str)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages, as wide as the view."""
        super().__init__(parent)
        # A bar that comes with the pages would make them narrower, and all that is drawn by then would be drawn again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: tuple[Size, ...] = ()  # as in the file, not turned
        self._zoom = PLAIN  # of all pages while none is fitted
        self._layout = PageLayout((), lambda _size: PLAIN)
        self._fit, self._place, self._turned = Fit.WIDTH, "", 0
        self._wide = 0.0  # points across of the page that was most in view last

    @property
    def sizes(self) -> tuple[Size, ...]:
        """Each page's width and height in points, as in the file."""
        return self._sizes

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while they are not known."""
        return len(self._sizes)

    # --- zoom, turn, side by side -------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom of the page most in view; 1.0 is 96 pixels an inch."""
        return (self._layout.zoom(self._most()) if self.pages else self._zoom) / PLAIN

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    @property
    def fitting(self) -> bool:
        """Whether the zoom follows the size of the view."""
        return self._fit is not Fit.NOTHING

    @property
    def turned(self) -> int:
        """By how many quarters clockwise the pages are shown turned."""
        return self._turned

    @property
    def across(self) -> int:
        """How many pages stand side by side."""
        return self._layout.across

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom all pages alike, keeping the point of the viewport (its middle if none) over the same spot of its page."""
        self._fit = Fit.NOTHING
        self._forgive()
        self._zoom = max(SMALLEST, min(LARGEST, zoom)) * PLAIN
        self._lay_again(about)

    def fit_width(self) -> None:
        """Zoom so that each page is as wide as the view, now and when it is resized."""
        self._fit = Fit.WIDTH
        self._refit()

    def fit_page(self) -> None:
        """Zoom so that each page has its whole room in the view, now and when it is resized."""
        self._fit = Fit.PAGE
        self._refit()

    def turn(self, quarters: int) -> None:
        """Show all pages turned by so many more quarters clockwise."""
        page = self._most()
        self._turned = (self._turned + quarters) % turning.TURNS
        self._forgive()
        self._lay(self._sizes, self.across)
        self._refit()
        self.show_page(page)

    def set_across(self, across: int) -> None:
        """Show so many pages side by side, 1 or 2."""
        page = self._most()
        self._lay(self._sizes, across)
        self._refit()
        self.show_page(page)

    def _forgive(self) -> None:
        """Ask again for what could not be drawn: it may be drawn at another size."""

    def _refit(self) -> None:
        if not self.pages or self._fit is Fit.NOTHING:
            return
        page = self._most()
        self._lay_again(QPointF(0, 0))
        if self._fit is Fit.PAGE:
            self.show_page(page)

    def _zooming(self, shown: tuple[Size, ...], across: int) -> Callable[[Size], float]:
        """Return what gives the zoom for the size of a page as it is shown: one for all, or its own where pages are fitted."""
        if self._fit is Fit.NOTHING:
            same = min(self._zoom, _TALLEST / max(1.0, sum(height for _, height in shown)))
            return lambda _size: same
        wide = (self.viewport().width() - GAP * (across + 1)) // across
        high = self._high - GAP if self._fit is Fit.PAGE else inf
        tallest = _TALLEST / max(1, len(shown))

        def zoom(size: Size) -> float:
            own = max(_LEAST_FIT, min(_LARGEST_FIT * PLAIN, fitted(size, wide, high)))
            return min(own, tallest / max(1.0, size[1]))

        return zoom

    def _lay_again(self, about: QPointF | None) -> None:
        """Lay the pages by another zoom, and keep a point of the viewport over the same spot of its page."""
        at = QPointF(self.viewport().rect().center()) if about is None else about
        page = self._page_at(at) if self.pages else 0
        before = self.rect_of(page) if self.pages else QRectF()
        down, right = at - before.topLeft(), max(1.0, before.width())
        self._lay(self._sizes, self.across)
        if self.pages:
            after = self.rect_of(page)
            grown = after.width() / right
            self._scroll_by(after.x() + down.x() * grown - at.x(), after.y() + down.y() * grown - at.y())
            self._centre()
        self.zoom_changed.emit()

    def _centre(self, *, anyway: bool = False) -> None:
        """Bring the page most in view to the middle: one that is narrower than the view, or ``anyway``.

        A surface is wider than the view where one page of many is, as an A3 among A4.
        """
        fits = self.across * self._layout.pixels(self._most())[0] <= self.viewport().width()
        if fits or anyway:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)

    def _scroll_by(self, across: float, down: float) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(across))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(down))

    def _lay(self, sizes: tuple[Size, ...], across: int) -> None:
        self._sizes = sizes
        shown = tuple(turning.size(*size, self._turned) for size in sizes) if self._turned else sizes
        self._layout = PageLayout(shown, self._zooming(shown, across), across)
        self._ranges()
        self.viewport().update()

    def _ranges(self) -> None:
        view, layout = self.viewport().size(), self._layout
        for bar, whole, seen in (
            (self.verticalScrollBar(), layout.height, view.height()),
            (self.horizontalScrollBar(), layout.width, view.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(48)

    # --- where ----------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _high(self) -> int:
        return self.viewport().height()

    def _middle(self) -> float:
        """Return where the middle of the surface stands across the viewport."""
        return max(self.viewport().width(), self._layout.width) / 2 - self.horizontalScrollBar().value()

    def _most(self) -> int:
        return self._layout.most_in_view(self._top, self._top + self._high) if self.pages else 0

    def rect_of(self, page: int) -> QRectF:
        """Return where a page stands in the viewport, on whole device pixels so that it stays sharp."""
        width, height = self._layout.pixels(page)
        ratio = self.devicePixelRatioF()
        left, top = self._middle() + self._layout.left(page), self._layout.top(page) - self._top
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height)

    def frame_of(self, page: int) -> Frame:
        """Return what leads from points of a page to the viewport and back."""
        return Frame(self.rect_of(page), self._layout.zoom(page), self._turned)

    def _page_at(self, at: QPointF) -> int:
        return self._layout.page_at(at.y() + self._top, at.x() - self._middle())

    def spot_at(self, at: QPointF, page: int | None = None) -> Spot:
        """Return the spot under a point of the viewport, on the page there or on the one that is given."""
        page = self._page_at(at) if page is None else page
        return self.frame_of(page).spot(page, at)

    def place(self) -> str:
        """Return the place that is most in view, "" without pages."""
        return place_of(self._most()) if self.pages else ""

    def show_page(self, page: int, down: float = 0.0) -> None:
        """Scroll so that a page begins at the top of the view, or so that so much of its height is above it."""
        if self.pages:
            page = max(0, min(self.pages - 1, page))
            high = self._layout.pixels(page)[1]
            self.verticalScrollBar().setValue(self._layout.top(page) - GAP // 2 + round(down * high))

    def standing(self) -> tuple[int, float]:
        """Return the page most in view and how much of its height is above the view; for ``show_page``."""
        page = self._most()
        off = self._top + GAP // 2 - self._layout.top(page) if self.pages else 0
        return page, off / self._layout.pixels(page)[1] if self.pages else 0.0

    def bring(self, page: int, rects: tuple[Rect, ...]) -> None:
        """Scroll as little as it takes to see the rectangles of a page, a third down if they were far off."""
        around = self._around(page, rects)
        if around.top() < -self._high or around.bottom() > 2 * self._high:
            self._scroll_by(0, around.top() - self._high / 3)
        else:
            self._scroll_by(0, _off(around.top(), around.bottom(), self._high))
        self._tell_place()  # which may have brought the page to the middle
        around = self._around(page, rects)
        self._scroll_by(_off(around.left(), around.right(), self.viewport().width()), 0)

    def _around(self, page: int, rects: tuple[Rect, ...]) -> QRectF:
        frame, around = self.frame_of(page), QRectF()
        for rect in rects:
            around = around.united(frame.place(rect).adjusted(0, 0, 0.01, 0.01))  # a caret has no width
        return around

    def _tell_place(self) -> None:
        place = self.place()
        if place and place != self._place:
            self._place = place
            wide = self._layout.sizes[self._most()][0]
            self._centre(
                anyway=wide != self._wide
            )  # of pages of one width, what was scrolled sideways stays so
            self._wide = wide
            if self.fitting:
                self.zoom_changed.emit()
            self.place_changed.emit(place)

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Paint anew rather than move pixels: what is new has to be asked for anyway."""
        self.viewport().update()
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the size of the view if asked to, and the place in any case."""
        super().resizeEvent(event)
        wider = event.oldSize().width() != event.size().width()
        if wider or (self._fit is Fit.PAGE and event.oldSize().height() != event.size().height()):
            self._refit()
        self._ranges()
        if self.pages:
            self._centre()
        self._tell_place()


def _off(start: float, end: float, room: int) -> float:
    """Return how far to scroll for a stretch to be in view with some room round it."""
    if start < _NEAR:
        return start - _NEAR
    if end > room - _NEAR:
        return min(end - room + _NEAR, start - _NEAR)
    return 0.0
