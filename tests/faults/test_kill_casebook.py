"""The program is killed at any moment: what it had acknowledged is there, and the casebook is in order."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from reviewer.casebook import Casebook, load_or_make_author
from tests.faults.rounds import CASE, Acknowledged, sessions

KILLS, FOLDERS = 300, 10


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills and forks are POSIX's")
def test_three_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(9)
    author = load_or_make_author(tmp_path / "config", "Tess Tester")
    saves = 0
    with sessions(tmp_path / "config") as running:
        for number in range(FOLDERS):
            folder = tmp_path / f"{number}.casebook"
            Casebook.create(folder, author, lambda: 0, CASE).close()
            acknowledged = Acknowledged()
            for _ in range(KILLS // FOLDERS):
                pid = running.start(folder, chance.randrange(1 << 30))
                time.sleep(chance.random() * 0.08)
                os.kill(pid, signal.SIGKILL)
                lines = running.rest()
                assert not [line for line in lines if "refused" in line]
                acknowledged.add(lines)
                saves += len(lines)
                assert acknowledged.missing(folder, author) == []
    assert saves > KILLS, "the sessions were killed before they did anything"
