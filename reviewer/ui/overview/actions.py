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

    def unfocused(screen: OverviewScreen) -> str:
        there = screen.made is not None and screen.made.figures.focused is not None
        return "" if there else say("Go to a number that counts anybody first.")

    return (
        Action("overview.bodies", say("Show what the number counts"), (), Scope.SCREEN,
               lambda screen: screen.open_focused(), unfocused, Topic.VIEWS, screen="overview"),
        Action("overview.export", words, (), Scope.CASEBOOK, lambda screen: screen.export(),
               topic=Topic.LETTER, spot=Spot(Menu.LETTER, 21)),
    )  # fmt: skip
