"""A whole copy of a casebook's database in one new file, made while the casebook is in use, and what such a file holds.

``VACUUM INTO`` gives one moment of the database, whatever is written meanwhile, with each row under its own number. It
syncs nothing to the disk, so that is done here.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.casebook import migrations
from reviewer.casebook.copy_identity import RetiredCopy, retired_copies
from reviewer.casebook.database import DATABASE, Database
from reviewer.casebook.document_files import is_sha256
from reviewer.casebook.durable import sync_folder
from reviewer.casebook.environment_errors import failures_of
from reviewer.casebook.heads import fields_of
from reviewer.casebook.kept_records import content_of
from reviewer.casebook.local_facts import inspection_in, noted
from reviewer.casebook.lost import no_casebook
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness
from reviewer.errors import CancelledError, CasebookError
from reviewer.model import Letter, Receipt
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.casebook.record import RecordRow
    from reviewer.model.damage import Damage

_STEPS = 50_000  # of SQLite's machine between two looks whether it was stopped: some milliseconds
_OF_SOURCE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NAMING = frozenset({"receipt", "letter"})
_STANDINS = (
    "CREATE TEMP TABLE IF NOT EXISTS passed(save BLOB PRIMARY KEY, mac BLOB)",
    "CREATE TEMP TABLE IF NOT EXISTS edge(parent TEXT, child TEXT, subject TEXT)",
)
"""What an older casebook need not have; empty, it says nothing."""


@dataclass(frozen=True, slots=True)
class CopyHeld:
    """What a file with a casebook's records holds, each of them read and held against its hash and signature."""

    inspection: str
    copy: str
    position: int
    """The place of the last save: a casebook that is at it has nothing that is not here."""
    saves: int
    records: int
    steps: tuple[str, ...]
    """Steps of the schema that it has taken."""
    damage: tuple[Damage, ...]
    unsound_saves: frozenset[str]
    documents: Mapping[str, str]
    """The name of each document that a record names, by its SHA-256 (hex)."""

    @property
    def is_sound(self) -> bool:
        """Whether every record and every save is what was signed."""
        return not self.damage and not self.unsound_saves


def copy_database(folder: Path, target: Path, name: str, stopped: Callable[[], bool]) -> int:
    """Write the database of a casebook (its folder) to ``target``, which must not exist; on the disk when this returns.

    ``name`` is what the copy is called where it can't be written. Returns how many saves it has at least. CasebookError,
    CancelledError once ``stopped`` says so; the caller removes what was written.
    """
    source = _reader(folder)
    try:
        saves = source.rows("SELECT count(*) FROM save")[0][0]
        with source.for_copying() as connection:
            connection.set_progress_handler(lambda: int(stopped()), _STEPS)
            with _told_apart(folder.name, name):
                connection.execute("VACUUM INTO ?", (str(target.absolute()),))
            connection.set_progress_handler(None, 0)
    finally:
        source.close()
    with failures_of(name):
        make_durable(target)
    return int(saves)


def _reader(folder: Path) -> Database:
    if not (folder / DATABASE).is_file():
        raise no_casebook(folder)
    return Database(folder / DATABASE, folder.name, writable=False)


def is_sound(folder: Path) -> bool:
    """Tell whether every record and save of a casebook, as it is now, is what was signed."""
    source = _reader(folder)
    try:
        with source.raw() as connection:
            _stand_in(connection)
            soundness = Examiner(connection, inspection_in(connection, Seal()), Seal()).examine()
        return not soundness.damage and not soundness.unsound_saves
    finally:
        source.close()


@dataclass(frozen=True, slots=True)
class CopyState:
    """What a casebook notes of itself: of which inspection it is which copy, and the place of its last save."""

    inspection: str
    copy: str
    position: int
    retired: tuple[RetiredCopy, ...]
    """The copies in whose place it stands."""


