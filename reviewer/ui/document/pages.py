"""The page view: selecting with mouse and keys, marks and hits on the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget

from reviewer.model.pages import Link
from reviewer.ui.document.choosing import Unit
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.finding import Found
from reviewer.ui.document.keys import move_of
from reviewer.ui.document.pointing import PagePointing
from reviewer.ui.document.shown import Shown, described, leads
from reviewer.ui.document.source import Mark, Range, on_its_page, page_of, page_with
from reviewer.ui.document.walking import FORWARD, Move

_BY_KEYS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class PageView(PagePointing):
    """Paged documents; places are ``p1``, ``p2``, … See ``DocumentPane`` for what the signals mean."""

    leaping = Signal()  # before a jump to the document's beginning or end
    menu_wanted = Signal(QPoint, object)  # where on the screen, and the Link there or None

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pages and the colours to paint with."""
        super().__init__(fetcher, inks, parent)
        self._beside = ""
        self._stepping: Callable[[], None] | None = None  # what a page's letters are waited for
        self.text_key = ""  # what shows the document as text, "" if no key does
        self._pending: Range | None = None  # where to go as soon as the letters are here
        self.setAccessibleName(self.tr("Document pages"))
        self.place_changed.connect(self._describe)
        self.ready.connect(self._go_pending)

    def open(self, shown: Shown) -> None:
        """Show another document from its first page."""
        self._pending = self._stepping = None
        super().open(shown)

    # --- what the pane asks -----------------------------------------------------------------------

    def selected(self) -> Range | None:
        """Return what is selected."""
        return self._choice.range

    def quote(self, chosen: Range) -> str:
        """Return the text of a range, "" while the letters of its page are not here."""
        letters = self._letters_at(chosen.place)
        return "" if letters is None else letters.text[chosen.start : chosen.end]

    def select(self, chosen: Range) -> None:
        """Select a range of a page, or of a picture on it, and bring it into view."""
        if self._holds(chosen.place):
            self._choice.select(chosen.place, chosen.start, chosen.end)
            self._go(chosen)
            self._changed()

    def _holds(self, place: str) -> bool:
        """Tell whether a place is a page, or may have letters on one: a picture has, a comment beside it hasn't."""
        page = page_with(place)
        layers = None if page is None else self._shown.layers(page)
        return page is not None and (layers is None or place in layers.places)

    def clear_selection(self) -> None:
        """Let go of the selection and the caret."""
        self._choice.clear()
        self._changed()

    def go_to(self, target: Range) -> None:
        """Scroll to a range and ring it; to the start of its page if the range is empty, or stands beside it."""
        if self._holds(target.place) and target.start < target.end:
            self._choice.select(target.place, target.start, target.start)
            self._changed()
            self._shown.target = target
        self._go(target)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these."""
        self._shown.mark(marks)
        self._describe()
        self.viewport().update()

    def set_hits(self, found: Found, current: Range | None) -> None:
        """Ring what was found and bring the current one into view."""
        if current is not None and current != self._shown.hit:
            self._go(current)
        self._shown.find(found, current)
        self.viewport().update()

    def _go(self, target: Range) -> None:
        """Show the page at once, and the range on it when its letters are here."""
        page = page_with(target.place)
        target = target if self._holds(target.place) else on_its_page(target)
        if page is None or (self.pages and page >= self.pages):
            return
        self._pending = target
        if self.pages:
            self._go_pending()

    def _go_pending(self) -> None:
        target = self._pending
        page = None if target is None else page_with(target.place)
        if target is None or page is None or page >= self.pages:
            self._pending = None
            return
        if target.start == target.end or self._letters_of(page) is None:
            if (
                page not in self._layout.pages(self._top, self._top + self._high)
                or target.start == target.end
            ):
                self.show_page(page)
            if target.start == target.end:
                self._pending = None
            self.viewport().update()
            return
        self._pending = None
        rects = self._shown.rects(target)
        if rects:
            self.bring(page, rects)
        else:
            self.show_page(page)
        self.viewport().update()

    def _letters_came(self, page: int) -> None:
        before = self._choice.range
        super()._letters_came(page)
        if self._stepping is not None and page == self._choice.page:
            going_on, self._stepping = self._stepping, None
            going_on()
            self._see_caret()
        if self._choice.range != before:
            self._changed()
        if self._pending is not None and page_with(self._pending.place) == page:
            self._go_pending()

    def _changed(self) -> None:
        super()._changed()
        self._tell_link(self._link_at_caret())
        self._describe()

    def _link_at_caret(self) -> Link | None:
        page, letters = self._choice.page, self._choice.letters
        caret = None if letters is None else letters.caret(self._choice.head)
        if page is None or caret is None:
            return None
        x, y = (caret.left + caret.right) / 2, (caret.top + caret.bottom) / 2
        return self._shown.link_at(page, x, y)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or at the caret when a key asked for it."""
        link = self._link_at_caret()
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse and self.pages:
            spot = self.spot_at(QPointF(event.pos()))
            link = self._shown.link_at(spot.page, spot.x, spot.y)
        elif self._choice.page is not None and self._choice.letters is not None:
            caret = self._choice.letters.caret(self._choice.head)
            if caret is not None:
                stands = self.frame_of(self._choice.page).place(caret).bottomLeft().toPoint()
                at = self.viewport().mapToGlobal(stands)
        self.menu_wanted.emit(at, link)

    def _describe(self) -> None:
        page = page_of(self.place())
        marks = () if page is None else self._shown.marks(page)
        number = "" if page is None else self.tr("Page {} of {}.").format(page + 1, self.pages)
        link = self._link_at_caret()
        said = (
            self._beside,
            number,
            described(marks),
            "" if link is None else leads(link),
            self.tr("Press {} to read it as text.").format(self.text_key) if self.text_key else "",
        )
        self.setAccessibleDescription(" ".join(filter(None, said)))

    def say_first(self, words: str) -> None:
        """Have these words said before all else of where one is, for those who don't see the page."""
        self._beside = words
        self._describe()

    # --- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, open a mark; the acts with keys of their own are in the list of actions."""
        move = move_of(event)
        if move is not None and (self._choice.page is not None or move[1]):
            self._walk(*move)
        elif not self._command(event):
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> bool:
        key, matches = event.key(), event.matches
        if matches(QKeySequence.StandardKey.SelectAll):
            self._select_page()
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._scroll_by(0, (-0.9 if back else 0.9) * self._high)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.leaping.emit()
            self.show_page(0 if key == Qt.Key.Key_Home else self.pages - 1)
        elif key == Qt.Key.Key_Escape and self._choice.page is not None:
            self.clear_selection()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_mark()
        else:
            return False
        return True

    def turn_page(self, way: int) -> None:
        """Go to the next or previous page; a caret comes along."""
        page = max(0, min(self.pages - 1, (page_of(self.place()) or 0) + way * self.across))
        self.show_page(page)
        if self._choice.page is not None:
            self._choice.enter(self._first_on(page), Move.DOWN)
            self._changed()

    def _select_page(self) -> None:
        place = self._choice.place or self._first_on(self._most())
        letters = self._letters_at(place)
        if letters is not None:
            self._choice.select(place, 0, len(letters.text))
            self._changed()

    def _open_mark(self) -> None:
        if self._choice.page is not None:
            mark = self._shown.mark_over(self._choice.place, self._choice.head)
            if mark is not None:
                self.mark_activated.emit(mark)

    def toggle_caret(self) -> None:
        """Put the caret at the first text in view, or take it away."""
        if self._choice.page is None:
            self._put_caret()
        else:
            self._choice.clear()
        self._changed()

    def widen(self) -> None:
        """Take more round the caret or the selection."""
        if self._choice.page is None:
            self._put_caret()
        if self._choice.widen():
            self._changed()

    def step(self, unit: Unit, *, forward: bool) -> None:
        """Select the sentence or paragraph that one is in, then the next or the one before, onto the next page too."""
        self._stepping = None
        if self._choice.page is None:
            self._put_caret()
        page = self._choice.page
        if page is None:
            return
        if not self._choice.step(unit, forward=forward) and self._choice.letters is not None:
            other = page + (1 if forward else -1)
            if 0 <= other < self.pages:
                self._choice.enter(self._first_on(other), Move.PAGE_END if forward else Move.PAGE_START)
                self._go_on_stepping(other, unit, forward)
        self._see_caret()
        self._changed()

    def _go_on_stepping(self, page: int, unit: Unit, forward: bool) -> None:
        """Take the first or last of a page, as soon as its letters are here; one without words is stayed on."""
        if self._choice.letters is None:
            self._stepping = partial(self._go_on_stepping, page, unit, forward)
        elif self._choice.page == page and self._choice.range is None:
            self._choice.enter(self._choice.place, Move.PAGE_END if forward else Move.PAGE_START)
            self._choice.step(unit, forward=forward)

    def _put_caret(self) -> None:
        """Put the caret at the first text in view."""
        for page in self._layout.pages(self._top, self._top + self._high):
            place, frame = self._first_on(page), self.frame_of(page)
            letters = self._letters_at(place)
            tops = (
                []
                if letters is None
                else [
                    (frame.place(caret).top(), line.start)
                    for line in letters.lines
                    if (caret := letters.caret(line.start)) is not None
                ]
            )
            below = [(top, start) for top, start in tops if top >= 0]
            if below:
                at = min(below)[1]
                self._choice.select(place, at, at)
                return

    @property
    def texts_here(self) -> int:
        """How many texts the page has that the caret is on, or that is most in view: its own, and what was recognised."""
        layers = self._shown.layers(self._here())
        return 0 if layers is None else len(layers.places)

    def next_text(self) -> None:
        """Put the caret into the next text of the page: from its own into what was recognised, from the last into the first."""
        layers = self._shown.layers(self._here())
        if layers is not None:
            self._choice.select(layers.after(self._choice.place or layers.first), 0, 0)
            self._see_caret()
            self._changed()

    def _here(self) -> int:
        page = self._choice.page
        return self._most() if page is None else page

    def _walk(self, move: Move, extend: bool) -> None:
        if self._choice.page is None:
            self._put_caret()
        page = self._choice.page
        if page is None:
            return
        if not self._choice.walk(move, extend=extend) and not extend:
            other = page + (1 if move in FORWARD else -1)
            if 0 <= other < self.pages and self._choice.letters is not None:
                self._choice.enter(self._first_on(other), move)
        self._see_caret()
        self._changed()

    def _see_caret(self) -> None:
        page, letters = self._choice.page, self._choice.letters
        caret = None if letters is None else letters.caret(self._choice.head)
        if page is not None and caret is not None:
            self.bring(page, (caret,))
        elif page is not None and page not in self._layout.pages(self._top, self._top + self._high):
            self.show_page(page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and a ring if the focus came by keyboard."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEYS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide caret and ring."""
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()
