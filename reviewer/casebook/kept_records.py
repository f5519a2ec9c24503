"""Reading what is kept: current records, old ones, conflicts. No writing here.

Each record is checked as it is decoded: its head against its id, its content against its head. One that is not what was signed
comes back as ``codec.Damaged``, in its place; the tables that find it are made sure of first (``integrity``).
"""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from reviewer.casebook import codec
from reviewer.casebook import subject as subjects
from reviewer.casebook.damaged_subjects import named
from reviewer.casebook.heads import Lately, bytes_of, fields_of, head_of, is_content, save_head_of
from reviewer.casebook.integrity import Integrity
from reviewer.casebook.seal import is_proven
from reviewer.model import Kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from reviewer.casebook.database import Database, Row
    from reviewer.casebook.heads import Head, SaveHead
    from reviewer.casebook.seal import Seal
    from reviewer.casebook.soundness import Soundness
    from reviewer.model import Content
    from reviewer.model.damage import Damage

T = TypeVar("T")

_MOST_DECODED = 200_000
_AT_ONCE = 500

_COLUMNS = "CAST(r.id AS BLOB), CAST(r.head AS BLOB), CAST(r.body AS BLOB)"
_FOUND_BY = ("body", "criterion", "document", "subject")
_SUBJECT = "json_valid(r.head) AND json_extract(r.head, '$.subject')"
_PERSON = "person:"
_STANDS = "SELECT c.seq FROM current c WHERE c.kind = ?1 ORDER BY c.time, c.id"
_BEYOND = (
    "SELECT c.seq FROM current c JOIN record r ON r.seq = c.seq WHERE c.kind = ?1"
    " AND (c.body NOT IN (SELECT value FROM json_each(?2)) OR c.document IN (SELECT value FROM json_each(?3))"
    " OR instr(r.body, '\\u0000')) ORDER BY c.time, c.id"  # beyond it the columns say nothing
)
# Of a pair of columns, as in (kind, version) > (?1, ?2), SQLite would go through every row of the kind.
_NEXT_VERSION = (
    "SELECT * FROM (SELECT kind, version FROM current WHERE kind = ?1 AND version > ?2 ORDER BY version LIMIT 1)"
    " UNION ALL SELECT * FROM (SELECT kind, version FROM current WHERE kind > ?1 ORDER BY kind, version LIMIT 1)"
    " ORDER BY 1, 2 LIMIT 1"
)
_OF_VERSION = "SELECT count(*) FROM current WHERE kind = ? AND version = ?"


class Beyond(NamedTuple):
    """Narrows what is read to records that are about none of these bodies, or name one of these documents (SHA-256)."""

    bodies: Collection[str]
    documents: Collection[str] = ()


