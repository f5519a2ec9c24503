"""What is done about backups: asks what it needs, has it done beside the window, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from reviewer.desk.backups import Backups, all_backups, backup_place, backups_in, check_backup, restore_backup
from reviewer.desk.exporting import import_casebook
from reviewer.desk.home import own_folder
from reviewer.desk.words.backups import made_words, missing_words, restored_words
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.backups.dialogs import BackUpDialog, ImportDialog, RestoreDialog, RestoreWanted
from reviewer.ui.intake_dialogs import ask_save
from reviewer.ui.work import stoppable

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.desk.values import BackedUp, Exported, Generation, Imported, Restored
    from reviewer.ui.look import Look
    from reviewer.ui.session_model import SessionModel
    from reviewer.ui.work import Ticket, Work


class BackupActs(QObject):
    """One for a window; what is open is asked when an act is done."""

    def __init__(
        self,
        look: Look,
        home: Home,
        work: Work,
        session: Callable[[], SessionModel | None],
        opened: Callable[[Path], object],
        parent: QWidget,
    ) -> None:
        """Dialogs stand before ``parent``; ``opened`` opens a casebook that was made."""
        super().__init__(parent)
        self._look, self._home, self._work = look, home, work
        self._session, self._opened, self._window = session, opened, parent

    # --- out -----------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Ask where to, and make a backup of the casebook that is open."""
        session = self._session()
        if session is None:
            return
        folder = session.desk.folder
        dialog = BackUpDialog(self._look, folder.stem, backup_place(self._home), self._window)
        dialog.place_given.connect(lambda place: self._back_up(folder, place))
        dialog.open()

    def _back_up(self, folder: Path, place: Path) -> None:
        backups, is_usual = Backups(folder, self._home), place == backup_place(self._home)

        def job(ticket: Ticket) -> BackedUp:
            if is_usual:
                return backups.now(stoppable(ticket))
            return backups.write_to(place / f"{folder.stem}.backup", stoppable(ticket))

        self._work.start(say("Backing up"), job, lambda made: self._tell(made_words(made)))

    def export(self) -> None:
        """Ask for a name, and write the casebook that is open as one .zip."""
        session = self._session()
        if session is None:
            return
        suggested = session.desk.folder.with_name(f"{session.desk.folder.stem}.zip")
        dialog = ask_save(self._window, say("Export the whole casebook"), suggested, "Zip (*.zip)")
        dialog.fileSelected.connect(lambda chosen: self._export(session, Path(chosen)))

    def _export(self, session: SessionModel, target: Path) -> None:
        def told(made: Exported) -> None:
            said = say("The whole casebook is in {path}, which can be read without Reviewer.", path=made.path)
            self._tell(" ".join(filter(None, (said, missing_words(tuple(made.manifest.missing.values()))))))

        session.later(
            say("Exporting"), lambda desk, ticket: desk.exporting.export(target, stoppable(ticket)), told
        )

    # --- in ------------------------------------------------------------------------------------------

    def restore(self) -> None:
        """List the backups, and make a casebook of the one that is chosen."""
        dialog = RestoreDialog(self._look, self._suggested(say("restored")), self._window)
        dialog.restore_wanted.connect(self._restore)
        dialog.check_wanted.connect(lambda path: self._check(dialog, path))
        dialog.folder_wanted.connect(lambda place: self._list(dialog, place))
        dialog.open()
        self._list(dialog, None)

    def _list(self, dialog: RestoreDialog, place: Path | None) -> None:
        where = str(place or backup_place(self._home))

        def job(_ticket: Ticket) -> tuple[Generation, ...] | ReviewerError:
            try:
                return all_backups(self._home) if place is None else backups_in(place)
            except ReviewerError as error:
                return error

        def show(answer: tuple[Generation, ...] | ReviewerError) -> None:
            if not Shiboken.isValid(dialog):
                return
            dialog.show_backups(() if isinstance(answer, ReviewerError) else answer, where)
            if isinstance(answer, ReviewerError):
                dialog.complain(error_words(answer), dialog.other)

        self._work.start(say("Looking for backups"), job, show, quiet=True)

    def _check(self, dialog: RestoreDialog, path: Path) -> None:
        def job(ticket: Ticket) -> tuple[str, ...] | ReviewerError:
            try:
                return check_backup(path, stoppable(ticket))
            except ReviewerError as error:
                return error

        def told(answer: tuple[str, ...] | ReviewerError) -> None:
            if not Shiboken.isValid(dialog):
                return
            dialog.ready()
            if isinstance(answer, ReviewerError):
                dialog.complain(error_words(answer), dialog.list)
            elif answer:
                dialog.complain(say("Damaged or missing: {what}", what=", ".join(answer)), dialog.list)
            else:
                dialog.tell(say("It was read again now, and is whole."))

        ticket = self._work.start(say("Reading the backup"), job, told)
        dialog.rejected.connect(ticket.cancel)

    def _restore(self, wanted: RestoreWanted) -> None:
        def job(ticket: Ticket) -> Restored:
            return restore_backup(
                wanted.backup, wanted.folder, self._home, stoppable(ticket), sound_part=wanted.sound_part
            )

        self._work.start(say("Restoring"), job, lambda made: self._show(wanted.folder, restored_words(made)))

    def import_(self) -> None:
        """Ask for an exported casebook, and make a casebook of it."""
        dialog = ImportDialog(self._look, self._suggested(say("imported")), self._window)
        dialog.paths_given.connect(self._import)
        dialog.open()

    def _import(self, source: Path, folder: Path) -> None:
        def told(made: Imported) -> None:
            said = say("{name} was imported, with everything in it as it was recorded.", name=folder.stem)
            self._show(folder, " ".join(filter(None, (said, missing_words(made.missing)))))

        self._work.start(
            say("Importing"),
            lambda ticket: import_casebook(source, folder, self._home, stoppable(ticket)),
            told,
        )

    def _show(self, folder: Path, sentence: str) -> None:
        """Open a casebook that was made, and say what it came from."""
        if self._opened(folder):
            self._tell(sentence)

    def _suggested(self, mark: str) -> Path:
        session = self._session()
        if session is not None:
            name, parent = session.desk.folder.stem, session.desk.session.origin.beside
        else:
            name, documents = say("casebook"), own_folder() / "Documents"
            parent = documents if documents.is_dir() else own_folder()
        number = 1
        while (path := parent / f"{name} {mark}{'' if number == 1 else f' {number}'}.casebook").exists():
            number += 1
        return path

    def _tell(self, sentence: str) -> None:
        self._work.messages.tell(sentence)
