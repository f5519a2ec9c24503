"""Pages on a scrolled surface: where they stand, what of them is wished for, and painting what is here."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer.ui.document.cache import TileCache
from reviewer.ui.document.choosing import Choice
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher, LettersWish, SizesWish, TileWish, Wish
from reviewer.ui.document.layout import GAP, PageLayout, Spot, tiles
from reviewer.ui.document.letters import Letters, Rect
from reviewer.ui.document.painting import PagePainter, Sheet
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import place_of

PLAIN = 96 / 72  # logical pixels a point at 100%
SMALLEST, LARGEST = 0.1, 8.0  # of 100%
_LARGEST_FIT = 4.0  # a picture of a few pixels is not blown up to fill the view
_AHEAD, _BEHIND = 2, 1  # screens to have ready below and above
_NEAR = 24  # pixels round what is brought into view
_TALLEST = 1e9  # pixels that all pages may be high together: scroll bars count in 32 bits
_SHARE = 0.75  # of the cache that one wish list may fill: more would throw out what is on the screen


class PageCanvas(QAbstractScrollArea):
    """The seen half of the page view; selecting and keys are in ``PageView``.

    ``ready`` when the sizes of a document are here, ``failed`` with the reason when they can't be had.
    """

    place_changed = Signal(str)
    zoom_changed = Signal()
    ready = Signal()
    failed = Signal(str)

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pages and the colours to paint with."""
        super().__init__(parent)
        self._fetcher, self._inks = fetcher, inks
        self._shown = Shown("", "")
        self._choice = Choice(self._letters_of)
        self._layout = PageLayout((), PLAIN)
        self._cache = TileCache()
        self._fitting, self._place = True, ""
        self._ringed = False  # whether to show that the focus came here by keyboard
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        fetcher.fulfilled.connect(self._on_fulfilled)
        fetcher.refused.connect(self._on_refused)

    def _letters_of(self, page: int) -> Letters | None:
        return self._shown.letters(page)

    def set_inks(self, inks: Inks) -> None:
        """Paint with other colours from now on."""
        self._inks = inks
        self.viewport().update()

    def open(self, shown: Shown) -> None:
        """Show another document from its first page; its sizes are fetched first."""
        self._shown = shown
        self._choice.clear()
        self._cache.clear()
        self._fetcher.forget()
        self._place = ""
        self._lay((), self._layout.zoom)
        self.verticalScrollBar().setValue(0)
        if shown.document:
            self._fetcher.first(SizesWish(shown.document))

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while they are not known."""
        return len(self._layout.sizes)

    # --- zoom and place ---------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is 96 pixels an inch."""
        return self._layout.zoom / PLAIN

    @property
    def fitting(self) -> bool:
        """Whether the zoom follows the width of the view."""
        return self._fitting

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom, keeping the point of the viewport (its middle if none) over the same spot of its page."""
        self._fitting = False
        self._shown.failed.clear()  # a page that needed too much at one size may be drawn at another
        self._zoom_to(max(SMALLEST, min(LARGEST, zoom)) * PLAIN, about)

    def fit_width(self) -> None:
        """Zoom so that the page most in view is as wide as the view, now and when it is resized."""
        self._fitting = True
        if self.pages:
            page = self._layout.most_in_view(self._top, self._top + self._high)
            width = max(1.0, self._layout.sizes[page][0])
            zoom = (self.viewport().width() - 2 * GAP) / width
            self._zoom_to(max(0.02, min(_LARGEST_FIT * PLAIN, zoom)), QPointF(0, 0))
            self.horizontalScrollBar().setValue(0)

    def _zoom_to(self, zoom: float, about: QPointF | None) -> None:
        centre = QPointF(self.viewport().rect().center())
        at = centre if about is None else about
        spot = self.spot_at(at) if self.pages else None
        self._lay(self._layout.sizes, zoom)
        if spot is not None:
            rect, zoom = self.rect_of(spot.page), self._layout.zoom
            self._scroll_by(rect.x() + spot.x * zoom - at.x(), rect.y() + spot.y * zoom - at.y())
        self.zoom_changed.emit()

    def _scroll_by(self, across: float, down: float) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(across))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(down))

    def _lay(self, sizes: tuple[tuple[float, float], ...], zoom: float) -> None:
        most = _TALLEST / max(1.0, sum(height for _, height in sizes))
        self._layout = PageLayout(sizes, min(zoom, most))
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

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _high(self) -> int:
        return self.viewport().height()

    def rect_of(self, page: int) -> QRectF:
        """Return where a page stands in the viewport, on whole device pixels so that it stays sharp."""
        width, height = self._layout.pixels(page)
        ratio = self.devicePixelRatioF()
        room = max(self.viewport().width(), self._layout.width)
        left = (room - width) / 2 - self.horizontalScrollBar().value()
        top = self._layout.tops[page] - self._top
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height)

    def spot_at(self, at: QPointF, page: int | None = None) -> Spot:
        """Return the spot under a point of the viewport, on the page there or on the one that is given."""
        if page is None:
            page = self._layout.page_at(at.y() + self._top)
        rect, zoom = self.rect_of(page), self._layout.zoom
        return Spot(page, (at.x() - rect.x()) / zoom, (at.y() - rect.y()) / zoom)

    def place(self) -> str:
        """Return the place that is most in view, "" without pages."""
        if not self.pages:
            return ""
        return place_of(self._layout.most_in_view(self._top, self._top + self._high))

    def show_page(self, page: int) -> None:
        """Scroll so that a page begins at the top of the view."""
        if self.pages:
            page = max(0, min(self.pages - 1, page))
            self.verticalScrollBar().setValue(self._layout.tops[page] - GAP // 2)

    def bring(self, page: int, rects: tuple[Rect, ...]) -> None:
        """Scroll as little as it takes to see the rectangles of a page, a third down if they were far off."""
        frame, zoom = self.rect_of(page), self._layout.zoom
        top = frame.y() + min(r.top for r in rects) * zoom
        bottom = frame.y() + max(r.bottom for r in rects) * zoom
        left = frame.x() + min(r.left for r in rects) * zoom
        right = frame.x() + max(r.right for r in rects) * zoom
        if top < -self._high or bottom > 2 * self._high:
            self._scroll_by(0, top - self._high / 3)
        else:
            self._scroll_by(0, _off(top, bottom, self._high))
        self._scroll_by(_off(left, right, self.viewport().width()), 0)

    # --- fetching -----------------------------------------------------------------------------------

    def retry(self) -> None:
        """Ask again for what could not be drawn."""
        self._shown.failed.clear()
        self._shown.no_letters.clear()
        self.viewport().update()

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        if wish.document != self._shown.document:
            return
        if isinstance(wish, SizesWish) and isinstance(result, tuple):
            self._lay(result, self._layout.zoom)
            if self._fitting:
                self.fit_width()
            self.ready.emit()
            self._tell_place()
        elif isinstance(wish, TileWish) and isinstance(result, QImage):
            self._cache.put(wish, result)
            self.viewport().update()
        elif isinstance(wish, LettersWish) and isinstance(result, Letters):
            self._shown.keep(wish.page, result)
            self._letters_came(wish.page)
            self.viewport().update()

    def _letters_came(self, page: int) -> None:
        self._choice.arrived(page)

    def _on_refused(self, wish: Wish, why: str) -> None:
        if wish.document != self._shown.document:
            return
        if isinstance(wish, SizesWish):
            self.failed.emit(why)
        elif isinstance(wish, TileWish):
            self._shown.failed[wish.page] = why
        elif isinstance(wish, LettersWish):
            self._shown.no_letters.add(wish.page)
        self.viewport().update()

    def _wishes(self) -> Iterator[Wish]:
        """Yield what is missing: on the screen, then its letters, then two screens ahead and one behind."""
        top, high = self._top, self._high
        seen = self._layout.pages(top, top + high)
        room = self._cache.budget * _SHARE
        ahead = self._layout.pages(top + high, top + high * (1 + _AHEAD))
        behind = self._layout.pages(max(0, top - high * _BEHIND), top)
        for pages in (seen, ahead, reversed(behind)):
            for page in pages:
                for tile in self._tiles(page):
                    room -= self._bytes(tile)
                    if room > 0 and self._cache.get(tile) is None:
                        yield tile
            if pages is seen:
                yield from self._missing_letters(seen)

    def _missing_letters(self, pages: range) -> Iterator[Wish]:
        chosen = () if self._choice.page is None else (self._choice.page,)
        for page in (*chosen, *pages):
            if self._shown.letters(page) is None and page not in self._shown.no_letters:
                yield LettersWish(self._shown.document, page)

    def _tiles(self, page: int) -> list[TileWish]:
        """Return the pieces of a page that are near the screen."""
        if page in self._shown.failed:
            return []
        scale = self._layout.zoom * self.devicePixelRatioF()
        width, height = self._layout.sizes[page]
        clips = tiles(max(1, round(width * scale)), max(1, round(height * scale)))
        wishes = [TileWish(self._shown.document, page, scale, clip) for clip in clips]
        if len(wishes) == 1:
            return wishes
        return [wish for wish in wishes if self._near(page, wish)]

    def _near(self, page: int, tile: TileWish) -> bool:
        ratio, frame = self.devicePixelRatioF(), self.rect_of(page)
        x, y, width, height = tile.clip or (0, 0, 0, 0)
        rect = QRectF(frame.x() + x / ratio, frame.y() + y / ratio, width / ratio, height / ratio)
        around = QRectF(self.viewport().rect()).adjusted(0, -self._high / 2, 0, self._high)
        return rect.intersects(around)

    def _bytes(self, tile: TileWish) -> int:
        if tile.clip is not None:
            return 4 * tile.clip[2] * tile.clip[3]
        width, height = self._layout.sizes[tile.page]
        return round(4 * width * height * tile.scale * tile.scale)

    # --- events -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is here and wish for what is not."""
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.fillRect(self.viewport().rect(), self._inks.desk)
        paint = PagePainter(painter, self._inks, self._shown, self._choice)
        for page in self._layout.pages(self._top, self._top + self._high):
            pieces = tuple((tile.clip, self._cache.get(tile)) for tile in self._tiles(page))
            rect, ratio = self.rect_of(page), self.devicePixelRatioF()
            small = self._cache.small(page)
            sheet = Sheet(page, rect, self._layout.zoom, ratio, pieces, small)
            paint.paint(sheet, focused=self.hasFocus())
        if self._ringed:
            painter.setPen(QPen(self._inks.ring, 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()
        if self.pages:
            self._fetcher.wish(tuple(dict.fromkeys(self._wishes())))

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Paint anew rather than move pixels: what is new has to be asked for anyway."""
        self.viewport().update()
        self._tell_place()

    def _tell_place(self) -> None:
        place = self.place()
        if place and place != self._place:
            self._place = place
            self.place_changed.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the width if asked to, and the place in any case."""
        super().resizeEvent(event)
        if self._fitting and event.oldSize().width() != event.size().width():
            self.fit_width()
        self._ranges()
        self._tell_place()

    def changeEvent(self, event: QEvent) -> None:
        """Paint in the new font when the text size changes."""
        super().changeEvent(event)
        self.viewport().update()


def _off(start: float, end: float, room: int) -> float:
    """Return how far to scroll for a stretch to be in view with some room round it."""
    if start < _NEAR:
        return start - _NEAR
    if end > room - _NEAR:
        return min(end - room + _NEAR, start - _NEAR)
    return 0.0
