"""Reading what is kept: current records, old ones, conflicts. No writing here."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar, cast

from reviewer.casebook import codec
from reviewer.casebook import subject as subjects
from reviewer.casebook.database import Database, Row
from reviewer.casebook.record import SaveInfo
from reviewer.casebook.views import PEOPLE
from reviewer.model import Content, Kept

T = TypeVar("T")

_MOST_DECODED = 200_000

_COLUMNS = "lower(hex(c.id)), c.kind, c.version, c.subject, c.author, c.time, r.body"
_FOUND_BY = ("body", "criterion", "document", "subject")
_FOUNDING = {"person", "inspection", "framework"}
_FROM_HEAD = (
    "lower(hex(r.id)), json_extract(r.head, '$.kind'), json_extract(r.head, '$.version'),"
    " json_extract(r.head, '$.subject'), json_extract(r.head, '$.author'), json_extract(r.head, '$.time'), r.body"
)


class Reading:
    """Queries over one casebook database."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database
        # Records never change, so none is decoded twice; what is purged later differs in having no body.
        self._decoded: dict[tuple[str, bool], Kept[object]] = {}

    def current(self, kind: type[T], where: Mapping[str, str]) -> tuple[Kept[T], ...]:
        """Return the current records of a content type by body, criterion, document or subject, oldest first.

        Records that this program can't read (a newer program wrote them) are left out; see ``newer``.
        """
        unknown = set(where) - set(_FOUND_BY)
        if unknown:
            msg = f"records can't be found by {sorted(unknown)}"
            raise TypeError(msg)
        tests = "".join(f" AND c.{column} = ?" for column in where)
        # The order must be the same on every copy: arrival (seq) differs between them.
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM current c JOIN record r ON r.seq = c.seq WHERE c.kind = ?{tests}"
            " ORDER BY c.time, c.id",
            (codec.kind_of(kind), *where.values()),
        )
        kept = (self._kept(row) for row in rows)
        return tuple(cast("Kept[T]", one) for one in kept if isinstance(one.content, kind))

    def get(self, record: str) -> Kept[object] | None:
        """Return any record by its id (hex), current or not."""
        try:
            row = self._database.one(
                f"SELECT {_FROM_HEAD} FROM record r WHERE id = ?", (bytes.fromhex(record),)
            )
        except ValueError:
            return None
        return self._kept(row) if row else None

    def beside(self, record: str, kind: str) -> Kept[object] | None:
        """Return the record of a kind that was saved together with another one (its id), or None."""
        row = self._database.one(
            f"SELECT {_FROM_HEAD} FROM record r WHERE json_extract(r.head, '$.kind') = ?"
            " AND r.save = (SELECT save FROM record WHERE id = ?)",
            (kind, bytes.fromhex(record)),
        )
        return self._kept(row) if row else None

    def history(self, subject: str) -> tuple[Kept[object], ...]:
        """Return every record of a subject, superseded and withdrawn ones too, by time."""
        rows = self._database.rows(
            f"SELECT {_FROM_HEAD} FROM record r WHERE json_extract(r.head, '$.subject') = ?"
            " ORDER BY json_extract(r.head, '$.time'), r.id",
            (subject,),
        )
        return tuple(self._kept(row) for row in rows)

    def changed_since(self, position: int) -> tuple[str, ...]:
        """Return the subjects that saves after a position (``Casebook.head_position``) are about."""
        rows = self._database.rows(
            # CROSS: from the few saves to their records; by itself SQLite looks through all records by their subjects.
            "SELECT DISTINCT json_extract(r.head, '$.subject') FROM save s CROSS JOIN record r ON r.save = s.id"
            " WHERE s.seq > ?",
            (position,),
        )
        return tuple(subject for (subject,) in rows)

    def conflicts(self) -> tuple[tuple[str, tuple[Kept[object], ...]], ...]:
        """Return each subject that two or more records stand for, with them.

        Several withdrawals of one thing agree with each other, and are no conflict; a malformed record
        says nothing, so nobody disagrees with it.
        """
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM contested x JOIN current c ON c.subject = x.subject"
            " JOIN record r ON r.seq = c.seq ORDER BY c.subject, c.time, c.id"
        )
        found: dict[str, list[Kept[object]]] = {}
        for row in rows:
            found.setdefault(row[3], []).append(self._kept(row))
        readable = {about: [one for one in kept if not is_malformed(one)] for about, kept in found.items()}
        return tuple((about, tuple(kept)) for about, kept in readable.items() if len(kept) > 1)

    def standing(self, subject: str) -> tuple[tuple[str, str, int], ...]:
        """Return (id, kind, version) of each record that stands for a subject."""
        rows = self._database.rows(
            "SELECT lower(hex(id)), kind, version FROM current WHERE subject = ? ORDER BY time, id",
            (subject,),
        )
        return tuple((row[0], row[1], row[2]) for row in rows)

    def people(self) -> dict[str, str]:
        """Return the name of each author by public key (hex)."""
        return dict(self._database.rows(f"SELECT key, name FROM ({PEOPLE}) ORDER BY name, key"))

    def counts(self) -> dict[str, int]:
        """Return how many current records there are of each kind."""
        return dict(self._database.rows("SELECT kind, count(*) FROM current GROUP BY kind ORDER BY kind"))

    def newer(self) -> int:
        """Return how many current records a newer program wrote, which this one carries but may not supersede."""
        rows = self._database.rows("SELECT kind, version, count(*) FROM current GROUP BY kind, version")
        return sum(count for kind, version, count in rows if codec.is_newer(kind, version))

    def acts(self, author: str, copy: str, limit: int) -> tuple[SaveInfo, ...]:
        """Return an author's acts in one copy of the casebook, newest first; introductions are not acts."""
        rows = self._database.rows(
            "SELECT seq, lower(hex(id)), json_extract(head, '$.time'), json_extract(head, '$.number') FROM save"
            " WHERE json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
            " ORDER BY json_extract(head, '$.number') DESC LIMIT ?",
            (author, copy, limit + 2),  # two introductions at most: founding, and a newcomer's
        )
        infos = (self._info(*row) for row in rows)
        return tuple(info for info in infos if not set(info.kinds) <= _FOUNDING)[:limit]

    def _info(self, seq: int, save: str, at: int, number: int) -> SaveInfo:
        rows = self._database.rows(
            "SELECT lower(hex(id)), json_extract(head, '$.kind'), json_extract(head, '$.subject') FROM record"
            " WHERE save = (SELECT id FROM save WHERE seq = ?) ORDER BY seq",
            (seq,),
        )
        ids, kinds, subjects = zip(*rows, strict=True) if rows else ((), (), ())
        return SaveInfo(save, at, number, tuple(ids), tuple(kinds), tuple(subjects))

    def _kept(self, row: Row) -> Kept[object]:
        record, kind, version, subject, author, at, body = row
        key = (record, body is None)
        kept = self._decoded.get(key)
        if kept is None:
            data = json.loads(body).get("fields") if body else None
            kept = Kept(record, subject, author, at, content_of(kind, version, subject, data))
            if len(self._decoded) >= _MOST_DECODED:
                self._decoded.clear()
            self._decoded[key] = kept
        return kept


def content_of(kind: str, version: int, subject: str, data: object) -> object:
    """Return the content of a body's fields, or ``Unknown`` if it can't be read or isn't about its subject."""
    content = codec.decode(kind, version, data)
    if isinstance(content, (codec.Unknown, codec.CasePart)):
        return content
    return content if subjects.fits(cast("Content", content), subject) else codec.Unknown(kind, version)


def is_malformed(kept: Kept[object]) -> bool:
    """Tell whether a record can't be read although no newer program wrote it."""
    content = kept.content
    return isinstance(content, codec.Unknown) and not codec.is_newer(content.kind, content.version)
