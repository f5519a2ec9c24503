"""The list of screens, in the order of their tabs and keys. What a screen needs is imported when it is looked at."""

from __future__ import annotations

from reviewer.ui import desk, letter, matrix, overview, pieces, triage
from reviewer.ui.screen import ScreenKind

SCREENS: tuple[ScreenKind, ...] = (
    desk.SCREEN,
    letter.SCREEN,
    overview.SCREEN,
    triage.SCREEN,
    matrix.SCREEN,
    pieces.SCREEN,
)
