"""Putting many saves in at once: what triggers do for each record is done for all of them together, in less than half of the time.

So they are lifted and set again within the one transaction. What a record's lines in the tables are made of is known from its
examination, so that SQLite parses none of it. Ids are as good as random, so that each record changes pages all over the indexes: these
stay in memory while records come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from reviewer.casebook.database import Database
from reviewer.casebook.derived_tables import EDGE, STANDING
from reviewer.casebook.record import Examined, ExaminedRecord, SaveBundle
from reviewer.casebook.refolding import refold_mixed, subjects_of
from reviewer.casebook.save_writing import SAVE, UNCOUNTED, insert, remember_all_sound
from reviewer.casebook.schema import DISPUTE, TRIGGERS
from reviewer.casebook.seal import Seal

_MANY = 100
_LIFTED = ("record_current", "record_once", "save_once")
_RECORD = "INSERT INTO record(id, save, head, body) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO NOTHING"
"""What is there already stays as it is, as the trigger that is lifted has it; a save that is there makes its insertion fail either way."""
_LATER = "SELECT CAST(id AS BLOB), seq FROM record WHERE seq > ?"
_OVERTAKEN = "DELETE FROM current WHERE subject = ? AND lower(hex(id)) = ?"
_OVERTAKEN_BEFORE = (
    "DELETE FROM current WHERE seq > ?"
    " AND EXISTS(SELECT 1 FROM edge e WHERE e.parent = lower(hex(current.id)) AND e.subject = current.subject)"
)
"""A parent that came after its child never stands."""
_SHARED = (
    "SELECT DISTINCT subject FROM current n WHERE n.seq > ?"
    " AND EXISTS(SELECT 1 FROM current o WHERE o.subject = n.subject AND o.seq <> n.seq)"
)


class _New(NamedTuple):
    """A record that was put in: its place, its id (hex), what it says, whether its save counts."""

    seq: int
    name: str
    said: ExaminedRecord
    counts: bool


def insert_all(
    database: Database,
    bundles: Sequence[SaveBundle],
    examined: Mapping[str, Examined],
    seal: Seal,
    idle: Collection[str],
) -> None:
    """Insert saves inside the caller's transaction, as ``insert`` does one; ``idle`` ones (ids) do not count.

    ``examined``: what was found of each, which is sound, by its id.
    """
    if sum(len(one.records) for one in bundles) < _MANY:
        for one in bundles:
            insert(database, one, seal, counts=one.id not in idle)
        return
    ((last,),) = database.rows("SELECT coalesce(max(seq), 0) FROM record")
    database.keep_in_memory()
    for name in _LIFTED:
        database.run(f"DROP TRIGGER IF EXISTS {name}")
    database.run_many(UNCOUNTED, [(bytes.fromhex(save),) for save in idle])
    database.run_many(SAVE, [(bytes.fromhex(one.id), one.head, one.signature) for one in bundles])
    remember_all_sound(database, bundles, seal)
    database.run_many(
        _RECORD,
        (
            (bytes.fromhex(row.id), save, row.head, row.body)
            for one in bundles
            for save in (bytes.fromhex(one.id),)
            for row in one.records
        ),
    )
    _follow(database, last, list(_put_in(database, last, bundles, examined, idle)))
    for name in _LIFTED:
        database.run(TRIGGERS[name])
    if database.one("SELECT 1 FROM uncounted LIMIT 1") is not None:
        refold_mixed(database, subjects_of(database, (one.id for one in bundles)))


def _put_in(
    database: Database,
    last: int,
    bundles: Sequence[SaveBundle],
    examined: Mapping[str, Examined],
    idle: Collection[str],
) -> Iterator[_New]:
    """Yield the records after a place, each as one of the first save that lists it."""
    places = {record.hex(): seq for record, seq in database.rows(_LATER, (last,))}
    for one in bundles:
        counts = one.id not in idle
        for row, said in zip(one.records, examined[one.id].records, strict=True):
            seq = places.pop(row.id, None)
            if seq is not None:
                yield _New(seq, row.id, said, counts)


def _follow(database: Database, last: int, new: Sequence[_New]) -> None:
    """Have the derived tables hold what the records after a place bring."""
    edges = [
        (parent, one.name, one.said.head["subject"], one.counts)
        for one in new
        for parent in dict.fromkeys(one.said.head["parents"])
    ]
    database.run_many(EDGE, [edge[:3] for edge in edges])
    database.run_many(_OVERTAKEN, [(subject, parent) for parent, _, subject, counts in edges if counts])
    database.run_many(STANDING, (_line(one) for one in new if one.counts))
    database.run(_OVERTAKEN_BEFORE, (last,))
    touched = {one.said.head["subject"] for one in new}
    disputed = touched & {subject for (subject,) in database.rows("SELECT subject FROM contested")}
    database.run_many("DELETE FROM contested WHERE subject = ?", [(subject,) for subject in disputed])
    disputed |= {subject for (subject,) in database.rows(_SHARED, (last,))}
    database.run_many(DISPUTE, [(subject,) for subject in disputed])


def _line(one: _New) -> tuple[object, ...]:
    head = one.said.head
    return (
        one.seq, bytes.fromhex(one.name), head["kind"], head["subject"], head["author"], head["time"], head["version"],
        *one.said.columns,
    )  # fmt: skip
