"""The national overview, counted from what is recorded now."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "overview",
    lambda: say("Overview"),
    lambda: say("&Overview"),
    later("reviewer.ui.overview.screen:OverviewScreen"),
    later("reviewer.ui.overview.actions:overview_actions"),
    help="overview",
    offers=("overview.export",),
)
