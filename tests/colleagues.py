"""A second person who takes part: joins by the shared folder, asks, is admitted, and knows of it."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk import Desk, Home, utc_now
from reviewer.desk.session import Clock
from reviewer.model import Role


def joined(
    desk: Desk, share: Path, folder: Path, home: Home, clock: Clock = utc_now, role: Role = Role.LEAD
) -> Desk:
    """The desk of a colleague whom *desk* has admitted; both have synced with the share."""
    desk.sharing.sync(share)
    theirs = Desk.join(share, folder, home, clock)
    desk.sharing.sync(share)
    # By the key: a code costs 128 MB and a third of a second, and tests of members ask for it.
    desk.session.casebook.team.admit(theirs.me.key, theirs.me.name, role)
    desk.sharing.sync(share)
    theirs.sharing.sync(share)
    return theirs
