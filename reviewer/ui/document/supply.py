"""What the pages in view need: it is wished for in the order that a reader meets it, and given on when it comes."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from reviewer.ui.document.content import PageContent
from reviewer.ui.document.fetching import (
    Fetcher,
    LettersWish,
    LinksWish,
    SizesWish,
    TileWish,
    Wish,
    why_words,
)
from reviewer.ui.document.layers import PageLayers
from reviewer.ui.document.page_layout import Size
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.tiling import PageTiles
from reviewer.ui.scrolling import ScrollGround

_AHEAD, _BEHIND = 2, 1  # screens to have ready below and above
_SHARE = 0.75  # of the cache that one wish list may fill: more would throw out what is on the screen


class PageSupply(QObject):
    """Asks for sizes, pictures, letters and links, and keeps them.

    ``sized`` carries the sizes of the pages, in points; ``failed`` the error when they can't be had; ``lettered`` a page
    whose letters are here now.
    """

    sized = Signal(object)
    failed = Signal(object)
    lettered = Signal(int)

    def __init__(
        self,
        area: ScrollGround,
        fetcher: Fetcher,
        content: PageContent,
        placement: Placement,
        tiles: PageTiles,
    ) -> None:
        """Take the area that is painted, what fetches, and what is kept where."""
        super().__init__(area)
        self._area, self._fetcher = area, fetcher
        self._content, self._placement, self._tiles = content, placement, tiles
        fetcher.fulfilled.connect(self._on_fulfilled)
        fetcher.refused.connect(self._on_refused)

    def forget(self) -> None:
        """Wish for nothing more of what was shown."""
        self._fetcher.forget()

    def begin(self, shown: Shown) -> None:
        """Ask for the sizes of another document; nothing more of the last one is wished for."""
        self.forget()
        if shown.document:
            self._fetcher.first(SizesWish(shown.document))

    def retry(self) -> None:
        """Ask again for what could not be drawn, and for letters that could not be had."""
        self._content.shown.no_letters.clear()
        self.redraw()
        self._area.viewport().update()

    def redraw(self) -> None:
        """Ask again for what could not be drawn: it may be drawn at another size."""
        self._content.shown.failed.clear()

    def renew_letters(self, page: int) -> None:
        """Ask again for the letters of a page that had none; it stays as it is seen."""
        self._content.shown.forget_letters(page)
        self._area.viewport().update()

    def wish(self) -> None:
        """Wish for what is missing, in place of what was wished for before."""
        if self._placement.pages:
            self._fetcher.wish(tuple(dict.fromkeys(self.wishes())))

    def wishes(self) -> Iterator[Wish]:
        """Yield what is missing: on the screen, the page that comes next, letters, two screens ahead and one behind.

        The next page comes first, since whoever leafs through sees that it is not there sooner than they select.
        """
        at, cache = self._placement, self._tiles.cache
        seen = at.in_view
        budget = cache.budget * _SHARE
        following = range(seen.stop, min(seen.stop + 1, at.pages))
        for pages in (seen, following, at.below(_AHEAD), reversed(at.above(_BEHIND))):
            for page in pages:
                for tile in self._tiles.of(page, turned_to=pages is following):
                    budget -= self._tiles.bytes_of(tile)
                    if budget > 0 and cache.get(tile) is None:
                        yield tile
            if pages is following:
                yield from self._missing_letters(seen)
        shown = self._content.shown
        yield from (LinksWish(shown.document, page) for page in seen if page not in shown.links)

    def _missing_letters(self, pages: range) -> Iterator[Wish]:
        shown, page = self._content.shown, self._content.choice.page
        chosen = () if page is None else (page,)
        for number in (*chosen, *pages):
            if shown.letters(number) is None and number not in shown.no_letters:
                yield LettersWish(shown.document, number, shown.editions[number])

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        shown = self._content.shown
        if wish.document != shown.document:
            return
        if isinstance(wish, SizesWish) and isinstance(result, tuple):
            sizes: tuple[Size, ...] = result
            self.sized.emit(sizes)
        elif isinstance(wish, TileWish) and isinstance(result, QImage):
            self._tiles.keep(wish, result)
        elif isinstance(wish, LettersWish) and isinstance(result, PageLayers):
            if wish.edition == shown.editions[wish.page]:
                shown.keep(wish.page, result)
                self.lettered.emit(wish.page)
                self._area.viewport().update()
        elif isinstance(wish, LinksWish) and isinstance(result, tuple):
            shown.links[wish.page] = result

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        shown = self._content.shown
        if wish.document != shown.document:
            return
        if isinstance(wish, SizesWish):
            self.failed.emit(error)
        elif isinstance(wish, TileWish):
            if self._tiles.is_ours(wish):
                shown.failed[wish.page] = why_words(error)
        elif isinstance(wish, LettersWish):
            shown.no_letters.add(wish.page)
        elif isinstance(wish, LinksWish):
            shown.links[wish.page] = ()
        self._area.viewport().update()
