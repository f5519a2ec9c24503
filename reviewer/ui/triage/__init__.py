"""What came from many bodies at once: whose it is, and what waits for a decision."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "intake",
    lambda: say("Intake"),
    lambda: say("&Intake from many"),
    later("reviewer.ui.triage.screen:TriageScreen"),
    later("reviewer.ui.triage.actions:intake_actions"),
    help="triage",
    offers=("documents.receive_many",),
)
