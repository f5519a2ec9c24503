"""The acts that lead to what a line of the list of bodies says beside its name: late, in conflict, damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.desk.body_lines import BodyLine
    from reviewer.ui.session_model import SessionModel


class AtDesk(Protocol):
    """Has what is chosen in the casebook that is open; the screen of the desk does."""

    @property
    def session(self) -> SessionModel:
        """What is chosen."""


CAUSES = ("body.damaged", "body.conflict", "body.late")
"""The acts that a badge may mean, in the order in which it says them."""
BODY_MENU = (
    "body.late", "body.conflict", "body.damaged", "", "body.facts", "documents.receive", "view.letter", "",
    "bodies.filter", "bodies.clear",
)  # fmt: skip
"""The menu of a line; "" divides groups."""


def cause_actions() -> tuple[Action[AtDesk], ...]:
    """Return the acts, which are about the chosen body and can be done from any screen."""

    def late(desk: AtDesk) -> str:
        line = _line(desk.session)
        return "" if line is not None and line.late else say("Nothing that was sent in came late.")

    def conflict(desk: AtDesk) -> str:
        line = _line(desk.session)
        return "" if line is not None and line.conflicts else say("Nobody decided differently here.")

    def damaged(desk: AtDesk) -> str:
        line = _line(desk.session)
        return "" if line is not None and line.damaged else say("Nothing is damaged here.")

    scope, views = Scope.CASEBOOK, Topic.VIEWS
    return (
        Action("body.late", say("Go to what came &late"), (), scope, lambda desk: _go_to_late(desk.session), late, views),
        Action("body.conflict", say("Go to the verdict in &conflict"), (), scope, lambda desk: _go_to_conflict(desk.session), conflict, views),
        Action("body.damaged", say("Go to what is &damaged"), (), scope, lambda desk: _go_to_damaged(desk.session), damaged, views),
    )  # fmt: skip


def _line(session: SessionModel) -> BodyLine | None:
    return next((line for line in session.lines if line.code == session.body), None)


def _go_to_late(session: SessionModel) -> None:
    """Open the first document that came late, in its list."""

    def choose() -> None:
        rows = session.view.documents if session.view else ()
        row = next((row for row in rows if row.late), None)
        if row is not None:
            session.choose_document(row)

    session.go("desk")
    session.when_here(choose)


def _go_to_conflict(session: SessionModel) -> None:
    """Open the card of the first criterion that two people decided differently; where it is something else, show both sides."""

    def lead() -> None:
        criteria = session.view.criteria.items() if session.view else ()
        key = next((key for key, view in criteria if view.conflict), "")
        if key:
            session.go("desk", {"criterion": key})
        else:
            session.go("conflicts", {"body": session.body})

    session.when_here(lead)


def _go_to_damaged(session: SessionModel) -> None:
    """Open the card of the first criterion whose record is damaged, or the category; else say what names the record."""
    line = _line(session)
    lost = line.damaged_of if line is not None else frozenset()
    key = next((each.key for each in session.desk.case.framework.criteria if each.key in lost), "")
    if key:
        session.go("desk", {"criterion": key})
    elif lost:
        session.go("letter", {"category": True})
    else:
        session.messages.tell(
            say("A record that its letter may rest on is damaged: “Check the casebook” names it.")
        )
