"""The texts of a page: its own, and what was recognised on it beside. A selection is in one of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.rects import Rect


@dataclass(frozen=True, slots=True)
class Layer:
    """What was recognised: its place, its letters on the page, and the area of the picture that they were seen in.

    ``instead`` of the page's own text, which is doubted, it is meant wherever that would be.
    """

    place: str
    letters: Letters
    area: Rect
    instead: bool = False


class PageLayers:
    """A page's letters, and those that were recognised on it."""

    def __init__(self, place: str, own: Letters, layers: Sequence[Layer] = ()) -> None:
        """Take the page's place and text, and its layers with words."""
        self.own = own
        self._pictures = [layer for layer in layers if not layer.instead]
        self._letters = {place: own, **{layer.place: layer.letters for layer in layers}}
        self.first = next((layer.place for layer in layers if layer.instead), place)
        """The place of the text that is meant where nothing else is: the page's own, or what was recognised instead."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places of its texts, the first one first."""
        return (self.first, *(place for place in self._letters if place != self.first))

    def letters(self, place: str) -> Letters | None:
        """Return the letters of a text of this page, None for what is none."""
        return self._letters.get(place)

    def place_at(self, x: float, y: float) -> str:
        """Return the place of the text that a point is meant for: the first where its letters are, else the picture there."""
        if self._letters[self.first].inside(x, y) is not None:
            return self.first
        under = [layer for layer in self._pictures if layer.area.distance(x, y) == (0.0, 0.0)]
        hit = next((layer for layer in under if layer.letters.inside(x, y) is not None), None)
        nearest = hit or min(under, key=lambda layer: _size(layer.area), default=None)
        return self.first if nearest is None else nearest.place

    def inside(self, x: float, y: float) -> bool:
        """Tell whether a letter of any of its texts is under a point."""
        return any(letters.inside(x, y) is not None for letters in self._letters.values())

    def after(self, place: str) -> str:
        """Return the place of the text that comes after one, round the page."""
        places = self.places
        return places[(places.index(place) + 1) % len(places)] if place in places else places[0]


def _size(area: Rect) -> float:
    return (area.right - area.left) * (area.bottom - area.top)
