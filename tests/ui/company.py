"""The sample in company: a colleague who decided one thing differently and holds the work, and somebody who asks to take part."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk import Desk, Home, utc_now
from reviewer.desk.session import Clock
from reviewer.model import Role, Stance
from tests.colleagues import joined

BODY, CRITERION, PAPER = "thornwick", "policy", "Commissioner's statement.docx"


def have_company(desk: Desk, folder: Path, clock: Clock = utc_now) -> None:
    """Share the open casebook by a folder in ``folder``, with a colleague who has judged apart, and a stranger who waits."""
    share = folder / "Shared with the team"
    share.mkdir()
    mae = _home(desk, folder / "mae", "Mae Quill")
    with joined(desk, share, folder / "theirs.casebook", mae, clock, Role.SECOND_READER) as theirs:
        theirs.judging.evidence(BODY, CRITERION, PAPER, "It fits on two pages", stance=Stance.CONTRADICTS)
        theirs.judging.verdict(BODY, CRITERION, "falls-short", "Two pages, and no owner is named in either.")
        desk.judging.evidence(BODY, CRITERION, PAPER, "in force since 1 October 2024")
        desk.judging.verdict(
            BODY, CRITERION, "in-place", "In force since October 2024, with a date and an owner."
        )
        theirs.sharing.sync(share)
        desk.sharing.sync(share)
    asking = Desk.join(
        share, folder / "asking.casebook", _home(desk, folder / "grace", "Grace Adeyemi"), clock
    )
    with asking:
        asking.judging.verdict(BODY, "unit", "falls-short", "One post.")
        asking.sharing.sync(share)
    desk.sharing.sync(share)


def _home(desk: Desk, folder: Path, name: str) -> Home:
    home = Home(folder / "config", desk.session.home.resources, folder / "data")
    home.choose_name(name)
    return home
