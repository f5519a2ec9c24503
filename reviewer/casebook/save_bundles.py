"""Saves as they are carried: read whole from the database, with all of their records. Only what is sound leaves."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from reviewer.casebook.database import Database, Row
from reviewer.casebook.heads import SaveHead, bytes_of, head_of, is_content, save_head_of, text_of
from reviewer.casebook.record import RecordRow, SaveBundle
from reviewer.casebook.seal import Seal, is_signed

_CHUNK = 500
_AT_ONCE = 50
"""So many saves are read together: there may be thousands of records in each."""
_MARKED = (
    "SELECT s.seq, CAST(s.id AS BLOB), CAST(s.head AS BLOB), s.signature, CAST(p.mac AS BLOB) FROM save s"
    " LEFT JOIN passed p ON p.save = s.id"
)
_WORDS = "SELECT CAST(head AS BLOB), CAST(body AS BLOB), save FROM record WHERE"
_SAVE = "SELECT seq, CAST(id AS BLOB), CAST(head AS BLOB), signature FROM save"

_OF_SAVE = "SELECT CAST(id AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB) FROM record WHERE save = ?"
_BEGINS = '{"author":"%s","body":"'


def held(database: Database, save: str) -> SaveBundle | None:
    """Return the save with this id (hex) as it is here, sound or not; None if it is not held here."""
    try:
        row = database.one(f"{_SAVE} WHERE id = ?", (bytes.fromhex(save),))
    except ValueError:
        return None
    return None if row is None else _as_it_is(database, row)


def held_among(database: Database, saves: Iterable[str]) -> set[str]:
    """Return which of these saves (ids, hex) are held here, sound or not."""
    names = [name for name in map(bytes_of, saves) if name]
    here: set[str] = set()
    for start in range(0, len(names), _CHUNK):
        some = names[start : start + _CHUNK]
        rows = database.rows(f"SELECT CAST(id AS BLOB) FROM save WHERE id IN ({_marks(some)})", some)
        here |= {save.hex() for (save,) in rows}
    return here


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _as_it_is(database: Database, row: Row) -> SaveBundle:
    _, save, text, signature = row
    head = save_head_of(save, text)
    listed = head.records if head is not None else ()
    there = {record.hex(): kept for record, *kept in database.rows(_OF_SAVE, (save,))} if listed else {}
    rows = []
    # By the head's list: a record that two saves list is stored once.
    for record in listed:
        save_row = there.get(record) or next(iter(_rows_of(database, record)), None)
        if save_row is not None:
            head_text, body = save_row[:2]
            rows.append(RecordRow(record, text_of(head_text), None if body is None else text_of(body)))
    return SaveBundle(
        save.hex(), text_of(text), signature if isinstance(signature, bytes) else b"", tuple(rows)
    )


def saves_after(database: Database, after: int, seal: Seal) -> Iterator[tuple[int, SaveBundle]]:
    """Yield (local position, save) in order of arrival, from after a position; never holds up a writer for long.

    A save that is not what was signed is passed over.
    """
    while True:
        rows = database.rows(f"{_MARKED} WHERE s.seq > ? ORDER BY s.seq LIMIT ?", (after, _AT_ONCE))
        yield from _sound_among(database, rows, seal)
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1][0]


def bundles(database: Database, saves: Iterable[str], seal: Seal) -> tuple[SaveBundle, ...]:
    """Return these saves (ids), sorted by id, so that the same ids always make the same pack; only sound ones."""
    names = sorted({name for name in map(bytes_of, saves) if name})
    sound: list[SaveBundle] = []
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        rows = database.rows(f"{_MARKED} WHERE s.id IN ({_marks(some)}) ORDER BY s.id", some)
        sound += (bundle for _, bundle in _sound_among(database, rows, seal))
    return tuple(sound)


def _sound_among(database: Database, rows: list[Row], seal: Seal) -> Iterator[tuple[int, SaveBundle]]:
    """Yield (local position, save) of those of these rows that are what was signed, with every record that they list."""
    names = [row[1] for row in rows]
    there = _by_hash(database.rows(f"{_WORDS} save IN ({_marks(names)})", names))
    for seq, save, text, signature, mark in rows:
        head = save_head_of(save, text)
        if head is None or not isinstance(signature, bytes):
            continue
        if not seal.is_marked(save, signature, mark) and not is_signed(save, head.author, signature):
            continue
        records = _sound_records(database, head, there)
        if records is not None:
            yield seq, SaveBundle(save.hex(), text_of(text), signature, records)


def _by_hash(rows: Iterable[Row]) -> dict[str, Row]:
    """Return heads and bodies by what the head's hash is (hex): what is found by a record's id is then the head that was named by it."""
    return {sha256(row[0]).hexdigest(): row for row in rows if row[0] is not None}


def _sound_records(
    database: Database, head: SaveHead, there: Mapping[str, Row]
) -> tuple[RecordRow, ...] | None:
    """Return the records that a save lists; None unless each is here, what its id says, and by the save's author."""
    records: list[RecordRow] = []
    begins = _BEGINS % head.author
    for name in head.records:
        sound = _sound(name, there.get(name), begins)
        if sound is None:  # one that two saves list is stored once, as the other's
            sound = _sound(name, _by_hash(_rows_of(database, name)).get(name), begins)
        if sound is None:
            return None
        records.append(sound)
    return tuple(records)


def _rows_of(database: Database, record: str) -> list[Row]:
    """Return head, body and save of the rows with this id."""
    return database.rows(f"{_WORDS} id = ?", (bytes_of(record),))


def _sound(name: str, row: Row | None, begins: str) -> RecordRow | None:
    """Return the record with this id of a row whose head has that hash; None where the body is another, or the author is.

    ``begins``: how a head of that author begins. Canonical ones do: then no more of it is parsed.
    """
    if row is None or row[1] is None:
        return None
    text, body = row[:2]
    try:
        words, said = text.decode(), body.decode()
    except UnicodeDecodeError:
        return None
    if not words.startswith(f'{begins}{sha256(body).hexdigest()}",'):
        head = head_of(bytes_of(name), text)
        if head is None or _BEGINS % head.author != begins or not is_content(head, body):
            return None
    return RecordRow(name, words, said)


def unproven(database: Database, records: Iterable[str]) -> tuple[str, ...]:
    """Return which of these records (ids) no save lists whose signature holds, or are not whole; no mark is believed here.

    Of a save only these records are read: it may have thousands of others.
    """
    signed: dict[bytes, tuple[str, frozenset[str]] | None] = {}

    def is_proven(record: str) -> bool:
        row = _by_hash(_rows_of(database, record)).get(record)
        if row is None:
            return False
        save = row[2]
        if save not in signed:
            signed[save] = _signed(database, save)
        by = signed[save]
        return by is not None and record in by[1] and _sound(record, row, _BEGINS % by[0]) is not None

    return tuple(record for record in dict.fromkeys(records) if not is_proven(record))


def _signed(database: Database, save: bytes) -> tuple[str, frozenset[str]] | None:
    """Return a save's author and the records that it lists; None where its signature does not hold."""
    row = database.one(f"{_SAVE} WHERE id = ?", (save,))
    head = save_head_of(save, row[2]) if row else None
    if row is None or head is None or not is_signed(save, head.author, row[3]):
        return None
    return head.author, frozenset(head.records)
