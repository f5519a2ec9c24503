"""From place to place in a document: by number, by label, page by page, back and forward."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.ui.document.document_source import Range, page_of
from reviewer.ui.document.drawing import Drawing
from reviewer.ui.document.jumps import History, Standing
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.texts import DocumentTexts
from reviewer.ui.document.view_stack import Views


class Leaps(QObject):
    """Remembers in a history where one was before each leap. ``changed`` when there are other ways back and forward."""

    changed = Signal()

    def __init__(
        self, state: DocumentState, views: Views, texts: DocumentTexts, drawing: Drawing, history: History
    ) -> None:
        """Take what is known of the document, what shows it, and the history to keep."""
        super().__init__(views)
        self._state, self._views, self._texts, self._drawing = state, views, texts, drawing
        self._history = history
        self._wanted: Range | None = None  # where to go in a text that is not here yet

    def begin(self) -> None:
        """Forget all: another document is shown."""
        self._history.clear()
        self._wanted = None

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether there is a way back, and a way forward."""
        return self._history.ways

    def go_to(self, place: str, start: int = 0, end: int = 0) -> None:
        """Bring a passage into view and show which it is; an empty one means the start of its place."""
        self.leave()
        self._move(Range(place, start, end))

    def show_page(self, page: int) -> None:
        """Leap to a page (or part) by its index, and remember where one was."""
        places = self._views.places
        if 0 <= page < len(places):
            self.go_to(places[page])

    def turn_to(self, asked: str) -> None:
        """Go to the page with this number, or with this label; "=12" is the label 12."""
        count, asked = len(self._views.places), asked.strip()
        wanted = asked.removeprefix("=").strip().casefold()
        labelled = [at for at, label in enumerate(self._state.labels) if label.casefold() == wanted]
        if labelled and (asked.startswith("=") or not asked.isdecimal()):
            self.show_page(labelled[0])
        elif asked.isdecimal() and count:
            self.show_page(max(0, min(count, int(asked)) - 1))

    def step(self, way: int) -> None:
        """Turn to the next page or part (1), or the one before (-1)."""
        places, view = self._views.places, self._views.shown
        here = "" if view is None else view.place()
        if here in places:
            step = self._views.page_view.placement.across if self._views.pages_shown else 1
            self._move(Range(places[max(0, min(len(places) - 1, places.index(here) + way * step))], 0, 0))

    def go_on(self) -> None:
        """Go to where one wanted to go before the text was here."""
        if self._wanted is not None:
            self._move(self._wanted)

    def leave(self) -> None:
        """Remember where one is, before a leap."""
        self._history.leave(self._standing())
        self.changed.emit()

    def go_back(self) -> None:
        """Go to where one was before the last leap."""
        self._return(self._history.back(self._standing()))

    def go_forward(self) -> None:
        """Go to where one was before going back."""
        self._return(self._history.forward(self._standing()))

    def _standing(self) -> Standing:
        view = self._views.shown
        if self._views.pages_shown:
            return self._views.page_view.placement.page_and_offset()
        return Standing("" if view is None else view.place())

    def _return(self, to: Standing | None) -> None:
        page = None if to is None else page_of(to.place)
        if to is not None and page is not None and self._views.pages_shown:
            self._views.page_view.scroller.show_page(page, to.down)
        elif to is not None:
            self._move(Range(to.place, 0, 0))
        self.changed.emit()

    def _move(self, target: Range) -> None:
        """Go there without remembering where one was."""
        views = self._views
        if self._state.drawn and page_of(target.place) is None:
            self._drawing.leave()
        if views.pages_shown:
            views.page_view.go_to(target)
        elif self._state.text is None:
            self._wanted = target
        elif views.shown is views.table_view:
            views.table_view.go_to(target)
        else:
            views.text_view.go_to(self._texts.in_text(target))
