"""The caret on the pages: keys that move it and select, from one page onto the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer.ui.document.caret_moves import FORWARD, Move
from reviewer.ui.document.content import PageContent
from reviewer.ui.document.keys import move_of
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.scroller import Scroller
from reviewer.ui.document.selection import Unit


class Caret(QObject):
    """Walks and selects by keyboard.

    ``moved`` when caret or selection are others; ``mark_activated`` carries the ``Mark`` that was opened.
    """

    moved = Signal()
    mark_activated = Signal(object)

    def __init__(
        self, parent: QObject, content: PageContent, placement: Placement, scroller: Scroller
    ) -> None:
        """Take what is on the pages, where they stand, and what scrolls over them."""
        super().__init__(parent)
        self._content, self._placement, self._scroller = content, placement, scroller
        self._choice = content.choice
        self._stepping: Callable[[], None] | None = None  # what a page's letters are waited for

    def take_key(self, event: QKeyEvent) -> bool:
        """Move, select, open a mark; False for a key that asks for none of it."""
        move = move_of(event)
        if move is not None and (self._choice.page is not None or move[1]):
            self._walk(*move)
            return True
        key = event.key()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_page()
        elif key == Qt.Key.Key_Escape and self._choice.page is not None:
            self.clear()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_mark()
        else:
            return False
        return True

    def forget(self) -> None:
        """Wait for no letters any more: another document is shown."""
        self._stepping = None

    def clear(self) -> None:
        """Let go of the selection and the caret."""
        self._choice.clear()
        self.moved.emit()

    def toggle(self) -> None:
        """Put the caret at the first text in view, or take it away."""
        if self._choice.page is None:
            self._put()
        else:
            self._choice.clear()
        self.moved.emit()

    def widen(self) -> None:
        """Take more round the caret or the selection."""
        if self._choice.page is None:
            self._put()
        if self._choice.widen():
            self.moved.emit()

    def turn_page(self, way: int) -> None:
        """Go to the next page (1) or the previous one (-1); a caret comes along."""
        at = self._placement
        page = max(0, min(at.pages - 1, at.most + way * at.across))
        self._scroller.show_page(page)
        if self._choice.page is not None:
            self._choice.enter(self._content.first_on(page), Move.DOWN)
            self.moved.emit()

    # --- sentences, paragraphs, texts -----------------------------------------------------------------

    def step(self, unit: Unit, *, forward: bool) -> None:
        """Select the sentence or paragraph that one is in, then the next or the one before, onto the next page too."""
        self._stepping = None
        if self._choice.page is None:
            self._put()
        page = self._choice.page
        if page is None:
            return
        if not self._choice.step(unit, forward=forward) and self._choice.letters is not None:
            other = page + (1 if forward else -1)
            if 0 <= other < self._placement.pages:
                self._enter(other, Move.PAGE_END if forward else Move.PAGE_START)
                self._go_on_stepping(other, unit, forward)
        self._see()
        self.moved.emit()

    def _go_on_stepping(self, page: int, unit: Unit, forward: bool) -> None:
        """Take the first or last of a page, as soon as its letters are here; one without words is stayed on."""
        if self._choice.letters is None:
            self._stepping = partial(self._go_on_stepping, page, unit, forward)
        elif self._choice.page == page and self._choice.range is None:
            self._choice.enter(self._choice.place, Move.PAGE_END if forward else Move.PAGE_START)
            self._choice.step(unit, forward=forward)

    def take_letters(self, page: int) -> None:
        """Go on where a page's letters were waited for."""
        before = self._choice.range
        self._choice.arrived(page)
        if self._stepping is not None and page == self._choice.page:
            going_on, self._stepping = self._stepping, None
            going_on()
            self._see()
        if self._choice.range != before:
            self.moved.emit()

    @property
    def texts_here(self) -> int:
        """How many texts the page has that the caret is on, or that is most in view: its own, and what was recognised."""
        layers = self._content.shown.layers(self._here)
        return 0 if layers is None else len(layers.places)

    def next_text(self) -> None:
        """Go into the next text of the page: from its own into what was recognised, from the last into the first."""
        layers = self._content.shown.layers(self._here)
        if layers is not None:
            self._choice.select(layers.after(self._choice.place or layers.first), 0, 0)
            self._see()
            self.moved.emit()

    @property
    def _here(self) -> int:
        page = self._choice.page
        return self._placement.most if page is None else page

    # --- inside ---------------------------------------------------------------------------------------

    def _walk(self, move: Move, extend: bool) -> None:
        if self._choice.page is None:
            self._put()
        page = self._choice.page
        if page is None:
            return
        if not self._choice.walk(move, extend=extend) and not extend:
            other = page + (1 if move in FORWARD else -1)
            if 0 <= other < self._placement.pages and self._choice.letters is not None:
                self._enter(other, move)
        self._see()
        self.moved.emit()

    def _enter(self, page: int, move: Move) -> None:
        self._choice.enter(self._content.first_on(page), move)

    def _select_page(self) -> None:
        place = self._choice.place or self._content.first_on(self._placement.most)
        letters = self._content.letters_at(place)
        if letters is not None:
            self._choice.select(place, 0, len(letters.text))
            self.moved.emit()

    def _open_mark(self) -> None:
        if self._choice.page is not None:
            mark = self._content.shown.mark_over(self._choice.place, self._choice.head)
            if mark is not None:
                self.mark_activated.emit(mark)

    def _put(self) -> None:
        """Put the caret at the first text in view."""
        for page in self._placement.in_view:
            place, frame = self._content.first_on(page), self._placement.frame_of(page)
            letters = self._content.letters_at(place)
            starts = (
                [] if letters is None else [(letters.caret(line.start), line.start) for line in letters.lines]
            )
            tops = [(frame.place(caret).top(), start) for caret, start in starts if caret is not None]
            below = [(top, start) for top, start in tops if top >= 0]
            if below:
                at = min(below)[1]
                self._choice.select(place, at, at)
                return

    def _see(self) -> None:
        """Bring the caret into view, or the page that it is on."""
        caret, page = self._content.caret(), self._choice.page
        if caret is not None:
            self._scroller.bring(caret[0], (caret[1],))
        elif page is not None and page not in self._placement.in_view:
            self._scroller.show_page(page)
