"""The database file that a colleague opens from the share: records and views, nothing of this machine."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reviewer.casebook.author import Author, signed_by
from reviewer.casebook.canonical import canonical, is_canonical, sha256
from reviewer.casebook.database import KEPT_KIB, Database
from reviewer.casebook.derived_tables import compared
from reviewer.casebook.environment_errors import failures_of
from reviewer.casebook.schema import DERIVED, KEPT, TRIGGERS
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness
from reviewer.casebook.sql_views import VIEWS
from reviewer.errors import CasebookError, Phrase

WRITTEN = "CREATE TABLE written(said TEXT NOT NULL, signature BLOB NOT NULL)"
"""What its writer signs of a merged file; one row, or none."""
_SIGNED = b"reviewer merged file\x00"


class Written(NamedTuple):
    """What a merged file says of itself, signed: by which author (key, hex) it was written when (UTC µs), of which saves (``hash_of_saves``)."""

    inspection: str
    author: str
    time: int
    saves: str


def hash_of_saves(save_ids: Iterable[str]) -> str:
    """Return what tells one set of saves (ids, hex) from another: a SHA-256 (hex)."""
    return hashlib.sha256("\n".join(sorted(save_ids)).encode()).hexdigest()


def written_in(said: str, signature: bytes) -> Written | None:
    """Return what a merged file says of its writing; None where it is no such statement, or not signed by the author that it names."""
    try:
        fields = json.loads(said)
        written = Written(fields["inspection"], fields["author"], fields["time"], fields["saves"])
        if not is_canonical(said) or [*map(type, written)] != [str, str, int, str]:
            return None
        whole = signed_by(written.author, signature, _SIGNED + bytes.fromhex(sha256(said)))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return written if whole else None


def build_merged(
    database: Database, path: Path, inspection: str, seal: Seal, signed: tuple[Author, int] | None = None
) -> None:
    """Write a stand-alone SQLite file to ``path``, which must not exist: rollback journal, no write-ahead log.

    Everything is in order of id, so that two casebooks that hold the same saves write the same content, but for who has ``signed``
    that when (UTC µs). What was written is examined before it is finished, each hash and signature of it: a row may have been altered
    since the casebook's own was. CasebookError if it is not what was signed; then no file is left.
    """
    with failures_of(Phrase("The merged file {name}", name=path.name)):
        if path.exists():
            raise FileExistsError(17, "a file of this name is there already", str(path))
        target = sqlite3.connect(path.absolute().as_uri() + "?mode=rwc", uri=True, isolation_level=None)
        whole = False
        try:
            _fill(target, database, inspection, seal, signed)
            whole = True
        finally:
            target.close()
            if not whole:
                path.unlink(missing_ok=True)


def _fill(
    target: sqlite3.Connection,
    database: Database,
    inspection: str,
    seal: Seal,
    signed: tuple[Author, int] | None,
) -> None:
    target.execute("PRAGMA synchronous = FULL")
    target.execute(f"PRAGMA main.cache_size = -{KEPT_KIB}")
    source = database.reader()
    try:
        target.execute("ATTACH ? AS source", (f"{source.file.absolute().as_uri()}?mode=ro",))
        target.execute("BEGIN")
        indexes = [sql for sql in DERIVED.values() if "INDEX" in sql]
        for sql in (
            *KEPT.values(),
            *(sql for sql in DERIVED.values() if sql not in indexes),
            *_COPY,
            *indexes,
        ):
            target.execute(sql)
        _examine(target, database.name, inspection, seal)
        if signed is not None:
            _sign(target, inspection, *signed)
        for sql in (*TRIGGERS.values(), *VIEWS.values()):
            target.execute(sql)
        target.execute("COMMIT")
        target.execute("DETACH source")
    finally:
        source.close()


def _sign(target: sqlite3.Connection, inspection: str, author: Author, at: int) -> None:
    saves = hash_of_saves(save for (save,) in target.execute("SELECT lower(hex(id)) FROM main.save"))
    said = canonical(Written(inspection, author.key, at, saves)._asdict())
    target.execute(WRITTEN)
    signature = author.sign(_SIGNED + bytes.fromhex(sha256(said)))
    target.execute("INSERT INTO main.written VALUES(?, ?)", (said, signature))


def _examine(target: sqlite3.Connection, name: str, inspection: str, seal: Seal) -> None:
    """Raise CasebookError unless what was copied is what was signed, and the tables are what it says.

    The marks of signatures that have passed are the source's, which is attached: they stay on this machine.
    """
    sound = Examiner(target, inspection, seal).examine()
    refuse_damage(sound, name)
    if sound.strays or compared(target, inspection, sound).wrong:
        raise CasebookError(
            "What stands in {name} changed while it was copied",
            "Sync again: it is looked at anew.",
            name=name,
        )


def refuse_damage(sound: Soundness, name: str) -> None:
    """Raise CasebookError while a record is damaged: nothing that was not signed leaves."""
    if number := len(sound.damage) or len(sound.unsound_saves):
        one = "{n} of the records in {name} is damaged and stayed behind"
        many = "{n} of the records in {name} are damaged and stayed behind"
        what = Phrase.counted(one, many, number, name=name)
        raise CasebookError(what, "Check the casebook: it names them.")


_COPY = (
    "INSERT INTO save(id, head, signature) SELECT id, head, signature FROM source.save ORDER BY id",
    "INSERT INTO record(id, save, head, body) SELECT id, save, head, body FROM source.record ORDER BY id",
    "INSERT INTO uncounted SELECT save FROM source.uncounted ORDER BY save",
    "INSERT INTO contested SELECT * FROM source.contested ORDER BY subject",
    "INSERT INTO edge SELECT * FROM source.edge ORDER BY parent, child",
    """INSERT INTO current SELECT r.seq, c.id, c.kind, c.subject, c.author, c.time, c.version, c.body, c.criterion,
        c.document FROM source.current c JOIN main.record r ON r.id = c.id ORDER BY r.seq""",
)
