"""How a casebook comes on the screen: open, begin, join, or the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.desk.home import casebook_of, is_merged_file
from reviewer.errors import CasebookBusyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.desk import Desk, Home
    from reviewer.desk.values import Missing
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.author_key.acts import KeyActs
    from reviewer.ui.backups.acts import BackupActs
    from reviewer.ui.joining import JoinActs
    from reviewer.ui.look import Look
    from reviewer.ui.messages import Messages
    from reviewer.ui.new_case.acts import NewCaseActs
    from reviewer.ui.session_model import SessionModel
    from reviewer.ui.work import Ticket, Work


class Opening(QObject):
    """Asks for folders and makes desks; ``desk_opened`` hands one over, its new owner closes it.

    ``case_left`` when the window was closed in which a case folder is filled in. With the desk goes a ``Snapshot`` of what stands in it, so that it can be shown at once.
    """

    desk_opened = Signal(object, object)
    case_left = Signal()

    def __init__(
        self, look: Look, home: Home, work: Work, messages: Messages, actions: ActionList, parent: QWidget
    ) -> None:
        """Dialogs stand before ``parent``; a window of their own has its keys in ``actions``."""
        super().__init__(parent)
        self._look = look
        self._home = home
        self._work = work
        self._messages = messages
        self._actions = actions
        self._window = parent
        self._backups: BackupActs | None = None
        self._keys: KeyActs | None = None
        self._joining: JoinActs | None = None
        self._cases: NewCaseActs | None = None
        self._is_making_sample = False

    def open(self, folder: Path) -> bool:
        """Open a casebook; for reading only if it is open elsewhere. False after its error was shown.

        A merged file is opened beside the window, which goes on with what is open until then.
        """
        from reviewer.desk import Desk

        folder = casebook_of(folder)
        if is_merged_file(folder):
            self._look_at(folder)
            return True
        try:
            desk = Desk.open(folder, self._home, patient=False)
        except CasebookBusyError as busy:
            desk_or_none = self._messages.attempt(
                lambda: Desk.open(folder, self._home, writable=False, patient=False)
            )
            if desk_or_none is None:
                return False
            self._hand_over(desk_or_none)
            self._messages.tell(self.tr("Open for reading only. {}").format(busy))
            return True
        except Exception as error:  # noqa: BLE001 - the presenter tells bugs apart
            self._messages.failed(error)
            return False
        self._hand_over(desk)
        return True

    def _look_at(self, file: Path) -> None:
        from reviewer.desk import Desk
        from reviewer.ui.work import stoppable

        def job(ticket: Ticket) -> Desk:
            return Desk.open(file, self._home, writable=False, patient=False, progress=stoppable(ticket))

        self._later(self.tr("Opening the merged file"), job)

    def read(self, folder: Path) -> None:
        """Open a casebook for reading, whether or not it is free; it is not remembered."""
        from reviewer.desk import Desk

        desk = self._messages.attempt(lambda: Desk.open(folder, self._home, writable=False, patient=False))
        if desk is not None:
            self._show(desk)

    def _hand_over(self, desk: Desk) -> None:
        desk.session.patient = False
        if not desk.session.passes:
            self._home.remember(desk.folder)
        self._messages.clear()
        if not self._show(desk):
            return
        if self._home.policy.faults or desk.notice:
            self._messages.tell(" ".join((*self._policy_faults(), *filter(None, (desk.notice,)))))
        elif desk.sharing.missing is not None:
            self._tell_missing(desk.sharing.missing)

    def _policy_faults(self) -> tuple[str, ...]:
        if not self._home.policy.faults:
            return ()
        from reviewer.desk.words.policy import fault_lines

        return fault_lines(self._home.policy)

    def _tell_missing(self, missing: Missing) -> None:
        """Say what the share did not give to a casebook that was just made of it."""
        from reviewer.desk.words.sharing import not_arrived_words

        if words := not_arrived_words(missing):
            self._messages.tell(words)

    def _show(self, desk: Desk) -> bool:
        """Hand a desk over with what stands in it; closes it and returns False if that cannot be read."""
        from reviewer.desk.snapshot import first_sight

        first = self._messages.attempt(lambda: first_sight(desk))
        if first is None:
            desk.close()
            return False
        self.desk_opened.emit(desk, first)
        return True

    def ask_open(self) -> None:
        """Ask which casebook to open."""
        from reviewer.ui.intake_dialogs import OpenDialog

        recent = self._home.recent()
        dialog = OpenDialog(self._look, recent[0] if recent else None, self._window)
        dialog.folder_given.connect(self.open)
        dialog.open()

    def ask_new(self) -> None:
        """Ask for a case folder and where its casebook goes."""
        from reviewer.ui.intake_dialogs import TwoFoldersDialog

        title = self.tr("Make a casebook of a case folder")
        source = self.tr("Case folder (with framework.toml)")
        dialog = TwoFoldersDialog(self._look, title, source, self._suggested("inspection"), self._window)
        dialog.folders_given.connect(self.new)
        dialog.open()

    def ask_join(self) -> None:
        """Ask for the folder that colleagues share, and make one's own copy of the inspection in it."""
        from reviewer.ui.joining import JoinActs

        if self._joining is None:
            self._joining = JoinActs(self._look, self._home, self._work, self._hand_over, self._window)
        self._joining.ask(self._suggested)

    def _suggested(self, name: str) -> Path:
        parent = self._home.casebooks_folder()
        number = 1
        while (path := parent / f"{name}{'' if number == 1 else f'-{number}'}.casebook").exists():
            number += 1
        return path

    def new(self, case: Path, folder: Path) -> None:
        """Make a casebook of a case folder, which is not among those that are being filled in any more."""
        from reviewer.desk import Desk

        def job(_ticket: Ticket) -> Desk:
            desk = Desk.new(folder, case, self._home)
            self._home.forget_case(case)
            return desk

        self._later(self.tr("Making the casebook"), job)

    @property
    def cases(self) -> NewCaseActs:
        """What sets a new inspection up, brought in when it is first asked for."""
        from reviewer.ui.new_case.acts import NewCaseActs

        if self._cases is None:
            need = (self._look, self._home, self._work, self._actions, self._messages)
            self._cases = NewCaseActs(*need, self.new, self._suggested, self._window)
            self._cases.left.connect(self.case_left)
        return self._cases

    def begin_case(self) -> None:
        """Ask for the name of a new inspection, and set it up."""
        self.cases.ask_new()

    def go_on_with(self, case: Path) -> None:
        """Go on with a case folder that is being filled in."""
        self.cases.go_on(case)

    def sample(self) -> None:
        """Open the sample inspection, which is made at the first time; asked again while it is made, nothing more is done."""
        from reviewer.desk import Desk

        folder = self._home.data / "sample.casebook"
        if self._is_making_sample:
            return
        if folder.is_dir():
            self.open(folder)
            return

        def end() -> None:
            self._is_making_sample = False

        def show(desk: Desk) -> None:
            end()
            self._hand_over(desk)

        self._is_making_sample = True
        self._work.start(
            self.tr("Making the sample"),
            lambda ticket: Desk.sample(folder, self._home, ticket.report),
            show,
            failed=end,
            unwanted=lambda desk: desk.close(),
        )

    def backups(self, session: Callable[[], SessionModel | None]) -> BackupActs:
        """Return what is done about backups, brought in when it is first asked for; ``session`` is of the casebook that is open."""
        from reviewer.ui.backups.acts import BackupActs

        if self._backups is None:
            self._backups = BackupActs(self._look, self._home, self._work, session, self.open, self._window)
        return self._backups

    def keys(self, open_again: Callable[[], object]) -> KeyActs:
        """Return what saves and loads a person's key; ``open_again`` opens anew what is open, which goes on under a loaded key."""
        from reviewer.ui.author_key.acts import KeyActs

        if self._keys is None:
            self._keys = KeyActs(self._look, self._home, self._work, open_again, self._window)
        return self._keys

    def _later(self, title: str, make: Callable[[Ticket], Desk]) -> None:
        self._work.start(title, make, self._hand_over, unwanted=lambda desk: desk.close())
