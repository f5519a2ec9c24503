"""Saves on their way in, sorted: what is taken, what waits until its author is a member in the role that it needs, what is refused.

Only what a member may have signed is verified, since a signature costs a hundred times what reading a head does: strangers can
fill a shared folder, and must not keep anybody waiting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.casebook import subject as subjects
from reviewer.casebook.counting import Counting, counting_in, need_of_examined
from reviewer.casebook.head_form import author_said
from reviewer.casebook.heads import bytes_of
from reviewer.casebook.record import Examined, SaveBundle, examined_save
from reviewer.casebook.save_bundles import held, held_among
from reviewer.casebook.save_writing import author_of
from reviewer.model import Person

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.casebook.kept_records import Reading


MOST_FAULTS = 50
"""After so many saves that are not what was signed nothing more is verified: what is true among them comes by another pack."""


@dataclass(slots=True)
class Sorted:
    """Saves by what becomes of them. ``others`` differ from a held save of the same id and are what was signed."""

    taken: list[SaveBundle] = field(default_factory=list)
    idle: set[str] = field(default_factory=set)
    """Those of ``taken`` (ids) that do not count, and that others lean on."""
    waiting: list[SaveBundle] = field(default_factory=list)
    others: list[SaveBundle] = field(default_factory=list)
    refused: list[tuple[SaveBundle, str]] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    lacks: bool = False
    """Whether something that counts supersedes a record that is neither held nor taken."""
    examined: dict[str, Examined] = field(default_factory=dict)
    """What was verified, by the save's id; where two of one id differ, the last that was sound."""
    introduced: list[Person] = field(default_factory=list)
    """Who introduced themselves in what is taken."""
    strangers: list[Person] = field(default_factory=list)
    """Who introduced themselves in what waits."""

    @property
    def has_members(self) -> bool:
        """Whether something that is taken says who the members are."""
        return any('"kind":"member"' in row.head for one in self.taken for row in one.records)


def sort_out(database: Database, reading: Reading, given: Sequence[SaveBundle], damaged: set[str]) -> Sorted:
    """Sort saves; ``damaged`` are those that are held and are not what was signed. Nothing is changed."""
    return _Sorting(database, reading, damaged).sort(given)


