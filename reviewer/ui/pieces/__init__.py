"""What could not be read, piece by piece, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action
from reviewer.ui.screen import Context, Screen, ScreenKind


def _make(context: Context) -> Screen:
    from reviewer.ui.pieces.screen import PiecesScreen

    return PiecesScreen(context)


def _inner() -> Sequence[Action[Any]]:
    from reviewer.ui.pieces.actions import pieces_actions

    return pieces_actions()


SCREEN = ScreenKind(
    "pieces", lambda: say("Not read"), lambda: say("What could &not be read"), _make, inner=_inner
)
