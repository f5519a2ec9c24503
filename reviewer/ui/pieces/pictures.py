"""The pictures of pieces, fetched beside the window: small ones for the wall, a sharp one of the piece that one is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from reviewer.desk.pieces import Piece
from reviewer.model import NoText
from reviewer.ui.document.document_source import PageSource, Range, on_its_page, page_of
from reviewer.ui.document.fetching import Fetcher, PictureWish, TileWish, Wish

_SMALL, _LARGE = 320, 1600  # pixels of the longest side
_SMALL_PAGE, _LARGE_PAGE = 0.4, 1.4  # pixels a point


class PiecePictures(QObject):
    """``came`` hears the key, the picture, and whether it is the sharp one."""

    def __init__(
        self, source: PageSource, came: Callable[[str, QImage, bool], object], owner: QObject
    ) -> None:
        """Take where pictures come from."""
        super().__init__(owner)
        self._fetcher = Fetcher(source, self)
        self._came = came
        self._asked: dict[Wish, tuple[str, bool]] = {}
        self._refused: set[Wish] = set()
        self._fetcher.fulfilled.connect(self._take)
        self._fetcher.refused.connect(self._miss)

    def want(self, pieces: Sequence[Piece]) -> None:
        """Fetch the small pictures of these, in place of those that were wanted before."""
        self._fetcher.pictures(list(self._wishes(pieces, sharp=False)))

    def want_sharp(self, piece: Piece) -> None:
        """Fetch a sharp picture of one, before all others."""
        for wish in self._wishes([piece], sharp=True):
            self._fetcher.first(wish)

    def close(self) -> None:
        """Let the thread go."""
        self._fetcher.close()

    def _wishes(self, pieces: Sequence[Piece], *, sharp: bool) -> Sequence[Wish]:
        wishes: list[Wish] = []
        for piece in pieces:
            wish = wish_of(piece, sharp=sharp)
            if wish is not None and wish not in self._refused:
                self._asked[wish] = (piece.key, sharp)
                wishes.append(wish)
        return wishes

    def _take(self, wish: Wish, picture: object) -> None:
        asked = self._asked.pop(wish, None)
        if asked is not None and isinstance(picture, QImage):
            self._came(asked[0], picture, asked[1])

    def _miss(self, wish: Wish, _error: Exception) -> None:
        """Nobody can draw it: its tile says in words what it is."""
        self._refused.add(wish)
        self._asked.pop(wish, None)


def wish_of(piece: Piece, *, sharp: bool) -> Wish | None:
    """Return what to ask for to see a piece, None where there is nothing to see: a whole document, a drawing."""
    if not isinstance(piece.why, NoText) or piece.why in {NoText.DAMAGED, NoText.DRAWING}:
        return None
    if piece.picture:
        return PictureWish(piece.document, piece.place, _LARGE if sharp else _SMALL)
    page = page_of(on_its_page(Range(piece.place, 0, 0)).place)
    if page is None:
        return None
    return TileWish(piece.document, page, _LARGE_PAGE if sharp else _SMALL_PAGE, None)
