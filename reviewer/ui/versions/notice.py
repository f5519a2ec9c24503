"""A line above the document: this looks like a new version of that. It is, it is not, or look first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reviewer.desk.snapshot import Snapshot
from reviewer.desk.versions import Maybe
from reviewer.desk.words.days import short_date_words
from reviewer.ui.delay import after
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Label, Turning, button

if TYPE_CHECKING:
    from reviewer.desk import Desk

SETTLED = 300
"""Milliseconds after which a screen that changed is drawn: what is compared then does not compute against it."""


class VersionNotice(Box):
    """Shows the first suggestion for the chosen body; hidden where there is none. Texts are compared beside the window."""

    compare_wanted = Signal(str, str)

    def __init__(self, look: Look, session: SessionModel) -> None:
        """Look for the sitting's body."""
        super().__init__(look, gap=4, margins=(12, 8, 8, 8), role="notice")
        self._session = session
        self._seen: object = None
        self._comparing: Latest[tuple[Maybe, ...]] = Latest(
            session.work, self.tr("Comparing documents"), self
        )
        self.maybe: Maybe | None = None
        self.sentence = Label("", wrap=True)
        self.compare = button(self.tr("Compare"), self._compare, "link")
        self.yes = button(self.tr("It is"), lambda: self._decide(is_one=True), "link")
        self.no = button(self.tr("It is not"), lambda: self._decide(is_one=False), "link")
        self.add(self.sentence)
        self.add(Turning(look, self.compare, self.yes, self.no))
        self.hide()
        self._settling = after(SETTLED, self._compare_texts, self)

    def refresh(self, snapshot: Snapshot) -> None:
        """Look for versions if the documents are others than at the last look."""
        view, body = snapshot.view, snapshot.body
        rows = view.documents if view else ()
        seen = (body, tuple((row.receipt, row.pages, row.pages_recognised, row.version_of) for row in rows))
        if seen == self._seen:
            return
        self._seen = seen
        self._comparing.forget()
        if not self.maybe or self.maybe.newer.body != body:
            self._show(())
        if len(rows) > 1:
            self._settling.start()
        else:
            self._settling.stop()
            self._show(())

    def rest(self) -> None:
        """Look for nothing more: the casebook is being closed."""
        self._settling.stop()
        self._comparing.forget()

    def _compare_texts(self) -> None:
        desk, body = self._session.desk, self._session.body
        self._comparing.ask(lambda ticket: desk.versions.suggestions(body, ticket.cancelled), self._show)

    def _show(self, suggestions: tuple[Maybe, ...]) -> None:
        self.maybe = suggestions[0] if suggestions else None
        self.setVisible(bool(suggestions))
        if self.maybe is None:
            return
        newer, earlier = self.maybe.newer, self.maybe.earlier
        words = self.tr("{} looks like a new version of {} (received {}).")
        sentence = words.format(newer.name, earlier.name, short_date_words(earlier.on))
        if self.maybe.share is not None:
            sentence += " " + self.tr("{} per cent of the earlier text is in it.").format(
                int(100 * self.maybe.share)
            )
        self.sentence.setText(sentence)
        for act in (self.compare, self.yes, self.no):
            act.setAccessibleDescription(sentence)

    def _compare(self) -> None:
        if self.maybe:
            self.compare_wanted.emit(self.maybe.newer.receipt, self.maybe.earlier.receipt)

    def _decide(self, *, is_one: bool) -> None:
        if self.maybe:
            if decide(self._session, self.maybe.newer.receipt, self.maybe.earlier.receipt, is_one=is_one):
                self._show(())
            self._seen = None
            self.refresh(self._session.snapshot)


def decide(session: SessionModel, newer: str, earlier: str, *, is_one: bool) -> bool:
    """Record that a receipt is a version of another, or that it is none; returns whether that was done."""

    def verb(desk: Desk) -> bool:
        if is_one:
            desk.versions.mark(newer, earlier)
        else:
            desk.versions.unmark(newer, earlier)
        return True

    return bool(session.act(verb))
