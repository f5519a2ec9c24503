"""A case of which a record is damaged is contested until it heals, and serves again in the session in which it heals."""

from __future__ import annotations

import shutil
from pathlib import Path

from reviewer.casebook import subject
from reviewer.desk import Desk, Home
from reviewer.model import Role
from reviewer.review import BlockerCode
from tests.faults.altering import edited
from tests.unit.desk.conftest import Clock
from tests.unit.desk.differing import Colleague
from tests.unit.desk.test_amending import BODY, amend, rename_chief


def test_a_damaged_amendment_serves_again_as_soon_as_a_sync_has_healed_it(
    desk: Desk, home: Home, clock: Clock, case_dir: Path, tmp_path: Path
) -> None:
    folder, share, place = shutil.copytree(case_dir, tmp_path / "case"), tmp_path / "share", desk.folder
    before = rename_chief(folder, BODY, "Sir Ivor Newly")
    amend(desk, folder)
    share.mkdir()
    desk.sharing.sync(share)
    assert desk.sharing.sync(share).notices == (), "nothing is said of a case that is the same"
    desk.close()
    edited(
        place,
        "UPDATE record SET body = replace(body, 'Sir Ivor Newly', 'Sir Ivor New1y') WHERE instr(body, 'Ivor')",
    )
    with Desk.open(place, home, clock) as again:
        assert again.session.case_now.damaged
        assert again.case.body(BODY).facts["chief"] == before
        again.sharing.sync(share)
        assert again.case.body(BODY).facts["chief"] == "Sir Ivor Newly"
        assert not again.session.case_now.damaged


def test_a_damaged_role_is_named_and_healed_by_giving_it_again(desk: Desk, home: Home, clock: Clock) -> None:
    """Also the founder's own, by which nobody else could give anything: who works alone has no share to sync with."""
    ben, place, me = Colleague(desk, "Ben Okafor", Role.SIGNATORY), desk.folder, desk.me.key
    desk.close()
    edited(
        place,
        "UPDATE record SET body = replace(body, '\"role\":', '\"rule\":') WHERE body LIKE '%\"heir\":%'",
    )
    with Desk.open(place, home, clock) as again:
        assert "The role of Ben Okafor by " in again.notice
        assert "have a lead give the role again" in again.notice
        damaged = {each.subject for each in again.session.casebook.health.damages() if not each.settled}
        assert damaged == {subject.member(me), subject.member(ben.author.key)}
        members = again.members
        for key, role in ((me, Role.LEAD), (ben.author.key, Role.SIGNATORY)):
            again.session.casebook.team.admit(key, again.people()[key], role)
        assert (members.is_open, again.notice) == (False, "")
        assert again.session.casebook.team.membership().role_of(ben.author.key) is Role.SIGNATORY
        assert BlockerCode.DAMAGED not in {
            each.code for each in again.standing.standing_of(BODY).blocks_signing
        }
