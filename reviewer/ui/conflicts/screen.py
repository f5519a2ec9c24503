"""What people decided differently, as a screen of an open casebook."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.conflicts.actions import conflict_actions
from reviewer.ui.conflicts.controller import ConflictsController
from reviewer.ui.conflicts.view import ConflictsView
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen


class ConflictsScreen(PlainScreen[ConflictsView]):
    """Can be asked for a ``subject``, or a ``body`` and a ``criterion``: the first conflict there."""

    def __init__(self, context: Context) -> None:
        """Show those of the inspection that is open."""
        self._context = context
        self._controller: ConflictsController | None = None
        super().__init__(lambda: self.controller.view)

    @property
    def controller(self) -> ConflictsController:
        """What works it, made when it is first needed."""
        if self._controller is None:
            self._controller = ConflictsController(self._context)
            self._context.actions.add(self._controller, conflict_actions())
        return self._controller

    def panes(self) -> Sequence[Pane]:
        """Return the list, the sides, and what settles them."""
        view = self.controller.view
        return (
            Pane(view.list, view.list.setFocus),
            Pane(view.area, view.sides.take_focus),
            Pane(view.foot, view.foot.take_focus),
        )

    def refresh(self, snapshot: Snapshot) -> None:
        """Look up again what was decided differently."""
        self.controller.refresh(snapshot)

    def take_focus(self) -> None:
        """Go to the list: it says what is to be settled."""
        self.controller.view.list.setFocus()

    def go(self, where: Kept) -> None:
        """Go to a conflict."""
        subject, body, criterion = (str(where.get(name) or "") for name in ("subject", "body", "criterion"))
        self.controller.go_to(subject, body, criterion)
        self.take_focus()

    def remember(self) -> Kept:
        """The conflict that one is at."""
        return {"subject": self._controller.subject} if self._controller is not None else {}

    def restore(self, state: Kept) -> None:
        """Go to that conflict."""
        if isinstance(subject := state.get("subject"), str) and subject:
            self.controller.go_to(subject)

    def close(self) -> None:
        """Let all of it go."""
        if self._controller is not None:
            self._controller.close()
