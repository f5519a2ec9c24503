"""The text of the document in the pane: put into the views when they are first shown, and its terms and theirs."""

from __future__ import annotations

from dataclasses import replace

from reviewer.model import DocumentText, Place
from reviewer.model.cells import area_of, quoted, stretches
from reviewer.ui.document.document_source import Mark, Range, bare
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.view_stack import View, Views


class DocumentTexts:
    """Fills the views of a document, and says where its parts are in them."""

    def __init__(self, state: DocumentState, views: Views) -> None:
        """Take what is known of the document, and the views to fill."""
        self._state, self._views = state, views
        self._filled: set[View] = set()  # the views that have the text

    def begin(self) -> None:
        """Open the pages of another document, if it has any; no view has its text yet."""
        self._filled.clear()
        self._views.text_view.stop()
        self._open_pages()

    def _open_pages(self) -> None:
        state = self._state
        paged = Shown(state.document, state.title) if state.paged else Shown("", "")
        self._views.page_view.open(paged)

    def take(self, text: DocumentText) -> None:
        """Take the text of the document, or a newer one; its kind too, if that was not known."""
        state = self._state
        state.text = text
        self._filled.clear()
        if not state.kind:
            state.kind = text.kind
            self._open_pages()
            self._views.page_view.set_marks(state.marks)

    def renew(self, text: DocumentText) -> None:
        """Put a newer text of the same document in the place of the old, keeping place and selection."""
        self.take(text)
        view = self._views.shown
        if view is not None and not self._views.pages_shown:
            place, chosen = view.place(), view.selected()
            self.show(view)
            view.go_to(Range(place, 0, 0)) if chosen is None else view.select(chosen)

    def show(self, view: View) -> None:
        """Show one of the views, with the text in it."""
        text, views = self._state.text, self._views
        if view is not views.page_view and view not in self._filled and text is not None:
            self._filled.add(view)
            filled = views.table_view if view is views.table_view else views.text_view
            filled.open(text)
            filled.set_marks(self.marks)
        views.turn(view)

    def put(self, view: View, before: View, chosen: Range | None, place: str) -> None:
        """Be in a view where one was in the view ``before``: what was selected there is selected, else its place in view."""
        if view is before:
            return
        if chosen is not None:
            whole = view is self._views.table_view
            view.select(chosen if whole else replace(chosen, place=bare(chosen.place)))
        elif place:
            view.go_to(Range(place, 0, 0))

    @property
    def tabled(self) -> bool:
        """Whether it is of sheets, which a table shows."""
        return self._state.text is not None and self._views.table_view.fits(self._state.text)

    # --- terms ----------------------------------------------------------------------------------------

    def quote(self, chosen: Range) -> str:
        """Return the part's text of a range, where the view's own is no longer at hand."""
        text = self._state.text
        part = None if text is None else text.part(chosen.place)
        return "" if part is None else quoted(part, chosen.place, chosen.start, chosen.end)

    @property
    def marks(self) -> list[Mark]:
        """The marks as stretches of the parts' text: one for each row of cells that a mark's place names."""
        text, marks = self._state.text, list[Mark]()
        for mark in self._state.marks:
            part = None if text is None else text.part(mark.place)
            area = None if part is None or part.place == mark.place else area_of(mark.place)
            spans = [(mark.start, mark.end)] if part is None or area is None else stretches(part, area)
            marks += [replace(mark, place=bare(mark.place), start=start, end=end) for start, end in spans]
        return marks

    def in_text(self, target: Range) -> Range:
        """Return the same in the text's own terms: the cell that a place names is a range of its sheet's text."""
        text, cell = self._state.text, Place.parse(target.place).cell
        part = None if text is None else text.part(target.place)
        if not cell or part is None or target.start < target.end:
            return replace(target, place=bare(target.place))
        first = cell.upper().partition(":")[0]
        start = next((at for at, name in part.cells if name == first), 0)
        ends = [at for at in (part.text.find("\t", start), part.text.find("\n", start)) if at >= 0]
        return Range(part.place, start, min(ends, default=len(part.text)))
