"""What one author did, save by save: undo reads it of one copy, so that it reaches acts of earlier days too; a list of it, of all copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from reviewer.casebook.database import Database
from reviewer.casebook.heads import SaveHead, head_of, save_head_of
from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """What a save is beside an act of its own, by ids (hex) of earlier saves of the same author in the same copy.

    ``run`` is the first save of the act that it is a part of; ``undoes`` and ``redoes`` the first one of the act that it
    takes back, or does again. "" is said nowhere.
    """

    run: str = ""
    undoes: str = ""
    redoes: str = ""

    def said(self) -> dict[str, str]:
        """Return what a save's head says of it."""
        named = {"run": self.run, "undoes": self.undoes, "redoes": self.redoes}
        return {name: save for name, save in named.items() if save}


class OwnRecord(NamedTuple):
    """A record as its head tells it; ids in hex."""

    id: str
    kind: str
    subject: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnSave:
    """A save with its mark; ``number`` is its place in the author's chain, ``at`` in UTC microseconds."""

    id: str
    number: int
    at: int
    mark: Mark
    records: tuple[OwnRecord, ...]

    @property
    def act(self) -> str:
        """The act that it belongs to, takes back or does again, by its first save."""
        return self.mark.undoes or self.mark.redoes or self.mark.run or self.id

    @property
    def turns(self) -> bool:
        """Whether it takes an act back or does it again."""
        return bool(self.mark.undoes or self.mark.redoes)


@dataclass(frozen=True, slots=True)
class HeldSave:
    """A save of anybody's as it stands here: whether it counts, and whether anything of it has been decided otherwise by nobody."""

    save: OwnSave
    counts: bool
    stands: bool


def own_saves(
    database: Database, author: str, copy: str, *, after: int = 0, before: int | None = None, limit: int = 0
) -> Iterator[OwnSave]:
    """Yield an author's saves in a copy, newest first: those whose numbers lie between ``after`` and ``before``.

    A save or record whose head is not what its id says is left out: nothing is done by what it says.
    """
    rows = database.rows(
        "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save"
        " WHERE json_valid(head) AND json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
        " AND json_extract(head, '$.number') > ? AND json_extract(head, '$.number') < ?"
        " ORDER BY json_extract(head, '$.number') DESC, seq DESC LIMIT ?",
        (author, copy, after, before if before is not None else 1 << 60, limit or -1),
    )
    for save, text in rows:
        if (own := _own(database, save, text)) is not None:
            yield own


_BY_TIME = (
    "SELECT seq FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
    " ORDER BY json_extract(head, '$.time') DESC, seq DESC"
)
_AT_ONCE = 200


def saves_by(database: Database, author: str) -> Iterator[HeldSave]:
    """Yield all saves of an author that are held, of every copy, the newest first.

    Those whose heads are not what their ids say are left out, as in ``own_saves``.
    """
    places = [place for (place,) in database.rows(_BY_TIME, (author,))]
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        rows = database.rows(
            "SELECT s.seq, CAST(s.id AS BLOB), CAST(s.head AS BLOB),"
            " EXISTS(SELECT 1 FROM uncounted u WHERE u.save = s.id),"
            " EXISTS(SELECT 1 FROM record r JOIN current c ON c.seq = r.seq WHERE r.save = s.id)"
            " FROM save s WHERE s.seq IN (SELECT value FROM json_each(?))",
            (json.dumps(some),),
        )
        by_place = {place: row for place, *row in rows}
        for save, text, is_out, stands in (by_place[place] for place in some if place in by_place):
            if (own := _own(database, save, text)) is not None:
                yield HeldSave(own, not is_out, bool(stands))


def _own(database: Database, save: bytes, text: bytes) -> OwnSave | None:
    head = save_head_of(save, text)
    if head is None:
        return None
    said = json.loads(text)
    mark = Mark(*(str(said.get(name, "")) for name in ("run", "undoes", "redoes")))
    return OwnSave(save.hex(), head.number, head.time, mark, tuple(_records(database, save, head)))


def _records(database: Database, save: bytes, said: SaveHead) -> Iterator[OwnRecord]:
    rows = database.rows(
        "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record WHERE save = ? ORDER BY seq", (save,)
    )
    listed = frozenset(said.records)
    for record, text in rows:
        head = head_of(record, text)
        if head is not None and record.hex() in listed:
            yield OwnRecord(record.hex(), head.kind, head.subject, head.parents)
