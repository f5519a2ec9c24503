"""Where the pages of a document stand in the viewport that they are scrolled in."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from reviewer.ui.document.document_source import place_of
from reviewer.ui.document.jumps import Standing
from reviewer.ui.document.page_layout import GAP, PageLayout, Size, Spot
from reviewer.ui.document.placing import Frame
from reviewer.ui.scrolling import ScrollGround

PLAIN = 96 / 72  # logical pixels a point at 100%
_STEP = 48  # pixels that an arrow key scrolls by


class Placement:
    """Answers where pages are. ``Scaling`` lays them, ``Scroller`` moves them."""

    def __init__(self, area: ScrollGround) -> None:
        """Take the area whose viewport and scroll bars are meant; begin without pages."""
        self._area = area
        self.sizes: tuple[Size, ...] = ()
        """Each page's width and height in points, as in the file."""
        self.turned = 0
        """By how many quarters clockwise the pages are shown turned."""
        self.layout = PageLayout((), lambda _size: PLAIN)

    def lay(self, sizes: tuple[Size, ...], turned: int, layout: PageLayout) -> None:
        """Take pages of these sizes, as in the file, turned and laid out; only the scroll bars' ranges follow."""
        self.sizes, self.turned, self.layout = sizes, turned, layout
        self.fit_bars()
        self._area.viewport().update()

    def fit_bars(self) -> None:
        """Give the scroll bars their ranges for the viewport as it is now."""
        view, layout = self._area.viewport().size(), self.layout
        for bar, whole, seen in (
            (self._area.verticalScrollBar(), layout.height, view.height()),
            (self._area.horizontalScrollBar(), layout.width, view.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while they are not known."""
        return len(self.sizes)

    @property
    def across(self) -> int:
        """How many pages stand side by side."""
        return self.layout.across

    # --- what is in view ------------------------------------------------------------------------------

    @property
    def top(self) -> int:
        """How many pixels of the surface are above the viewport."""
        return self._area.verticalScrollBar().value()

    @property
    def high(self) -> int:
        """The viewport's height in pixels."""
        return self._area.viewport().height()

    @property
    def in_view(self) -> range:
        """The pages of which something is in view."""
        return self.layout.pages(self.top, self.top + self.high)

    def above(self, screens: int) -> range:
        """Return the pages on so many viewports above what is in view."""
        return self.layout.pages(max(0, self.top - self.high * screens), self.top)

    def below(self, screens: int) -> range:
        """Return the pages on so many viewports below what is in view."""
        return self.layout.pages(self.top + self.high, self.top + self.high * (1 + screens))

    @property
    def most(self) -> int:
        """The page that is most in view, 0 without pages."""
        return self.layout.most_in_view(self.top, self.top + self.high) if self.pages else 0

    @property
    def place(self) -> str:
        """The place of the page that is most in view, "" without pages."""
        return place_of(self.most) if self.pages else ""

    def page_and_offset(self) -> Standing:
        """Return the page most in view and how much of its height is above the view."""
        if not self.pages:
            return Standing("")
        page = self.most
        off = self.top + GAP // 2 - self.layout.top(page)
        return Standing(place_of(page), off / self.layout.pixels(page)[1])

    # --- between pages and viewport -------------------------------------------------------------------

    @property
    def middle(self) -> float:
        """Where the middle of the surface stands across the viewport."""
        wide = max(self._area.viewport().width(), self.layout.width)
        return wide / 2 - self._area.horizontalScrollBar().value()

    def scale_of(self, page: int) -> float:
        """Return how many device pixels a point of a page is."""
        return self.layout.zoom(page) * self._area.devicePixelRatioF()

    def rect_of(self, page: int) -> QRectF:
        """Return where a page stands in the viewport, on whole device pixels so that it stays sharp."""
        width, height = self.layout.pixels(page)
        ratio = self._area.devicePixelRatioF()
        left, top = self.middle + self.layout.left(page), self.layout.top(page) - self.top
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height)

    def frame_of(self, page: int) -> Frame:
        """Return what leads from points of a page to the viewport and back."""
        return Frame(self.rect_of(page), self.layout.zoom(page), self.turned)

    def page_at(self, at: QPointF) -> int:
        """Return the page at a point of the viewport, or the one nearest to it."""
        return self.layout.page_at(at.y() + self.top, at.x() - self.middle)

    def spot_at(self, at: QPointF, page: int | None = None) -> Spot:
        """Return the spot under a point of the viewport, on the page there or on the one that is given."""
        page = self.page_at(at) if page is None else page
        return self.frame_of(page).spot(page, at)
