"""Proof of absence on a card: what was searched, what is left to look at, and what leads there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from reviewer.desk.display import CriterionView
from reviewer.desk.values import Gap
from reviewer.desk.words.searches import search_line
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, Turning, button


class AbsencePane(Box):
    """A line that says what was searched, a button to what is left of it to look at, and one that searches."""

    search_wanted = Signal()
    look_wanted = Signal()
    terms_wanted = Signal()
    pieces_wanted = Signal()

    def __init__(self, look: Look) -> None:
        """Start without a search."""
        super().__init__(look, gap=4)
        self.line = Label("", "small", wrap=True)
        self.to_look = button(self.tr("Look at what is left"), self.look_wanted.emit)
        self.search = button(self.tr("Search for its absence"), self.search_wanted.emit, "link")
        self.search.setAccessibleDescription(
            self.tr("Looks for the criterion's terms in every document of the review and keeps a record")
        )
        self.terms = button(self.tr("Find its terms"), self.terms_wanted.emit, "link")
        self.terms.setAccessibleDescription(
            self.tr("Lists where the criterion's terms stand in the documents here; nothing is recorded")
        )
        self.pieces = button(self.tr("Look at what was not read"), self.pieces_wanted.emit, "link")
        self.pieces.setAccessibleDescription(
            self.tr("Shows a picture of each piece, with a key to say that it was seen")
        )
        for item in (self.line, self.to_look, Turning(look, self.search, self.terms, self.pieces)):
            self.add(item)
        self.show_search(None)

    def show_search(self, view: CriterionView | None) -> None:
        """Show what is kept of the last search; None while there is none."""
        line = search_line(view) if view else ""
        self.line.setText(line)
        self.line.setVisible(bool(line))
        gaps = {} if view is None else view.search_gaps
        left = gaps.get(Gap.NOT_LOOKED_AT, 0) + gaps.get(Gap.PIECES_NOT_SEEN, 0)
        searched = view is not None and view.search is not None
        self.search.setText(self.tr("Search again") if searched else self.tr("Search for its absence"))
        self.to_look.setText(self.tr("Look at what is left: {}").format(left))
        self._keep_focus(self.to_look, shown=searched and left > 0)
        self._keep_focus(self.pieces, shown=Gap.PIECES_NOT_SEEN in gaps)

    def _keep_focus(self, made: QPushButton, *, shown: bool) -> None:
        """Show a button or not; the focus of one that goes is handed to the search beside it."""
        if not shown and made.hasFocus():
            self.search.setFocus()
        made.setVisible(shown)
