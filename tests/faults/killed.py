"""People who decide, receive and sync in a process of their own until it is killed from outside."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from reviewer.errors import ReviewerError
from reviewer.sharing import FolderShare, check_share, sync
from tests.unit.sharing.laptops import BODIES, CRITERIA, Laptop, decide, records, synced


@dataclass(frozen=True)
class Sitting:
    """Decides, may receive a document, and syncs, again and again; what is acknowledged is written to a pipe, 32 bytes each."""

    laptop: Laptop
    share: FolderShare
    seed: float

    def __call__(self, told: int) -> None:
        chance = random.Random(self.seed)
        with self.laptop.open() as casebook:
            while True:
                because = f"{self.laptop.name} {chance.random()}"
                record = decide(casebook, chance.choice(BODIES), chance.choice(CRITERIA), because)
                os.write(told, bytes.fromhex(record))
                if chance.random() < 0.3:
                    os.write(told, bytes.fromhex(casebook.files.put(chance.randbytes(20_000))))
                try:
                    sync(casebook, self.share, clock=self.laptop.clock)
                except ReviewerError:
                    continue  # as the window does: it says so, and goes on


@dataclass
class Pair:
    """Two laptops on one share, and all that was acknowledged on each."""

    ann: Laptop
    ben: Laptop
    share: FolderShare
    acknowledged: set[str]

    def is_killed(self, laptop: Laptop, seed: float, seconds: float, acts: int = 0) -> None:
        """Have one of them sit down, and killed so long after so many acts."""
        self.acknowledged |= killed_after(Sitting(laptop, self.share, seed), seconds, acts)

    def judge(self) -> None:
        """Nothing that was acknowledged is lost, both hold the same, and a check finds nothing."""
        for laptop in (self.ann, self.ben, self.ann, self.ben):
            synced(laptop, self.share)
        with self.ann.open() as anns, self.ben.open() as bens:
            assert records(anns) == records(bens)
            assert self.acknowledged <= records(anns) | set(anns.files.all())
            assert self.acknowledged <= records(bens) | set(bens.files.all())
            assert anns.check() == bens.check() == ()
            assert check_share(anns, self.share) == ()


def killed_after(work: Callable[[int], None], seconds: float, acts: int = 0) -> set[str]:
    """Do a piece of work in a process that is killed so long after so many acts; return what it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            work(writing)
        except BaseException:  # noqa: BLE001 - whoever reads the test's failure wants to see it
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read(32 * acts)
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        data += pipe.read()
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the process ended before its kill"
    return {data[at : at + 32].hex() for at in range(0, len(data) - 31, 32)}
