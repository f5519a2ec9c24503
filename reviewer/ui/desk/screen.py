"""The desk as a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from reviewer.desk.display import DocumentRow
from reviewer.desk.snapshot import Snapshot
from reviewer.model import Span
from reviewer.ui.absence.actions import looking_actions
from reviewer.ui.actions.action import Scope, on_screen
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.checklist.actions import passage_actions
from reviewer.ui.desk.bodies_actions import list_actions
from reviewer.ui.desk.causes import BODY_MENU, CAUSES
from reviewer.ui.desk.moving import MoveActs
from reviewer.ui.desk.view import DeskView
from reviewer.ui.document.actions import document_actions
from reviewer.ui.quoting import copy_quoted, print_quoted
from reviewer.ui.receiving import of_many
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen
from reviewer.ui.session_model import SessionModel
from reviewer.ui.versions.acts import VersionActs


class DeskScreen(PlainScreen[DeskView]):
    """Can be asked for a ``body``, a ``place`` (a ``Span`` in its documents, with ``focus`` to go in) and a ``criterion``."""

    def __init__(self, context: Context) -> None:
        """Judge the bodies of the inspection that is open."""
        self._context = context
        self._sized = False
        self.versions = VersionActs(context.look, context.session, context.window)
        self.moves = MoveActs(context.look, context.session, self._chosen_documents, context.window)
        self.moves.moved.connect(self._after_move)
        offer_on_rows(context.actions, context.bodies.list, BODY_MENU)  # on whatever screen the list stands
        context.bodies.badge_pressed.connect(self._go_to_cause)
        super().__init__(self._build)

    def _build(self) -> DeskView:
        context = self._context
        view = DeskView(context.look, context.session, context.bodies, context.actions)
        receiving = context.receiving
        view.paths_dropped.connect(receiving.receive)
        view.bodies.paths_dropped.connect(receiving.receive)
        view.locked.password_given.connect(lambda row, word: receiving.unlock(row, word, view.locked))
        receiving.scans.page_read.connect(view.document.page_has_words)
        view.versions.compare_wanted.connect(self.versions.compare)
        view.criterion_wanted.connect(lambda key: context.go("desk", {"criterion": key}))
        view.category_wanted.connect(lambda: context.go("letter", {"category": True}))
        view.paragraph_wanted.connect(lambda key: context.go("letter", {"paragraph": key}))
        view.panes.room_wanted.connect(context.leave_search)
        context.actions.add(view.document, on_screen("desk", document_actions()))
        context.actions.add(view.checklist, on_screen("desk", passage_actions()))
        context.actions.add(view.checklist.looking, looking_actions())
        context.actions.add(view.bodies, list_actions())
        listen(context.actions, view.bodies.list, Scope.BODIES)
        listen(context.actions, view.checklist, Scope.PASSAGE)
        return view

    @property
    def session(self) -> SessionModel:
        """What is chosen in the casebook that is open."""
        return self._context.session

    def _go_to_cause(self, body: str) -> None:
        """Go to what a body's badge says; it was chosen by the same click."""
        self.session.choose_body(body)
        actions = self._context.actions
        self.session.when_here(
            lambda: actions.run(next((each for each in CAUSES if not actions.why_not(each)), CAUSES[-1]))
        )

    def _chosen_documents(self) -> Sequence[DocumentRow]:
        return self.made.documents.chosen if self.made is not None else ()

    def _after_move(self) -> None:
        """Go to the document that took the place of what was moved, in the list."""
        if self.made is not None and self.made.isVisible():
            self.made.documents.take_focus()

    def quote_selection(self) -> None:
        """Copy what is selected in the document, with its source."""
        selected, row = self.view.document.selection(), self.session.document
        if selected is not None and row is not None:
            copy_quoted(
                self.session, row.body, selected.document, selected.place, selected.quote, receipt=row.receipt
            )

    def print_selection(self) -> None:
        """Have what is selected in the document printed, with its source."""
        selected, row = self.view.document.selection(), self.session.document
        if selected is not None and row is not None:
            print_quoted(
                self.session, row.body, selected.document, selected.place, selected.quote, receipt=row.receipt
            )

    def go_to_unread(self) -> None:
        """Go to the pieces of the chosen document that could not be read, to the one on the page in view if there is one."""
        row = self.session.document
        if row is not None:
            where = {"body": row.body, "document": row.sha256, "place": self.view.place}
            self._context.go("pieces", where)

    @property
    def is_coming(self) -> bool:
        """Whether the document's words will be there instead of a sentence."""
        return self.made is not None and self.made.document.awaits_words

    def panes(self) -> Sequence[Pane]:
        """Return bodies, documents, the document and the open card; or what a search found, and the document."""
        view = self.view
        looking = view.checklist.looking.pane
        return (
            Pane(looking, looking.take_focus),
            Pane(view.bodies, view.bodies.take_focus),
            Pane(view.documents, view.documents.list.setFocus),
            Pane(view.middle, view.middle.setFocus),
            Pane(view.checklist, lambda: view.checklist.head_of_open_card().setFocus()),
        )

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the chosen body's documents and cards as they stand now."""
        self.view.refresh(snapshot)

    def take_focus(self) -> None:
        """Go to the document."""
        self.view.document.setFocus()

    def go(self, where: Kept) -> None:
        """Choose a body, show a place of its documents, open a criterion's card."""
        session, view = self._context.session, self.view
        body, place, criterion = where.get("body"), where.get("place"), where.get("criterion")
        if isinstance(body, str):
            session.choose_body(body)
        if isinstance(place, Span):
            session.go_to(place)
        if where.get("focus"):
            session.when_here(view.middle.setFocus)  # of a locked document that is the field for its password
        if isinstance(criterion, str):
            session.when_here(lambda: view.cards.lead_to(criterion))

    def remember(self) -> Kept:
        """The document, the place in it, the open card, and which panes are shown how wide."""
        view, document = self.view, self._context.session.document
        return {
            "document": document.sha256 if document else "",
            "place": view.place,
            "card": view.checklist.open_key,
            "panes": view.panes.widths,
            "hidden": view.panes.hidden,
            "left": view.left.sizes(),
            "percent": self._context.look.percent,
        }

    def restore(self, state: Kept) -> None:
        """Open that document there, and that card; the panes get their widths when the casebook is opened."""
        if not self._sized:
            self.view.panes.keep(state)
        self._context.session.when_here(lambda: self._open(state))

    def _open(self, state: Kept) -> None:
        session, checklist = self._context.session, self.view.checklist
        document, card = state.get("document"), state.get("card")
        rows = session.view.documents if session.view else ()
        if any(row.sha256 == document for row in rows):
            session.go_to(Span(str(document), str(state.get("place") or "")))
        if isinstance(card, str) and card in checklist.cards:
            checklist.open_card(card, focus=False)

    def shown(self) -> None:
        """Give the panes their widths when it is shown first, once all is laid out."""
        if not self._sized:
            self._sized = True
            QTimer.singleShot(0, self.view, self.view.panes.fit)

    def stand_beside(self, *, searching: bool) -> bool:
        """Show the document alone beside what a search found, unless something else is beside it."""
        return self.view.panes.stand_searching(searching=searching)

    def drop_paths(self, paths: Sequence[Path], *, shown: bool) -> bool:  # noqa: ARG002 - the protocol's
        """Receive files for the chosen body; folders of many bodies are left to another screen."""
        if of_many(paths):
            return False
        self._context.receiving.receive(paths)
        return True

    def close(self) -> None:
        """Let the viewer's thread go, and begin nothing more."""
        if self.made is not None:
            self._context.actions.drop(self.made.document)
            self._context.actions.drop(self.made.bodies)
            self._context.actions.drop(self.made.checklist)
            self._context.actions.drop(self.made.checklist.looking)
            self.made.close_panes()
