"""Laptops of a fuzzed schedule: real casebooks, opened and closed as the program does, and killed at any call."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from reviewer.casebook import Author, Casebook, CopyHeld, Files, SaveBundle, restore_whole
from reviewer.casebook.database import DATABASE, Database
from reviewer.errors import CasebookError, NewShareError, ReviewerError
from reviewer.sharing import Sync, SyncReport
from tests.faults.share_fuzz.drive import Drive

FAN = 4
"""Packs are folded early, so that short schedules see it."""
COUNTED_CALLS = frozenset(
    {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "os.listdir", "os.truncate"}
)  # fmt: skip
WEEK = 8 * 86_400_000_000
BEGIN = 1_767_225_600_000_000


@dataclass
class Time:
    """The true time (UTC µs); it moves a second at each look."""

    now: int = BEGIN

    def look(self) -> int:
        self.now += 1_000_000
        return self.now


@dataclass
class Machine:
    """One laptop of one person: what was acknowledged on it, and what it was told."""

    name: str
    author: Author
    folder: Path
    drive: Drive
    time: Time
    offset: int = 0
    older: bool = False
    """Whether an earlier program is installed here, which knows fewer kinds of records."""
    own: set[str] = field(default_factory=set)
    """Saves that were acknowledged here, by their ids."""
    documents: set[str] = field(default_factory=set)
    casebook: Casebook | None = None
    position: int = 0
    rotted: set[str] = field(default_factory=set)
    """Saves that were damaged here."""
    spoilt: set[str] = field(default_factory=set)
    """Documents that were damaged here."""
    deaths: int = 0
    _saves: dict[str, SaveBundle] = field(default_factory=dict)
    _saves_at: tuple[int, int] = (-1, -1)

    def clock(self) -> int:
        return self.time.look() + self.offset

    @property
    def book(self) -> Casebook:
        if self.casebook is None:
            # Power cuts are another test's: here the disk may be quick.
            self.casebook = Casebook.open(self.folder, self.author, self.clock, durability="OFF")
        return self.casebook

    def close(self) -> None:
        if self.casebook is not None:
            self.casebook.close()
            self.casebook, self._saves_at = None, (-1, -1)

    def install(self, *, older: bool) -> None:
        """Have an earlier program here, or this one."""
        self.close()
        self.older = older

    def sync(self, *, thorough: bool = False, merged: bool = False) -> SyncReport:
        """Sync to the end; an empty folder is filled anew, as a person would say that it is meant."""
        try:
            return run(self.syncing(thorough=thorough, merged=merged))
        except NewShareError:
            return run(self.syncing(thorough=thorough, merged=merged, new=True))

    def syncing(self, *, thorough: bool = False, merged: bool = False, new: bool = False) -> Sync:
        return Sync(self.book, self.drive, self.clock, thorough=thorough, fan=FAN, new=new, merged=merged)

    def dies_syncing(self, at: int) -> None:
        """Sync in a process of its own, which ends for good at a call: of the file system, or of the database.

        It has chances of its own: what it leaves unfinished must not have the name that is drawn next here.
        """
        self.close()
        self.deaths += 1
        child = os.fork()
        if child == 0:
            try:
                devnull = os.open(os.devnull, os.O_WRONLY)
                os.dup2(devnull, 2)
                _end_at(at)
                with (
                    seeded(f"{self.name} {self.folder.name} {self.deaths}"),
                    suppress(ReviewerError, OSError),
                ):
                    run(self.syncing(merged=at % 3 == 0))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        self.position = min(self.position, self.book.head_position())

    def saves(self) -> dict[str, SaveBundle]:
        """All sound saves that are held here."""
        examined, position = self.book.health.examined(), self.book.head_position()
        if examined != self._saves_at[0] or position < self._saves_at[1]:
            self._saves = {save.id: save for _, save in self.book.saves()}
        elif position > self._saves_at[1]:
            self._saves = self._saves | {save.id: save for _, save in self.book.saves(self._saves_at[1])}
        self._saves_at = (examined, position)
        return self._saves

    def tables(self) -> dict[str, Any]:
        """What stands here, what counts, who takes part: the same on every laptop that holds the same."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            current = database.execute("SELECT subject, lower(hex(id)) FROM current ORDER BY 1, 2").fetchall()
            contested = database.execute("SELECT subject FROM contested ORDER BY 1").fetchall()
        team = self.book.team.membership()
        roles = {key: str(team.role_of(key)) for key in sorted({team.founder, *team.standing})}
        return {"current": current, "contested": contested, "founder": team.founder, "closed": team.closed, "roles": roles, "heirs": team.heirs}  # fmt: skip

    def wiped(self) -> None:
        self.close()
        shutil.rmtree(self.folder)

    def rot(self, change: Callable[[sqlite3.Connection], Any]) -> Any:
        """Change the database file as a bad disk does, behind every rule; the casebook is opened anew."""
        self.close()
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            rules = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in rules:
                database.execute(f'DROP TRIGGER "{name}"')
            found = change(database)
            for _, sql in rules:
                database.execute(sql)
            database.commit()
        return found


class Snapshot(NamedTuple):
    """A laptop's folder as it was once, and what is known of it."""

    place: Path
    own: set[str]
    documents: set[str]
    rotted: set[str]
    spoilt: set[str]


def run(syncing: Sync) -> SyncReport:
    steps = syncing.run()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: SyncReport = end.value
            return report


def restored(place: Path, machine: Machine) -> None:
    """Make a casebook of a copy of another one by the program's own restore."""

    def bring(held: CopyHeld, files: Files) -> None:
        for sha in held.documents:
            path = place / "documents" / sha[:2] / sha
            if path.is_file():
                files.put(path)

    try:
        restore_whole(
            machine.folder, place / DATABASE, machine.author, machine.clock(), lambda _held: None, bring
        )
    except CasebookError:
        shutil.copytree(place, machine.folder)


def _end_at(number: int) -> None:
    """End this process, with nothing cleaned up, at the so-manieth call of the file system or the database."""
    left = [number]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os._exit(137)

    def hear(event: str, _: object) -> None:
        if event in COUNTED_CALLS:
            count()

    plain, writes = Database.run, Database.write

    def counted(self: Database, *given: Any) -> None:
        count()
        plain(self, *given)

    @contextmanager
    def written(self: Database) -> Iterator[None]:
        with writes(self):
            yield
            count()
        count()

    Database.run = counted  # type: ignore[assignment, method-assign]
    Database.write = written  # type: ignore[method-assign]
    sys.addaudithook(hear)


@contextmanager
def seeded(seed: int | str) -> Iterator[None]:
    """Within it what the program takes for secrets (salts, names of copies) comes of a seed, so that a schedule can be had again."""
    chance = random.Random(seed)
    before = secrets.token_hex, secrets.token_bytes
    try:
        secrets.token_hex = lambda nbytes=None: chance.randbytes(nbytes or 32).hex()
        secrets.token_bytes = lambda nbytes=None: chance.randbytes(nbytes or 32)
        yield
    finally:
        secrets.token_hex, secrets.token_bytes = before
