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
STEPS = ("records_and_saves",)
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

    return steps


def astray(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of triggers, views, indexes and derived tables that are missing or not as they should be."""
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return tuple(name for name, sql in GUARDED.items() if found.get(name) != sql)


def remake(connection: sqlite3.Connection) -> None:
    """Make everything that is derived again from the records: inside the caller's transaction."""
    found = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    for name in reversed(list(GUARDED)):
        if name in found:
            connection.execute(f"DROP {found[name]} {name}")
            found = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    for sql in DERIVED.values():
        connection.execute(sql)
    _refill(connection)
    for sql in (*TRIGGERS.values(), *VIEWS.values()):
        connection.execute(sql)


def _refill(connection: sqlite3.Connection) -> None:
    """Run the trigger's own statements over the records that are there, so that they can't drift apart."""
    connection.execute("CREATE TEMP TABLE again AS SELECT * FROM record WHERE 0")
    body = TRIGGERS["record_current"].partition(" BEGIN")[2].rpartition("END")[0]
    connection.execute(f"CREATE TEMP TRIGGER again_current AFTER INSERT ON temp.again BEGIN{body}END")
    connection.execute("INSERT INTO temp.again SELECT * FROM main.record ORDER BY seq")
    connection.execute("DROP TABLE temp.again")