def state_of(folder: Path) -> CopyState:
    """Return what a casebook (its folder) notes of itself; CasebookError if it is none. Reads next to nothing."""
    source = _reader(folder)
    try:
        with source.raw() as connection:
            if migrations.applied(connection) is None:
                raise no_casebook(folder)
            (position,) = connection.execute("SELECT coalesce(max(seq), 0) FROM save").fetchone()
            notes = noted(connection, "inspection"), noted(connection, "copy")
        return CopyState(*notes, int(position), tuple(retired_copies(source)))
    finally:
        source.close()


@contextmanager
def _told_apart(source: str, target: str) -> Iterator[None]:
    """Say of a failure which of the two files it is about."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise CancelledError("The backup was stopped", "Nothing was left half made.") from error
        with failures_of(source if code in _OF_SOURCE else target):
            raise


def make_durable(path: Path) -> None:
    """Put a file that was written on the disk, name and all, so that reading it back asks the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
        if sys.platform == "linux":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def held_in(path: Path, name: str) -> CopyHeld:
    """Read all of a file that ``copy_database`` wrote, each record and signature anew; anybody may have written it.

    ``name`` is what it is called. CasebookError if it is no such file, or its pages can't be read.
    """
    with failures_of(name), closing(_opened(path)) as connection:
        steps = migrations.applied(connection)
        if steps is None or not _are_tables(connection):
            raise CasebookError(
                "{name} is no backup of a casebook", "Choose a file that a backup made.", name=name
            )
        _stand_in(connection)
        inspection = inspection_in(connection, Seal())
        soundness = Examiner(connection, inspection, Seal()).examine()
        saves, records = (
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - one of two
            for table in ("save", "record")
        )
        return CopyHeld(
            inspection,
            noted(connection, "copy"),
            soundness.last_save,
            saves,
            records,
            steps,
            tuple(soundness.damage.values()),
            frozenset(soundness.unsound_saves),
            _documents(connection, soundness),
        )


def _stand_in(connection: sqlite3.Connection) -> None:
    for sql in _STANDINS:
        connection.execute(sql)


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes: no journal is looked for, and nothing is written beside it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _are_tables(connection: sqlite3.Connection) -> bool:
    kinds = connection.execute("SELECT type FROM sqlite_master WHERE name IN ('record', 'save')").fetchall()
    return kinds == [("table",), ("table",)]


def _documents(connection: sqlite3.Connection, soundness: Soundness) -> dict[str, str]:
    documents: dict[str, str] = {}
    for record, sound in soundness.heads.items():
        head = sound.head
        if head.kind not in _NAMING or record in soundness.damage:
            continue
        row = connection.execute(
            "SELECT CAST(body AS BLOB) FROM record WHERE seq = ?", (sound.seq,)
        ).fetchone()
        if one := _named_by(content_of(head.kind, head.version, head.subject, fields_of(row[0]))):
            documents.setdefault(one.sha256, one.name)
    return documents


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that a record names: a received file, or an issued letter of the time (UTC µs; 0 if not known)."""

    sha256: str
    name: str
    body: str
    is_letter: bool = False
    at: int = 0


def document_in(row: RecordRow) -> NamedDocument | None:
    """Return the document that a sound record names, if it names one."""
    if not any(f'"kind":"{kind}"' in row.head for kind in _NAMING):
        return None
    head = json.loads(row.head)
    fields = fields_of((row.body or "").encode("utf-8", "surrogatepass"))
    return _named_by(content_of(head["kind"], head["version"], head["subject"], fields))


def _named_by(content: object) -> NamedDocument | None:
    match content:
        case Receipt(document=sha, name=name, body=body) if is_sha256(sha):
            return NamedDocument(sha, name, body)
        case Letter(issued=sha, body=body, signed_at=at) if is_sha256(sha):
            return NamedDocument(sha, f"letter to {body}", body, is_letter=True, at=at)
        case _:
            return None
