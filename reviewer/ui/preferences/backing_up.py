"""The folder for backups in the preferences, and what is known of the last one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog
from shiboken6 import Shiboken

from reviewer.desk.backups import Backups, backup_place, must_be_no_part
from reviewer.desk.settings import BACKUP_PLACE
from reviewer.desk.words.backups import state_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.dialogs import PathField
from reviewer.ui.preferences.rows import SettingRow
from reviewer.ui.widgets import Label, Turning, button

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.desk.backups import BackupState
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.look import Look
    from reviewer.ui.preferences.change_line import Tell
    from reviewer.ui.preferences.in_force import Preferences
    from reviewer.ui.session_model import SessionModel
    from reviewer.ui.work import Work

_ACT = "casebook.back_up"


class BackupRow(SettingRow):
    """Where backups go; kept when the field is left. An empty field is the folder beside the program's own settings."""

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        home: Home,
        work: Work,
        session: SessionModel | None,
        tell: Tell,
    ) -> None:
        """``session`` is the casebook that is open, None without; ``work`` looks at its backups."""
        self._preferences, self._home, self._work = preferences, home, work
        self._session, self._tell, self._looked = session, tell, False
        words = say("Folder for backups")
        self.place = PathField(look, QFileDialog.FileMode.Directory, words)
        self.state = Label("", "muted", wrap=True)
        told = say(
            "A folder on another disk, such as a network drive or a stick, outlives this laptop. Empty: beside Reviewer's own "
            "settings. Backups that are there already stay where they are."
        )
        super().__init__(look, words, self.place, self.state, explanation=told)
        self.place.field.setAccessibleName(words)
        self.place.field.setAccessibleDescription(told)
        self.place.field.editingFinished.connect(self._keep)
        self.place.chosen.connect(self._keep)
        self.looked_again.connect(self._show_now)
        self._show_now()

    def add_act(self, actions: ActionList, leave: Callable[[str], object]) -> None:
        """Offer the act that makes one now; ``leave`` closes the dialog and does an act by its id."""
        made, why = button(actions[_ACT].listed, partial(leave, _ACT)), actions.why_not(_ACT)
        made.setEnabled(not why)
        made.setToolTip(why)
        made.setAccessibleDescription(why)
        self.inside.add(Turning(self._look, made))

    def _show_now(self) -> None:
        """Show which folder it is, and when the last backup was made, as soon as somebody sees it."""
        self.place.set_path(self._home.settings.get(BACKUP_PLACE))
        self.place.field.setPlaceholderText(str(self._home.data / "backups"))
        self.state.setVisible(self._session is not None)
        self._looked = False
        if self.isVisible():
            self._look_for_backups()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for backups when the page is shown: what reads them is not brought in for the other pages."""
        super().showEvent(event)
        self._look_for_backups()

    def _look_for_backups(self) -> None:
        if self._session is None or self._looked:
            return
        self._looked = True
        backups = Backups(self._session.desk.folder, self._home)  # on a drive that may take its time
        self._work.start(say("Looking for backups"), lambda _t: backups.state(), self._show_state, quiet=True)

    def _show_state(self, state: BackupState) -> None:
        if Shiboken.isValid(self):
            self.state.setText(state_words(state.last, state.failed))

    def _keep(self) -> None:
        before, path = self._home.settings.get(BACKUP_PLACE), self.place.path
        if self.place.problem:
            self._refuse(self.place.problem)
            return
        if path == before:
            return
        if path is not None and not path.is_dir():
            self._refuse(say("There is no folder {path}. Check the name.", path=path))
            return
        try:
            if path is not None:
                must_be_no_part(path / "any")
        except ReviewerError as error:
            self._refuse(error)
            return
        self._put(path)
        self._preferences.note(self.words, lambda: self._put(before))
        self._tell.done(say("Backups go to {place} from now on.", place=backup_place(self._home)))

    def _refuse(self, why: str | ReviewerError) -> None:
        self._tell.failed(why)
        self._show_now()

    def _put(self, path: Path | None) -> None:
        self._home.settings.put(BACKUP_PLACE, path.resolve() if path else None)
        self._show_now()
