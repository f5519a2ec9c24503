"""Putting many saves in at once: what triggers do for each record is done for all of them together, in half of the time.

So they are lifted and set again within the one transaction. Their statements and these are made of the same words (``schema``). Ids are
as good as random, so that each record changes pages all over the indexes: these stay in memory while records come.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reviewer.casebook.database import Database
from reviewer.casebook.record import SaveBundle
from reviewer.casebook.refolding import refold_mixed, subjects_of
from reviewer.casebook.save_writing import SAVE, UNCOUNTED, insert, remember_all_sound
from reviewer.casebook.schema import EDGES, OVERTAKEN, STANDING, TRIGGERS
from reviewer.casebook.seal import Seal

_MANY = 100
_LIFTED = ("record_current", "record_once")
_RECORD = "INSERT INTO record(id, save, head, body) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO NOTHING"
"""What is there already stays as it is, as the trigger that is lifted has it."""


def insert_all(database: Database, bundles: Sequence[SaveBundle], seal: Seal, idle: Collection[str]) -> None:
    """Insert saves, each verified, inside the caller's transaction, as ``insert`` does one; ``idle`` ones (ids) do not count."""
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
    _follow(database, last)
    for name in _LIFTED:
        database.run(TRIGGERS[name])
    if database.one("SELECT 1 FROM uncounted LIMIT 1") is not None:
        refold_mixed(database, subjects_of(database, (one.id for one in bundles)))


def _follow(database: Database, last: int) -> None:
    """Have the derived tables hold what the records after a place bring."""
    database.run(EDGES, (last,))
    overtaken = database.rows(OVERTAKEN, (last,))
    database.run_many("DELETE FROM current WHERE subject = ? AND lower(hex(id)) = ?", overtaken)
    for sql in STANDING:
        database.run(sql, (last,))
