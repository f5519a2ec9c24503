"""The document pane without a document: bars, views and strip, and what can be done to the view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.model.pages import Link
from reviewer.ui.actions.faces import add_lines, context_menu
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.findbar import FindBar
from reviewer.ui.document.hint import Hint
from reviewer.ui.document.notes import Also, Notes, ProblemLine
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.shown import leads
from reviewer.ui.document.source import PageSource, Selected
from reviewer.ui.document.strip import SideStrip
from reviewer.ui.document.style import style_of
from reviewer.ui.document.switches import Switches
from reviewer.ui.document.tableview import TableView
from reviewer.ui.document.textview import TextView
from reviewer.ui.document.toolbar import Toolbar
from reviewer.ui.theme import Palette

View = PageView | TextView | TableView
_STEP = 1.2


@dataclass(frozen=True, slots=True)
class Ability:
    """What there is to act on: a document, its pages, another view than its text, notes, pages to be drawn, places to go back to."""

    document: bool = False
    pages: bool = False
    text: bool = False
    notes: bool = False
    drawn: bool = False
    back: bool = False
    forward: bool = False


class PaneFrame(QWidget):
    """Holds the views of a document, one of which is shown. What can be done with it is in ``action_list``."""

    number_pressed = Signal(int)

    def __init__(
        self, pages: PageSource, actions: ActionList, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(parent)
        self.action_list = actions
        self.ability = Ability()
        self.switches = Switches(self)
        self.setObjectName("documentPane")
        self._palette = palette
        self._titles: tuple[str, ...] = ()
        self._fetcher = Fetcher(pages, self)
        self.toolbar, self.find_bar, self.hint = Toolbar(), FindBar(), Hint(actions.key)
        self.page_view = PageView(self._fetcher, inks_of(palette))
        self.text_view, self.table_view = TextView(palette), TableView(palette)
        self.strip = SideStrip(self._fetcher, inks_of(palette))
        self.message = QLabel()
        self._stack = QStackedWidget()
        self.also = Also(ProblemLine(), Notes(), self.toolbar, self.switches.also)
        self._arrange()
        self._obey_switches()
        self.page_view.menu_wanted.connect(self._open_menu)
        self.page_view.link_pointed.connect(self._tell_link)

    def _arrange(self) -> None:
        self.message.setObjectName("documentMessage")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self.message, self.page_view, self.text_view, self.table_view):
            self._stack.addWidget(widget)
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.addWidget(self.strip)
        self._beside.addWidget(self._stack)
        self._beside.setStretchFactor(1, 1)
        self._beside.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (self.toolbar, self.find_bar, self.also.problem, self.also.notes):
            column.addWidget(bar)
        column.addWidget(self._beside, 1)
        column.addWidget(self.hint)
        self.setFocusProxy(self.page_view)

    def _obey_switches(self) -> None:
        on = self.switches
        on.two.turned.connect(lambda two: self.page_view.set_across(2 if two else 1))
        on.night.turned.connect(lambda _on: self._put_colours())
        on.strip.turned.connect(lambda _on: self._show_strip())
        on.also.turned.connect(lambda _on: self._show_also())
        on.drawn.turned.connect(lambda _on: self.ask_drawn())

    def go_back(self) -> None:
        """Go to the place before the last jump."""

    def go_forward(self) -> None:
        """Go to the place before the last step back."""

    def copy(self) -> None:
        """Copy what is selected."""

    def ask_drawn(self) -> None:
        """Show the pages of the document as LibreOffice draws them, or its text again."""

    # --- the view -----------------------------------------------------------------------------------

    def _view(self) -> View | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, View) else None

    def zoom(self, way: int) -> None:
        """Show it larger (1), smaller (-1), or so that it fits (0)."""
        view = self._view()
        if view is None:
            return
        if way:
            view.set_zoom(view.zoom * _STEP**way)
        elif isinstance(view, PageView):
            view.fit_width()
        else:
            view.set_zoom(1.0)

    def turn_pages(self, quarters: int) -> None:
        """Turn the pages, to the right if positive."""
        if self._view() is self.page_view:
            self.page_view.turn(quarters)
            self.strip.thumbnails.set_turn(self.page_view.turned)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self.setStyleSheet(style_of(palette))
        self._put_colours()
        self.text_view.set_colours(palette)
        self.table_view.set_colours(palette)
        for view in (self.text_view, self.table_view):
            view.set_zoom(view.zoom)  # the theme may have come with another text size

    def _put_colours(self) -> None:
        inks = inks_of(self._palette, night=self.switches.night.on)
        self.page_view.set_inks(inks)
        self.strip.thumbnails.inks = inks_of(self._palette)
        self.strip.thumbnails.viewport().update()

    def _show_strip(self) -> None:
        """Show or hide pages and outline beside the document; the focus goes with it."""
        had = self.strip.isAncestorOf(QApplication.focusWidget() or self.window())
        view = self._view()
        shown = self.switches.strip.on and view is not None
        self.strip.setVisible(shown)
        if shown:
            self._fit_strip()
            self.strip.take_focus()
        elif had and view is not None:
            view.setFocus()

    def _fit_strip(self) -> None:
        wide = self.strip.wanted_width()
        self._beside.setSizes([wide, max(100, self.width() - wide)])

    def _show_also(self) -> None:
        """Show or hide what else is in the file; the focus goes with it."""
        had = self.also.notes.isAncestorOf(QApplication.focusWidget() or self.window())
        view = self._view()
        self.also.show()
        if self.switches.also.on:
            self.also.notes.take_focus()
        elif had and view is not None:
            view.setFocus()

    # --- menu and links -------------------------------------------------------------------------------

    def _tell_link(self, link: Link | None) -> None:
        self.hint.tell_link("" if link is None else leads(link))

    def set_criteria(self, titles: list[str] | tuple[str, ...]) -> None:
        """Name the criteria in order, for the keys in the line under the document."""
        self._titles = tuple(titles)
        self.hint.set_criteria(titles)

    def _open_menu(self, at: QPoint, link: Link | None) -> None:
        menu = self.menu_for(link)
        menu.popup(at)

    def tying_words(self, number: int) -> str:
        """Return what a number key does: to the selection, or without one."""
        if number > len(self._titles):
            return self.tr("Criterion {}").format(number)
        title = self._titles[number - 1]
        if self.selection() is None:
            return self.tr("Open card {}: {}").format(number, title).replace("&", "&&")
        return self.tr("Make it evidence for {}").format(title).replace("&", "&&")

    def selection(self) -> Selected | None:
        """Return what is selected, None if nothing is."""

    def menu_for(self, link: Link | None) -> QMenu:
        """Return the menu of the pages: with the selection's acts, and those of a link if there is one."""
        menu = context_menu(self.action_list, ("document.copy",), self)
        evidence = menu.addMenu(self.tr("Make it evidence for"))
        for number, title in enumerate(self._titles, 1):
            act = evidence.addAction(f"{number}  {title}".replace("&", "&&"))
            act.triggered.connect(lambda _on=False, number=number: self.number_pressed.emit(number))
        view = self._view()
        evidence.setEnabled(view is not None and view.selected() is not None and bool(self._titles))
        if link is not None:
            menu.addSeparator()
            if link.page >= 0:
                self._offer_page(menu, link.page)
            else:
                said = self.tr("Copy the address {}").format(link.address).replace("&", "&&")
                menu.addAction(said, lambda: QApplication.clipboard().setText(link.address))
        menu.addSeparator()
        add_lines(self.action_list, ("document.text", "document.back"), menu)
        return menu

    def _offer_page(self, menu: QMenu, page: int) -> None:
        menu.addAction(self.tr("Go to page {}").format(page + 1), lambda: self.show_page(page))

    def show_page(self, page: int) -> None:
        """Leap to a page, from 0."""


def follow(pane: PaneFrame, before: QWidget) -> None:
    """Have Tab lead from a widget through the bars and the strip of a pane to its page.

    To Qt whatever holds the page is the page (its focus proxy), and Tab would pass by all else that it holds.
    """
    for bar in (pane.toolbar, pane.find_bar, pane.also.problem, pane.also.notes, pane.strip):
        for inside in bar.findChildren(QWidget):
            if inside.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.focusProxy() is None:
                QWidget.setTabOrder(before, inside)
                before = inside
