"""Taking in saves from elsewhere: each is verified whole, and what can't be trusted waits in quarantine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.casebook import subject as subjects
from reviewer.casebook.author import Author
from reviewer.casebook.canonical import sha256
from reviewer.casebook.database import Database
from reviewer.casebook.healing import heal
from reviewer.casebook.kept_records import Reading
from reviewer.casebook.line_end import begin_line
from reviewer.casebook.record import STRIPPED, SaveBundle, fault_of_save
from reviewer.casebook.save_bundles import bundle_of, held
from reviewer.casebook.save_writing import author_of, insert, local, set_local
from reviewer.casebook.seal import Seal
from reviewer.model import Person

STRANGER = "its author has not been introduced"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A save that was not taken in, and why."""

    save: str
    why: str


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What came of one call: saves and records that are new, saves refused, authors seen for the first time.

    ``good`` has the id of every save of the call that arrived byte for byte as it is held here: only
    these may count as published.
    """

    new: int
    records: int
    quarantined: tuple[Quarantined, ...]
    newcomers: tuple[Person, ...]
    good: frozenset[str]


def absorb(
    database: Database,
    reading: Reading,
    bundles: Iterable[SaveBundle],
    mint_copy: str,
    author: Author | None,
    seal: Seal,
) -> Absorbed:
    """Take in saves in one transaction. The outcome is the same in any order and any batching.

    ``mint_copy`` becomes this copy's id when a save turns up that claims to be made in it and was not:
    a copied or restored folder must not continue another one's line. A save that is damaged here, and arrives whole, heals.
    """
    inspection = reading.inspection
    given = list(bundles)
    good: set[str] = set()
    damaged = reading.sound().unsound_saves
    fresh, broken, refused = _sorted_out(database, given, inspection, damaged, good)
    with database.write():
        fresh = {**{one.id: one for one in _waiting(database, inspection)}, **fresh}
        healing = [one for one in broken if one.id in damaged]
        if healing:
            heal(database, healing, seal)
        known = set(reading.people())
        newcomers = {p.key: p for p in _introduced(fresh.values()) if p.key not in known}
        taken = [one for one in fresh.values() if author_of(one) in known or author_of(one) in newcomers]
        strangers = [
            one for one in fresh.values() if author_of(one) not in known and author_of(one) not in newcomers
        ]
        for bundle in taken:
            insert(database, bundle, seal)
        if author is not None:
            _leave_line(database, taken, author, mint_copy)
        refused += [(one, STRANGER) for one in strangers]
        _quarantine(database, refused, [one.id for one in taken])
    if healing or any(one.id in damaged for one in taken):
        reading.integrity.heal()
    good |= {one.id for one in taken} | {one.id for one in healing if held(database, one.id) == one}
    return Absorbed(
        len(taken),
        sum(len(one.records) for one in taken),
        tuple(Quarantined(one.id, why) for one, why in refused),
        tuple(newcomers.values()),
        frozenset(good & {one.id for one in given}),
    )


_Refused = list[tuple[SaveBundle, str]]


def _sorted_out(
    database: Database, given: Sequence[SaveBundle], inspection: str, damaged: set[str], good: set[str]
) -> tuple[dict[str, SaveBundle], list[SaveBundle], _Refused]:
    """Verify what is not held already, or is damaged as it is held; other equal bytes need no second verification.

    Returns new ones, others' bytes of held ones, bad.
    """
    fresh: dict[str, SaveBundle] = {}
    others: dict[str, SaveBundle] = {}
    refused: _Refused = []
    for bundle in given:
        ours = held(database, bundle.id)
        same = ours == bundle
        fault = None if same and bundle.id not in damaged else fault_of_save(bundle, inspection)
        if fault:
            refused.append((bundle, fault))
        elif same:
            good.add(bundle.id)
        elif ours is None:
            fresh[bundle.id] = bundle
        else:
            others[bundle.id] = bundle
    return fresh, list(others.values()), refused


def _introduced(bundles: Iterable[SaveBundle]) -> list[Person]:
    """Persons in these saves whose record is signed with the very key that it names, as the view ``people`` has it."""
    return [
        Person(str(fields["name"]), author)
        for author, fields in _contents(bundles, "person")
        if fields.get("key") == author and isinstance(fields.get("name"), str)
    ]


def _contents(bundles: Iterable[SaveBundle], kind: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for bundle in bundles:
        for row in bundle.records:
            if row.body is not None and f'"kind":"{kind}"' in row.head:
                fields, head = json.loads(row.body).get("fields"), json.loads(row.head)
                own = kind != "person" or head["subject"] == subjects.person(head["author"])
                if isinstance(fields, dict) and head["kind"] == kind and own:
                    found.append((author_of(bundle), fields))
    return found


def _leave_line(database: Database, taken: Sequence[SaveBundle], author: Author, mint_copy: str) -> None:
    copy = local(database, "copy")
    for bundle in taken:
        head = json.loads(bundle.head)
        if head["author"] == author.key and head["copy"] == copy:
            set_local(database, "copy", mint_copy)
            begin_line(database, author.key, mint_copy, Seal(author.seal_key))
            return


def _waiting(database: Database, inspection: str) -> list[SaveBundle]:
    """Return the saves that lacked an introduction; verified anew, as anybody may have touched the file."""
    rows = database.rows("SELECT CAST(bundle AS BLOB) FROM quarantine WHERE why = ?", (STRANGER,))
    waiting = [one for (text,) in rows if (one := bundle_of(text)) is not None]
    return [one for one in waiting if held(database, one.id) is None and not fault_of_save(one, inspection)]


def _quarantine(database: Database, refused: _Refused, taken: Sequence[str]) -> None:
    for bundle, why in refused:
        text = _text(bundle)
        database.run(
            "INSERT INTO quarantine VALUES(?, ?, ?, ?) ON CONFLICT(digest) DO NOTHING",
            (sha256(text), _shown(bundle.id), why, text),
        )
    for save in taken:
        database.run("DELETE FROM quarantine WHERE save = ? AND why IN (?, ?)", (save, STRANGER, STRIPPED))


def _shown(save: str) -> str:
    """Return what can be kept of a save's id, which may be anything at all in a pack."""
    return save[:64].encode("utf-8", "replace").decode()


def _text(bundle: SaveBundle) -> str:
    rows = [[row.id, row.head, row.body] for row in bundle.records]
    return json.dumps([bundle.id, bundle.head, bundle.signature.hex(), rows])
