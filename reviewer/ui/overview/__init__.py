"""The national overview, counted from what is recorded now."""

from __future__ import annotations

from reviewer.ui.screen import Context, Screen, ScreenKind
from reviewer.ui.words import say


def _make(context: Context) -> Screen:
    from reviewer.ui.overview.screen import OverviewScreen

    return OverviewScreen(context)


SCREEN = ScreenKind("overview", lambda: say("Overview"), lambda: say("&Overview"), _make)
