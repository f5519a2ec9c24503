"""The intake from many as a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.desk.snapshot import Snapshot
from reviewer.model import Span
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.receiving import of_many
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen
from reviewer.ui.session_model import SessionModel
from reviewer.ui.triage.row_menus import ENTRY_MENU, matter_menu
from reviewer.ui.triage.view import TriageView


class TriageScreen(PlainScreen[TriageView]):
    """Can be asked for ``paths`` to look through (a list; an empty one asks for a folder)."""

    def __init__(self, context: Context) -> None:
        """Take in for the inspection that is open."""
        self._context = context
        super().__init__(self._build)

    def _build(self) -> TriageView:
        context = self._context
        view = TriageView(
            context.look, context.session, context.actions, context.receiving.scans, context.window
        )
        view.document_wanted.connect(
            lambda row: context.go("desk", {"body": row.body, "place": Span(row.sha256, ""), "focus": True})
        )
        listen(context.actions, view.assign.table, Scope.ENTRY)
        listen(context.actions, view.decide.tree, Scope.MATTER)
        offer_on_rows(context.actions, view.assign.table, ENTRY_MENU)
        offer_on_rows(context.actions, view.decide.tree, matter_menu())
        view.decide.detail.concerned_listed.connect(
            lambda listed: offer_on_rows(context.actions, listed, matter_menu())
        )
        return view

    @property
    def session(self) -> SessionModel:
        """What is chosen in the casebook that is open."""
        return self._context.session

    def ask(self) -> None:
        """Ask which folder is to be looked through."""
        self._context.go("intake", {"paths": []})

    def panes(self) -> Sequence[Pane]:
        """Return the list of the half that is shown, and what belongs to its chosen row."""
        return self.view.panes()

    def refresh(self, snapshot: Snapshot) -> None:
        """List again what waits, if it is looked at."""
        self.view.refresh(snapshot)

    def take_focus(self) -> None:
        """Go to the list of the half that is shown."""
        self.view.take_focus()

    def shown(self) -> None:
        """Go to its list, and compare what came since the last look."""
        self.view.take_focus()
        self.view.acts.look_again(compare=True)

    def go(self, where: Kept) -> None:
        """Look through paths, or ask for a folder."""
        paths = where.get("paths")
        if isinstance(paths, list) and paths:
            self.view.acts.look(paths)
        elif paths is not None:
            self.view.acts.ask_folder()

    def remember(self) -> Kept:
        """Which half is shown."""
        return {"half": self.view.halves.currentIndex()}

    def restore(self, kept: Kept) -> None:
        """Show that half again."""
        half = kept.get("half")
        if isinstance(half, int) and 0 <= half < self.view.halves.count():
            self.view.show_half(half)

    def drop_paths(self, paths: Sequence[Path], *, shown: bool) -> bool:
        """Look through what is dropped here, and folders of many bodies wherever they are dropped."""
        if not shown and not of_many(paths):
            return False
        self._context.go("intake", {"paths": list(paths)})
        return True
