"""Named steps from an empty file, or an older casebook, to the schema of this program.

Applied steps are read with plain sqlite3; sqlite-utils (110 ms) is only imported when there is one to take.
``table.transform()`` drops triggers, so every step ends by making all that is derived again.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reviewer.casebook.schema import DERIVED, GUARDED, KEPT, LOCAL, TRIGGERS
from reviewer.casebook.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SET = "casebook"
_BOOKS = tuple(name for name in LOCAL if name != "local")
"""Bookkeeping that may begin anew at any time; ``local`` holds facts that nothing else knows."""
STEPS = ("records_and_saves", "versions_of_documents", "pieces_looked_at")
"""Names of this program's steps, in order; one that stands in a casebook and not here came from a newer program."""


def applied(connection: sqlite3.Connection) -> tuple[str, ...] | None:
    """Return the names of the steps that a database has taken, or None if it isn't a casebook's."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"_sqlite_migrations", "record", "save"} <= tables:
        return None
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,)
    )
    return tuple(name for (name,) in rows)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are left, each in a transaction of its own."""
    from sqlite_utils import Database

    _migrations().apply(Database(connection, execute_plugins=False))


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    steps = Migrations(SET)

    @steps(name="records_and_saves")
    def records_and_saves(db: Database) -> None:
        for sql in (*KEPT.values(), *LOCAL.values()):
            db.conn.execute(sql)
        remake(db.conn)

    @steps(name="versions_of_documents")
    def versions_of_documents(db: Database) -> None:
        remake(db.conn)  # the view of a kind that is new

    @steps(name="pieces_looked_at")
    def pieces_looked_at(db: Database) -> None:
        remake(db.conn)  # the views of two kinds that are new; two people who have looked agree

    return steps


def astray(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of tables, triggers, views and indexes that are missing or not word for word as made."""
    found = _objects(connection, "sql")
    altered = tuple(name for name, sql in {**KEPT, **GUARDED}.items() if found.get(name) != sql)
    return (*altered, *(name for name in _BOOKS if name not in found))


def missing(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of tables without which a casebook can't even be read."""
    found = _objects(connection, "type")
    wanted = {**KEPT, **LOCAL, **DERIVED}
    return tuple(name for name, sql in wanted.items() if " INDEX " not in sql and name not in found)


def _objects(connection: sqlite3.Connection, column: str) -> dict[str, str]:
    return dict(connection.execute(f"SELECT name, {column} FROM sqlite_master WHERE sql IS NOT NULL"))  # noqa: S608 - "sql" or "type"


def remake(connection: sqlite3.Connection) -> None:
    """Make everything that is derived again from the records: inside the caller's transaction."""
    for name in reversed(list(GUARDED)):
        kind = _objects(connection, "type").get(name)
        if kind:
            connection.execute(f"DROP {kind} {name}")
    for name in KEPT:
        _restore(connection, name)
    there = _objects(connection, "type")
    for sql in (*(LOCAL[name] for name in _BOOKS if name not in there), *DERIVED.values()):
        connection.execute(sql)
    _refill(connection)
    for sql in (*TRIGGERS.values(), *VIEWS.values()):
        connection.execute(sql)


def _restore(connection: sqlite3.Connection, name: str) -> None:
    """Give a table that a tool has rebuilt its own definition back, rows untouched."""
    if _objects(connection, "sql")[name] == KEPT[name]:
        return
    columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
    connection.execute(f"ALTER TABLE {name} RENAME TO {name}_altered")
    connection.execute(KEPT[name])
    connection.execute(f"INSERT INTO {name}({columns}) SELECT {columns} FROM {name}_altered ORDER BY seq")  # noqa: S608 - names of columns
    connection.execute(f"DROP TABLE {name}_altered")


def _refill(connection: sqlite3.Connection) -> None:
    """Run the trigger's own statements over the records that are there, so that they can't drift apart."""
    connection.execute("CREATE TEMP TABLE again AS SELECT * FROM record WHERE 0")
    body = TRIGGERS["record_current"].partition(" BEGIN")[2].rpartition("END")[0]
    connection.execute(f"CREATE TEMP TRIGGER again_current AFTER INSERT ON temp.again BEGIN{body}END")
    connection.execute("INSERT INTO temp.again SELECT * FROM main.record ORDER BY seq")
    connection.execute("DROP TABLE temp.again")
