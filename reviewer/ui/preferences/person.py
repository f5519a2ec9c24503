"""The section "You": by which name the records know who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.preferences.change_line import Tell
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.rows import Field, SettingRow

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.ui.look import Look
    from reviewer.ui.session_model import SessionModel


class NameRow(SettingRow):
    """The name, kept by Enter or when the field is left."""

    def __init__(
        self, look: Look, preferences: Preferences, home: Home, session: SessionModel | None, tell: Tell
    ) -> None:
        """``home`` keeps the name; an open casebook records it too. ``tell`` says in the dialog what came of it."""
        self._preferences, self._home, self._session, self._tell = preferences, home, session, tell
        self.field = Field()
        explanation = say(
            "It stands beside all that you record, earlier acts too. Your key stays the same, so that colleagues see "
            "that it is you."
        )
        super().__init__(look, say("Your name"), self.field, explanation=explanation)
        self.field.setAccessibleName(self.words)
        self.field.setAccessibleDescription(explanation)
        self.field.editingFinished.connect(self._keep)
        self.looked_again.connect(self._show_now)
        self._show_now()

    def _show_now(self) -> None:
        """Show the name that stands."""
        self.field.setText(self._now())

    def _now(self) -> str:
        try:
            return self._session.desk.me.name if self._session is not None else self._home.author().name
        except ReviewerError:
            return self._home.chosen_name()

    def _keep(self) -> None:
        before, name = self._now(), self.field.text().strip()
        if name == before:
            return
        if self._put(name):
            self._preferences.note(self.words, lambda: self._put(before))
            self._tell.done(say("Your records say {name} from now on.", name=self._now()))
        self._show_now()

    def _put(self, name: str) -> bool:
        """Have another name stand; tells whether it does."""
        try:
            if self._session is not None and not self._session.desk.read_only:
                self._session.desk.rename(name)
                self._session.refresh()
            else:
                self._home.choose_name(name)
        except ReviewerError as error:
            self._tell.failed(error, self.field)
            return False
        self._show_now()
        return True
