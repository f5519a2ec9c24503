"""The matrix: bodies by criteria in one table, with the card of the cell that has the focus beside it."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "matrix",
    lambda: say("Matrix"),
    lambda: say("&Matrix"),
    later("reviewer.ui.matrix.screen:MatrixScreen"),
    inner=later("reviewer.ui.matrix.actions:matrix_actions"),
    help="matrix",
)
