"""The overview as a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from reviewer.desk.files import free_name, named
from reviewer.desk.matrix.tallies import Tally, tally_of
from reviewer.desk.snapshot import Snapshot
from reviewer.ui.actions.faces import context_menu
from reviewer.ui.intake_dialogs import ask_save
from reviewer.ui.overview.view import OverviewView
from reviewer.ui.screen import Context, Kept, PlainScreen

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.ui.work import Ticket


MENU = ("overview.bodies", "", "overview.export")


class OverviewScreen(PlainScreen[OverviewView]):
    """Counts how many bodies stand where, and writes the national report."""

    def __init__(self, context: Context) -> None:
        """Count the inspection that is open."""
        self._context = context
        self._last: Tally | None = None
        super().__init__(self._build)

    def _build(self) -> OverviewView:
        view = OverviewView(self._context.look, self._context.session)
        view.export_wanted.connect(self.export)
        view.bodies_wanted.connect(self._open_bodies)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer)
        return view

    def _open_bodies(self, tally: Tally) -> None:
        """Show the bodies that a number counts."""
        self._last = tally
        self._context.go("matrix", {"tally": tally.packed()})

    def open_focused(self) -> None:
        """Show the bodies of the number that has the focus."""
        if (tally := self.view.figures.focused) is not None:
            self._open_bodies(tally)

    def _offer(self, at: QPoint) -> None:
        """Offer what can be done with the number that one is at, or under the mouse."""
        self.view.figures.take_focus(self.view.figures.under(self.view.childAt(at)))
        menu = context_menu(self._context.actions, MENU, self.view)
        menu.popup(self.view.mapToGlobal(at))

    def take_focus(self) -> None:
        """Go to the number that was opened last, else to what can be done here."""
        if not self.view.figures.take_focus(self._last):
            self.view.export.setFocus()

    def remember(self) -> Kept:
        """The number that one was at."""
        here = (self.made.figures.focused if self.made else None) or self._last
        return {"tally": here.packed() if here else None}

    def restore(self, state: Kept) -> None:
        """Go to that number."""
        self._last = tally_of(state.get("tally"), self._context.session.desk.case.framework)

    def refresh(self, snapshot: Snapshot) -> None:
        """Count again."""
        self.view.refresh(snapshot)

    def export(self) -> None:
        """Ask where the national overview goes, and write it."""
        session = self._context.session
        language = session.language
        suggested = free_name(session.desk.session.origin.beside / named("overview", language))
        patterns = self.view.tr("PDF (*.pdf);;Web page (*.html);;Table (*.csv)")
        dialog = ask_save(self._context.window, self.view.tr("Export overview"), suggested, patterns)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), language))

    def _write(self, out: Path, language: str) -> None:
        session, view = self._context.session, self.view

        def write(desk: Desk, _ticket: Ticket) -> Path:
            return desk.overview.write(out, language, replace=True)  # the dialog has asked

        def tell(path: Path) -> None:
            session.messages.tell(view.tr("Overview written: {}").format(path))

        session.later(view.tr("Writing the overview"), write, tell)
