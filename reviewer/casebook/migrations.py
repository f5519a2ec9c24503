"""Named steps from an empty file, or an older casebook, to the schema of this program.

Applied steps are read with plain sqlite3; sqlite-utils (110 ms) is only imported when there is one to take.
``table.transform()`` drops triggers, so the last step that is taken makes all that is derived again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reviewer.casebook.derived_tables import compared, fill
from reviewer.casebook.local_facts import inspection_in
from reviewer.casebook.schema import DERIVED, GUARDED, KEPT, LOCAL, TRIGGERS
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner
from reviewer.casebook.sql_views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

SET = "casebook"
_OF_OTHERS = ("_sqlite_migrations", "sqlite_sequence")
_RULING = frozenset({"trigger", "view", "index"})
STEPS = (
    "records_and_saves",
    "versions_of_documents",  # the view of a kind that is new
    "pieces_looked_at",  # the views of two kinds that are new; two people who have looked agree
    "signatures_remembered",  # the table of marks, and indexes that pass over what is no JSON
    "letters_told_whole",  # the view of letters as they are kept by now, and what letters and verdicts rest on
    "members_counted",  # the table of saves that do not count, and of those that wait
    "strangers_weighed",  # how many bytes of what waits
)
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


def migrate(connection: sqlite3.Connection, seal: Seal) -> None:
    """Take the steps that are left, each in a transaction of its own; ``seal`` remembers the signatures that passed.

    What is derived is made by the last of them: as long as that one is left, the casebook is opened by this way again.
    """
    from sqlite_utils import Database, Migrations

    database, steps = Database(connection, execute_plugins=False), Migrations(SET)
    left: list[str] = []

    def step(name: str) -> Callable[[Database], None]:
        def taken(db: Database) -> None:
            if name == STEPS[0]:
                _make_kept(db.conn)
            if name == left[-1]:
                remake(db.conn, seal)

        return taken

    for name in STEPS:
        steps(name=name)(step(name))
    left += [one.name for one in steps.pending(database)]
    steps.apply(database)


def _make_kept(connection: sqlite3.Connection) -> None:
    there = _objects(connection, "type")
    for name, sql in {**KEPT, **LOCAL}.items():
        if name not in there:
            connection.execute(sql)


def astray(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of tables, triggers, views and indexes that are missing or not word for word as made."""
    objects = _objects(connection, "sql")
    return tuple(name for name, sql in {**KEPT, **LOCAL, **GUARDED}.items() if objects.get(name) != sql)


def foreign(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Return (kind, name) of each table, trigger, view and index that no version of this program made."""
    ours = {*KEPT, *LOCAL, *GUARDED, *_OF_OTHERS}
    rows = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return tuple(
        (kind, name) for kind, name in rows if name not in ours and not name.startswith("sqlite_stat")
    )


def expel(connection: sqlite3.Connection) -> None:
    """Remove what rules or slows the tables and is not ours; a table may hold somebody's work, and stays."""
    for kind, name in foreign(connection):
        if kind in _RULING:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} IF EXISTS "{quoted}"')


def missing(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of tables without which a casebook can't even be read."""
    objects = _objects(connection, "type")
    wanted = {**KEPT, **LOCAL, **DERIVED}
    return tuple(name for name, sql in wanted.items() if " INDEX " not in sql and name not in objects)


def _objects(connection: sqlite3.Connection, column: str) -> dict[str, str]:
    return dict(connection.execute(f"SELECT name, {column} FROM sqlite_master WHERE sql IS NOT NULL"))  # noqa: S608 - "sql" or "type"


def remake(connection: sqlite3.Connection, seal: Seal) -> None:
    """Make everything that is derived again from the records: inside the caller's transaction.

    What the tables should hold is worked out before the old ones go: of a record whose head can't be read they may be
    all that knows what it superseded. Signatures count, as where the tables are compared: what is made would be found wrong else.
    """
    expel(connection)
    _drop(
        connection, (*TRIGGERS, *VIEWS)
    )  # a table can't be given another name while a view or trigger speaks of it
    for name in (*KEPT, *LOCAL):
        _restore(connection, name)
    inspection = inspection_in(connection, seal)
    sound = Examiner(connection, inspection, seal).examine()
    connection.executemany("INSERT OR REPLACE INTO passed VALUES(?, ?)", sound.passed)
    if sound.strays_alone:
        connection.executemany("DELETE FROM record WHERE seq = ?", [(seq,) for seq in sound.strays])
    tables = compared(connection, inspection, sound)
    _drop(connection, reversed(list(DERIVED)))
    for sql in DERIVED.values():
        connection.execute(sql)
    fill(connection, tables)
    for sql in (*TRIGGERS.values(), *VIEWS.values()):
        connection.execute(sql)


def _drop(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    for name in names:
        if kind := _objects(connection, "type").get(name):
            connection.execute(f"DROP {kind} {name}")


def _restore(connection: sqlite3.Connection, name: str) -> None:
    """Give a table that a tool has rebuilt, or taken away, its own definition back, rows untouched."""
    sql = {**KEPT, **LOCAL}[name]
    there, kind = _objects(connection, "sql").get(name), _objects(connection, "type").get(name)
    if there == sql:
        return
    if kind != "table":
        if kind is not None:
            connection.execute(f"DROP {kind} {name}")
        connection.execute(sql)
        return
    connection.execute(f"DROP TABLE IF EXISTS {name}_altered")
    connection.execute(f"ALTER TABLE {name} RENAME TO {name}_altered")
    connection.execute(sql)
    ours = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
    columns = ", ".join(
        row[1] for row in connection.execute(f"PRAGMA table_info({name}_altered)") if row[1] in ours
    )
    insert = "INSERT" if name in KEPT else "INSERT OR IGNORE"  # bookkeeping may begin anew at any time
    connection.execute(f"{insert} INTO {name}({columns}) SELECT {columns} FROM {name}_altered")  # noqa: S608 - names of columns
    connection.execute(f"DROP TABLE {name}_altered")
