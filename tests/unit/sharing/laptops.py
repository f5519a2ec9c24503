"""Laptops for the tests of sharing: real casebooks in real folders, with people who decide things."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from reviewer.casebook import Author, Casebook
from reviewer.model import Verdict
from reviewer.sharing import FolderShare, Share, SyncReport, join, sync
from reviewer.sharing.share import UNASKED, Asked, every

CASE = {
    "inspection": {"key": "made-2026", "title": "A made inspection"},
    "framework": {"key": "made", "title": "A made framework"},
}
BODIES, CRITERIA = ("ashford", "brook"), ("policy", "training", "vetting")


def author(name: str) -> Author:
    """Return the author of a name: the same key each time."""
    return Author(name, name.encode().ljust(32, b".")[:32])


def ticking(start: int) -> Callable[[], int]:
    """Return a clock that moves one second at each look."""
    ticks: Iterator[int] = itertools.count(start, 1_000_000)
    return lambda: next(ticks)


@dataclass
class Laptop:
    """One person's casebook."""

    name: str
    folder: Path
    clock: Callable[[], int] = field(default_factory=lambda: ticking(1_767_225_600_000_000))

    def found(self) -> Casebook:
        """Begin an inspection."""
        return Casebook.create(self.folder, author(self.name), self.clock, CASE)

    def open(self) -> Casebook:
        """Open the casebook for writing."""
        return Casebook.open(self.folder, author(self.name), self.clock)

    def join(self, share: Share) -> Casebook:
        """Make a casebook of the inspection that is shared."""
        return join(share, self.folder, author(self.name), self.clock).casebook


def decide(casebook: Casebook, body: str, criterion: str, because: str, finding: str = "met") -> str:
    """Record a verdict that supersedes whatever stands for its subject; return the record's id."""
    stands = [kept.id for kept in casebook.current(Verdict, body=body, criterion=criterion)]
    with casebook.act() as act:
        return act.put(Verdict(body, criterion, finding, because), supersedes=stands)


def records(casebook: Casebook) -> set[str]:
    """Return the ids of every record in a casebook."""
    return {row.id for _, save in casebook.saves() for row in save.records}


def reasons(casebook: Casebook) -> list[str]:
    """Return the reasons of all verdicts that stand."""
    return sorted(kept.content.because for kept in casebook.current(Verdict))


def synced(
    laptop: Laptop, share: Share, *, merged: bool = False, new: bool = False, thorough: bool = False
) -> SyncReport:
    """Open, sync and close."""
    with laptop.open() as casebook:
        return sync(casebook, share, clock=laptop.clock, merged=merged, new=new, thorough=thorough)


def folder_share(path: Path) -> FolderShare:
    """Return a share in a folder that is made for it."""
    path.mkdir(parents=True, exist_ok=True)
    return FolderShare(path)


def files(share: FolderShare, folder: str) -> list[Path]:
    """Return every file under a folder of a share ("." for all), in order."""
    return sorted(path for path in (Path(share.place) / folder).glob("**/*") if path.is_file())


class ReadShare(FolderShare):
    """A folder that remembers what was read of it, and of what the size was asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.read: list[str] = []
        self.sized: list[str] = []

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        listed = super().list(folder, asked)
        self.sized += [name for name, size in listed.items() if size != UNASKED]
        return listed

    def open(self, name: str) -> BinaryIO:
        self.read.append(name)
        return super().open(name)
