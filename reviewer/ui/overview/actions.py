"""The acts of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic

if TYPE_CHECKING:
    from reviewer.ui.overview.screen import OverviewScreen


def overview_actions() -> tuple[Action[OverviewScreen], ...]:
    """Return all acts of the overview, which can be done from any screen."""
    words = say("Export the &overview…")
    return (
        Action("overview.export", words, (), Scope.CASEBOOK, lambda screen: screen.export(),
               topic=Topic.LETTER, spot=Spot(Menu.LETTER, 21)),
    )  # fmt: skip
