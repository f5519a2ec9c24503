"""What people decided differently: both sides beside each other, and settled by one act."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "conflicts",
    lambda: say("Conflicts"),
    lambda: say("Con&flicts"),
    later("reviewer.ui.conflicts.screen:ConflictsScreen"),
    inner=later("reviewer.ui.conflicts.actions:conflict_actions"),
    help="conflicts",
    tab=False,
    key="Ctrl+Shift+N",
)
