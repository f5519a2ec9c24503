"""The acts on the whole casebook: undo, share, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.deeds import stays_lines
from reviewer.desk.words.language import count
from reviewer.desk.words.members import admission_words
from reviewer.errors import NewShareError, TakenShareError, ended
from reviewer.ui.actions.reasons import cannot_write
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.intake_dialogs import FolderDialog, NewShareDialog, TakenShareDialog
from reviewer.ui.look import Look
from reviewer.ui.receiving import ReceivingActs
from reviewer.ui.session_model import SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.history import Turned
    from reviewer.desk.values import Fault, SyncReport
    from reviewer.ui.undoing.acts import UndoingActs
    from reviewer.ui.work import Ticket


class DeskActs(QObject):
    """Asks what an act needs, has it done, and says what came of it."""

    def __init__(self, look: Look, session: SessionModel, receiving: ReceivingActs, parent: QWidget) -> None:
        """Dialogs stand before ``parent``; ``receiving`` reads what a colleague gave."""
        super().__init__(session)
        self._receiving = receiving
        self._look = look
        self._session = session
        self._window = parent
        self._undoing: UndoingActs | None = None

    # --- undo ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back one's last act, whenever it was."""
        self._tell(
            self._session.act(lambda desk: (desk.history.undo(),)),
            self.tr("Undone: {}"),
            self.tr("There is nothing to undo."),
        )

    def redo(self) -> None:
        """Do again what was taken back."""
        self._tell(
            self._session.act(lambda desk: (desk.history.redo(),)),
            self.tr("Done again: {}"),
            self.tr("There is nothing to redo."),
        )

    def _tell(self, done: tuple[Turned | None] | None, words: str, nothing: str) -> None:
        """Say what was turned, and what somebody overtook; nothing after an error, which was shown."""
        if done is None:
            return
        (turned,) = done
        if turned is None:
            self._session.messages.tell(nothing)
            return
        stays = stays_lines(turned.stays)
        self._session.messages.tell(" ".join([ended(words.format(turned.sentence)), *stays]))

    def choose_undo(self) -> None:
        """List one's acts, to undo several at once."""
        from reviewer.ui.undoing.acts import UndoingActs

        if self._undoing is None:
            self._undoing = UndoingActs(self._look, self._session, self._window)
        self._undoing.show()

    # --- sharing ---------------------------------------------------------------------------------

    def sync(self, *, merged: bool = False) -> None:
        """Sync with the share used last, or ask for one; ``merged`` has its database file written now, not only hourly."""
        if why := cannot_write(self._session):
            self._session.messages.tell(why)
            return
        share = self._session.snapshot.share.share
        if share is not None:
            self._sync(share, merged=merged)
        else:
            self.choose_share()

    def choose_share(self) -> None:
        """Ask which folder colleagues share, and sync with it."""
        what = self.tr(
            "A folder on a shared drive. Colleagues who join it get their own copy of this inspection."
        )
        place = self._session.desk.session.home.policy.share
        suggested = place.folder if place is not None else None
        dialog = FolderDialog(self._look, self.tr("Sync with a shared folder"), what, suggested, self._window)
        dialog.folder_given.connect(self._sync)
        dialog.open()

    def _sync(self, share: Path, *, new: bool = False, merged: bool = False) -> None:
        def job(desk: Desk, ticket: Ticket) -> tuple[SyncReport, str] | NewShareError:
            try:
                report = desk.sharing.sync(share, ticket.report, new=new, merged=merged)
            except NewShareError as error:
                return error
            return report, admission_words(desk.members)

        self._session.later(self.tr("Syncing"), job, lambda done: self._synced(share, done))

    def _ask_new(self, share: Path, error: NewShareError) -> None:
        """Ask whether a folder that holds nothing is a new share: where a drive is not connected there is an empty folder.

        Of one that another inspection's marker names, whether it is this inspection's.
        """
        from reviewer.desk.words.errors import error_words

        kind = TakenShareDialog if isinstance(error, TakenShareError) else NewShareDialog
        dialog = kind(self._look, error_words(error), self._window)
        dialog.accepted.connect(lambda: self._sync(share, new=True))
        dialog.open()

    def _synced(self, share: Path, done: tuple[SyncReport, str] | NewShareError) -> None:
        if isinstance(done, NewShareError):
            self._ask_new(share, done)
            return
        report, admission = done
        from reviewer.desk.words.errors import phrase_words
        from reviewer.desk.words.sharing import not_arrived_words

        mine = counted(Noun.ACT, report.pushed)
        words = [self.tr("Synced: {} given, {} taken.").format(mine, report.pulled)]
        if report.conflicts:
            words.append(
                count(
                    "{n:,} thing decided differently by two people; Conflicts shows both sides.",
                    "{n:,} things decided differently by two people; Conflicts shows both sides.",
                    len(report.conflicts),
                )
            )
        lacking = not_arrived_words(report.missing)
        words += [*map(phrase_words, report.notices), *filter(None, (lacking, admission))]
        self._session.messages.tell(" ".join(words), "view.members" if admission else "")
        self._receiving.catch_up()

    def check(self) -> None:
        """Check every hash, signature, file and passage, and the share's."""
        from reviewer.desk.outside import recognition_told

        share = self._session.snapshot.share.share
        self._session.later(
            self.tr("Checking the casebook"),
            lambda desk, _t: (desk.sharing.check(share), (desk.cage, recognition_told(desk.session.home))),
            lambda answer: self._checked(*answer),
        )

    def _checked(self, problems: tuple[Fault, ...], machine: tuple[str, ...]) -> None:
        from reviewer.desk.words.errors import fault_words
        from reviewer.desk.words.policy import policy_lines

        lines = tuple(map(fault_words, problems))
        if not lines:
            lines = (self.tr("Everything is as it was recorded."),)
        lines += tuple(filter(None, machine))
        policy = policy_lines(self._session.desk.session.home.policy)
        TextDialog(self._look, self.tr("What the check found"), (*lines, *policy), self._window).open()
