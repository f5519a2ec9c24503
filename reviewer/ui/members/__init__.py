"""Who takes part, who asks to, and who holds the work."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "members",
    lambda: say("Members"),
    lambda: say("&Members and share"),
    later("reviewer.ui.members.screen:MembersScreen"),
    later("reviewer.ui.members.actions:members_actions"),
    help="members",
    offers=("share.sync", "share.choose"),
)
