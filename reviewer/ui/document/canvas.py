"""Pages on a scrolled surface: what of them is wished for, and painting what is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reviewer.ui.document import turning
from reviewer.ui.document.cache import TileCache
from reviewer.ui.document.choosing import Choice
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import (
    Fetcher,
    LettersWish,
    LinksWish,
    SizesWish,
    TileWish,
    Wish,
    why_words,
)
from reviewer.ui.document.ground import PageGround
from reviewer.ui.document.layers import PageLayers
from reviewer.ui.document.layout import Spot, tiles
from reviewer.ui.document.letters import Letters
from reviewer.ui.document.painting import PagePainter, Sheet
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import place_of

_AHEAD, _BEHIND = 2, 1  # screens to have ready below and above
_OLDER = 3  # states of a document whose pictures stand in until the newest one's are here
_SHARE = 0.75  # of the cache that one wish list may fill: more would throw out what is on the screen


class PageCanvas(PageGround):
    """The seen half of the page view; selecting and keys are in ``PageView``.

    ``ready`` when the sizes of a document are here, ``failed`` with the error when they can't be had.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pages and the colours to paint with."""
        super().__init__(parent)
        self._fetcher, self._inks = fetcher, inks
        self._shown = Shown("", "")
        self._choice = Choice(self._letters_at, self._place_at)
        self._cache = TileCache()
        self._older: tuple[str, ...] = ()
        self._ringed = False  # whether to show that the focus came here by keyboard
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        fetcher.fulfilled.connect(self._on_fulfilled)
        fetcher.refused.connect(self._on_refused)

    def _letters_of(self, page: int) -> Letters | None:
        return self._shown.letters(page)

    def _letters_at(self, place: str) -> Letters | None:
        return self._shown.letters_at(place)

    def _first_on(self, page: int) -> str:
        """Return the place of the text of a page that is meant first, its own while that isn't known."""
        layers = self._shown.layers(page)
        return place_of(page) if layers is None else layers.first

    def _place_at(self, spot: Spot) -> str:
        """Return the place of the text that a spot is meant for."""
        layers = self._shown.layers(spot.page)
        return self._first_on(spot.page) if layers is None else layers.place_at(spot.x, spot.y)

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
        self._place, self._turned, self._older = "", 0, ()
        self._lay((), self.across)
        self.verticalScrollBar().setValue(0)
        if shown.document:
            self._fetcher.first(SizesWish(shown.document))

    def renew(self, shown: Shown, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show a newer state of what is shown: one stays where one is, and each page as it was until it is drawn anew."""
        self._older = (self._shown.document, *self._older)[:_OLDER]
        self._shown = shown
        self._choice.clear()
        self._fetcher.forget()
        if sizes != self._sizes:
            self._lay(sizes, self.across)
            self._refit()
        self.viewport().update()
        self._tell_place()

    # --- fetching -----------------------------------------------------------------------------------

    def retry(self) -> None:
        """Ask again for what could not be drawn."""
        self._shown.failed.clear()
        self._shown.no_letters.clear()
        self.viewport().update()

    def renew_letters(self, page: int) -> None:
        """Ask again for the letters of a page that had none; it stays as it is seen."""
        self._shown.forget_letters(page)
        self.viewport().update()

    def _forgive(self) -> None:
        self._shown.failed.clear()

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        if wish.document != self._shown.document:
            return
        if isinstance(wish, SizesWish) and isinstance(result, tuple):
            self._lay(result, self.across)
            self._refit()
            self.ready.emit()
            self._tell_place()
        elif isinstance(wish, TileWish) and isinstance(result, QImage):
            if self._is_ours(wish):
                self._cache.put(wish, result)
                self.viewport().update()
            elif self._cache.small(wish.page, wish.turn) is None:
                self._cache.put_small(wish, result)
        elif isinstance(wish, LettersWish) and isinstance(result, PageLayers):
            if wish.edition == self._shown.editions[wish.page]:
                self._shown.keep(wish.page, result)
                self._letters_came(wish.page)
                self.viewport().update()
        elif isinstance(wish, LinksWish) and isinstance(result, tuple):
            self._shown.links[wish.page] = result

    def _is_ours(self, wish: TileWish) -> bool:
        """Tell a picture for this view from a small one for the strip beside it."""
        there = wish.page < self.pages
        return there and wish.turn == self._turned and wish.scale == self._scale_of(wish.page)

    def _scale_of(self, page: int) -> float:
        """Return how many device pixels a point of a page is."""
        return self._layout.zoom(page) * self.devicePixelRatioF()

    def _letters_came(self, page: int) -> None:
        self._choice.arrived(page)

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if wish.document != self._shown.document:
            return
        if isinstance(wish, SizesWish):
            self.failed.emit(error)
        elif isinstance(wish, TileWish):
            if self._is_ours(wish):
                self._shown.failed[wish.page] = why_words(error)
        elif isinstance(wish, LettersWish):
            self._shown.no_letters.add(wish.page)
        elif isinstance(wish, LinksWish):
            self._shown.links[wish.page] = ()
        self.viewport().update()

    def _wishes(self) -> Iterator[Wish]:
        """Yield what is missing: on the screen, the page that comes next, letters, two screens ahead and one behind.

        The next page comes first, since leafing shows a missing page sooner than selecting does.
        """
        top, high = self._top, self._high
        seen = self._layout.pages(top, top + high)
        room = self._cache.budget * _SHARE
        ahead = self._layout.pages(top + high, top + high * (1 + _AHEAD))
        behind = self._layout.pages(max(0, top - high * _BEHIND), top)
        following = range(seen.stop, min(seen.stop + 1, self.pages))
        for pages in (seen, following, ahead, reversed(behind)):
            for page in pages:
                for tile in self._tiles(page, turned_to=pages is following):
                    room -= self._bytes(tile)
                    if room > 0 and self._cache.get(tile) is None:
                        yield tile
            if pages is following:
                yield from self._missing_letters(seen)
        for page in seen:
            if page not in self._shown.links:
                yield LinksWish(self._shown.document, page)

    def _missing_letters(self, pages: range) -> Iterator[Wish]:
        chosen = () if self._choice.page is None else (self._choice.page,)
        for page in (*chosen, *pages):
            if self._shown.letters(page) is None and page not in self._shown.no_letters:
                yield LettersWish(self._shown.document, page, self._shown.editions[page])

    def _tiles(self, page: int, *, turned_to: bool = False) -> list[TileWish]:
        """Return the pieces of a page that are near the screen, or that will be on it when it is *turned_to*."""
        if page in self._shown.failed:
            return []
        clips, scale = tiles(*self._drawn(page)), self._scale_of(page)
        wishes = [TileWish(self._shown.document, page, scale, clip, self._turned) for clip in clips]
        if len(wishes) == 1:
            return wishes
        around = QRectF(self.viewport().rect()).adjusted(0, -self._high / 2, 0, self._high)
        if turned_to:
            around = QRectF(0, self.rect_of(page).top(), around.width(), self._high)
        return [wish for wish in wishes if self._near(page, wish, around)]

    def _drawn(self, page: int) -> tuple[int, int]:
        """Return a page's width and height in device pixels, not turned."""
        (width, height), scale = self._sizes[page], self._scale_of(page)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def _where(self, tile: TileWish) -> QRect | None:
        """Return where a piece stands on its page as shown, in device pixels; None is all of it."""
        if tile.clip is None:
            return None
        x, y, width, height = tile.clip
        at = turning.rect(Rect(x, y, x + width, y + height), tile.turn, *self._drawn(tile.page))
        return QRectF(at.left, at.top, at.right - at.left, at.bottom - at.top).toRect()

    def _near(self, page: int, tile: TileWish, around: QRectF) -> bool:
        ratio, frame, at = self.devicePixelRatioF(), self.rect_of(page), self._where(tile)
        if at is None:
            return True
        rect = QRectF(
            frame.x() + at.x() / ratio, frame.y() + at.y() / ratio, at.width() / ratio, at.height() / ratio
        )
        return rect.intersects(around)

    def _bytes(self, tile: TileWish) -> int:
        if tile.clip is not None:
            return 4 * tile.clip[2] * tile.clip[3]
        width, height = self._sizes[tile.page]
        return round(4 * width * height * tile.scale * tile.scale)

    # --- events -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is here and wish for what is not."""
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.fillRect(self.viewport().rect(), self._inks.desk)
        paint = PagePainter(painter, self._inks, self._shown, self._choice)
        for page in self._layout.pages(self._top, self._top + self._high):
            paint.paint(self._sheet(page), focused=self.hasFocus())
        if self._ringed:
            painter.setPen(QPen(self._inks.ring, 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()
        if self.pages:
            self._fetcher.wish(tuple(dict.fromkeys(self._wishes())))

    def _sheet(self, page: int) -> Sheet:
        pieces = tuple((self._where(tile), self._picture(tile)) for tile in self._tiles(page))
        ratio, small = self.devicePixelRatioF(), self._cache.small(page, self._turned)
        return Sheet(page, self.rect_of(page), self._layout.zoom(page), ratio, pieces, small, self._turned)

    def _picture(self, tile: TileWish) -> QImage | None:
        """Return the picture of a piece, or the one of the state before, so that nothing flickers."""
        states = (tile, *(replace(tile, document=older) for older in self._older))
        return next((image for each in states if (image := self._cache.get(each)) is not None), None)

    def changeEvent(self, event: QEvent) -> None:
        """Paint in the new font when the text size changes."""
        super().changeEvent(event)
        self.viewport().update()
