"""What schedules begin with: six casebooks of one inspection and their share, made once a process and copied for each."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reviewer.casebook import Casebook, SaveBundle
from reviewer.model import Role
from reviewer.sharing import sync
from tests.faults.share_fuzz.machines import Time, seeded
from tests.unit.sharing.laptops import CASE, Laptop, author, decide, folder_share

NAMES = ("Ann", "Ben", "Cat", "Dee", "Eve", "Fay")
GIVEN = (Role.LEAD, Role.INSPECTOR, Role.SIGNATORY, Role.SECOND_READER, Role.OBSERVER)


@dataclass(frozen=True)
class Begun:
    """The folder that it lies in, kept as long as this is; what was saved so far, the time (UTC µs), another inspection's share."""

    kept: tempfile.TemporaryDirectory[str]
    saves: dict[str, SaveBundle]
    stated: dict[str, set[str]]
    """What each copy holds, by its id."""
    inspection: str
    time: int

    @property
    def root(self) -> Path:
        return Path(self.kept.name)

    @property
    def other(self) -> Path:
        return self.root / "other"


@cache
def begun(*, closed: bool) -> Begun:
    """Six people who have joined; ``closed``: each in a role of their own."""
    kept = tempfile.TemporaryDirectory(prefix="reviewer-fuzz-", dir=memory())
    root, time = Path(kept.name), Time()
    with seeded(2026):
        share = folder_share(root / "share")
        ann = Casebook.create(root / "Ann", author("Ann"), time.look, CASE, closed=closed)
        sync(ann, share, clock=time.look)
        books = {"Ann": ann}
        for name, role in zip(NAMES[1:], GIVEN, strict=True):
            books[name] = Laptop(name, root / name, time.look).join(share)
            sync(books[name], share, clock=time.look)
            sync(ann, share, clock=time.look)
            if closed:
                ann.team.admit(author(name).key, name, role)
        decide(ann, "ashford", "policy", "because it is so")
        for _ in range(2):
            for book in books.values():
                sync(book, share, clock=time.look)
        saves = {save.id: save for book in books.values() for _, save in book.saves()}
        stated = {book.team.holding.copy: {save.id for _, save in book.saves()} for book in books.values()}
        inspection = ann.inspection_id
        for book in books.values():
            book.close()
        other = Laptop("Zoe", root / "Zoe", time.look).found()
        sync(other, folder_share(root / "other"), clock=time.look)
        other.close()
    return Begun(kept, saves, stated, inspection, time.now)


def memory() -> str | None:
    """Where files are in memory, if there is such a place."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
