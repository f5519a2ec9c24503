"""Who asks is found by the code that a lead hears, though others have filled the list of those who ask."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reviewer.casebook import waiting
from reviewer.desk import Desk, Home
from reviewer.errors import ShareError, WrongUseError
from reviewer.model import Role
from tests.unit.desk.conftest import Clock


@pytest.fixture
def share(tmp_path: Path, desk: Desk) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    desk.sharing.sync(folder)
    return folder


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """One stranger has a line, and no other."""
    monkeypatch.setattr(waiting, "MOST_AUTHORS", 1)


def asks(share: Path, folder: Path, name: str, home: Home, clock: Clock) -> str:
    """Have somebody join, judge and sync; returns their code."""
    own = Home(folder / name / "config", home.resources, folder / name / "data")
    own.choose_name(name)
    with Desk.join(share, folder / f"{name}.casebook", own, clock) as desk:
        desk.judging.verdict("harrowdale", "unit", "in-place", "As read.")
        desk.sharing.sync(share)
        return desk.members.own_code


@pytest.mark.thorough
@pytest.mark.usefixtures("crowded")
def test_a_joiner_without_a_line_is_found_by_the_code_and_admitted_whole(
    desk: Desk, share: Path, tmp_path: Path, home: Home, clock: Clock
) -> None:
    codes = [asks(share, tmp_path, name, home, clock) for name in ("Flood", "Mae Quill")]
    desk.sharing.sync(share)
    (listed,) = desk.members.requests()
    assert {row.why.value for row in desk.members.strangers()} == {"asks", "crowd"}
    (hidden,) = set(codes) - {listed.code}
    row = desk.members.look_up(hidden)
    assert row is not None
    assert (row.code, row.is_looked_up) == (hidden, True)
    assert {row.name, listed.name} == {"Flood", "Mae Quill"}
    assert desk.members.requests()[0] == row, "whoever was looked for stands first"
    assert desk.members.admit(hidden) == row.name
    desk.sharing.sync(share)
    assert desk.session.casebook.team.membership().role_of(row.key) is Role.INSPECTOR
    assert len(desk.standing.state("harrowdale").criteria["unit"].verdicts) == 1
    assert [each.key for each in desk.members.requests()] == [listed.key]


@pytest.mark.thorough
@pytest.mark.usefixtures("crowded")
def test_admitting_by_command_looks_a_code_up_that_no_line_tells(
    desk: Desk, share: Path, tmp_path: Path, home: Home, clock: Clock
) -> None:
    codes = [asks(share, tmp_path, name, home, clock) for name in ("Flood", "Mae Quill")]
    assert desk.members.requests() == (), "nothing was synced since"
    assert desk.members.admit(codes[1]) == "Mae Quill"
    with pytest.raises(WrongUseError, match="Nobody has the code"):
        desk.members.admit("0000 0000 0000")


@pytest.mark.thorough
def test_a_look_goes_from_the_newest_pack_and_ends_when_it_is_told_to(
    desk: Desk, share: Path, tmp_path: Path, home: Home, clock: Clock
) -> None:
    before = {*(share / "packs").iterdir()}
    code = asks(share, tmp_path, "Mae Quill", home, clock)
    for path in {*(share / "packs").iterdir()} - before:
        os.utime(path, (0, 0))
    for number in range(2):
        asks(share, tmp_path, f"Flood {number}", home, clock)
    compared: list[int] = []

    def going_on(done: int) -> bool:
        compared.append(done)
        return False

    assert desk.members.look_up(code, going_on) is None
    assert compared == [2], "two were compared, and Mae's pack is the oldest by the folder's own word"
    found = desk.members.look_up(code)
    assert found is not None
    assert found.name == "Mae Quill"


def test_nothing_is_looked_up_without_a_share_or_by_half_a_code(desk: Desk, share: Path) -> None:
    with pytest.raises(WrongUseError, match="twelve digits"):
        desk.members.look_up("1234 5678")
    share.rename(share.with_name("away"))
    with pytest.raises(ShareError):
        desk.members.look_up("1234 5678 9012")
