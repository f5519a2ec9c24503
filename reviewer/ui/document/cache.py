"""Pictures of pages that are kept, up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from reviewer.ui.document.fetching import TileWish

BUDGET = 112 << 20
_SMALL = 320  # pixels across of the small picture that stands in while a sharp one is drawn
_SMALL_KEPT = 400


class TileCache:
    """Drawn squares by wish, the longest unused dropped first, and a small picture of each page seen."""

    def __init__(self, budget: int = BUDGET) -> None:
        """Take how many bytes of sharp pictures to keep."""
        self.budget = budget
        self._tiles: OrderedDict[TileWish, QImage] = OrderedDict()
        self._small: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.used = 0
        """How many bytes the sharp pictures take."""

    def put(self, wish: TileWish, image: QImage) -> None:
        """Keep a picture; of a whole page a small one too."""
        self.put_small(wish, image)
        old = self._tiles.pop(wish, None)
        self.used += image.sizeInBytes() - (0 if old is None else old.sizeInBytes())
        self._tiles[wish] = image
        while self.used > self.budget and len(self._tiles) > 1:
            self.used -= self._tiles.popitem(last=False)[1].sizeInBytes()

    def put_small(self, wish: TileWish, image: QImage) -> None:
        """Keep only a small picture of a whole page."""
        if wish.clip is None:
            self._small[wish.page, wish.turn] = image.scaledToWidth(
                min(_SMALL, image.width()), Qt.TransformationMode.FastTransformation
            )
            while len(self._small) > _SMALL_KEPT:
                self._small.popitem(last=False)

    def get(self, wish: TileWish) -> QImage | None:
        """Return a picture and count it as used, or None."""
        image = self._tiles.get(wish)
        if image is not None:
            self._tiles.move_to_end(wish)
        return image

    def small(self, page: int, turn: int = 0) -> QImage | None:
        """Return the small picture of a page, turned by so many quarters."""
        return self._small.get((page, turn))

    def clear(self) -> None:
        """Forget everything, for another document is shown."""
        self._tiles.clear()
        self._small.clear()
        self.used = 0
