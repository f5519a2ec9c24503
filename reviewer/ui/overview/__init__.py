"""The national overview, counted from what is recorded now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action
from reviewer.ui.screen import Context, Screen, ScreenKind


def _make(context: Context) -> Screen:
    from reviewer.ui.overview.screen import OverviewScreen

    return OverviewScreen(context)


def _actions() -> Sequence[Action[Any]]:
    from reviewer.ui.overview.actions import overview_actions

    return overview_actions()


SCREEN = ScreenKind("overview", lambda: say("Overview"), lambda: say("&Overview"), _make, _actions)
