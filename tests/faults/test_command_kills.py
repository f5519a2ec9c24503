"""Commands killed with -9 at any moment: what one had acknowledged is there, and the casebook is in order.

`make share-kills` kills two hundred.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from tests.faults.conftest import Opened
from tests.scale import scale
from tests.warm import WarmProgram

KILLS = scale("command-kills", small=8, whole=200)
CRITERIA = ("supervisors", "systems", "unit")
BODY = "harrowdale"
SHORTEST = 0.02

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProgram]:
    """Commands are forked here in the whole run too: a kill while Python starts proves nothing."""
    program = WarmProgram()
    yield program
    program.close()


@dataclass
class Killing:
    """Runs commands on a casebook, each killed after a random part of the time that such a one takes."""

    warm: WarmProgram
    home: Path
    casebook: Path
    chance: random.Random
    texts: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    killed: int = 0
    longest: dict[str, float] = field(default_factory=dict)

    def run(self, *words: object) -> bool:
        """Run a command, most often to be killed; whether it said that it had done it."""
        usual = self.longest.get(str(words[0]))
        seconds = 60.0 if usual is None else SHORTEST + self.chance.random() * usual * 1.2
        begun = time.monotonic()
        try:
            done = self.warm.run(words, cwd=self.home, env=dict(os.environ), seconds=seconds)
        except subprocess.TimeoutExpired:
            self.killed += 1
            return False
        self.longest[str(words[0])] = time.monotonic() - begun
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == 0, done.stderr
        return True

    def judge(self) -> None:
        number = self.chance.random()
        if self.run(
            "verdict",
            self.casebook,
            BODY,
            self.chance.choice(CRITERIA),
            "in-place",
            "--because",
            f"because {number}",
        ):
            self.texts.add(f"because {number}")

    def grade(self) -> None:
        self.run("category", self.casebook, BODY, self.chance.choice(("good-progress", "much-to-do")))

    def receive(self) -> None:
        number = self.chance.random()
        path = self.home / f"{number}.txt"
        path.write_text(f"The words of file {number}.\n")
        if self.run("receive", self.casebook, BODY, path, "--on", "2025-02-28"):
            self.documents.add(sha256(path.read_bytes()).hexdigest())

    def sync(self) -> None:
        self.run("sync", self.casebook, self.home / "share")

    def backup(self) -> None:
        self.run("backup", self.casebook, "-o", self.home / "backups")

    def lost(self, opened: Opened) -> list[str]:
        """What was acknowledged and is gone, and what a check of casebook and share finds."""
        with opened(self.casebook) as desk:
            book = desk.session.casebook
            said = "\n".join(row.body or "" for _, save in book.saves() for row in save.records)
            gone = [text for text in self.texts if f'"{text}"' not in said]
            gone += [sha for sha in self.documents if sha not in said or not book.files.verify(sha)]
            return gone + [str(fault.what) for fault in desk.sharing.check()]


@pytest.mark.thorough
def test_killed_commands_lose_nothing(
    fresh: Path, private_folders: Path, opened: Opened, warm: WarmProgram
) -> None:
    (private_folders / "share").mkdir()
    killing = Killing(warm, private_folders, fresh, random.Random(200))
    acts: list[Callable[[], None]] = [
        killing.judge,
        killing.judge,
        killing.grade,
        killing.receive,
        killing.sync,
        killing.backup,
    ]
    while killing.killed < KILLS:
        killing.chance.choice(acts)()
        if killing.killed % 10 == 0:
            assert killing.lost(opened) == []
    assert killing.lost(opened) == []
    assert killing.texts
