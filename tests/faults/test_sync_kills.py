"""Real processes, killed with -9 in the middle of a sync: two casebooks of one inspection still become one.

One hundred rounds, twenty for each of five pairs of casebooks. In each, both people decide things apart, and both are killed once
at a random step of their sync; now and then both sync at the same moment. In the end both hold the union of all records.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer.model import Verdict
from reviewer.sharing import FolderShare, Step, check_share, sync
from reviewer.sharing.sync_report import Progress
from tests.scale import scale
from tests.unit.sharing.laptops import BODIES, CRITERIA, Laptop, decide, folder_share, records, synced

ROUNDS = scale("rounds", small=5, whole=100)
EACH = 20  # rounds of a pair
STEPS = 10  # a sync that has something to push never has fewer
MOST_PACKS = 2 * EACH
HALF = 0.5

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX"),
]


def dies_at(number: int) -> Progress:
    """Return a progress that ends its own process at a step as kill -9 from outside would: nothing is cleaned up."""
    left = itertools.count(number - 1, -1)

    def step(_: Step) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


@dataclass(frozen=True)
class Session:
    """A person decides a few things, may receive a document, and syncs until the process dies at a step."""

    laptop: Laptop
    share: FolderShare
    seed: float
    step: int

    def __call__(self, told: int) -> None:
        """Do it; what has been acknowledged is written to ``told``, 32 bytes each."""
        chance = random.Random(self.seed)
        with self.laptop.open() as casebook:
            for _ in range(chance.randint(1, 3)):
                because = f"{self.laptop.name} {chance.random()}"
                record = decide(casebook, chance.choice(BODIES), chance.choice(CRITERIA), because)
                os.write(told, bytes.fromhex(record))
            if chance.random() < HALF:
                os.write(told, bytes.fromhex(casebook.files.put(chance.randbytes(2_000))))
            sync(casebook, self.share, dies_at(self.step), clock=self.laptop.clock)


def begin(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a process of its own for a piece of work; return its id and a pipe of what it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            os.close(reading)
            work(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return process, reading


def ended(process: int, reading: int) -> set[str]:
    """Wait for a process to meet its kill; return the ids that it acknowledged."""
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the process ended before its kill"
    return {data[at : at + 32].hex() for at in range(0, len(data), 32)}


def pair(root: Path) -> tuple[Laptop, Laptop, FolderShare]:
    share = folder_share(root / "share")
    ann, ben = Laptop("Ann", root / "ann.casebook", time_us), Laptop("Ben", root / "ben.casebook", time_us)
    ann.found().close()
    synced(ann, share)
    ben.join(share).close()
    return ann, ben, share


def time_us() -> int:
    return time.time_ns() // 1000


@pytest.mark.thorough
def test_two_casebooks_killed_at_any_step_end_with_the_union(tmp_path: Path) -> None:
    for first in range(0, ROUNDS, EACH):
        _killed_and_judged(tmp_path / f"{first}", random.Random(2017 + first), min(EACH, ROUNDS - first))


def _killed_and_judged(root: Path, chance: random.Random, rounds: int) -> None:
    ann, ben, share = pair(root)
    acknowledged: set[str] = set()
    for number in range(rounds):
        both = [Session(one, share, chance.random(), chance.randint(1, STEPS)) for one in (ann, ben)]
        chance.shuffle(both)
        if number % 5 == 0:
            for running in [begin(session) for session in both]:
                acknowledged |= ended(*running)
        else:
            for session in both:
                acknowledged |= ended(*begin(session))
        for laptop in (ann, ben, ann):
            synced(laptop, share)
        with ann.open() as anns, ben.open() as bens:
            assert records(anns) == records(bens)
            assert acknowledged <= records(anns) | set(anns.files.all())
    _judge(ann, ben, share, acknowledged)


def _judge(ann: Laptop, ben: Laptop, share: FolderShare, acknowledged: set[str]) -> None:
    synced(ann, share, merged=True)
    with ann.open() as anns, ben.open() as bens:
        assert records(anns) == records(bens)
        assert set(anns.files.all()) == set(bens.files.all())
        assert acknowledged <= records(anns) | set(anns.files.all())
        assert anns.check() == bens.check() == ()
        assert check_share(anns, share) == check_share(bens, share) == ()
        assert anns.conflicts() == bens.conflicts()
        standing = {(k.content.body, k.content.criterion, k.content.because) for k in anns.current(Verdict)}
    newest = max((Path(share.place) / "merged").iterdir())
    assert _shown(newest) == standing
    packs = list((Path(share.place) / "packs").iterdir())
    assert len(packs) < MOST_PACKS, f"{len(packs)} packs on the share"


def _shown(merged: Path) -> set[tuple[str, str, str]]:
    """Read the merged file as a colleague would, in the sqlite3 shell; in Python's SQLite where there is none."""
    query = "SELECT body, criterion, because FROM verdicts"
    shell = shutil.which("sqlite3")
    if shell:
        printed = subprocess.run(
            [shell, "-readonly", "-separator", "|", str(merged), query],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        rows = [line.split("|") for line in printed.splitlines()]
    else:
        connection = sqlite3.connect(f"{merged.as_uri()}?mode=ro", uri=True)
        rows = [list(row) for row in connection.execute(query)]
        connection.close()
    return {(body, criterion, because) for body, criterion, because in rows}


def test_verdicts_made_apart_around_kills_are_a_conflict_in_both(tmp_path: Path) -> None:
    ann, ben, share = pair(tmp_path)
    for laptop, step in ((ann, 5), (ben, 4)):

        def work(told: int, laptop: Laptop = laptop, step: int = step) -> None:
            with laptop.open() as casebook:
                os.write(told, bytes.fromhex(decide(casebook, "ashford", "policy", f"{laptop.name} says so")))
                sync(casebook, share, dies_at(step))

        assert ended(*begin(work))
    for laptop in (ann, ben, ann):
        synced(laptop, share)
    for laptop in (ann, ben):
        with laptop.open() as casebook:
            ((subject, kept),) = casebook.conflicts()
            assert subject == "verdict:ashford/policy"
            assert {one.content.because for one in kept if isinstance(one.content, Verdict)} == {
                "Ann says so",
                "Ben says so",
            }


JOINING = """
import sys
from pathlib import Path
from tests.unit.sharing.laptops import Laptop, folder_share
Laptop("Ben", Path(sys.argv[2])).join(folder_share(Path(sys.argv[1]))).close()
"""


@pytest.mark.thorough
def test_a_join_killed_at_a_random_moment_is_done_again(tmp_path: Path, root: Path) -> None:
    chance = random.Random(7)
    share = folder_share(tmp_path / "share")
    ann = Laptop("Ann", tmp_path / "ann.casebook")
    with ann.found() as casebook:
        for number in range(40):
            decide(casebook, "ashford", "policy", f"reason {number}")
            casebook.files.put(bytes([number]) * 20_000)
        sync(casebook, share)
        expected = records(casebook)
    target = tmp_path / "ben.casebook"
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", JOINING, share.place, str(target)], cwd=root)
        time.sleep(0.2 + chance.random() * 0.5)
        process.kill()
        process.wait()
        if target.exists():
            break
    ben = Laptop("Ben", target)
    if not target.exists():
        ben.join(share).close()
    synced(ben, share)
    with ben.open() as casebook:
        assert expected <= records(casebook)
        assert casebook.check() == ()
        assert len(list(casebook.files.all())) == 40
