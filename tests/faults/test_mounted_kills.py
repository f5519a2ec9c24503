"""Killed with -9 at any moment of a sync, over file systems that fail: a FUSE drive with faults, and Samba whose server dies too.

`make share-kills` does it three hundred times, and twenty-five.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.disks import failing_drive, fails
from tests.faults.killed import Pair
from tests.faults.served import Server, samba_drive
from tests.scale import scale
from tests.unit.sharing.laptops import Laptop, folder_share, synced

MOUNTED = scale("mounted-kills", small=6, whole=300)
SERVED = scale("server-kills", small=1, whole=25)
OF_THOUSAND = 30
ONE_SYNC = 0.1  # seconds that one takes about on such a drive, and so does opening
LONGEST = 0.5

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")


def time_us() -> int:
    return time.time_ns() // 1000


def pair(home: Path, drive: Path) -> Pair:
    share = folder_share(drive / "share")
    ann, ben = Laptop("Ann", home / "ann.casebook", time_us), Laptop("Ben", home / "ben.casebook", time_us)
    ann.found().close()
    synced(ann, share)
    ben.join(share).close()
    return Pair(ann, ben, share, set())


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    with failing_drive(tmp_path / "drive", seed=2026) as place:
        yield place


@pytest.mark.thorough
def test_kills_on_a_drive_that_fails_lose_nothing(tmp_path: Path, drive: Path) -> None:
    chance, both = random.Random(300), pair(tmp_path, drive)
    for number in range(1, MOUNTED + 1):
        fails(drive, OF_THOUSAND)
        # By acts, not by time: so it is killed while it opens, and in each part of a sync, however quick the machine is.
        acts, seconds = chance.choice((0, 1, 1, 2, 3)), chance.random() * ONE_SYNC
        both.is_killed(chance.choice((both.ann, both.ben)), chance.random(), seconds, acts)
        fails(drive, 0)
        if number % 10 == 0 or number == MOUNTED:
            both.judge()
    assert len(both.acknowledged) > MOUNTED // 2, "they were killed before they did anything"


@pytest.fixture
def server(tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Server]:
    with samba_drive(tmp_path, tool) as served:
        yield served


@pytest.mark.thorough
def test_a_samba_server_that_is_killed_loses_nothing(tmp_path: Path, server: Server) -> None:
    chance, both = random.Random(25), pair(tmp_path, server.drive)
    for number in range(1, SERVED + 1):
        with server.dies_after(chance.random() * LONGEST):
            both.is_killed(chance.choice((both.ann, both.ben)), chance.random(), LONGEST)
        server.start()
        if number % 5 == 0 or number == SERVED:
            both.judge()
    assert any((tmp_path / "served/share/packs").iterdir()), "it was another folder"
