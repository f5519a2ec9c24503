"""The derived tables as the heads want them, compared with what is there, and made again where they differ.

``edge``, ``current`` and ``contested`` are kept by a trigger and only find rows; whoever can write the file can alter them. What
they should hold is worked out here from checked heads, after a pass that the trigger has no part in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Any

from reviewer.casebook import subject as subjects
from reviewer.casebook.content_columns import Columns, columns_of, cut
from reviewer.casebook.environment_errors import is_of_table
from reviewer.casebook.heads import Head, fields_of
from reviewer.casebook.soundness import Edge
from reviewer.model.damage import Harm
from reviewer.model.frozen import dataclass
from reviewer.model.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.casebook.soundness import Soundness

_CURRENT = "seq, id, kind, subject, author, time, version, body, criterion, document"
EDGE = "INSERT INTO edge(parent, child, subject) VALUES(?, ?, ?)"
STANDING = f"INSERT INTO current({_CURRENT}) VALUES({', '.join('?' * 10)})"
_LINES = "SELECT c.seq, lower(hex(c.id)), c.kind, c.subject, c.author, c.time, c.version, c.body, c.criterion, c.document"
_STANDS = f"{_LINES}, CAST(r.body AS BLOB) FROM current c LEFT JOIN record r ON r.seq = c.seq"
_STANDS_ALONE = f"{_LINES}, NULL FROM current c"
_BODY = "SELECT CAST(body AS BLOB) FROM record WHERE seq = ?"
_NONE = Columns()
_ALONE = frozenset({"person", "member", "inspection", "framework"})
_AGREEING = ("seen:", "search:", "retired:")
SHADOWS: Mapping[str, str] = {
    "edge": "CREATE TEMP TABLE edge(parent TEXT, child TEXT, subject TEXT)",
    "current": f"CREATE TEMP TABLE current({_CURRENT})",
    "contested": "CREATE TEMP TABLE contested(subject TEXT)",
    "uncounted": "CREATE TEMP TABLE uncounted(save BLOB)",
}
"""Tables that stand before the file's own in one connection, where the file can't be written."""

Decoded = Callable[[str, Head, object], None]
"""Is told the id (hex), head and fields of each sound record that stands, so that nothing is decoded twice."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the derived tables should hold; ``wrong`` says of which of them how many rows differ."""

    edges: set[Edge]
    current: dict[str, tuple[int, Head, Columns]]
    contested: set[str]
    uncounted: set[str] = field(default_factory=set)
    """Saves (ids, hex) that do not count."""
    wrong: dict[str, int] = field(default_factory=dict)


@uncollected()  # a row or more of each record is kept, and none is part of a cycle
def compared(
    connection: sqlite3.Connection,
    inspection: str,
    sound: Soundness,
    decoded: Decoded | None = None,
    known: Mapping[str, Columns] | None = None,
    *,
    whole: bool = False,
) -> Tables:
    """Work out what the tables should hold, and compare; where a table is not there, all of its rows are wrong.

    ``known``: what they should hold of sound records' contents, by id, where somebody has just read them; ``whole``: the file was
    found whole in this very transaction, indexes too.
    """
    edges = sound.guessed | {
        Edge(parent, name, about.head.subject)
        for name, about in sound.heads.items()
        for parent in about.head.parents
    }
    left_out = _uncounted(connection, inspection, sound)
    idle = {name for name, save in sound.save_of.items() if save in left_out} if left_out else set()
    gone = superseded(edges, idle)
    current = {
        name: (about.seq, about.head, _NONE)
        for name, about in sound.heads.items()
        if (name, about.head.subject) not in gone and name not in idle
    }
    contested = contested_of((head.subject, head.kind) for _, head, _ in current.values())
    tables = Tables(edges, current, contested, left_out)
    _compare(
        connection,
        "uncounted",
        "SELECT lower(hex(save)) FROM uncounted",
        {(save,) for save in left_out},
        tables,
    )
    _compare(connection, "edge", "SELECT parent, child, subject FROM edge", edges, tables)
    _compare(
        connection,
        "contested",
        "SELECT subject FROM contested",
        {(about,) for about in tables.contested},
        tables,
    )
    _compare_current(connection, sound, tables, decoded, known)
    for name in () if whole else SHADOWS:
        _check_indexes(connection, name, tables)
    return tables


