"""Saves as they are carried: read whole from the database, with all of their records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from reviewer.casebook.database import Database
from reviewer.casebook.record import RecordRow, SaveBundle

_CHUNK = 500


def held(database: Database, save: str) -> SaveBundle | None:
    """Return the save with this id (hex), or None if it is not held here."""
    try:
        row = database.one("SELECT head, signature FROM save WHERE id = ?", (bytes.fromhex(save),))
    except ValueError:
        return None
    return None if row is None else _whole(database, save, row[0], row[1])


def _whole(database: Database, save: str, head: str, signature: bytes) -> SaveBundle:
    # By the head's list: a record that two saves list is stored once.
    rows = []
    for record in json.loads(head)["records"]:
        row = database.one("SELECT head, body FROM record WHERE id = ?", (bytes.fromhex(record),))
        if row is not None:
            rows.append(RecordRow(record, row[0], row[1]))
    return SaveBundle(save, head, signature, tuple(rows))


def saves_after(database: Database, after: int) -> Iterator[tuple[int, SaveBundle]]:
    """Yield (local position, save) in order of arrival, from after a position; never holds up a writer for long."""
    while True:
        rows = database.rows(
            "SELECT seq, lower(hex(id)), head, signature FROM save WHERE seq > ? ORDER BY seq LIMIT ?",
            (after, _CHUNK),
        )
        for seq, save, head, signature in rows:
            yield seq, _whole(database, save, head, signature)
        if len(rows) < _CHUNK:
            return
        after = rows[-1][0]


def bundles(database: Database, saves: Iterable[str]) -> tuple[SaveBundle, ...]:
    """Return these saves (ids), sorted by id, so that the same ids always make the same pack."""
    found = (held(database, save) for save in sorted(set(saves)))
    return tuple(bundle for bundle in found if bundle is not None)


def bundle_of(text: str) -> SaveBundle:
    """Return the save that the quarantine keeps as JSON."""
    save, head, signature, rows = json.loads(text)
    return SaveBundle(save, head, bytes.fromhex(signature), tuple(RecordRow(*row) for row in rows))
