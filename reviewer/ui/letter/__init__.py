"""The letter of the chosen body: what it says, what is left, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action
from reviewer.ui.screen import Context, Screen, ScreenKind


def _make(context: Context) -> Screen:
    from reviewer.ui.letter.screen import LetterScreen

    return LetterScreen(context)


def _actions() -> Sequence[Action[Any]]:
    from reviewer.ui.letter.actions import letter_actions

    return letter_actions()


SCREEN = ScreenKind("letter", lambda: say("Letter"), lambda: say("&Letter"), _make, _actions)
