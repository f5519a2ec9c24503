"""How large pages are shown, how turned, and how many side by side."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from math import inf

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Signal

from reviewer.ui.document import turning
from reviewer.ui.document.page_layout import GAP, PageLayout, Size, fitted
from reviewer.ui.document.placement import PLAIN, Placement
from reviewer.ui.document.scroller import Scroller
from reviewer.ui.scrolling import ScrollGround

SMALLEST, LARGEST = 0.1, 8.0  # of 100%
_LARGEST_FIT = 4.0  # a picture of a few pixels is not blown up to fill the view
_LEAST_FIT = 0.02
_TALLEST = 1e9  # pixels that all pages may be high together: scroll bars count in 32 bits


class Fit(Enum):
    """What the zoom follows."""

    NOTHING = 0
    WIDTH = 1
    PAGE = 2


class Scaling(QObject):
    """Lays pages at a zoom; begins as wide as the view.

    ``zoom_changed`` when another zoom is shown; ``redrawing`` before pages are laid at another one that was asked for.
    """

    zoom_changed = Signal()
    redrawing = Signal()

    def __init__(
        self, area: ScrollGround, placement: Placement, scroller: Scroller, beneath: Callable[[], int]
    ) -> None:
        """Take the area of the pages, what knows where they stand, and what scrolls them.

        ``beneath`` gives how many pixels notices take from the height of the area, which come and go: a page that is
        fitted whole stays as large as it is.
        """
        super().__init__(area)
        self._beneath = beneath
        self._taken = 0  # pixels that notices took when pages were fitted last
        self._fitted_high = 0  # pixels that pages were fitted into
        self._area, self._placement, self._scroller = area, placement, scroller
        self._zoom = PLAIN  # of all pages while none is fitted
        self._fit = Fit.WIDTH
        scroller.place_changed.connect(self._follow_place)

    @property
    def zoom(self) -> float:
        """The zoom of the page most in view; 1.0 is 96 pixels an inch."""
        at = self._placement
        return (at.layout.zoom(at.most) if at.pages else self._zoom) / PLAIN

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom all pages alike, keeping the point of the viewport (its middle if none) over the same spot of its page."""
        self._fit = Fit.NOTHING
        self.redrawing.emit()
        self._zoom = max(SMALLEST, min(LARGEST, zoom)) * PLAIN
        self._lay_again(about)

    def set_fit(self, fit: Fit) -> None:
        """Zoom so that each page is as wide as the view, or has its whole room in it, now and when it is resized."""
        self._fit, self._taken = fit, self._beneath()
        self._refit()

    def turn(self, quarters: int) -> None:
        """Show all pages turned by so many more quarters clockwise."""
        at = self._placement
        page = at.most
        self.redrawing.emit()
        self._lay(at.sizes, at.across, (at.turned + quarters) % turning.TURNS)
        self._refit()
        self._scroller.show_page(page)

    def set_across(self, across: int) -> None:
        """Show so many pages side by side, 1 or 2."""
        page = self._placement.most
        self._lay(self._placement.sizes, across, self._placement.turned)
        self._refit()
        self._scroller.show_page(page)

    def take(self, sizes: tuple[Size, ...], turned: int | None = None) -> None:
        """Lay pages of other sizes, in points, as large and as turned as before, or turned by so many quarters."""
        at, self._taken = self._placement, self._beneath()
        self._lay(sizes, at.across, at.turned if turned is None else turned)
        self._refit()

    def follow_size(self, before: QSize, now: QSize) -> None:
        """Keep to the size of the area if asked to, and the place in any case."""
        higher = self._fit is Fit.PAGE and self._high != self._fitted_high
        if before.width() != now.width() or higher:
            self._refit()
        self._placement.fit_bars()
        if self._placement.pages:
            self._scroller.centre()
        self._scroller.tell_place()

    @property
    def _high(self) -> int:
        """The height that a page may take, in pixels: without the notices that came or went since pages were fitted."""
        return self._placement.high + self._beneath() - self._taken

    def _follow_place(self, _place: str) -> None:
        if self._fit is not Fit.NOTHING:
            self.zoom_changed.emit()

    def _refit(self) -> None:
        if not self._placement.pages or self._fit is Fit.NOTHING:
            return
        page = self._placement.most
        self._lay_again(QPointF(0, 0))
        if self._fit is Fit.PAGE:
            self._scroller.show_page(page)

    def _zooming(self, shown: tuple[Size, ...], across: int) -> Callable[[Size], float]:
        """Return what gives the zoom for the size of a page as it is shown: one for all, or its own where pages are fitted."""
        if self._fit is Fit.NOTHING:
            same = min(self._zoom, _TALLEST / max(1.0, sum(height for _, height in shown)))
            return lambda _size: same
        wide = (self._area.viewport().width() - GAP * (across + 1)) // across
        self._fitted_high = self._high
        high = self._fitted_high - GAP if self._fit is Fit.PAGE else inf
        tallest = _TALLEST / max(1, len(shown))

        def zoom(size: Size) -> float:
            own = max(_LEAST_FIT, min(_LARGEST_FIT * PLAIN, fitted(size, wide, high)))
            return min(own, tallest / max(1.0, size[1]))

        return zoom

    def _lay_again(self, about: QPointF | None) -> None:
        """Lay the pages by another zoom, and keep a point of the viewport over the same spot of its page."""
        placed = self._placement
        at = QPointF(self._area.viewport().rect().center()) if about is None else about
        page = placed.page_at(at) if placed.pages else 0
        before = placed.rect_of(page) if placed.pages else QRectF()
        down, right = at - before.topLeft(), max(1.0, before.width())
        self._lay(placed.sizes, placed.across, placed.turned)
        if placed.pages:
            after = placed.rect_of(page)
            grown = after.width() / right
            self._scroller.by(after.x() + down.x() * grown - at.x(), after.y() + down.y() * grown - at.y())
            self._scroller.centre()
        self.zoom_changed.emit()

    def _lay(self, sizes: tuple[Size, ...], across: int, turned: int) -> None:
        shown = tuple(turning.size(*size, turned) for size in sizes) if turned else sizes
        self._placement.lay(sizes, turned, PageLayout(shown, self._zooming(shown, across), across))
