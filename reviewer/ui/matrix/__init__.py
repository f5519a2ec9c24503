"""The matrix: bodies by criteria in one table, with the card of the cell that has the focus beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action
from reviewer.ui.screen import Context, Screen, ScreenKind


def _make(context: Context) -> Screen:
    from reviewer.ui.matrix.screen import MatrixScreen

    return MatrixScreen(context)


def _inner() -> Sequence[Action[Any]]:
    from reviewer.ui.matrix.actions import matrix_actions

    return matrix_actions()


SCREEN = ScreenKind("matrix", lambda: say("Matrix"), lambda: say("&Matrix"), _make, inner=_inner)