class _Sorting:
    def __init__(self, database: Database, reading: Reading, damaged: set[str]) -> None:
        self._database, self._reading, self._damaged = database, reading, damaged
        self._inspection = reading.inspection
        self._batch = Sorted()
        self._fresh: dict[str, SaveBundle] = {}
        self._ours: dict[str, SaveBundle] = {}
        """What is held of those that are given, sound or not."""
        self._examined = self._batch.examined

    def sort(self, given: Sequence[SaveBundle]) -> Sorted:
        unread = self._unread(given)
        counting = self._verified(unread)
        if counting is None or not counting.membership.closed:
            self._open(unread)
        else:
            self._closed(unread, counting)
        self._batch.introduced = introductions(self._batch.taken)
        self._batch.strangers = self._strangers()
        return self._batch

    def _unread(self, given: Sequence[SaveBundle]) -> dict[str, list[SaveBundle]]:
        """Return what is not held byte for byte, by author; what is damaged here is verified even where it is the same."""
        unread: dict[str, list[SaveBundle]] = {}
        here = held_among(self._database, (bundle.id for bundle in given))
        for bundle in given:
            ours = held(self._database, bundle.id) if bundle.id in here else None
            if ours is not None:
                self._ours[bundle.id] = ours
            if ours == bundle and bundle.id not in self._damaged:
                self._batch.good.add(bundle.id)
            elif (author := _claimed(bundle)) is None:
                if len(self._batch.refused) < MOST_FAULTS:
                    self._refuse(bundle)
            else:
                unread.setdefault(author, []).append(bundle)
        return unread

    def _verified(self, unread: dict[str, list[SaveBundle]]) -> Counting | None:
        """Verify, author by author, what members signed, until what they say brings no more members; the rest is left unread."""
        self._verify_founding(unread)
        while True:
            counting = self._counting()
            if counting is None or not counting.membership.closed:
                return counting
            known = [author for author in unread if author in counting.membership.standing]
            known += [author for author in unread if author in {counting.membership.founder, *counting.own}]
            known += [author for author in unread if held_author(self._database, author)]
            if not known:
                return counting
            for author in dict.fromkeys(known):
                self._verify(unread.pop(author))

    def _verify_founding(self, unread: dict[str, list[SaveBundle]]) -> None:
        """Verify what claims to hold the founding record: whoever signed that is the founder, and all of that author is read."""
        for author in list(unread):
            if any(row.id == self._inspection for bundle in unread[author] for row in bundle.records):
                self._verify(unread.pop(author))

    def _counting(self) -> Counting | None:
        run, damage = self._database.rows, self._reading.integrity.known.damage
        return counting_in(run, self._inspection, damage, self._fresh.values())

    def _verify(self, bundles: Iterable[SaveBundle]) -> None:
        for bundle in bundles:
            if len(self._batch.refused) >= MOST_FAULTS:
                return
            fault = self._fault(bundle)
            ours = self._ours.get(bundle.id)
            if fault:
                self._batch.refused.append((bundle, fault))
            elif ours is None:
                self._fresh[bundle.id] = bundle
            else:
                self._batch.others.append(bundle)
                if ours == bundle:
                    self._batch.good.add(bundle.id)

    def _fault(self, bundle: SaveBundle) -> str | None:
        examined = examined_save(bundle, self._inspection)
        if examined.fault is None:
            self._examined[bundle.id] = examined
        return examined.fault

    def _author(self, bundle: SaveBundle) -> str:
        """Return who signed a save, which was verified."""
        return str(self._examined[bundle.id].head["author"])

    def _parents(self, bundle: SaveBundle) -> Iterator[str]:
        """Yield what the records of a save supersede, which was verified."""
        return (parent for one in self._examined[bundle.id].records for parent in one.head["parents"])

    def _refuse(self, bundle: SaveBundle) -> None:
        fault = self._fault(bundle) or "the save lacks what every save has"
        self._batch.refused.append((bundle, fault))

    def _open(self, unread: dict[str, list[SaveBundle]]) -> None:
        """While nobody has said who the members are, every author who has introduced themselves counts."""
        for bundles in unread.values():
            self._verify(bundles)
        fresh = list(self._fresh.values())
        known = {*self._reading.people(), *(person.key for person in introductions(fresh))}
        self._batch.taken = [one for one in fresh if self._author(one) in known]
        self._batch.waiting = [one for one in fresh if self._author(one) not in known]

    def _closed(self, unread: dict[str, list[SaveBundle]], counting: Counting) -> None:
        counted = {one.id: one for one in self._fresh.values() if self._counts(one, counting)}
        idle = [one for one in self._fresh.values() if one.id not in counted]
        strangers = [one for bundles in unread.values() for one in bundles]
        leaned = self._leaned_on(list(counted.values()), [*idle, *strangers])
        self._batch.taken = [*counted.values(), *leaned]
        self._batch.idle = {one.id for one in leaned}
        self._batch.waiting = [one for one in [*idle, *strangers] if one.id not in self._batch.idle]
        parents = {parent for one in self._batch.taken for parent in self._parents(one)}
        if parents:
            parents -= {row.id for one in self._batch.taken for row in one.records}
        self._batch.lacks = any(not self._is_record_here(parent) for parent in parents)

    def _counts(self, one: SaveBundle, counting: Counting) -> bool:
        author = self._author(one)
        anyway = counting.counts_anyway(author, one.id)
        if anyway is not None:
            return anyway
        return counting.counts(author, one.id, need_of_examined(one, self._examined[one.id].records))

    def _leaned_on(self, counted: list[SaveBundle], waiting: list[SaveBundle]) -> list[SaveBundle]:
        """Return those that wait and that what counts supersedes, each verified, with those that they lean on in turn."""
        if not waiting:
            return []
        by_record = {row.id: one for one in waiting for row in one.records}
        wanted = {parent for one in counted for parent in self._parents(one)}
        wanted |= {record for record in by_record if self._is_leaned_on_here(record)}
        leaned: dict[str, SaveBundle] = {}
        while wanted:
            one = by_record.get(wanted.pop())
            if one is None or one.id in leaned:
                continue
            if one.id in self._fresh or not self._fault(one):
                leaned[one.id] = one
                wanted |= set(self._parents(one))
        return list(leaned.values())

    def _is_leaned_on_here(self, record: str) -> bool:
        return self._database.one("SELECT 1 FROM edge WHERE parent = ? LIMIT 1", (record,)) is not None

    def _is_record_here(self, record: str) -> bool:
        return self._database.one("SELECT 1 FROM record WHERE id = ?", (bytes_of(record),)) is not None

    def _strangers(self) -> list[Person]:
        """Return who introduced themselves in what waits: one signature for each, and none where nothing says a name."""
        named: dict[str, Person] = {}
        for one in self._batch.waiting:
            for person in introductions([one]):
                if person.key not in named and (one.id in self._fresh or not self._fault(one)):
                    named[person.key] = person
        return list(named.values())


def held_author(database: Database, author: str) -> bool:
    """Tell whether some save of an author is held here: what leans on it may have to be kept whole."""
    sql = "SELECT 1 FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ? LIMIT 1"
    return database.one(sql, (author,)) is not None


def introductions(bundles: Iterable[SaveBundle]) -> list[Person]:
    """Return the persons in saves whose record is signed with the very key that it names, as the view ``people`` has it."""
    introducing = []
    for bundle in bundles:
        for row in bundle.records:
            if row.body is None or '"kind":"person"' not in row.head:
                continue
            try:
                head, fields = json.loads(row.head), json.loads(row.body).get("fields")
            except (ValueError, AttributeError, RecursionError):
                continue
            if _introduces(head, fields, author_of(bundle)):
                introducing.append(Person(fields["name"], fields["key"]))
    return introducing


def _introduces(head: object, fields: object, author: str) -> bool:
    if not isinstance(head, dict) or not isinstance(fields, dict):
        return False
    own = head.get("kind") == "person" and head.get("subject") == subjects.person(author)
    return own and fields.get("key") == author and isinstance(fields.get("name"), str)


def _claimed(bundle: SaveBundle) -> str | None:
    """Return the author whom a save claims, unverified; None where it claims none."""
    if said := author_said(bundle.head):
        return said
    try:
        head = json.loads(bundle.head)
    except (ValueError, RecursionError):
        return None
    author = head.get("author") if isinstance(head, dict) else None
    return author if isinstance(author, str) else None
