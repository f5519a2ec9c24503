"""A case of which a record is damaged is contested until it heals, and serves again in the session in which it heals."""

from __future__ import annotations

import shutil
from pathlib import Path

from reviewer.desk import Desk, Home
from tests.faults.altering import edited
from tests.unit.desk.conftest import Clock
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
