"""The section "Signing": with which identity letters are signed, whose it is, and making one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog
from shiboken6 import Shiboken

from reviewer.desk.display import IdentityView
from reviewer.desk.home import own_folder
from reviewer.desk.outside import new_identity, show_identity
from reviewer.desk.session import utc_now
from reviewer.desk.settings import IDENTITY
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.desk.words.signatures import grouped, time_words
from reviewer.errors import ReviewerError
from reviewer.ui.dialogs import PathField
from reviewer.ui.preferences.change_line import Tell
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.rows import SettingRow
from reviewer.ui.widgets import Label, Turning, button

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.ui.letter.signing import IdentityDialog
    from reviewer.ui.look import Look
    from reviewer.ui.work import Work


class IdentityRow(SettingRow):
    """The file of the identity, kept when its field is left; its certificate is told for its password."""

    def __init__(self, look: Look, preferences: Preferences, home: Home, work: Work, tell: Tell) -> None:
        """``home`` keeps the path; files are opened by ``work``, beside the window."""
        from reviewer.ui.letter.signing import secret_field

        self._preferences, self._home, self._work, self._tell = preferences, home, work, tell
        words = say("Signing identity")
        self.file = PathField(look, QFileDialog.FileMode.ExistingFile, words, "*.p12 *.pfx")
        self.password = secret_field()
        self.shows = button(say("Show whose it is"), self._show)
        self.makes = button(say("Make an identity…"), self._ask_new)
        self.whose = Label("", wrap=True)
        name = Label(say("Its password, to show whose it is"), "small", wrap=True)
        buttons = Turning(look, self.shows, self.makes)
        explanation = say(
            "A .p12 file. It is offered when a letter is signed; the password is asked for then and kept nowhere."
        )
        super().__init__(look, words, self.file, name, self.password, buttons, self.whose, explanation=explanation)  # fmt: skip
        name.setBuddy(self.password)
        self.password.setAccessibleName(name.text())
        self.file.field.setAccessibleName(words)
        self.file.field.setAccessibleDescription(explanation)
        self.file.field.editingFinished.connect(self._keep)
        self.file.chosen.connect(self._keep)
        self.password.returnPressed.connect(self._show)
        self.looked_again.connect(self._show_now)
        self._show_now()

    def _show_now(self) -> None:
        """Show the path that is kept."""
        self.file.set_path(self._home.settings.get(IDENTITY))

    def _keep(self) -> None:
        before, path = self._home.settings.get(IDENTITY), self.file.path
        if self.file.problem:
            self._tell.failed(self.file.problem)
            self._show_now()
            return
        if path == before:
            return
        if path is not None and not path.is_file():
            missing = say("There is no file {path}. Check the name.", path=path)
            self._tell.failed(missing)
            self._show_now()
            return
        self._put(path)
        self._preferences.note(self.words, lambda: self._put(before))
        self._tell.done(say("Letters are offered to be signed with {name}.", name=path.name) if path else "")

    def _put(self, path: Path | None) -> None:
        self._home.settings.put(IDENTITY, path.resolve() if path else None)
        self.whose.setText("")
        self._show_now()

    # --- whose it is -------------------------------------------------------------------------------

    def _show(self) -> None:
        self._keep()
        path, password = self.file.path, self.password.text()
        if path is None:
            self._tell.failed(say("Choose a signing identity, or make one."), self.file.field)
            return

        def job() -> IdentityView | ReviewerError:
            try:
                return show_identity(path, password, utc_now())
            except ReviewerError as error:
                return error

        self._work.start(say("Looking at the identity"), lambda _ticket: job(), self._told, quiet=True)

    def _told(self, answer: IdentityView | ReviewerError) -> None:
        if not Shiboken.isValid(self):
            return
        if isinstance(answer, ReviewerError):
            self.whose.setText("")
            self._tell.failed(answer, self.password)
            return
        self.password.clear()
        self.whose.setText(whose_words(answer))
        self._tell.done(self.whose.text())

    # --- another one -------------------------------------------------------------------------------

    def _ask_new(self) -> None:
        from reviewer.ui.letter.signing import IdentityDialog

        suggested = own_folder() / "identity.p12"
        dialog = IdentityDialog(self._look, self._home.chosen_name(), suggested, self.window())
        dialog.identity_wanted.connect(lambda path, name, word: self._make(dialog, path, name, word))
        dialog.open()

    def _make(self, dialog: IdentityDialog, path: Path, name: str, password: str) -> None:
        dialog.busy(say("Making the identity…"))

        def job() -> IdentityView | ReviewerError:
            try:
                return new_identity(path, name, password, utc_now())
            except ReviewerError as error:
                return error

        def done(made: IdentityView | ReviewerError) -> None:
            if not Shiboken.isValid(dialog):
                return
            if isinstance(made, ReviewerError):
                dialog.complain(error_words(made), dialog.file.field)
                return
            dialog.accept()
            self._take(path, made)

        self._work.start(say("Making an identity"), lambda _ticket: job(), done, quiet=True)

    def _take(self, path: Path, made: IdentityView) -> None:
        if Shiboken.isValid(self):
            before = self._home.settings.get(IDENTITY)
            self._put(path)
            self._preferences.note(self.words, lambda: self._put(before))
            self._told(made)


def whose_words(identity: IdentityView) -> str:
    """Return whose an identity is, its fingerprint as it is read out, and how long it holds."""
    return say(
        "{name}, fingerprint {fingerprint}, holds until {day}.",
        name=identity.name,
        fingerprint=grouped(identity.fingerprint),
        day=time_words(identity.not_after),
    )
