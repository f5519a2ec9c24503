"""The acts on the list of bodies, heard by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.ui.bodies import BodiesPane

_ID = "desk"


def list_actions() -> tuple[Action[BodiesPane], ...]:
    """Return the acts on the list of bodies, while it has the focus."""

    def unfiltered(pane: BodiesPane) -> str:
        return "" if pane.is_filtered else say("All are shown: no filter is on.")

    views, bodies = Topic.VIEWS, Scope.BODIES
    return (
        Action("bodies.filter", say("Filter the list on the left"), ("/",), bodies,
               lambda pane: pane.go_to_filter(), topic=views, short=say("filter"), screen=_ID),
        Action("bodies.clear", say("Show all of the list on the left again"), ("Esc",), bodies,
               lambda pane: pane.clear_filter(), unfiltered, views, short=say("clear the filter"), screen=_ID),
    )  # fmt: skip