def _uncounted(connection: sqlite3.Connection, inspection: str, sound: Soundness) -> set[str]:
    if not any(about.head.kind == "member" for about in sound.heads.values()):
        return set()  # open to all, as most are that begin: nothing more is brought in
    from reviewer.casebook.counting import uncounted

    return uncounted(lambda sql, values: connection.execute(sql, values).fetchall(), inspection, sound)


def superseded(edges: Iterable[Edge], idle: set[str]) -> set[tuple[str, str]]:
    """Return (record, subject) of each record that a record that counts supersedes, if only by way of ``idle`` ones.

    A person who decided after an act that does not count has seen what that act superseded, and decided in its place too.
    """
    edges = list(edges)
    if not idle:
        return {(edge.parent, edge.subject) for edge in edges}
    gone = {(edge.parent, edge.subject) for edge in edges if edge.child not in idle}
    through: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        if edge.child in idle:
            through.setdefault((edge.child, edge.subject), []).append(edge.parent)
    left = list(gone)
    while left:
        child, subject = left.pop()
        reached = {(parent, subject) for parent in through.pop((child, subject), ())} - gone
        gone |= reached
        left.extend(reached)
    return gone


def _check_indexes(connection: sqlite3.Connection, name: str, tables: Tables) -> None:
    """A row that an index has lost is there, and is never found: an index is a table as well."""
    try:
        lines = connection.execute(f"PRAGMA main.integrity_check('{name}')").fetchall()
    except sqlite3.DatabaseError:
        lines = [("it can't be read",)]
    if lines != [("ok",)]:
        tables.wrong[name] = tables.wrong.get(name, 0) + len(lines)


def _compare(connection: sqlite3.Connection, name: str, sql: str, wanted: set[Any], tables: Tables) -> None:
    try:
        there = set(connection.execute(sql).fetchall())
    except sqlite3.OperationalError as error:
        if not is_of_table(error):
            raise
        there = set()
        tables.wrong[name] = 1
    if there != wanted:
        tables.wrong[name] = len(there ^ wanted)


def _compare_current(
    connection: sqlite3.Connection,
    sound: Soundness,
    tables: Tables,
    decoded: Decoded | None,
    known: Mapping[str, Columns] | None,
) -> None:
    seen: set[int] = set()  # by their places: a name of each row would be a string of its own
    try:
        # Row by row: all contents at once would be most of the file.
        if known is None:
            wrong = sum(_differs(row, sound, tables, seen, decoded) for row in connection.execute(_STANDS))
        else:
            wrong = sum(
                _differs_known(row, sound, tables, seen, known, connection)
                for row in connection.execute(_STANDS_ALONE)
            )
    except sqlite3.OperationalError as error:
        if not is_of_table(error):
            raise
        wrong = 1
    unseen = [name for name, (place, *_) in tables.current.items() if place not in seen]
    for name in unseen:
        place, head, _ = tables.current[name]
        tables.current[name] = (place, head, _columns_at(connection, sound, name, place, head))
    if wrong := wrong + len(unseen):
        tables.wrong["current"] = wrong


def _differs_known(
    row: tuple[Any, ...],
    sound: Soundness,
    tables: Tables,
    seen: set[int],
    known: Mapping[str, Columns],
    connection: sqlite3.Connection,
) -> bool:
    """Tell as ``_differs`` does; a content is read only where it is not known what the row should hold of it."""
    seq, name, kind, subject, author, at, version, *said, _ = row
    stands, wanted = tables.current.get(name), known.get(name)
    if stands is not None and wanted is not None:
        place, head, _ = stands
        seen.add(place)
        tables.current[name] = (place, head, wanted)
        return (seq, kind, subject, author, at, version, *map(cut, said)) != (
            place, head.kind, head.subject, head.author, head.time, head.version, *wanted,
        )  # fmt: skip
    body = connection.execute(_BODY, (seq,)).fetchone()
    return _differs((*row[:-1], body[0] if body else None), sound, tables, seen, None)


