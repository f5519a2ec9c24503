"""The desk: bodies and documents, the open document, the checklist."""

from __future__ import annotations

from reviewer.ui.screen import Context, Screen, ScreenKind
from reviewer.ui.words import say


def _make(context: Context) -> Screen:
    from reviewer.ui.desk.screen import DeskScreen

    return DeskScreen(context)


SCREEN = ScreenKind("desk", lambda: say("Desk"), lambda: say("&Desk"), _make)
