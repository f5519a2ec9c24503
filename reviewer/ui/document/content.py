"""What is on the pages of a view: the document that is shown, and what of it is selected."""

from __future__ import annotations

from reviewer.model.pages import Link
from reviewer.ui.document.document_source import page_with, place_of
from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.page_layout import Spot
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.selection import Choice
from reviewer.ui.document.shown import Shown


class PageContent:
    """Shared by what paints pages, points on them and walks over them; ``shown`` is made anew for each document."""

    def __init__(self) -> None:
        """Begin without a document."""
        self.shown = Shown("", "")
        self.choice = Choice(self.letters_at, self.place_at)

    def open(self, shown: Shown) -> None:
        """Take another document, of which nothing is selected."""
        self.shown = shown
        self.choice.clear()

    def letters_at(self, place: str) -> Letters | None:
        """Return the letters of a page or of a picture on it, None while they are not here, and where there are none."""
        return self.shown.letters_at(place)

    def first_on(self, page: int) -> str:
        """Return the place of the text of a page that is meant first, its own while that isn't known."""
        layers = self.shown.layers(page)
        return place_of(page) if layers is None else layers.first

    def place_at(self, spot: Spot) -> str:
        """Return the place of the text that a spot is meant for."""
        layers = self.shown.layers(spot.page)
        return self.first_on(spot.page) if layers is None else layers.place_at(spot.x, spot.y)

    def holds(self, place: str) -> bool:
        """Tell whether a place is a page, or may have letters on one: a picture has, a comment beside it hasn't."""
        page = page_with(place)
        layers = None if page is None else self.shown.layers(page)
        return page is not None and (layers is None or place in layers.places)

    def caret(self) -> tuple[int, Rect] | None:
        """Return the page that the caret is on and where it stands there, None while there is none or it isn't known."""
        page, letters = self.choice.page, self.choice.letters
        box = None if letters is None else letters.caret(self.choice.head)
        return None if page is None or box is None else (page, box)

    def link_at_caret(self) -> Link | None:
        """Return the link that the caret is in, None if it is in none."""
        caret = self.caret()
        if caret is None:
            return None
        page, box = caret
        return self.shown.link_at(page, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