def _differs(
    row: tuple[Any, ...], sound: Soundness, tables: Tables, seen: set[int], decoded: Decoded | None
) -> bool:
    """Work out what ``current`` should hold of a record that stands; tell whether its row is another."""
    seq, name, kind, subject, author, at, version, *said, body = row
    stands = tables.current.get(name)
    if stands is None:
        return True
    place, head, _ = stands
    seen.add(place)
    columns = Columns(*map(cut, said))
    harm = sound.damage.get(name)
    believed = harm is None or harm.harm is Harm.UNSIGNED
    fields = fields_of(body) if believed and seq == place else None
    wanted = columns_of(fields) if believed and seq == place else damaged_columns(head, columns)
    tables.current[name] = (place, head, columns if columns == wanted else wanted)
    if decoded is not None and harm is None and seq == place:
        decoded(name, head, fields)
    return (seq, kind, subject, author, at, version, columns) != (
        place, head.kind, head.subject, head.author, head.time, head.version, wanted,
    )  # fmt: skip


def _columns_at(
    connection: sqlite3.Connection, sound: Soundness, name: str, place: int, head: Head
) -> Columns:
    harm = sound.damage.get(name)
    (body,) = connection.execute("SELECT CAST(body AS BLOB) FROM record WHERE seq = ?", (place,)).fetchone()
    columns = columns_of(fields_of(body))
    return columns if harm is None or harm.harm is Harm.UNSIGNED else damaged_columns(head, columns)


def damaged_columns(head: Head, guessed: Columns) -> Columns:
    """Return what ``current`` holds of a record whose content is not what was signed: what its subject says, else what is guessed."""
    about = subjects.about(head.subject)
    if about is None:
        return guessed
    body, criterion = about
    return Columns(body, guessed.criterion if criterion is None else criterion, guessed.document)


def contested_of(records: Iterable[tuple[str, str]]) -> set[str]:
    """Return the subjects that two or more records (subject, kind) stand for and that are a conflict."""
    once: dict[str, str] = {}
    more: dict[str, set[str]] = {}
    for about, kind in records:
        if kind in _ALONE or about.startswith(_AGREEING):
            continue
        # Seldom twice: a list for each subject would be as large as all else here.
        if about in once:
            more.setdefault(about, {once[about]}).add(kind)
        else:
            once[about] = kind
    return {about for about, kinds in more.items() if kinds != {"withdrawn"}}


def fill(connection: sqlite3.Connection, tables: Tables) -> None:
    """Put into empty tables what they should hold."""
    connection.executemany(EDGE, sorted(tables.edges))
    connection.executemany(
        STANDING,
        (
            (seq, bytes.fromhex(name), h.kind, h.subject, h.author, h.time, h.version, *columns)
            for name, (seq, h, columns) in sorted(tables.current.items(), key=lambda item: item[1][0])
        ),
    )
    connection.executemany(
        "INSERT INTO uncounted(save) VALUES(?)", [(bytes.fromhex(save),) for save in sorted(tables.uncounted)]
    )
    connection.executemany(
        "INSERT INTO contested(subject) VALUES(?)", [(about,) for about in sorted(tables.contested)]
    )


def shadow(connection: sqlite3.Connection, tables: Tables) -> None:
    """Let a connection that can't write the file see the tables as they should be; nobody else does."""
    for name, sql in SHADOWS.items():
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        connection.execute(sql)
    fill(connection, tables)


def unshadow(connection: sqlite3.Connection) -> None:
    """Let a connection see the file's own tables again."""
    for name in SHADOWS:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
