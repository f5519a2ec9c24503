"""Saves as they are carried: read whole from the database, with all of their records. Only what is sound leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.casebook.canonical import sha256
from reviewer.casebook.database import Database, Row
from reviewer.casebook.heads import head_of, is_content, save_head_of, text_of
from reviewer.casebook.record import RecordRow, SaveBundle
from reviewer.casebook.seal import MARK, Seal, is_signed

_CHUNK = 500
_SAVE = "SELECT seq, CAST(id AS BLOB), CAST(head AS BLOB), signature FROM save"

_OF_SAVE = "SELECT CAST(id AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB) FROM record WHERE save = ?"
_RECORD = "SELECT CAST(head AS BLOB), CAST(body AS BLOB) FROM record WHERE id = ?"
_BEGINS = re.compile(r'\{"author":"([0-9a-f]{64})","body":"([0-9a-f]{64})",')


def held(database: Database, save: str) -> SaveBundle | None:
    """Return the save with this id (hex) as it is here, sound or not; None if it is not held here."""
    try:
        row = database.one(f"{_SAVE} WHERE id = ?", (bytes.fromhex(save),))
    except ValueError:
        return None
    return None if row is None else _as_it_is(database, row)


def _as_it_is(database: Database, row: Row) -> SaveBundle:
    _, save, text, signature = row
    head = save_head_of(save, text)
    listed = head.records if head is not None else ()
    there = {record.hex(): kept for record, *kept in database.rows(_OF_SAVE, (save,))} if listed else {}
    rows = []
    # By the head's list: a record that two saves list is stored once.
    for record in listed:
        save_row = there.get(record) or database.one(_RECORD, (bytes.fromhex(record),))
        if save_row is not None:
            rows.append(
                RecordRow(record, text_of(save_row[0]), None if save_row[1] is None else text_of(save_row[1]))
            )
    return SaveBundle(
        save.hex(), text_of(text), signature if isinstance(signature, bytes) else b"", tuple(rows)
    )


def saves_after(database: Database, after: int, seal: Seal) -> Iterator[tuple[int, SaveBundle]]:
    """Yield (local position, save) in order of arrival, from after a position; never holds up a writer for long.

    A save that is not what was signed is passed over.
    """
    while True:
        rows = database.rows(f"{_SAVE} WHERE seq > ? ORDER BY seq LIMIT ?", (after, _CHUNK))
        for row in rows:
            bundle = _as_it_is(database, row)
            if is_sound(database, bundle, seal):
                yield row[0], bundle
        if len(rows) < _CHUNK:
            return
        after = rows[-1][0]


def bundles(database: Database, saves: Iterable[str], seal: Seal) -> tuple[SaveBundle, ...]:
    """Return these saves (ids), sorted by id, so that the same ids always make the same pack; only sound ones."""
    held_ones = (held(database, save) for save in sorted(set(saves)))
    return tuple(bundle for bundle in held_ones if bundle is not None and is_sound(database, bundle, seal))


def is_sound(database: Database, bundle: SaveBundle, seal: Seal) -> bool:
    """Tell whether a save that is held here is what was signed, with every record that it lists."""
    save = bytes.fromhex(bundle.id)
    head = save_head_of(save, bundle.head.encode("utf-8", "surrogatepass"))
    if head is None or [row.id for row in bundle.records] != list(head.records):
        return False
    mark = database.one(MARK, (save,))
    marked = seal.is_marked(save, bundle.signature, mark[0] if mark else None)
    if not marked and not is_signed(save, head.author, bundle.signature):
        return False
    return all(_is_sound(row, head.author) for row in bundle.records)


def unproven(database: Database, records: Iterable[str]) -> tuple[str, ...]:
    """Return which of these records (ids) no save lists whose signature holds, or are not whole; no mark is believed here.

    Of a save only these records are read: it may have thousands of others.
    """
    signed: dict[bytes, tuple[str, frozenset[str]] | None] = {}

    def is_proven(record: str) -> bool:
        rows = database.rows(
            "SELECT save, CAST(head AS BLOB), CAST(body AS BLOB) FROM record WHERE id = ?",
            (bytes.fromhex(record),),
        )
        for save, head, body in rows:
            if save not in signed:
                signed[save] = _signed(database, save)
            by = signed[save]
            row = RecordRow(record, text_of(head), None if body is None else text_of(body))
            if by is not None and record in by[1] and _is_sound(row, by[0]):
                return True
        return False

    return tuple(record for record in dict.fromkeys(records) if not is_proven(record))


def _signed(database: Database, save: bytes) -> tuple[str, frozenset[str]] | None:
    """Return a save's author and the records that it lists; None where its signature does not hold."""
    row = database.one(f"{_SAVE} WHERE id = ?", (save,))
    head = save_head_of(save, row[2]) if row else None
    if row is None or head is None or not is_signed(save, head.author, row[3]):
        return None
    return head.author, frozenset(head.records)


def _is_sound(row: RecordRow, author: str) -> bool:
    """Tell whether a record is what its id says, by this author. Canonical heads begin alike: then no more of it is parsed."""
    if row.body is None:
        return False
    begins = _BEGINS.match(row.head)
    if begins and sha256(row.head) == row.id:
        return begins[1] == author and sha256(row.body) == begins[2]
    head = head_of(bytes.fromhex(row.id), row.head.encode("utf-8", "surrogatepass"))
    if head is None or head.author != author:
        return False
    return is_content(head, row.body.encode("utf-8", "surrogatepass"))
