"""The overview as a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.files import free_name, named
from reviewer.desk.snapshot import Snapshot
from reviewer.ui.asking import ask_save
from reviewer.ui.overview.view import OverviewView
from reviewer.ui.screen import Context, PlainScreen

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.ui.work import Ticket


class OverviewScreen(PlainScreen[OverviewView]):
    """Counts how many bodies stand where, and writes the national report."""

    def __init__(self, context: Context) -> None:
        """Count the inspection that is open."""
        self._context = context
        super().__init__(self._build)

    def _build(self) -> OverviewView:
        view = OverviewView(self._context.look, self._context.sitting)
        view.export_wanted.connect(self.export)
        return view

    def take_focus(self) -> None:
        """Go to what can be done here."""
        self.view.export.setFocus()

    def refresh(self, snapshot: Snapshot) -> None:
        """Count again."""
        self.view.refresh(snapshot)

    def export(self) -> None:
        """Ask where the national overview goes, and write it."""
        sitting = self._context.sitting
        language = sitting.language
        suggested = free_name(sitting.desk.folder.parent / named("overview", language))
        patterns = self.view.tr("PDF (*.pdf);;Web page (*.html);;Table (*.csv)")
        dialog = ask_save(self._context.window, self.view.tr("Export overview"), suggested, patterns)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), language))

    def _write(self, out: Path, language: str) -> None:
        sitting, view = self._context.sitting, self.view

        def write(desk: Desk, _ticket: Ticket) -> Path:
            return desk.overview.write(out, language, replace=True)  # the dialog has asked

        def tell(path: Path) -> None:
            sitting.messages.tell(view.tr("Overview written: {}").format(path))

        sitting.later(view.tr("Writing the overview"), write, tell)
