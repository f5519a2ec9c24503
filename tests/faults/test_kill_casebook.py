"""The program is killed at any moment: what it had acknowledged is there, and the casebook is in order."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Casebook, load_or_make_author
from tests.faults.rounds import CASE, Acknowledged, Sessions, sessions
from tests.scale import scale

KILLS = scale("kills", small=30, whole=300)
FOLDERS = 10


OPENING, ACTING = 0.03, 0.004  # seconds that the one and the other take about


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
                lines = killed(running, folder, chance)
                assert not [line for line in lines if "refused" in line]
                acknowledged.add(lines)
                saves += len(lines)
                assert acknowledged.missing(folder, author) == []
    assert saves > KILLS, "the sessions were killed before they did anything"


def killed(running: Sessions, folder: Path, chance: random.Random) -> list[dict[str, Any]]:
    """Kill a session while it opens, or in what follows its first, second or third act; return what it acknowledged.

    By acts and not by time: what a slow machine had no time for would prove nothing, and a quick one would do hundreds.
    """
    pid, acts = running.start(folder, chance.randrange(1 << 30)), chance.choice((0, 1, 1, 2, 3))
    lines = running.next(acts)
    time.sleep(chance.random() * (ACTING if acts else OPENING))
    os.kill(pid, signal.SIGKILL)
    return lines + running.rest()
