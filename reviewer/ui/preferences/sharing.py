"""The section "Share and backups": the folder that colleagues share, and what is done with it by the acts that there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.preferences.rows import SettingRow
from reviewer.ui.widgets import Label, Turning, button

if TYPE_CHECKING:
    from reviewer.ui.look import Look
    from reviewer.ui.session_model import SessionModel

ACTS = ("share.choose", "share.sync", "casebook.check")


class ShareRow(SettingRow):
    """Where the work is. A button closes the dialog and does its act, which asks and tells by itself."""

    def __init__(
        self, look: Look, actions: ActionList, session: SessionModel | None, leave: Callable[[str], object]
    ) -> None:
        """``leave`` closes the dialog and does an act by its id."""
        self._session = session
        self.where, self.state = Label("", wrap=True), Label("", "muted", wrap=True)
        self.buttons = [button(actions[name].listed, partial(leave, name)) for name in ACTS]
        for name, made in zip(ACTS, self.buttons, strict=True):
            why = actions.why_not(name)
            made.setEnabled(not why)
            made.setToolTip(why)
            made.setAccessibleDescription(why)
        explanation = say(
            "Whoever joins the shared folder has all that was recorded. A casebook itself stays on this laptop; never keep it "
            "on a network or cloud drive."
        )
        row = Turning(look, *self.buttons)
        super().__init__(look, say("Shared folder"), self.where, self.state, row, explanation=explanation)
        self.looked_again.connect(self._show_now)
        self._show_now()

    def _show_now(self) -> None:
        """Show which folder it is, and what it lacks."""
        if self._session is None:
            self.where.setText(say("Open a casebook first: each has a shared folder of its own."))
            self.state.hide()
            return
        share = self._session.snapshot.share
        self.where.setText(
            str(share.share) if share.share else say("None: this casebook is on this laptop only.")
        )
        self.state.setText(share.words)
