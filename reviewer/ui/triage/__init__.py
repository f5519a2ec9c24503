"""What came from many bodies at once: whose it is, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action
from reviewer.ui.screen import Context, Screen, ScreenKind


def _make(context: Context) -> Screen:
    from reviewer.ui.triage.screen import TriageScreen

    return TriageScreen(context)


def _actions() -> Sequence[Action[Any]]:
    from reviewer.ui.triage.actions import intake_actions

    return intake_actions()


SCREEN = ScreenKind("intake", lambda: say("Intake"), lambda: say("&Intake from many"), _make, _actions)
