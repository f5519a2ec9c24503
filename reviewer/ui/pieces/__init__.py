"""What could not be read, piece by piece, on one screen."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "pieces",
    lambda: say("Not read"),
    lambda: say("What could &not be read"),
    later("reviewer.ui.pieces.screen:PiecesScreen"),
    inner=later("reviewer.ui.pieces.actions:pieces_actions"),
    help="unread",
    offers=("documents.recognise",),
)
