"""Undoing several acts: lists them, has them undone beside the window, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from reviewer.desk.words.deeds import turned_lines
from reviewer.desk.words.language import say
from reviewer.model.deeds import OwnAct, TurnedMany
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.undoing.dialog import MOST, UndoDialog
from reviewer.ui.work import Ticket

if TYPE_CHECKING:
    from reviewer.desk import Desk

Lists = tuple[tuple[OwnAct, ...], tuple[OwnAct, ...]]


class UndoingActs(QObject):
    """One dialog at a time."""

    def __init__(self, look: Look, session: SessionModel, parent: QWidget) -> None:
        """The dialog stands before ``parent``."""
        super().__init__(session)
        self._look, self._session, self._window = look, session, parent
        self._dialog: UndoDialog | None = None
        self._ticket: Ticket | None = None
        self._listing: Latest[Lists] = Latest(session.work, say("Listing your acts"), self)
        session.refreshed.connect(self._refresh)

    def show(self) -> None:
        """Show what can be undone and done again."""
        bodies = {body.code: body.name for body in self._session.desk.case.bodies}
        made = self._dialog = UndoDialog(self._look, bodies, self._window)
        made.undo_wanted.connect(self._undo)
        made.redo_wanted.connect(self._redo)
        made.rejected.connect(self._stop)
        made.open()
        self._list()

    @property
    def dialog(self) -> UndoDialog | None:
        """The dialog while it is shown."""
        there = self._dialog is not None and Shiboken.isValid(self._dialog) and self._dialog.isVisible()
        return self._dialog if there else None

    def _refresh(self, _snapshot: object) -> None:
        if self.dialog is not None and self._ticket is None:
            self._list()

    def _list(self) -> None:
        desk = self._session.desk
        self._listing.ask(lambda _ticket: _lists(desk), self._show_lists)

    def _show_lists(self, lists: Lists) -> None:
        if self.dialog is not None:
            self.dialog.show_acts(*lists)

    # --- undoing -------------------------------------------------------------------------------------

    def _undo(self, act: str) -> None:
        self._turn(
            say("Undoing"),
            lambda desk, ticket: desk.history.undo_list.undo_to(
                act, progress=ticket.report, cancelled=ticket.cancelled
            ),
            lambda turned: self._tell(turned, again=False),
        )

    def _redo(self, act: str) -> None:
        self._turn(
            say("Doing again"),
            lambda desk, ticket: desk.history.undo_list.redo_to(
                act, progress=ticket.report, cancelled=ticket.cancelled
            ),
            lambda turned: self._tell(turned, again=True),
        )

    def _turn(
        self,
        title: str,
        job: Callable[[Desk, Ticket], TurnedMany],
        done: Callable[[TurnedMany], object],
    ) -> None:
        if self.dialog is not None:
            self.dialog.busy(title)
        self._ticket = self._session.later(title, job, done, failed=self._failed)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _failed(self) -> None:
        self._ticket = None
        if self.dialog is not None:
            self.dialog.ready()
            self._list()

    def _tell(self, turned: TurnedMany, *, again: bool) -> None:
        """Say what was turned where it was asked for; in the window where the dialog was closed meanwhile."""
        self._ticket = None
        message = " ".join(turned_lines(turned, again=again))
        if self.dialog is None:
            self._session.messages.tell(message)
            return
        self.dialog.ready()
        self.dialog.tell(message)
        self._list()


def _lists(desk: Desk) -> Lists:
    listed = desk.history.undo_list
    return listed.acts(MOST), listed.taken_back(MOST)
