"""From place to place in a document: by number, by label, page by page, back and forward."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.frame import PaneFrame
from reviewer.ui.document.history import History, Standing
from reviewer.ui.document.source import PageSource, Range, page_of, place_of
from reviewer.ui.theme import Palette


class LeapingFrame(PaneFrame):
    """Remembers the place before each leap. Which places there are, the pane knows."""

    def __init__(
        self, pages: PageSource, actions: ActionList, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(pages, actions, palette, parent)
        self._labels: tuple[str, ...] = ()
        self._history = History()

    def _places(self) -> list[str]:
        """Return the places of the document in order."""
        raise NotImplementedError

    def _move(self, target: Range) -> None:
        """Go there without remembering the place before."""
        raise NotImplementedError

    def _tools(self) -> None:
        """Show what can be done now."""
        raise NotImplementedError

    def go_to(self, place: str, start: int = 0, end: int = 0) -> None:
        """Bring a passage into view and show which it is; an empty one means the start of its place."""
        self._leave()
        self._move(Range(place, start, end))

    def _turn_to(self, asked: str) -> None:
        """Go to the page with this number, or with this label; "=12" is the label 12."""
        places, asked = self._places(), asked.strip()
        wanted = asked.removeprefix("=").strip().casefold()
        labelled = [at for at, label in enumerate(self._labels) if label.casefold() == wanted]
        if labelled and (asked.startswith("=") or not asked.isdecimal()):
            self.show_page(labelled[0])
        elif asked.isdecimal() and places:
            self.show_page(max(0, min(len(places), int(asked)) - 1))
        view = self._view()
        if view is not None and self.toolbar.number.hasFocus():
            view.setFocus()

    def show_page(self, page: int) -> None:
        """Leap to a page (or part) by its index, and remember the place before."""
        places = self._places()
        if 0 <= page < len(places):
            self.go_to(places[page])

    def _step(self, way: int) -> None:
        """Turn to the next page or part, or the one before."""
        places, view = self._places(), self._view()
        here = "" if view is None else view.place()
        if here in places:
            step = self.page_view.across if view is self.page_view else 1
            self._move(Range(places[max(0, min(len(places) - 1, places.index(here) + way * step))], 0, 0))

    def _standing(self) -> Standing:
        view = self._view()
        if view is self.page_view:
            page, down = self.page_view.standing()
            return Standing(place_of(page), down) if self.page_view.pages else Standing("")
        return Standing("" if view is None else view.place())

    def _leave(self) -> None:
        self._history.leave(self._standing())
        self._tools()

    def go_back(self) -> None:
        """Go to the place before the last jump."""
        self._return(self._history.back(self._standing()))

    def go_forward(self) -> None:
        """Go to the place before the last step back."""
        self._return(self._history.forward(self._standing()))

    def _return(self, to: Standing | None) -> None:
        page = None if to is None else page_of(to.place)
        if to is not None and page is not None and self._view() is self.page_view:
            self.page_view.show_page(page, to.down)
        elif to is not None:
            self._move(Range(to.place, 0, 0))
        self._tools()
