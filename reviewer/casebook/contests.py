"""What waits for a decision: subjects for which several records stand, or one that a newer program wrote and this one can't supersede."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewer.casebook import codec
from reviewer.casebook import subject as subjects
from reviewer.casebook.act import ANY_MEMBER
from reviewer.casebook.heads import bytes_of, head_of

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.casebook.heads import Head
    from reviewer.casebook.kept_records import Reading
    from reviewer.model import Kept

_NEVER = frozenset(
    {"person", "member", "retired", "inspection", "framework", "purge", "settled", "search", "seen"}
)
"""Kinds of subjects that people do not decide differently on, or that have their own rules: members, the case."""
_DECIDED = frozenset(codec.KINDS) - _NEVER - {"withdrawn"}
"""Kinds of subjects that are told and settled here. What a newer program minted a subject for nobody can tell here."""
_OF_SUBJECT = "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record WHERE json_valid(head) AND json_extract(head, '$.subject') = ?"

# A look for each kind, and not one for each record: SQLite goes through the whole index for a DISTINCT.
_KINDS = (
    "WITH RECURSIVE each(kind) AS (SELECT min(kind) FROM current UNION ALL"
    " SELECT (SELECT min(c.kind) FROM current c WHERE c.kind > each.kind) FROM each WHERE each.kind IS NOT NULL)"
    " SELECT kind FROM each WHERE kind IS NOT NULL"
)


class StandingRecord(NamedTuple):
    """One record that stands for a subject; ``is_newer``: a newer program wrote it, so that it is superseded by ``settle`` alone."""

    record: Kept[object]
    is_newer: bool


class Contests:
    """Tells what of one casebook waits for a decision, by the tables as they are made sure of."""

    def __init__(self, database: Database, reading: Reading) -> None:
        """Ask the reading, which looks at all records before it reads by any table."""
        self._database, self._reading = database, reading

    def subjects(self) -> tuple[str, ...]:
        """Return the subjects that wait for a decision: those that differ, and those that a newer program's record stands for."""
        differ = [about for about, _ in self._reading.conflicts()]
        waiting = {*differ, *self._newer()}
        return tuple(sorted(about for about in waiting if subjects.kind_of(about) in _DECIDED))

    def _newer(self) -> set[str]:
        subjects_of_newer: set[str] = set()
        for (kind,) in self._database.rows(_KINDS):
            rows = self._database.rows(
                "SELECT subject FROM current WHERE kind = ? AND version > ?",
                (kind, codec.VERSIONS.get(kind, 0)),
            )
            subjects_of_newer |= {about for (about,) in rows}
        return subjects_of_newer

    def any_member(self) -> bool:
        """Tell whether anything was ever said of a member: where not, who they are need not be worked out."""
        return self._database.one(ANY_MEMBER) is not None

    def standing(self, subject: str) -> tuple[StandingRecord, ...]:
        """Return what stands for a subject, in the order of time: what is damaged or can't be read here too, what is malformed not."""
        standing: list[StandingRecord] = []
        for record, kind, version in self._reading.standing_records(subject):
            held = self._reading.get(record)
            newer = codec.is_newer(kind, version)
            if held is not None and (newer or not isinstance(held.content, codec.Unknown)):
                standing.append(StandingRecord(held, newer))
        return tuple(standing)

    def said_first(self, record: Kept[object]) -> Kept[object]:
        """Return the record by which the same was said first: a decision that was settled and opened again is its author's still."""
        heads = self._heads(record.subject)
        while (earlier := self._before_settling(record, heads)) is not None:
            record = earlier
        return record

    def _before_settling(self, record: Kept[object], heads: dict[str, Head]) -> Kept[object] | None:
        """Return the side of which a record says the same, where that record took the place of what had settled it."""
        own = heads.get(record.id)
        if own is None or len(own.parents) != 1 or own.parents[0] not in heads:
            return None
        settled = heads[own.parents[0]].parents
        sides = (self._reading.get(side) for side in settled) if len(settled) > 1 else ()
        return next((side for side in sides if side is not None and side.content == record.content), None)

    def _heads(self, subject: str) -> dict[str, Head]:
        rows = self._database.rows(_OF_SUBJECT, (subject,))
        heads = ((record.hex(), head_of(record, text)) for record, text in rows)
        return {name: head for name, head in heads if head is not None}

    def parents(self, record: str) -> tuple[str, ...]:
        """Return the records (ids) whose place a record took; none where its head can't be read."""
        head = self._head(record)
        return head.parents if head is not None else ()

    def is_newer(self, record: str) -> bool:
        """Tell whether a newer program wrote a record (its id): said anew here it would lose what this one does not understand."""
        head = self._head(record)
        return head is not None and codec.is_newer(head.kind, head.version)

    def _head(self, record: str) -> Head | None:
        rows = self._database.rows(
            "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record WHERE id = ?", (bytes_of(record),)
        )
        return head_of(*rows[0]) if rows else None
