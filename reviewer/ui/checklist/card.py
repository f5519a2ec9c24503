"""One criterion's card: its head, and its inside while it is open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from reviewer.desk.display import CriterionView
from reviewer.model import Framework
from reviewer.ui.checklist.header import CardHeader
from reviewer.ui.checklist.opened import OpenCard
from reviewer.ui.decision import Decision
from reviewer.ui.look import Look
from reviewer.ui.staying import mark
from reviewer.ui.widgets import Box
from reviewer.ui.words import card_line, finding_words


class CriterionCard(Box):
    """Opens and closes; the inside is made when it is first opened."""

    toggled = Signal(str)
    made = Signal(object)

    def __init__(self, look: Look, view: CriterionView, framework: Framework) -> None:
        """``view`` is the criterion's."""
        super().__init__(look, gap=2, margins=(1, 1, 1, 1), role="card")
        self.key = view.criterion.key
        self._framework = framework
        self._view = view
        self._people: Mapping[str, str] = {}
        self.header = CardHeader(look, view.number, view.criterion.title)
        self.header.clicked.connect(lambda: self.toggled.emit(self.key))
        self.inside: OpenCard | None = None
        self._behind = False  # whether the inside, which nobody sees, is another body's still
        self.add(self.header)

    @property
    def is_open(self) -> bool:
        """Whether the inside is shown."""
        return self.inside is not None and not self.inside.isHidden()

    @property
    def view(self) -> CriterionView:
        """What stands for the criterion, as last shown."""
        return self._view

    def show_view(self, view: CriterionView, people: Mapping[str, str]) -> None:
        """Show what stands now."""
        self._view, self._people = view, people
        if self.inside is not None and not self._behind:
            self.inside.show_view(view, people, None)
        self._show_head()

    def begin(self, view: CriterionView, people: Mapping[str, str], unsaved: Decision | None) -> None:
        """Show what stands for another body: nothing of the one before is left."""
        self._view, self._people = view, people
        self._behind = self.inside is not None and not self.is_open
        if self.inside is not None and self.is_open:
            self.inside.begin(view, people, unsaved)
        self._show_head()

    def open(self, unsaved: Decision | None = None) -> OpenCard:
        """Show the inside."""
        if self.inside is None:
            self.inside = OpenCard(self._look, self._view, self._framework)
            self.inside.show_view(self._view, self._people, unsaved)
            self.add(self.inside)
            self.inside.quotes.focus_leaving.connect(self.header.setFocus)
            self.made.emit(self.inside)
        elif self._behind:
            self._behind = False
            self.inside.begin(self._view, self._people, unsaved)
        self.inside.show()
        self.set_role("cardOn")
        self._show_head()
        return self.inside

    def close_up(self) -> None:
        """Hide the inside."""
        if self.inside is not None:
            self.inside.hide()
        self.set_role("card")
        self._show_head()

    def _show_head(self) -> None:
        word, tone = finding_words(self._view, self._framework)
        facts = "" if self.is_open else card_line(self._view)
        mark(self.header, on=self.is_open)
        self.header.show_finding(word, tone, facts, conflict=self._view.conflict)
