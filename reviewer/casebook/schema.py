"""The tables of casebook.sqlite, and the triggers that keep them honest against any SQLite tool.

No schema object calls a function of this program, so that every tool can read, and integrity rules
hold everywhere. Everything in ``DERIVED`` can be made again from ``record`` alone. SQLite 3.40 suffices.
"""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.casebook.sql_views import VIEWS

KEPT: Mapping[str, str] = MappingProxyType(
    {
        # seq: order of arrival on this machine; it never leaves it and nothing refers to it from outside.
        "record": """CREATE TABLE record(
            seq INTEGER PRIMARY KEY CHECK(seq > 0),
            id BLOB NOT NULL UNIQUE CHECK(typeof(id) = 'blob' AND length(id) = 32),
            save BLOB NOT NULL CHECK(typeof(save) = 'blob' AND length(save) = 32),
            head TEXT NOT NULL,
            body TEXT)""",
        "save": """CREATE TABLE save(
            seq INTEGER PRIMARY KEY CHECK(seq > 0),
            id BLOB NOT NULL UNIQUE CHECK(typeof(id) = 'blob' AND length(id) = 32),
            head TEXT NOT NULL,
            signature BLOB NOT NULL CHECK(length(signature) = 64))""",
    }
)

LOCAL: Mapping[str, str] = MappingProxyType(
    {
        "local": "CREATE TABLE local(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "quarantine": """CREATE TABLE quarantine(
            digest TEXT PRIMARY KEY, save TEXT NOT NULL, why TEXT NOT NULL, bundle TEXT NOT NULL) WITHOUT ROWID""",
        "pack": "CREATE TABLE pack(name TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID",
        "packed": "CREATE TABLE packed(save BLOB NOT NULL, pack TEXT NOT NULL, PRIMARY KEY(save, pack)) WITHOUT ROWID",
        "packed_pack": "CREATE INDEX packed_pack ON packed(pack)",
        # What waits on the share, a line for each author in each pack (waiting.py).
        "waiting": """CREATE TABLE waiting(
            pack TEXT NOT NULL, author TEXT NOT NULL, name TEXT NOT NULL, saves INTEGER NOT NULL, since INTEGER NOT NULL,
            bytes INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(pack, author)) WITHOUT ROWID""",
        # What each copy of the casebook says it holds, as read on the share (statements.py).
        "statement": """CREATE TABLE statement(
            name TEXT PRIMARY KEY, copy TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID""",
        "merged": "CREATE TABLE merged(name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
        # Marks of signatures that have passed on this machine (see seal.py).
        "passed": "CREATE TABLE passed(save BLOB PRIMARY KEY, mac BLOB NOT NULL) WITHOUT ROWID",
    }
)

DERIVED: Mapping[str, str] = MappingProxyType(
    {
        # Who supersedes whom, as hex: a parent may arrive after its child.
        "edge": """CREATE TABLE edge(
            parent TEXT NOT NULL, child TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY(parent, child)) WITHOUT ROWID""",
        # Saves that are held and do not count, as the members are now (counting.py): nothing stands by them.
        "uncounted": "CREATE TABLE uncounted(save BLOB PRIMARY KEY) WITHOUT ROWID",
        "current": """CREATE TABLE current(
            seq INTEGER PRIMARY KEY, id BLOB NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
            author TEXT NOT NULL, time INTEGER NOT NULL, version INTEGER NOT NULL,
            body TEXT, criterion TEXT, document TEXT)""",
        # Subjects that two or more records stand for. Several withdrawals of one thing agree with each other, and so do
        # people who have looked at the same piece, or searched for the same.
        "contested": "CREATE TABLE contested(subject TEXT PRIMARY KEY) WITHOUT ROWID",
        "current_kind": "CREATE INDEX current_kind ON current(kind, version)",
        "current_id": "CREATE UNIQUE INDEX current_id ON current(id)",
        "current_subject": "CREATE INDEX current_subject ON current(subject, kind)",
        "current_body": "CREATE INDEX current_body ON current(kind, body, criterion)",
        "current_criterion": "CREATE INDEX current_criterion ON current(kind, criterion)",
        "current_document": "CREATE INDEX current_document ON current(document, kind)",
        # A damaged head need not be JSON: it is passed over, and must not keep the index from being made.
        "record_subject": "CREATE INDEX record_subject ON record(json_extract(head, '$.subject')) WHERE json_valid(head)",
        "record_save": "CREATE INDEX record_save ON record(save)",
        "save_chain": """CREATE INDEX save_chain ON save(
            json_extract(head, '$.author'), json_extract(head, '$.copy'), json_extract(head, '$.number')) WHERE json_valid(head)""",
    }
)

# A body that is not JSON (none of ours) or is gone has no columns, nor has one with no text there; NULL says so.
_FIELD = (
    "CASE WHEN json_valid(NEW.body) THEN CASE json_type(NEW.body, '$.fields.{0}')"
    " WHEN 'text' THEN json_extract(NEW.body, '$.fields.{0}') END END"
)
_PARENTS = "SELECT value FROM json_each(NEW.head, '$.parents')"
_LINE = f"""NEW.seq, NEW.id, json_extract(NEW.head, '$.kind'), json_extract(NEW.head, '$.subject'),
                json_extract(NEW.head, '$.author'), json_extract(NEW.head, '$.time'), json_extract(NEW.head, '$.version'),
                {_FIELD.format("body")}, {_FIELD.format("criterion")},
                coalesce({_FIELD.format("document")}, {_FIELD.format("passage.document")})"""
_STANDS = """NEW.save NOT IN (SELECT save FROM uncounted)
                AND NOT EXISTS(SELECT 1 FROM edge WHERE parent = lower(hex(NEW.id))
                AND subject = json_extract(NEW.head, '$.subject'))"""
_DISPUTED = """kind NOT IN ('person', 'member', 'inspection', 'framework') AND subject NOT GLOB 'seen:*' AND subject NOT GLOB 'search:*' AND subject NOT GLOB 'retired:*'
              GROUP BY subject HAVING count(*) > 1 AND sum(kind <> 'withdrawn') > 0"""

TRIGGERS: Mapping[str, str] = MappingProxyType(
    {
        f"{table}_{name}": sql.format(table=table, name=f"{table}_{name}")
        for table in ("record", "save")
        for name, sql in {
            # INSERT OR REPLACE deletes without firing delete triggers: it must never get that far.
            "once": """CREATE TRIGGER {name} BEFORE INSERT ON {table}
                WHEN EXISTS(SELECT 1 FROM {table} WHERE id = NEW.id OR seq = NEW.seq)
                BEGIN SELECT RAISE(ABORT, 'what is in a casebook is never replaced'); END""",
            "fixed": """CREATE TRIGGER {name} BEFORE UPDATE ON {table}
                BEGIN SELECT RAISE(ABORT, 'what is in a casebook is never changed'); END""",
            "stays": """CREATE TRIGGER {name} BEFORE DELETE ON {table}
                BEGIN SELECT RAISE(ABORT, 'what is in a casebook is never removed'); END""",
        }.items()
    }
    | {
        # Right in any order of arrival: a record leaves by its child's coming, or comes too late to stand. Where a subject has
        # records that do not count, its lines are made anew by the program afterwards (refolding.py).
        "record_current": f"""CREATE TRIGGER record_current AFTER INSERT ON record BEGIN
            INSERT INTO edge SELECT DISTINCT value, lower(hex(NEW.id)), json_extract(NEW.head, '$.subject')
              FROM json_each(NEW.head, '$.parents');
            DELETE FROM current WHERE subject = json_extract(NEW.head, '$.subject')
              AND lower(hex(id)) IN ({_PARENTS}) AND NEW.save NOT IN (SELECT save FROM uncounted);
            INSERT INTO current(seq, id, kind, subject, author, time, version, body, criterion, document)
              SELECT {_LINE}
              WHERE {_STANDS};
            DELETE FROM contested WHERE subject = json_extract(NEW.head, '$.subject');
            INSERT INTO contested SELECT subject FROM current WHERE subject = json_extract(NEW.head, '$.subject')
              AND {_DISPUTED};
            END""",
    }
)

DISPUTE = f"INSERT INTO contested SELECT subject FROM current WHERE subject = ? AND {_DISPUTED}"
"""What the trigger ``record_current`` does of a subject in the end, for a subject by itself (many_records.py)."""

GUARDED: Mapping[str, str] = MappingProxyType({**DERIVED, **TRIGGERS, **VIEWS})
"""Every object that must be there word for word, and can be made again."""
