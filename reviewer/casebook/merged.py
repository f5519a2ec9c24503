"""The database file that a colleague opens from the share: records and views, nothing of this machine."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reviewer.casebook.database import Database
from reviewer.casebook.derived_tables import compared
from reviewer.casebook.environment_errors import failures_of
from reviewer.casebook.record import RecordRow, SaveBundle, listed
from reviewer.casebook.schema import DERIVED, KEPT, TRIGGERS
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness
from reviewer.casebook.sql_views import VIEWS
from reviewer.errors import CasebookError, Phrase


def build_merged(database: Database, path: Path, inspection: str, seal: Seal) -> None:
    """Write a stand-alone SQLite file to ``path``, which must not exist: rollback journal, no write-ahead log.

    Everything is in order of id, so that two casebooks that hold the same saves write the same content. What was written is examined
    before it is finished, each hash and signature of it: a row may have been altered since the casebook's own was. CasebookError if
    it is not what was signed; then no file is left.
    """
    with failures_of(Phrase("The merged file {name}", name=path.name)):
        if path.exists():
            raise FileExistsError(17, "a file of this name is there already", str(path))
        target = sqlite3.connect(path.absolute().as_uri() + "?mode=rwc", uri=True, isolation_level=None)
        whole = False
        try:
            _fill(target, database, inspection, seal)
            whole = True
        finally:
            target.close()
            if not whole:
                path.unlink(missing_ok=True)


def _fill(target: sqlite3.Connection, database: Database, inspection: str, seal: Seal) -> None:
    target.execute("PRAGMA synchronous = FULL")
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
        for sql in (*TRIGGERS.values(), *VIEWS.values()):
            target.execute(sql)
        target.execute("COMMIT")
        target.execute("DETACH source")
    finally:
        source.close()


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


def read_saves(path: Path) -> tuple[SaveBundle, ...]:
    """Return the saves in a merged file (or any copy of a casebook's database) on this computer's own disk.

    Anybody may have written it: nothing is trusted before ``absorb`` has verified it. CasebookError if it
    can't be read whole, so that half a file never counts as all of it.
    """
    with failures_of(Phrase("The merged file {name}", name=path.name)):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        try:
            connection.execute("PRAGMA cell_size_check = ON")
            return _saves_in(connection)
        except (TypeError, ValueError, sqlite3.OperationalError) as error:
            if isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such"):
                raise
            raise CasebookError(
                "The merged file {name} is not one", "Leave it; it is not needed to sync.", name=path.name
            ) from error
        finally:
            connection.close()


def _saves_in(connection: sqlite3.Connection) -> tuple[SaveBundle, ...]:
    kinds = connection.execute("SELECT type FROM sqlite_master WHERE name IN ('record', 'save')").fetchall()
    if kinds != [("table",), ("table",)]:
        msg = "records that are not in tables"
        raise ValueError(msg)
    records = {
        id_.hex(): RecordRow(id_.hex(), head, body)
        for id_, head, body in connection.execute("SELECT id, head, body FROM record")
    }
    return tuple(
        SaveBundle(id_.hex(), head, signature, tuple(records[r] for r in listed(head) if r in records))
        for id_, head, signature in connection.execute("SELECT id, head, signature FROM save ORDER BY id")
    )
