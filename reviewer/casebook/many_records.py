"""Putting many saves in at once: what a trigger does for each record is done for all of them together, in two thirds of the time.

So it is lifted and set again within the one transaction. Its statements and these are made of the same words (``schema``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reviewer.casebook.database import Database
from reviewer.casebook.record import SaveBundle
from reviewer.casebook.refolding import refold_mixed, subjects_of
from reviewer.casebook.save_writing import RECORD, SAVE, UNCOUNTED, insert, remember_all_sound
from reviewer.casebook.schema import EDGES, OVERTAKEN, STANDING, TRIGGERS
from reviewer.casebook.seal import Seal

_MANY = 100
_TRIGGER = "record_current"


def insert_all(database: Database, bundles: Sequence[SaveBundle], seal: Seal, idle: Collection[str]) -> None:
    """Insert saves, each verified, inside the caller's transaction, as ``insert`` does one; ``idle`` ones (ids) do not count."""
    if sum(len(one.records) for one in bundles) < _MANY:
        for one in bundles:
            insert(database, one, seal, counts=one.id not in idle)
        return
    ((last,),) = database.rows("SELECT coalesce(max(seq), 0) FROM record")
    database.run(f"DROP TRIGGER IF EXISTS {_TRIGGER}")
    database.run_many(UNCOUNTED, [(bytes.fromhex(save),) for save in idle])
    database.run_many(SAVE, [(bytes.fromhex(one.id), one.head, one.signature) for one in bundles])
    remember_all_sound(database, bundles, seal)
    database.run_many(
        RECORD,
        (
            (bytes.fromhex(row.id), save, row.head, row.body)
            for one in bundles
            for save in (bytes.fromhex(one.id),)
            for row in one.records
        ),
    )
    _follow(database, last)
    database.run(TRIGGERS[_TRIGGER])
    if database.one("SELECT 1 FROM uncounted LIMIT 1") is not None:
        refold_mixed(database, subjects_of(database, (one.id for one in bundles)))


def _follow(database: Database, last: int) -> None:
    """Have the derived tables hold what the records after a place bring."""
    database.run(EDGES, (last,))
    overtaken = database.rows(OVERTAKEN, (last,))
    database.run_many("DELETE FROM current WHERE subject = ? AND lower(hex(id)) = ?", overtaken)
    for sql in STANDING:
        database.run(sql, (last,))