class Reading:
    """Queries over one casebook database."""

    def __init__(self, database: Database, inspection: str, seal: Seal, *, writable: bool) -> None:
        """Read the records of an inspection from this database; ``seal`` remembers which signatures have passed."""
        self._database, self.inspection, self._seal = database, inspection, seal
        self._decoded: dict[str, Kept[object]] = {}  # records never change, so none is decoded twice
        self._named: tuple[Soundness, tuple[Damage, ...]] | None = None
        self._people: tuple[object, dict[str, str]] | None = None
        self.lately = Lately()
        self.integrity = Integrity(database, inspection, seal, self._remember, writable=writable)

    def sound(self) -> Soundness:
        """Return which records are damaged, as of now."""
        return self.integrity.ensure()

    def damages(self) -> tuple[Damage, ...]:
        """Return the damaged records with all that is known of each, in the order of time."""
        sound = self.sound()
        if not sound.damage:
            return ()
        if self._named is None or self._named[0] is not sound:
            self._named = sound, named(self._database, sound)
        return self._named[1]

    def current(self, kind: type[T], where: Mapping[str, str]) -> tuple[Kept[T], ...]:
        """Return the current records of a content type by body, criterion, document or subject, oldest first.

        Records that this program can't read (a newer program wrote them) are left out; see ``newer``. So are damaged ones;
        see ``damages``.
        """
        unknown = set(where) - set(_FOUND_BY)
        if unknown:
            msg = f"records can't be found by {sorted(unknown)}"
            raise TypeError(msg)
        self.sound()
        tests = "".join(f" AND c.{column} = ?" for column in where)
        # The order must be the same on every copy: arrival (seq) differs between them.
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM current c JOIN record r ON r.seq = c.seq WHERE c.kind = ?{tests}"
            " ORDER BY c.time, c.id",
            (codec.kind_of(kind), *where.values()),
        )
        records = self._all_kept(rows)
        return tuple(cast("Kept[T]", one) for one in records if isinstance(one.content, kind))

    def each_current(self, kind: type[T], beyond: Beyond | None = None) -> Iterator[Kept[T]]:
        """Yield the current records of a content type, in the same order, all or those ``beyond``; what was read is not kept."""
        self.sound()
        places = array("q")
        narrowed = [json.dumps(sorted(each)) for each in beyond] if beyond else []
        sql = _BEYOND if beyond else _STANDS
        with self._database.raw() as connection:
            cursor = connection.execute(sql, (codec.kind_of(kind), *narrowed))
            places.extend(place for (place,) in cursor)
        for start in range(0, len(places), _AT_ONCE):
            some = places[start : start + _AT_ONCE].tolist()
            sql = f"SELECT r.seq, {_COLUMNS} FROM record r WHERE r.seq IN ({', '.join('?' * len(some))})"
            rows = {seq: row for seq, *row in self._database.rows(sql, some)}
            for place in some:
                record = self._kept(tuple(rows[place]), keep=False) if place in rows else None
                if record is not None and isinstance(record.content, kind):
                    yield cast("Kept[T]", record)

    def get(self, record: str) -> Kept[object] | None:
        """Return any record by its id (hex), current or not."""
        self.sound()
        return self.founding(record)

    def founding(self, record: str) -> Kept[object] | None:
        """Return a record by its id (hex) before anything else is looked at: checked by itself, its save is not."""
        try:
            row = self._database.one(
                f"SELECT {_COLUMNS} FROM record r WHERE id = ?", (bytes.fromhex(record),)
            )
        except ValueError:
            return None
        return self._kept(row) if row else None

    def beside(self, record: str, kind: type[T]) -> Kept[T] | None:
        """Return the record of a content type that was signed together with another one (its id), or None."""
        for save, text, signature in self._saves_of(record):
            head = save_head_of(save, text)
            if head is not None and record in head.records and self._is_proven(save, head, signature):
                beside = map(self.founding, head.records)
                return next((cast("Kept[T]", k) for k in beside if k and isinstance(k.content, kind)), None)
        return None

    def _is_proven(self, save: bytes, head: SaveHead, signature: bytes) -> bool:
        with self._database.raw() as connection:
            return is_proven(connection, self._seal, save, head.author, signature)

    def _saves_of(self, record: str) -> Iterator[Row]:
        """Give the save that a record's row names, then, where that one does not list it, each whose list has its id."""
        row = "CAST(s.id AS BLOB), CAST(s.head AS BLOB), s.signature"
        yield from self._database.rows(
            f"SELECT {row} FROM record r JOIN save s ON s.id = r.save WHERE r.id = ?", (bytes_of(record),)
        )
        yield from self._database.rows(f"SELECT {row} FROM save s WHERE instr(s.head, ?)", (record,))

    def history(self, subject: str) -> tuple[Kept[object], ...]:
        """Return every record of a subject, superseded and withdrawn ones too, by time."""
        self.sound()
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM record r WHERE {_SUBJECT} = ?", (subject,))
        records = (one for one in self._all_kept(rows) if one.subject == subject)
        return tuple(sorted(records, key=lambda one: (one.at, one.id)))

    def changed_since(self, position: int) -> tuple[str, ...]:
        """Return the subjects that saves after a position (``Casebook.head_position``) are about."""
        rows = self._database.rows(
            # CROSS: from the few saves to their records; by itself SQLite looks through all records by their subjects.
            "SELECT CAST(r.id AS BLOB), CAST(r.head AS BLOB) FROM save s CROSS JOIN record r ON r.save = s.id"
            " WHERE s.seq > ?",
            (position,),
        )
        heads = (head_of(record, text) for record, text in rows)
        return tuple(dict.fromkeys(head.subject for head in heads if head is not None))

    def conflicts(self) -> tuple[tuple[str, tuple[Kept[object], ...]], ...]:
        """Return each subject that two or more records stand for, with them.

        Several withdrawals of one thing agree with each other, and are no conflict; a malformed record
        says nothing, so nobody disagrees with it.
        """
        self.sound()
        rows = self._database.rows(
            # CROSS: from the few contested subjects; by itself SQLite goes through all that stands, for the order.
            f"SELECT {_COLUMNS} FROM contested x CROSS JOIN current c ON c.subject = x.subject"
            " JOIN record r ON r.seq = c.seq ORDER BY x.subject, c.time, c.id"
        )
        by_subject: dict[str, list[Kept[object]]] = {}
        for records in self._all_kept(rows):
            by_subject.setdefault(records.subject, []).append(records)
        readable = {
            about: [one for one in records if not is_malformed(one)] for about, records in by_subject.items()
        }
        return tuple((about, tuple(records)) for about, records in readable.items() if len(records) > 1)

    def standing_records(self, subject: str) -> tuple[tuple[str, str, int], ...]:
        """Return (id, kind, version) of each record that stands for a subject."""
        self.sound()
        return self.stands_now(subject)

    def stands_now(self, subject: str) -> tuple[tuple[str, str, int], ...]:
        """Return the same as ``standing`` inside a transaction that began with the tables made sure of."""
        rows = self._database.rows(
            "SELECT lower(hex(id)), kind, version FROM current WHERE subject = ? ORDER BY time, id",
            (subject,),
        )
        return tuple((row[0], row[1], row[2]) for row in rows)

    def people(self) -> dict[str, str]:
        """Return the name of each author by public key (hex): the newest that the author gave.

        Not from "current": nobody else's record may take away what an author is known by.
        """
        damaged = self.integrity.known.damage
        of = (self._database.state(), frozenset(damaged))
        known = self._people
        if known is None or known[0] != of:
            known = self._people = of, self._people_but(damaged)
        return dict(known[1])

    def _people_but(self, damaged: Collection[str]) -> dict[str, str]:
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM record r WHERE {_SUBJECT} >= '{_PERSON}' AND {_SUBJECT} < 'person;'"
        )
        people: dict[str, tuple[int, str, str]] = {}
        for row in rows:
            head = head_of(row[0], row[1])
            if head is None or head.kind != "person" or head.subject != f"{_PERSON}{head.author}":
                continue
            name = row[0].hex()
            fields = fields_of(row[2]) if row[2] is not None and is_content(head, row[2]) else None
            if name in damaged or not isinstance(fields, dict) or fields.get("key") != head.author:
                continue
            if isinstance(fields.get("name"), str):
                given = (head.time, name, fields["name"])
                people[head.author] = max(people.get(head.author, given), given)
        return {
            key: name for key, (_, _, name) in sorted(people.items(), key=lambda item: (item[1][2], item[0]))
        }

    def newer(self) -> int:
        """Return how many current records a newer program wrote, which this one carries but may not supersede."""
        self.sound()
        number, at = 0, ("", 0)
        # From one kind and version to the next, by their index: all that stands need not be counted.
        while (row := self._database.one(_NEXT_VERSION, at)) is not None:
            at = (row[0], row[1])
            if codec.is_newer(*at):
                number += int((self._database.one(_OF_VERSION, at) or (0,))[0])
        return number

    def _all_kept(self, rows: Iterable[Row]) -> Iterable[Kept[object]]:
        records = map(self._kept, rows)
        return (one for one in records if one is not None)

    def _kept(self, row: Row, *, keep: bool = True) -> Kept[object] | None:
        """Return a row (id, head, body) as a record, which is kept unless not to; None where its head is not what its id says."""
        record, text, body = row
        name = record.hex()
        saved = self._decoded.get(name)
        if saved is not None and body is not None:
            return self._unless_damaged(saved)
        head = head_of(record, text)
        if head is None:
            return None
        if body is None or not is_content(head, body):
            return Kept(name, head.subject, head.author, head.time, codec.Damaged(head.kind, head.version))
        decode = self._decode if keep else _decoded
        return self._unless_damaged(decode(name, head, fields_of(body)))

    def _unless_damaged(self, record: Kept[object]) -> Kept[object]:
        damage = self.integrity.known.damage.get(record.id)
        if damage is None:
            return record
        return Kept(record.id, record.subject, record.author, record.at, codec.Damaged(damage.kind, 0))

    def _remember(self, record: str, head: Head, fields: object) -> None:
        if record not in self._decoded:
            self._decode(record, head, fields)

    def _decode(self, record: str, head: Head, fields: object) -> Kept[object]:
        saved = _decoded(record, head, fields)
        if len(self._decoded) >= _MOST_DECODED:
            self._decoded.clear()
        self._decoded[record] = saved
        return saved


def _decoded(record: str, head: Head, fields: object) -> Kept[object]:
    content = content_of(head.kind, head.version, head.subject, fields)
    return Kept(record, head.subject, head.author, head.time, content)


def content_of(kind: str, version: int, subject: str, data: object) -> object:
    """Return the content of a body's fields, or ``Unknown`` if it can't be read or isn't about its subject."""
    content = codec.decode(kind, version, data)
    if isinstance(content, (codec.Unknown, codec.CasePart)):
        return content
    return content if subjects.fits(cast("Content", content), subject) else codec.Unknown(kind, version)


def is_malformed(record: Kept[object]) -> bool:
    """Tell whether a record can't be read although no newer program wrote it."""
    content = record.content
    return isinstance(content, codec.Unknown) and not codec.is_newer(content.kind, content.version)
