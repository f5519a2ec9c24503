"""Whom a damaged record is about, as far as what is sound tells it; what only the damaged record says is guessed, and said to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reviewer.casebook import subject as subjects
from reviewer.casebook.database import Database
from reviewer.casebook.heads import bytes_of, fields_of, head_of, is_content
from reviewer.casebook.soundness import Soundness, seeming
from reviewer.model.damage import Damage, Harm

_OF_ALL = frozenset({"inspection", "framework", "member"})
"""What all letters are made by, and by whose word."""
_ABOUT_NOBODY = _OF_ALL | {"person", "purge", "seen", "retired"}
"""Of these a letter says nothing itself: a piece that nobody has seen is asked for."""
_OF_RECEIPT = frozenset({"included", "version"})
_ROW = "SELECT CAST(id AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB) FROM record"
_SUBJECT = "json_valid(head) AND json_extract(head, '$.subject') = ?"


class _About(NamedTuple):
    bodies: frozenset[str] = frozenset()
    criterion: str = ""


def named(database: Database, sound: Soundness) -> tuple[Damage, ...]:
    """Return each damaged record with all that is known of it, in the order of time."""
    names = _Names(database, sound)
    subjects = (replace(one, of_all=one.kind in _OF_ALL) for one in map(names.named, sound.damage.values()))
    return tuple(sorted(subjects, key=lambda one: (one.at, one.record)))


class _Names:
    def __init__(self, database: Database, sound: Soundness) -> None:
        self._database, self._sound = database, sound

    def named(self, damage: Damage) -> Damage:
        settled = self._is_settled(damage)
        row = self._database.one(f"{_ROW} WHERE id = ?", (bytes_of(damage.record),))
        if damage.harm in {Harm.HEAD, Harm.MISSING}:
            return self._guessed(replace(damage, settled=settled), row[1] if row else None)
        certain = self._certain(damage, row[2] if row else None)
        if certain is not None:
            return replace(
                damage, bodies=certain.bodies, criterion=certain.criterion, certain=True, settled=settled
            )
        guess = self._by_tables(damage.record) or _by_fields(fields_of(row[2] if row else None)) or _About()
        return replace(damage, bodies=guess.bodies, criterion=guess.criterion, settled=settled)

    def _is_settled(self, damage: Damage) -> bool:
        children = self._database.rows("SELECT child, subject FROM edge WHERE parent = ?", (damage.record,))
        return any(
            child not in self._sound.damage and damage.subject in {"", about} for child, about in children
        )

    def _guessed(self, damage: Damage, text: bytes | None) -> Damage:
        """Name what its head seems to say, or what was kept of what it superseded; of that nothing is sure."""
        subject = seeming(text)[0]
        if not subject:
            rows = self._database.rows("SELECT subject FROM edge WHERE child = ?", (damage.record,))
            subject = rows[0][0] if rows else ""
        about = self._by_subject(subject) or _About()
        kind = subjects.kind_of(subject)
        return replace(damage, kind=kind, subject=subject, bodies=about.bodies, criterion=about.criterion)

    def _certain(self, damage: Damage, body: bytes | None) -> _About | None:
        if subjects.kind_of(damage.subject) in _ABOUT_NOBODY:
            return _About()
        by_itself = subjects.about(damage.subject) is not None
        if damage.harm is Harm.UNSIGNED and not by_itself and self._is_its_own(damage.record):
            return _by_fields(fields_of(body)) or self._by_subject(damage.subject)
        return self._by_subject(damage.subject)

    def _is_its_own(self, record: str) -> bool:
        return next(self._contents(f"{_ROW} WHERE id = ?", bytes_of(record)), None) is not None

    def _by_subject(self, subject: str) -> _About | None:
        """Return whom a subject is about: it says so itself, or sound records of it, or of the receipt that it is about, do."""
        if (about := subjects.about(subject)) is not None:
            body, criterion = about
            return _About(frozenset({body}), criterion or "")
        kind, _, receipt = subject.partition(":")
        if kind in _OF_RECEIPT:
            return self._by_subject(f"receipt:{receipt}")
        for record, fields in self._contents(f"{_ROW} WHERE {_SUBJECT}", subject):
            by_fields = _by_fields(fields)
            if by_fields is not None and record not in self._sound.damage:
                return by_fields
        return None

    def _contents(self, sql: str, value: object) -> Iterator[tuple[str, object]]:
        for record, text, body in self._database.rows(sql, (value,)):
            head = head_of(record, text)
            if head is not None and body is not None and is_content(head, body):
                yield record.hex(), fields_of(body)

    def _by_tables(self, record: str) -> _About | None:
        row = self._database.one("SELECT body, criterion FROM current WHERE id = ?", (bytes_of(record),))
        return _About(frozenset({row[0]}), row[1] or "") if row and row[0] else None


def _by_fields(fields: object) -> _About | None:
    body = fields.get("body") if isinstance(fields, dict) else None
    criterion = fields.get("criterion") if isinstance(fields, dict) else None
    if not isinstance(body, str):
        return None
    return _About(frozenset({body}), criterion if isinstance(criterion, str) else "")
