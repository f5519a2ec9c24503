"""A backup folder: one database file for each backup, and one store of documents that all of them share.

::

    Abuse of position.backup/
      README.txt
      0001 2026-11-29 191500 UTC automatic.sqlite    the records at that moment
      0001 2026-11-29 191500 UTC automatic.json      what was found when it was read back
      documents/ab/abc…                          every document, by SHA-256, once

Nothing in it is ever written over, but a document that is not what its name says. A document that is there is not written
again; some of those are read back at each backup, in turn.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.backups.generation import NOTES, SUFFIX, Generation, Notes, generations, notes_bytes, stem
from reviewer.backups.steps import Stage, Step, Tell
from reviewer.backups.thinning import Why, thinned
from reviewer.casebook import (
    CopyHeld,
    Files,
    WriterLock,
    clear_unheld,
    copy_database,
    failures_of,
    give_name,
    held_in,
    is_sound,
    make_folder,
    sync_folder,
    write_new,
)
from reviewer.errors import CancelledError, CasebookBusyError, CasebookError, ReviewerError, TakenError
from reviewer.model import ProblemError

ENDING = ".backup"
DOCUMENTS = "documents"
README = "README.txt"
_MAKING = ".making-"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup came to: where it is, how many documents were written for it, how many old backups went."""

    generation: Generation
    notes: Notes
    written: int
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a backup.

    ``at`` is the time now (UTC µs), ``most`` how many bytes of documents that are there already are read back (None: all),
    ``readme`` what the folder says of itself to who finds it.
    """

    at: int
    why: Why
    readme: str
    most: int | None = None
    has_documents: bool = True
    """Whether documents are written too; those that are there already count in any case."""


def back_up_new(casebook: Path, target: Path, order: Order, tell: Tell) -> BackedUp:
    """Make a backup folder at ``target`` with one backup in it; it has its name when it is whole.

    TakenError if something of that name is there; ReviewerError if it can't be made, with nothing left behind.
    """
    with failures_of(target.name):
        if target.exists() or target.is_symlink():
            raise _taken(target)
        make_folder(target.absolute().parent)
        making = target.absolute().with_name(f".{target.name}.{secrets.token_hex(4)}")
        clear_unheld(making.parent, target.name, _LOCK)
        making.mkdir()
    try:
        made = add_backup(casebook, making, order, tell, target.name)
        with failures_of(target.name):
            if target.exists():
                raise _taken(target)
            (making / _LOCK).unlink(missing_ok=True)
            making.rename(target)
            sync_folder(target.absolute().parent)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    path = target / made.generation.path.name
    return replace(made, generation=replace(made.generation, path=path))


def _taken(path: Path) -> TakenError:
    return TakenError("{path} is there already, so nothing was written", "Use another name.", path=path)


def add_backup(casebook: Path, folder: Path, order: Order, tell: Tell, name: str = "") -> BackedUp:
    """Add a backup of a casebook (its folder) to a backup folder, which is made if it is not there.

    ``name`` is what the backup folder is called where it can't be written. ReviewerError, CancelledError as ``tell`` raises
    it: what was written of documents stays for the next one, all else goes.
    """
    called = name or folder.name
    with failures_of(called):
        make_folder(folder)
    with _alone(folder, called):
        make_folder(folder / DOCUMENTS)
        write_new(folder / README, order.readme.encode(), mode=0o644)
        making = folder / f"{_MAKING}{secrets.token_hex(8)}{SUFFIX}"
        try:
            return _Backup(casebook, folder, order, tell, called).make(making)
        finally:
            with contextlib.suppress(OSError):
                making.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path, called: str) -> Iterator[None]:
    """Let one program at a time add to a folder, and clear away what one that was cut off left half written."""
    try:
        lock = WriterLock(folder / _LOCK, called)
    except CasebookBusyError as error:
        raise CasebookBusyError(
            "A backup to {name} is being made by another program", "Wait until it is done.", name=called
        ) from error
    with lock, failures_of(called):
        for left in folder.glob(f"{_MAKING}*"):
            left.unlink(missing_ok=True)
        Files(folder / DOCUMENTS, called, writable=True).sweep()
        yield


class _Backup:
    """One backup in the making."""

    def __init__(self, casebook: Path, folder: Path, order: Order, tell: Tell, called: str) -> None:
        """Take both sides; ``called`` is what the person calls the folder."""
        self._casebook, self._folder, self._order = casebook, folder, order
        self._listener, self._called, self._step = tell, called, Step(Stage.DATABASE)
        self._store = Files(folder / DOCUMENTS, called, writable=True)
        self._source = Files(casebook / DOCUMENTS, casebook.name, writable=False)
        self._before = generations(folder)
        self._written = self._read = 0
        self._read_to = self._before[-1].notes.read_to if self._before and self._before[-1].notes else ""

    def make(self, making: Path) -> BackedUp:
        """Write the database beside the others, then the documents, and give it its name when all was read back."""
        held = self._database(making)
        missing = self._documents(held.documents)
        self._tell(Step(Stage.CHECKING, 1, 1))
        notes = self._notes(making, held, missing)
        path = self._name(making, notes)
        made = Generation(path, int(path.name.split(" ")[0]), self._order.at, self._order.why, notes)
        return BackedUp(made, notes, self._written)

    def _database(self, making: Path) -> CopyHeld:
        self._tell(Step(Stage.DATABASE))
        saves = copy_database(self._casebook, making, self._called, self._is_stopped)
        self._tell(Step(Stage.RECORDS))
        held = held_in(making, self._called)
        known = {one.notes.inspection for one in self._before if one.notes}
        if known and held.inspection not in known:
            raise ReviewerError(
                "{name} holds backups of another inspection",
                "Choose another name; nothing was written.",
                name=self._called,
            )
        if held.saves < saves or (not held.is_sound and is_sound(self._casebook)):
            raise CasebookError(
                "The disk gives back other than was written to {name}",
                "No backup was made. Use another disk for backups.",
                name=self._called,
            )
        return held

    def _tell(self, step: Step) -> None:
        self._step = step
        self._listener(step)

    def _is_stopped(self) -> bool:
        try:
            self._listener(self._step)
        except CancelledError:
            return True
        return False

    def _documents(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Write what the store lacks, read back what was written and some of the rest; return what is not there whole."""
        lacking = [sha for sha in sorted(names) if not self._store.has(sha)]
        there = sorted(names.keys() - set(lacking))
        total, missing = len(lacking) + len(there), []
        if self._order.has_documents:
            for done, sha in enumerate(lacking, 1):
                if not self._write(sha):
                    missing.append(sha)
                self._tell(Step(Stage.DOCUMENTS, done, total))
        else:
            missing += lacking
        for done, sha in enumerate(self._in_turn(there), len(lacking) + 1):
            if not self._store.verified(sha) and not self._write(sha):
                missing.append(sha)
            self._read, self._read_to = self._read + 1, sha
            self._tell(Step(Stage.CHECKING, done, total))
        return tuple(sorted(missing))

    def _in_turn(self, there: list[str]) -> Iterator[str]:
        """Yield what is read back this time: from behind where the last one ended, as much as the order allows."""
        most = self._order.most
        later = [sha for sha in there if sha > self._read_to]
        for sha in (*later, *(sha for sha in there if sha <= self._read_to)) if most is not None else there:
            if most is not None:
                if most <= 0:
                    return
                most -= self._store.path(sha).stat().st_size
            yield sha

    def _write(self, sha: str) -> bool:
        """Write a document into the store and read it back; False if the casebook does not have it whole."""
        if not self._source.has(sha):
            return False
        try:
            staged = self._store.stage(self._source.path(sha), self._is_stopped)
        except ProblemError:  # it can't be read
            return False
        except CancelledError:
            self._tell(self._step)  # says what was stopped
            raise
        if staged.sha256 != sha:
            self._store.drop(staged)
            return False
        self._store.keep(staged)
        self._written += 1
        self._read += 1
        return self._store.verified(sha)

    def _notes(self, making: Path, held: CopyHeld, missing: tuple[str, ...]) -> Notes:
        return Notes(
            self._casebook.resolve().name,
            held.inspection,
            held.copy,
            held.position,
            held.saves,
            held.records,
            len(held.steps),
            file_hash(making),
            making.stat().st_size,
            held.is_sound,
            len(held.documents),
            missing,
            self._read,
            self._read_to,
        )

    def _name(self, making: Path, notes: Notes) -> Path:
        """Give the backup its name and its notes: notes first, which are nothing without the backup."""
        number = max((one.number for one in self._before), default=0) + 1
        while True:
            path = self._folder / f"{stem(number, self._order.at, self._order.why)}{SUFFIX}"
            if write_new(path.with_suffix(NOTES), notes_bytes(notes), mode=0o644):
                if give_name(making, path):
                    return path
                path.with_suffix(NOTES).unlink(missing_ok=True)
            number += 1


def thin(folder: Path, copy: str) -> int:
    """Remove the automatic backups of one copy of a casebook that have had their time; returns how many."""
    own = {one.number: one for one in generations(folder) if one.notes and one.notes.copy == copy}
    gone = thinned(one.aged for one in own.values())
    with failures_of(folder.name):
        for number in sorted(gone):
            own[number].path.unlink(missing_ok=True)
            own[number].path.with_suffix(NOTES).unlink(missing_ok=True)
    return len(gone)


def is_as_made(one: Generation) -> bool:
    """Tell whether a backup's database is there as it was when it was read back; OSError where it can't be read."""
    return one.notes is not None and one.path.is_file() and file_hash(one.path) == one.notes.sha256


def file_hash(path: Path, look: Callable[[], object] = lambda: None) -> str:
    """Return the SHA-256 (hex) of a file, which is read in pieces; ``look`` is called between two of them."""
    import hashlib

    seen = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            seen.update(piece)
            look()
    return seen.hexdigest()
