"""The ways to show a document, and which of them is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from reviewer.ui.document.document_source import Mark, Range, place_of
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.selection import Unit
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.tableview import TableView
from reviewer.ui.document.textview import TextView
from reviewer.ui.theme import Palette

_STEP = 1.2


class View(Protocol):
    """One way to show a document. Ranges count code points in the text of a part."""

    def selected(self) -> Range | None:
        """Return what is selected, None if nothing is."""
        ...

    def quote(self, chosen: Range) -> str:
        """Return the document's own words of a range, "" while they are not here."""
        ...

    def select(self, chosen: Range) -> None:
        """Select a range and bring it into view."""
        ...

    def go_to(self, target: Range) -> None:
        """Bring a range into view and show which it is; an empty one means the beginning of its place."""
        ...

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these passages."""
        ...

    def set_hits(self, hits: Hits, current: Range | None) -> None:
        """Show what was found, and bring the current one into view."""
        ...

    def place(self) -> str:
        """Return the place most in view, "" if there is none."""
        ...

    @property
    def zoom(self) -> float:
        """How large it is shown; 1.0 is life-size, or the window's text size."""
        ...

    def set_zoom(self, zoom: float) -> None:
        """Show it larger or smaller."""
        ...

    def reset_zoom(self) -> None:
        """Show it as large as reads best: pages as wide as the view, text at the window's text size."""
        ...

    def set_colours(self, palette: Palette) -> None:
        """Paint with the theme's colours from now on."""
        ...

    def setFocus(self) -> None:
        """Take the focus."""
        ...


class Stepper(Protocol):
    """Steps from sentence to sentence, and from paragraph to paragraph."""

    def step(self, unit: Unit, *, forward: bool) -> None:
        """Select the sentence or paragraph that one is in, then the next or the one before."""
        ...


class Views(QObject):
    """Pages, text and table of one document, or a sentence in their place. ``turned`` when another one is shown."""

    turned = Signal()

    def __init__(
        self,
        pane: QWidget,
        fetcher: Fetcher,
        palette: Palette,
        state: DocumentState,
        beneath: Callable[[], int],
    ) -> None:
        """Take the pane that the views are in (its focus goes to the one that is shown), and what they are made with.

        ``beneath`` gives how many pixels of height notices take from the views for now.
        """
        super().__init__(pane)
        self._pane, self._state = pane, state
        self.page_view = PageView(fetcher, palette, beneath)
        self.text_view, self.table_view = TextView(palette), TableView(palette)
        self.message = QLabel()
        self.message.setProperty("role", "message")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.message)
        self._widgets: tuple[QWidget, ...] = (self.page_view, self.text_view, self.table_view)
        self._all: tuple[View, ...] = (self.page_view, self.text_view, self.table_view)
        for widget in self._widgets:
            self.stack.addWidget(widget)

    @property
    def shown(self) -> View | None:
        """The view that is shown, None while a sentence is."""
        number = self.stack.currentIndex()
        return self._all[number - 1] if number > 0 else None

    def is_shown(self, one: object) -> bool:
        """Tell whether something is the view that is shown."""
        return one is not None and one is self.shown

    @property
    def pages_shown(self) -> bool:
        """Whether pages are shown, its own or drawn ones."""
        return self.shown is self.page_view

    @property
    def stepper(self) -> Stepper | None:
        """What steps from sentence to sentence in the view that is shown, None where there are none."""
        if self.pages_shown:
            return self.page_view.caret
        return self.text_view if self.shown is self.text_view else None

    def turn(self, view: View) -> None:
        """Show one of the views; the focus goes along if the pane has it."""
        focused = self._pane.isAncestorOf(QApplication.focusWidget() or self._pane.window())
        old, new = self.stack.currentWidget(), self._widgets[self._all.index(view)]
        self.stack.setCurrentWidget(new)
        self._pane.setFocusProxy(new)
        if focused and old is not new:
            new.setFocus()
        self.turned.emit()

    def blank(self) -> None:
        """Show none of them, but the last sentence in their place; who goes in meanwhile is in the view that comes."""
        focused = self._pane.isAncestorOf(QApplication.focusWidget() or self._pane.window())
        self.stack.setCurrentWidget(self.message)
        self._pane.setFocusProxy(self.message)
        if focused:
            self.message.setFocus()

    def say(self, words: str) -> None:
        """Show a sentence in place of the document."""
        self.message.setText(words)
        self.blank()

    def take_focus(self) -> None:
        """Put the focus on the view that is shown, if there is one."""
        view = self.shown
        if view is not None:
            view.setFocus()

    @property
    def first_place(self) -> tuple[str, int]:
        """The first place of the document as it is shown, "" if there is none, and how many there are."""
        if (self._state.paged or self._state.drawn) and self.page_view.pages:
            return place_of(0), self.page_view.pages
        places = self.places
        return (places[0] if places else ""), len(places)

    @property
    def places(self) -> list[str]:
        """The places of the document in order, as it is shown: pages, or parts of its text."""
        state, pages = self._state, self.page_view.pages
        if (state.paged or state.drawn) and pages:
            return [place_of(page) for page in range(pages)]
        return [] if state.text is None else [part.place for part in state.text.said]

    # --- how it looks ---------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these in whatever is shown."""
        for view in self._all:
            view.set_marks(marks)

    def set_colours(self, palette: Palette) -> None:
        """Take the theme's colours; the theme may have come with another text size."""
        self.page_view.set_colours(palette)
        for view in (self.text_view, self.table_view):
            view.set_colours(palette)
            view.set_zoom(view.zoom)

    def zoom(self, way: int) -> None:
        """Show it larger (1), smaller (-1), or as large as reads best (0)."""
        view = self.shown
        if view is not None and way:
            view.set_zoom(view.zoom * _STEP**way)
        elif view is not None:
            view.reset_zoom()
