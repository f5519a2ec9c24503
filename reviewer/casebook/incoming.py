"""Taking in saves from elsewhere: each is verified whole. What can't be trusted is set aside, what does not count yet waits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reviewer.casebook.author import Author
from reviewer.casebook.canonical import sha256
from reviewer.casebook.copy_identity import become
from reviewer.casebook.database import Database
from reviewer.casebook.heads import text_of
from reviewer.casebook.healing import heal
from reviewer.casebook.integrity import Advance
from reviewer.casebook.kept_records import Reading
from reviewer.casebook.many_records import insert_all
from reviewer.casebook.record import STRIPPED, SaveBundle, size_of
from reviewer.casebook.refolding import recount
from reviewer.casebook.save_bundles import held
from reviewer.casebook.save_writing import author_of, local
from reviewer.casebook.seal import Seal
from reviewer.casebook.sorting import Sorted, introductions, sort_out
from reviewer.model import Person

MOST_REFUSED = 1000
"""So many refused saves are remembered; whoever writes more of them learns nothing by it, and fills no disk."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A save that was not taken in, and why."""

    save: str
    why: str


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What came of one call: saves and records that are new, saves refused, authors seen for the first time.

    ``good`` has the id of every save of the call that arrived byte for byte as it is held here: only
    these may count as published. ``waiting`` tells how many saves of the call, introductions aside, do not count, by author (public key, hex),
    and is not held here; ``names`` how those authors call themselves, as far as their own introduction came.
    """

    new: int
    records: int
    quarantined: tuple[Quarantined, ...]
    newcomers: tuple[Person, ...]
    good: frozenset[str]
    waiting: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many bytes of the call wait, by author; introductions too."""
    look_again: bool = False
    """Whether what waits elsewhere may be wanted now: members have changed, who somebody is was healed, or what was taken supersedes
    what is not here."""

    def joined(self, later: Absorbed) -> Absorbed:
        """Return this with what came of a later call."""
        return Absorbed(
            self.new + later.new,
            self.records + later.records,
            self.quarantined + later.quarantined,
            self.newcomers + later.newcomers,
            self.good | later.good,
            _summed(self.waiting, later.waiting),
            MappingProxyType({**self.names, **later.names}),
            _summed(self.sizes, later.sizes),
            self.look_again or later.look_again,
        )


def _summed(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    summed = Counter(one)
    summed.update(other)
    return MappingProxyType(dict(summed))


def absorb(
    database: Database,
    reading: Reading,
    bundles: Iterable[SaveBundle],
    mint_copy: str,
    author: Author | None,
    seal: Seal,
) -> Absorbed:
    """Take in saves in one transaction. What is held and counts is the same in any order and any batching.

    ``mint_copy`` becomes this copy's id when a save turns up that claims to be made in it and was not:
    a copied or restored folder must not continue another one's line. A save that is damaged here, and arrives whole, heals.
    """
    given = list(bundles)
    sound = reading.sound()
    damaged = sound.unsound_saves
    before = set(reading.people())
    batch = sort_out(database, reading, given, damaged)
    counts_anew = batch.has_members or _may_bring_back(database, batch)
    with database.write():
        advance = Advance.within(database, sound)
        healing = [one for one in batch.others if one.id in damaged]
        if healing:
            heal(database, healing, seal)
        insert_all(database, batch.taken, batch.examined, seal, batch.idle)
        if counts_anew:
            recount(database, reading.inspection, reading.integrity.known.damage)
        if author is not None:
            _leave_line(database, batch.taken, author, mint_copy)
        _quarantine(database, batch)
        advance = advance.ended(database)
    reading.integrity.advance(advance)  # each of them was verified just now
    reading.lately.note((one.id, batch.examined[one.id].head) for one in batch.taken)
    if healing or any(one.id in damaged for one in batch.taken):
        reading.integrity.heal()
    elif counts_anew:
        reading.integrity.changed()  # what stood for a subject that nobody has touched may be another record now
    good = batch.good | {one.id for one in batch.taken}
    good |= {one.id for one in healing if held(database, one.id) == one}
    newcomers = {person.key: person for person in batch.introduced if person.key not in before}
    waiting = Counter({author_of(one): 0 for one in batch.waiting})
    waiting.update(author_of(one) for one in batch.waiting if not introductions([one]))
    sizes = Counter[str]()
    for one in batch.waiting:
        sizes[author_of(one)] += size_of(one)
    return Absorbed(
        len(batch.taken),
        sum(len(one.records) for one in batch.taken),
        tuple(Quarantined(one.id, why) for one, why in batch.refused),
        tuple(newcomers.values()),
        frozenset(good),
        MappingProxyType(dict(waiting)),
        MappingProxyType({p.key: p.name for p in batch.strangers}),
        MappingProxyType(dict(sizes)),
        counts_anew or batch.lacks or bool(newcomers) or bool(healing),
    )


def _may_bring_back(database: Database, batch: Sorted) -> bool:
    """Tell whether saves that are here may count by what comes: up to a save that came late, acts of who was removed go on counting."""
    if not batch.taken:
        return False
    idle = database.rows(
        "SELECT DISTINCT json_extract(s.head, '$.author') FROM uncounted u JOIN save s ON s.id = u.save WHERE json_valid(s.head)"
    )
    return bool(idle) and not {author for (author,) in idle}.isdisjoint(map(author_of, batch.taken))


def _leave_line(database: Database, taken: Iterable[SaveBundle], author: Author, mint_copy: str) -> None:
    copy = local(database, "copy")
    for bundle in taken:
        if copy not in bundle.head:
            continue
        head = json.loads(bundle.head)
        if head["author"] == author.key and head["copy"] == copy:
            become(database, author, mint_copy, head["time"])
            return


def _quarantine(database: Database, batch: Sorted) -> None:
    """Remember what was refused, a line each, as far as lines are kept; its bytes stay where they came from."""
    stripped = database.rows("SELECT CAST(save AS BLOB) FROM quarantine WHERE why = ?", (STRIPPED,))
    for save in {text_of(save) for (save,) in stripped} & {bundle.id for bundle in batch.taken}:
        database.run("DELETE FROM quarantine WHERE save = ? AND why = ?", (save, STRIPPED))
    row = database.one("SELECT count(*) FROM quarantine")
    if row is not None and row[0] >= MOST_REFUSED:
        return
    for bundle, why in batch.refused:
        database.run(
            "INSERT INTO quarantine VALUES(?, ?, ?, '') ON CONFLICT(digest) DO NOTHING",
            (sha256(_text(bundle)), _shown(bundle.id), why),
        )


def _shown(save: str) -> str:
    """Return what can be kept of a save's id, which may be anything at all in a pack."""
    return save[:64].encode("utf-8", "replace").decode()


def _text(bundle: SaveBundle) -> str:
    rows = [[row.id, row.head, row.body] for row in bundle.records]
    return json.dumps([bundle.id, bundle.head, bundle.signature.hex(), rows])
