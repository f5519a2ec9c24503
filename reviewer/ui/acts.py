"""The acts that begin with a dialog or a menu: include, undo, share, check, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk.views import DocumentRow
from reviewer.ui.asking import FolderDialog, IncludeDialog, ask_save
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.look import Look
from reviewer.ui.receiving import ReceivingActs
from reviewer.ui.sitting import Sitting
from reviewer.ui.words import counted

if TYPE_CHECKING:
    from reviewer.casebook import Fault
    from reviewer.desk import Desk
    from reviewer.sharing import SyncReport


class DeskActs(QObject):
    """Asks what an act needs, has it done, and says what came of it."""

    def __init__(self, look: Look, sitting: Sitting, receiving: ReceivingActs, parent: QWidget) -> None:
        """Dialogs stand before ``parent``; ``receiving`` reads what a colleague gave."""
        super().__init__(parent)
        self._receiving = receiving
        self._look = look
        self._sitting = sitting
        self._window = parent

    # --- documents -------------------------------------------------------------------------------

    def include(self, row: DocumentRow | None = None) -> None:
        """Take the chosen document into the review, or out of it, with a reason."""
        chosen = row or self._sitting.document
        if chosen is None:
            self._sitting.messages.tell(self.tr("Choose a document first."))
        elif not self._refused():
            current = self._now(chosen)
            dialog = IncludeDialog(self._look, current, self._window)
            dialog.reason_given.connect(lambda because: self._include(current, because))
            dialog.open()

    def _now(self, row: DocumentRow) -> DocumentRow:
        rows = self._sitting.view.documents if self._sitting.view else ()
        return next((known for known in rows if known.receipt == row.receipt), row)

    def _include(self, row: DocumentRow, because: str) -> None:
        def verb(desk: Desk) -> bool:
            desk.receiving.include(row.body, row.sha256, because, included=not row.included)
            return True

        self._sitting.act(verb)

    def _refused(self) -> bool:
        if self._sitting.desk.read_only:
            self._sitting.messages.tell(self._sitting.desk.notice or self.tr("Open for reading only."))
            return True
        return False

    # --- undo ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last act of this sitting."""
        done = self._sitting.act(lambda desk: desk.history.undo() or "")
        if done is not None:
            words = self.tr("Undone: {}.").format(done) if done else self.tr("There is nothing to undo.")
            self._sitting.messages.tell(words)

    def redo(self) -> None:
        """Do again what was taken back."""
        done = self._sitting.act(lambda desk: desk.history.redo() or "")
        if done is not None:
            words = self.tr("Done again: {}.").format(done) if done else self.tr("There is nothing to redo.")
            self._sitting.messages.tell(words)

    # --- sharing ---------------------------------------------------------------------------------

    def sync(self) -> None:
        """Sync with the share used last, or ask for one."""
        state = self._sitting.messages.attempt(self._sitting.desk.sharing.state)
        if state is None or self._refused():
            return
        if state.share is not None:
            self._sync(state.share)
        else:
            self.choose_share()

    def choose_share(self) -> None:
        """Ask which folder colleagues share, and sync with it."""
        what = self.tr(
            "A folder on a shared drive. Colleagues who join it get their own copy of this inspection."
        )
        dialog = FolderDialog(self._look, self.tr("Sync with a shared folder"), what, None, self._window)
        dialog.folder_given.connect(self._sync)
        dialog.open()

    def _sync(self, share: Path) -> None:
        self._sitting.later(
            self.tr("Syncing"), lambda desk, ticket: desk.sharing.sync(share, ticket.report), self._synced
        )

    def _synced(self, report: SyncReport) -> None:
        mine = counted(report.pushed, self.tr("act"), self.tr("acts"))
        words = [self.tr("Synced: {} given, {} taken.").format(mine, report.pulled)]
        if report.conflicts:
            conflicts = counted(len(report.conflicts), self.tr("verdict"), self.tr("verdicts"))
            words.append(
                self.tr("{} decided differently by two people; the cards show both.").format(conflicts)
            )
        self._sitting.messages.tell(" ".join([*words, *report.notices]))
        self._receiving.catch_up()

    def check(self) -> None:
        """Check every hash, signature, file and passage, and the share's."""
        state = self._sitting.messages.attempt(self._sitting.desk.sharing.state)
        share = state.share if state else None
        self._sitting.later(
            self.tr("Checking the casebook"),
            lambda desk, _t: (desk.sharing.check(share), desk.cage),
            lambda found: self._checked(*found),
        )

    def _checked(self, problems: tuple[Fault, ...], cage: str) -> None:
        lines = tuple(f"{problem.what.rstrip('.')}. {problem.remedy}" for problem in problems)
        if not lines:
            lines = (self.tr("Everything is as it was recorded."),)
        TextDialog(self._look, self.tr("What the check found"), (*lines, cage), self._window).open()

    # --- the overview ----------------------------------------------------------------------------

    def export_overview(self) -> None:
        """Ask where the national overview goes, and write it."""
        suggested = self._sitting.desk.folder.parent / "overview.pdf"
        patterns = self.tr("PDF (*.pdf);;Web page (*.html);;Table (*.csv)")
        dialog = ask_save(self._window, self.tr("Export overview"), suggested, patterns)
        dialog.fileSelected.connect(lambda chosen: self._export_overview(Path(chosen)))

    def _export_overview(self, out: Path) -> None:
        self._sitting.later(
            self.tr("Writing the overview"),
            lambda desk, _t: desk.overview.write(out),
            lambda path: self._sitting.messages.tell(self.tr("Overview written: {}").format(path)),
        )
