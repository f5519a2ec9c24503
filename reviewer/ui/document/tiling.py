"""The pictures that pages are put together from: which pieces there are, which are here, and which to ask for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage

from reviewer.ui.document import turning
from reviewer.ui.document.cache import TileCache
from reviewer.ui.document.content import PageContent
from reviewer.ui.document.fetching import TileWish
from reviewer.ui.document.page_layout import tiles
from reviewer.ui.document.painting import Sheet
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.rects import Rect
from reviewer.ui.scrolling import ScrollGround

_OLDER = 3  # states of a document whose pictures stand in until the newest one's are here


class PageTiles:
    """Keeps drawn pieces of pages in ``cache``, up to a number of bytes."""

    def __init__(self, area: ScrollGround, content: PageContent, placement: Placement) -> None:
        """Take the area that pages are scrolled in, what is on them, and where they stand."""
        self._area, self._content, self._placement = area, content, placement
        self.cache = TileCache()
        self._older: tuple[str, ...] = ()

    def clear(self) -> None:
        """Forget all pictures: another document is shown."""
        self.cache.clear()
        self._older = ()

    def outlive(self, document: str) -> None:
        """Show the pictures of this state of a document until those of the newer one are here."""
        self._older = (document, *self._older)[:_OLDER]

    def keep(self, tile: TileWish, image: QImage) -> None:
        """Take a picture that has come; of one that was asked for elsewhere, at another size, a small one."""
        if self.is_ours(tile):
            self.cache.put(tile, image)
            self._area.viewport().update()
        elif self.cache.small(tile.page, tile.turn) is None:
            self.cache.put_small(tile, image)

    def is_ours(self, tile: TileWish) -> bool:
        """Tell a picture for this view from a small one for the strip beside it."""
        at = self._placement
        there = tile.page < at.pages
        return there and tile.turn == at.turned and tile.scale == at.scale_of(tile.page)

    @property
    def is_sharp(self) -> bool:
        """Whether every piece that is in view is here; those beyond the view's edge are not looked at."""
        view = QRectF(self._area.viewport().rect())
        pieces = [(page, tile) for page in self._placement.in_view for tile in self.of(page)]
        shown = [tile for page, tile in pieces if self._near(page, tile, view)]
        return bool(shown) and all(self.cache.get(tile) is not None for tile in shown)

    def of(self, page: int, *, turned_to: bool = False) -> list[TileWish]:
        """Return the pieces of a page that are near the screen, or that will be on it when it is *turned_to*."""
        shown, at = self._content.shown, self._placement
        if page in shown.failed:
            return []
        clips, scale = tiles(*self._drawn(page)), at.scale_of(page)
        pieces = [TileWish(shown.document, page, scale, clip, at.turned) for clip in clips]
        if len(pieces) == 1:
            return pieces
        around = QRectF(self._area.viewport().rect()).adjusted(0, -at.high / 2, 0, at.high)
        if turned_to:
            around = QRectF(0, at.rect_of(page).top(), around.width(), at.high)
        return [piece for piece in pieces if self._near(page, piece, around)]

    def sheet(self, page: int) -> Sheet:
        """Return a page as it is to be painted, with the pictures that are here."""
        at = self._placement
        pieces = tuple((self._where(tile), self._picture(tile)) for tile in self.of(page))
        ratio, small = self._area.devicePixelRatioF(), self.cache.small(page, at.turned)
        return Sheet(page, at.rect_of(page), at.layout.zoom(page), ratio, pieces, small, at.turned)

    def bytes_of(self, tile: TileWish) -> int:
        """Return how many bytes the picture of a piece takes."""
        if tile.clip is not None:
            return 4 * tile.clip[2] * tile.clip[3]
        width, height = self._placement.sizes[tile.page]
        return round(4 * width * height * tile.scale * tile.scale)

    def _picture(self, tile: TileWish) -> QImage | None:
        """Return the picture of a piece, or the one of the state before, so that nothing flickers."""
        states = (tile, *(replace(tile, document=older) for older in self._older))
        return next((image for each in states if (image := self.cache.get(each)) is not None), None)

    def _drawn(self, page: int) -> tuple[int, int]:
        """Return a page's width and height in device pixels, not turned."""
        (width, height), scale = self._placement.sizes[page], self._placement.scale_of(page)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def _where(self, tile: TileWish) -> QRect | None:
        """Return where a piece stands on its page as shown, in device pixels; None is all of it."""
        if tile.clip is None:
            return None
        x, y, width, height = tile.clip
        at = turning.rect(Rect(x, y, x + width, y + height), tile.turn, *self._drawn(tile.page))
        return QRectF(at.left, at.top, at.right - at.left, at.bottom - at.top).toRect()

    def _near(self, page: int, tile: TileWish, around: QRectF) -> bool:
        at = self._where(tile)
        if at is None:
            return True
        ratio, frame = self._area.devicePixelRatioF(), self._placement.rect_of(page)
        left, top = frame.x() + at.x() / ratio, frame.y() + at.y() / ratio
        return QRectF(left, top, at.width() / ratio, at.height() / ratio).intersects(around)
