"""The document in the middle of the desk. Knows nothing of casebooks: it is given pages and says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewer.model import DocumentText
from reviewer.ui.actions.action import Menu, Scope
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows, offer_on_tabs
from reviewer.ui.document.captions import Ability, Bars, Captions
from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.controller import DocumentController
from reviewer.ui.document.document_source import Mark, PageSource, Selected
from reviewer.ui.document.drawing import Drawing
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.findbar import FindBar
from reviewer.ui.document.foot import NoticeFoot
from reviewer.ui.document.hint import Hint
from reviewer.ui.document.jumps import History
from reviewer.ui.document.leaping import Leaps
from reviewer.ui.document.notes import Also, Notes, ProblemLine
from reviewer.ui.document.pane_menu import PaneMenu
from reviewer.ui.document.searching import Search
from reviewer.ui.document.sidebar import Sidebar
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.strip import PAGES_MENU, SideStrip
from reviewer.ui.document.switches import Switches
from reviewer.ui.document.texts import DocumentTexts
from reviewer.ui.document.toolbar import Toolbar
from reviewer.ui.document.view_stack import Views
from reviewer.ui.staying import mark
from reviewer.ui.theme import LIGHT, Palette


class DocumentPane(QWidget):
    """One document: its pages or sheets where it has them, its text always. What can be done with it is in ``action_list``.

    - ``selection_changed``: a ``Selected``, or None when nothing is selected any more
    - ``place_changed``: the place most in view
    - ``number_pressed``: 1 to 9, pressed with or without a selection, or a criterion's number from the menu
    - ``mark_activated``: the key of the mark that was clicked, or its label if it has none
    - ``words_here``: the text that was waited for is shown, or why it can't be
    - ``drawn_wanted``: the document (SHA-256) whose pages are to be made; answer by ``show_drawn`` or ``refuse_drawn``
    """

    help = "documents"

    selection_changed = Signal(object)
    place_changed = Signal(str)
    number_pressed = Signal(int)
    mark_activated = Signal(str)
    drawn_wanted = Signal(str)
    words_here = Signal()

    def __init__(
        self,
        pages: PageSource,
        actions: ActionList,
        parent: QWidget | None = None,
        *,
        palette: Palette = LIGHT,
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(parent)
        self.setProperty("role", "desk")
        self.action_list = actions
        self.switches, self.state = Switches(self), DocumentState()
        fetcher = Fetcher(pages, self)
        self.views = Views(self, fetcher, palette, self.state, self._beneath)
        self.page_view, self.text_view = self.views.page_view, self.views.text_view
        self.table_view, self.message = self.views.table_view, self.views.message
        self.toolbar, self.find_bar, self.hint = Toolbar(), FindBar(), Hint(actions.key)
        self.foot = NoticeFoot()
        self.strip = SideStrip(fetcher, inks_of(palette))
        self.also = Also(ProblemLine(), Notes(), self.toolbar, self.switches.also)
        sidebar = Sidebar(self.state, self.views, self.strip, self.switches.strip)
        bars = Bars(self.toolbar, self.find_bar, self.also, sidebar, self.hint)
        texts = DocumentTexts(self.state, self.views)
        self.drawing = Drawing(self.state, self.views, self.switches.drawn)
        self.leaps = Leaps(self.state, self.views, texts, self.drawing, History())
        self.search = Search(self.find_bar, self.views)
        self.captions = Captions(self.state, self.views, texts, self.leaps, bars, actions)
        self.controller = DocumentController(
            self.state, fetcher, self.views, texts=texts, drawing=self.drawing, leaps=self.leaps,
            search=self.search, bars=bars, captions=self.captions,
        )  # fmt: skip
        self.menu = PaneMenu(self, actions, self.views, self.hint, lambda: self.selection() is not None)
        self._arrange(sidebar)
        self._connect()
        self._obey_bars()
        self._listen()
        self.set_palette(palette)
        self.clear(self.tr("Choose a document on the left, or drop files here."))

    def _arrange(self, sidebar: Sidebar) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.foot.add(self.also.problem)
        for bar in (self.toolbar, self.find_bar, self.also.notes):
            column.addWidget(bar)
        column.addWidget(sidebar, 1)
        column.addWidget(self.foot)
        column.addWidget(self.hint)
        self.setFocusProxy(self.page_view)

    def _connect(self) -> None:
        for view in (self.page_view, self.text_view, self.table_view):
            view.mark_activated.connect(lambda mark: self.mark_activated.emit(mark.key or mark.label))
        self.controller.selection_changed.connect(self.selection_changed)
        self.controller.place_changed.connect(self.place_changed)
        self.controller.words_here.connect(self.words_here)
        self.drawing.wanted.connect(self.drawn_wanted)
        self.hint.number_pressed.connect(self.number_pressed)
        self.menu.number_pressed.connect(self.number_pressed)
        self.menu.page_asked.connect(self.leaps.show_page)
        self.strip.page_asked.connect(self.leaps.show_page)
        self.also.notes.place_asked.connect(self._lead)

    def _obey_bars(self) -> None:
        bar, on = self.toolbar, self.switches
        bar.page_asked.connect(self._turn_to)
        bar.step_asked.connect(self.leaps.step)
        bar.zoom_asked.connect(self.views.zoom)
        bar.find_asked.connect(self.controller.find_selected)
        bar.drawn_asked.connect(self._ask_drawn)
        on.drawn.turned.connect(self._mark_drawn)
        on.two.turned.connect(lambda two: self.page_view.scaling.set_across(2 if two else 1))
        on.also.turned.connect(self._show_also)

    def _listen(self) -> None:
        for widget in (self.page_view, self.text_view, self.table_view.table):
            listen(self.action_list, widget, Scope.VIEW)
        listen(self.action_list, self.find_bar, Scope.FIND)
        menu = ListedMenu(self.tr("Document"), self.action_list, Menu.DOCUMENT, self)
        self.toolbar.view_button.setMenu(menu)
        offer_on_rows(self.action_list, self.strip.thumbnails, PAGES_MENU)
        offer_on_rows(self.action_list, self.strip.headings, ("document.open_heading", "", "document.strip"))
        offer_on_rows(self.action_list, self.also.notes.list, ("document.open_note", "", "document.also"))
        for tabs in (self.strip.tabBar(), self.table_view.tabs):
            offer_on_tabs(self.action_list, tabs, ("document.page", "document.find", "", "document.strip"))
        self.toolbar.tell_keys(self.action_list.key)
        self.page_view.text_key = self.action_list.key("document.text")

    # --- what the window asks -------------------------------------------------------------------------

    @property
    def ability(self) -> Ability:
        """What there is to act on."""
        return self.captions.ability

    @property
    def is_coming(self) -> bool:
        """Whether a document is being opened whose text is not here yet."""
        return bool(self.state.document) and self.state.text is None

    @property
    def awaits_words(self) -> bool:
        """Whether a sentence stands in place of a document until its text is here; of one with pages they come first."""
        return self.is_coming and not self.state.paged

    def show_document(self, document: str, title: str, kind: str, text: DocumentText | None = None) -> None:
        """Show a document (its SHA-256, name and kind); a text that is not given is fetched.

        Of one that came a moment ago the kind may not be known yet ("" then): its text tells.
        """
        self.controller.show_document(document, title, kind, text)

    def clear(self, message: str, *, coming: bool = False) -> None:
        """Show no document but a sentence; with ``coming`` another one will be shown in a moment."""
        self.controller.clear(message, coming=coming)

    def go_to(self, place: str, start: int = 0, end: int = 0) -> None:
        """Bring a passage into view and show which it is; an empty one means the start of its place."""
        self.leaps.go_to(place, start, end)

    def selection(self) -> Selected | None:
        """Return what is selected, without white space at its ends; None if that leaves nothing."""
        return self.controller.selection()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these passages in the document that is shown."""
        self.controller.set_marks(marks)

    def set_criteria(self, titles: Sequence[str]) -> None:
        """Name the criteria in order, for the keys in the line under the document."""
        self.menu.set_criteria(titles)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.views.set_colours(palette)
        self.strip.thumbnails.inks = inks_of(palette)
        self.strip.thumbnails.viewport().update()

    def find(self, text: str) -> None:  # type: ignore[override] # Qt's finds a widget by its system's id
        """Open the find bar and look for a text."""
        self.controller.find(text)

    def show_drawn(self, document: str, name: str) -> None:
        """Show the drawn pages of a document, which the source serves by this name, if they are still wanted."""
        self.drawing.show(document, name)

    def refuse_drawn(self, document: str) -> None:
        """Stay with the text: the pages can't be made, and why has been said."""
        self.drawing.refuse(document)

    def page_has_words(self, document: str, place: str) -> None:
        """Take in that a page, or a picture on it, was recognised: its words can be selected from now on, and nothing moves."""
        self.controller.renew_page(document, place)

    def turn_pages(self, quarters: int) -> None:
        """Turn the pages, to the right if positive."""
        if self.views.pages_shown:
            self.page_view.scaling.turn(quarters)
            self.strip.thumbnails.set_turn(self.page_view.placement.turned)

    def close_pages(self) -> None:
        """Stop the threads and the timers; call it before the source of pages is closed."""
        self.controller.rest()

    # --- inside ---------------------------------------------------------------------------------------

    def _beneath(self) -> int:
        """Return how many pixels high what stands beneath the views is: notices, and the hint, which grows by keys.

        Reckoned from what is laid out before it: when a view hears of its new size, the foot has its old one still.
        """
        stack = self.views.stack
        if not self.isAncestorOf(stack):
            return 0
        return max(0, self.height() - stack.mapTo(self, QPoint(0, stack.height())).y())

    def _lead(self, place: str) -> None:
        """Leap to what a sentence speaks of, and go on reading there."""
        self.go_to(place)
        self.views.take_focus()

    def _turn_to(self, asked: str) -> None:
        self.leaps.turn_to(asked)
        if self.toolbar.number.hasFocus():
            self.views.take_focus()

    def _show_also(self) -> None:
        """Show or hide what else is in the file; the focus goes with it."""
        had = self.also.notes.isAncestorOf(QApplication.focusWidget() or self.window())
        self.also.show()
        if self.switches.also.on:
            self.also.notes.take_focus()
        elif had:
            self.views.take_focus()

    def _ask_drawn(self) -> None:
        self.action_list.run("document.drawn")
        self._mark_drawn()

    def _mark_drawn(self) -> None:
        mark(self.toolbar.as_pages, on=self.switches.drawn.on)


def follow(pane: DocumentPane, before: QWidget) -> None:
    """Have Tab lead from a widget through the bars and the strip of a pane to its page; what is told beneath comes after it.

    To Qt whatever holds the page is the page (its focus proxy), and Tab would pass by all else that it holds.
    """
    bars = (pane.toolbar, pane.find_bar, pane.also.notes, pane.strip)
    stops = [
        inside
        for bar in bars
        for inside in bar.findChildren(QWidget)
        if inside.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.focusProxy() is None
    ]
    # First behind the page: Qt leaves what stands right behind the pane where it is, behind all whose focus is the page's.
    for inside in reversed(stops):
        QWidget.setTabOrder(pane.page_view, inside)
    for inside in stops:
        QWidget.setTabOrder(before, inside)
        before = inside
