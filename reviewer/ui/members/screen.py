"""Members and share as a screen of an open casebook."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.members.controller import MembersController
from reviewer.ui.members.view import MembersView
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen


class MembersScreen(PlainScreen[MembersView]):
    """Can be asked for a ``member`` by the key."""

    def __init__(self, context: Context) -> None:
        """Show the inspection that is open."""
        self._context = context
        self._controller: MembersController | None = None
        super().__init__(lambda: self.controller.view)

    @property
    def controller(self) -> MembersController:
        """What works it, made when it is first needed."""
        if self._controller is None:
            self._controller = MembersController(self._context)
        return self._controller

    def panes(self) -> Sequence[Pane]:
        """Return the table, who asks, and the member."""
        view = self.controller.view
        return (
            Pane(view.table, view.table.setFocus),
            Pane(view.requests, view.requests.field.setFocus),
            Pane(view.member, self.controller.open_member),
        )

    def take_focus(self) -> None:
        """Go to the table; where one is alone, to what can be done."""
        view = self.controller.view
        (view.sync if view.table.isHidden() else view.table).setFocus()

    def refresh(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - it looks up more than that says
        """Look up again who takes part."""
        self.controller.refresh()

    def go(self, where: Kept) -> None:
        """Go to a member."""
        self.restore(where)
        self.take_focus()

    def remember(self) -> Kept:
        """The member whose row one is at."""
        current = self._controller.view.table.current if self._controller else None
        return {"member": current.key} if current else {}

    def restore(self, state: Kept) -> None:
        """Go to that member, once they are listed."""
        if isinstance(key := state.get("member"), str):
            self.controller.view.table.go_to(key)

    def close(self) -> None:
        """Let all of it go."""
        if self._controller is not None:
            self._controller.close()
