"""The text of the document in the pane: taken when it comes, put into the views, renewed when more of it was read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from reviewer.desk.words.problems import problem_words
from reviewer.model import DocumentText, Place, kind_named
from reviewer.model.cells import area_of, quoted, stretches
from reviewer.model.pages import Outline
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.drawn import DrawnFrame
from reviewer.ui.document.fetching import TextWish, Wish, why_words
from reviewer.ui.document.frame import View
from reviewer.ui.document.searching import Search
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import Mark, PageSource, Range, bare, page_of, page_with, place_of
from reviewer.ui.document.telling import outline_of
from reviewer.ui.theme import Palette


class TextFrame(DrawnFrame):
    """Knows which view shows the document, and where its parts are in it. What the window asks for is in the pane."""

    def __init__(
        self, pages: PageSource, actions: ActionList, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(pages, actions, palette, parent)
        self._paged = False
        self._text: DocumentText | None = None
        self._filled: set[View] = set()  # the views that have the text; put in when they are first shown
        self._marks: tuple[Mark, ...] = ()
        self._wanted: Range | None = None  # where to go in a text that is not here yet
        self._search = Search(self.find_bar, self._view, self._places, self)

    def _say(self, message: str) -> None:
        """Show a sentence in place of the document."""
        raise NotImplementedError

    def _count(self) -> None:
        """Say how many pages or parts there are."""
        raise NotImplementedError

    def _on_zoom(self) -> None:
        """Say how large it is shown."""
        raise NotImplementedError

    # --- the text ------------------------------------------------------------------------------------

    def _be(self, kind: str) -> None:
        """Show the document as what it is: pages, or text."""
        self._kind, self._paged = kind, kind_named(kind).paged
        self.page_view.open(
            Shown(self._document, self.toolbar.title.text()) if self._paged else Shown("", "")
        )

    def _take(self, text: DocumentText) -> None:
        if not self._kind:
            self._be(text.kind)
            self.page_view.set_marks(self._marks)
        self._text = text
        self._filled.clear()
        self._search.take(text)
        self.also.take(text)
        self._lay_strip()

    def _renew(self, text: DocumentText) -> None:
        """Put a newer text of the same document in the place of the old, keeping place and selection."""
        self._text = text
        self._search.renew(text)
        view = self._view()
        self._filled.clear()
        if view in {self.text_view, self.table_view} and view is not None:
            place, chosen = view.place(), view.selected()
            self._turn(view)
            view.go_to(Range(place, 0, 0)) if chosen is None else view.select(chosen)
        self._tell()

    def page_has_words(self, document: str, place: str) -> None:
        """Take in that a page, or a picture on it, was recognised: its words can be selected from now on, and nothing moves."""
        page = page_with(place)
        if document == self._document and page is not None:
            self.page_view.renew_letters(page)
            self._fetcher.last(TextWish(document))

    def _on_no_text(self, wish: Wish, error: Exception) -> None:
        if isinstance(wish, TextWish) and wish.document == self._document and not self._paged:
            self._say(why_words(error))

    def _text_of(self, chosen: Range) -> str:
        """Return the part's text, where the page's own is no longer at hand."""
        part = None if self._text is None else self._text.part(chosen.place)
        return "" if part is None else quoted(part, chosen.place, chosen.start, chosen.end)

    # --- the views -----------------------------------------------------------------------------------

    def _show_as_text(self, as_text: bool) -> None:
        """Change between pages and text, keeping place and selection."""
        before = self._view()
        place = "" if before is None else before.place()
        chosen = None if before is None else before.selected()
        if self._paged and not as_text:
            self._turn(self.page_view)
        elif self._text is None:
            self._say(self.tr("Opening…"))
        elif self._text.problem and not self._text.parts:
            self._say(self.tr("This document can’t be read. {}").format(problem_words(self._text.problem)))
        elif not as_text and self.table_view.fits(self._text):
            self._turn(self.table_view)
        else:
            self._turn(self.text_view)
        after = self._view()
        if after is not None and before is not None and after is not before:
            if chosen is not None:
                after.select(
                    chosen if after is self.table_view else replace(chosen, place=bare(chosen.place))
                )
            elif place:
                after.go_to(Range(place, 0, 0))
        self._show_strip_again()
        self._tools()
        self._search.show()
        self._count()
        self._on_zoom()

    def _turn(self, view: View) -> None:
        if view is not self.page_view and view not in self._filled and self._text is not None:
            self._filled.add(view)
            filled = self.table_view if view is self.table_view else self.text_view
            filled.open(self._text)
            filled.set_marks(self._marks_in_text())
        focused = self.isAncestorOf(QApplication.focusWidget() or self.window())
        old = self._stack.currentWidget()
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        if focused and old is not view:
            view.setFocus()
        self._tell()

    def _marks_in_text(self) -> list[Mark]:
        """Return the marks as stretches of the parts' text: one for each row of cells that a mark's place names."""
        found = list[Mark]()
        for mark in self._marks:
            part = None if self._text is None else self._text.part(mark.place)
            area = None if part is None or part.place == mark.place else area_of(mark.place)
            spans = [(mark.start, mark.end)] if part is None or area is None else stretches(part, area)
            found += [replace(mark, place=bare(mark.place), start=start, end=end) for start, end in spans]
        return found

    def _lay_strip(self) -> None:
        """Offer beside the document what leads through what is shown of it: pages, or parts."""
        if self.strip.set_paged(self._paged or bool(self._drawn)):
            self._fit_strip()
        if not self._paged:  # the outline of pages comes by itself
            self.strip.set_outline(outline_of(self._text) if self._text and not self._drawn else Outline())

    def _show_strip_again(self) -> None:
        self.strip.setVisible(self.switches.strip.on and self._view() is not None)

    def _forget_beside(self) -> None:
        self._tell_link(None)
        self.strip.thumbnails.open("", ())
        self.strip.set_outline(Outline())
        self.toolbar.set_labels(())

    # --- places --------------------------------------------------------------------------------------

    def _first_of(self) -> tuple[str, int]:
        """Return the first place, "" if there is none, and how many there are."""
        if (self._paged or self._drawn) and self.page_view.pages:
            return place_of(0), self.page_view.pages
        places = self._places()
        return (places[0] if places else ""), len(places)

    def _places(self) -> list[str]:
        if (self._paged or self._drawn) and self.page_view.pages:
            return [place_of(page) for page in range(self.page_view.pages)]
        return [] if self._text is None else [part.place for part in self._text.said]

    def _move(self, target: Range) -> None:
        """Go there without remembering the place before."""
        if self._drawn and page_of(target.place) is None:
            self.leave_drawn()
        view = self._view()
        if view is self.page_view:
            self.page_view.go_to(target)
        elif self._text is None:
            self._wanted = target
        elif view is self.table_view:
            self.table_view.go_to(target)
        else:
            self.text_view.go_to(self._in_text(target))

    def _in_text(self, target: Range) -> Range:
        """Return the same in the text's own terms: the cell that a place names is a range of its sheet's text."""
        cell = Place.parse(target.place).cell
        part = None if self._text is None else self._text.part(target.place)
        if not cell or part is None or target.start < target.end:
            return replace(target, place=bare(target.place))
        first = cell.upper().partition(":")[0]
        start = next((at for at, name in part.cells if name == first), 0)
        ends = [at for at in (part.text.find("\t", start), part.text.find("\n", start)) if at >= 0]
        return Range(part.place, start, min(ends, default=len(part.text)))
