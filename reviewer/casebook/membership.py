"""Who takes part, and which saves count: worked out from the records alone, founder first, then leads, then all others.

Never by clocks or by order of arrival: whoever holds the same saves comes to the same members. A ``member`` record speaks only
with the rank of its author: the founder makes and unmakes leads, leads all others. It takes the place of another one about the
same person by naming it among its parents, and only where its rank is no lower. A removal that is not named beats every
admission; of two roles that are not settled the smaller holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from reviewer.casebook.heads import SaveHead
from reviewer.model.frozen import dataclass
from reviewer.model.members import Member, Role

HeadOf = Callable[[str], SaveHead | None]
"""Gives a save's head by its id (hex), or None where the save is not held."""

_LEAD_RANK, _FOUNDER_RANK = 2, 3


class MemberRecord(NamedTuple):
    """A ``member`` record: its id, its author (public key), the save that lists it, the records that it names; all in hex."""

    id: str
    author: str
    save: str
    parents: tuple[str, ...]
    content: Member


class _Ranked(NamedTuple):
    rank: int
    record: MemberRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one author: ``said`` are the records that hold; more than one that differ are a conflict.

    ``earlier`` are, by the id of each record that was ever said, those whose place it takes.
    """

    key: str
    role: Role
    said: tuple[MemberRecord, ...]
    earlier: Mapping[str, tuple[MemberRecord, ...]]

    @property
    def name(self) -> str:
        """The name by which the author was last admitted or removed."""
        return self.said[-1].content.name if self.said else ""

    @property
    def is_conflict(self) -> bool:
        """Whether those who decide have said different things, and nobody has settled it."""
        return len({_grants(one.content) for one in self.said}) > 1


def _grants(content: Member) -> tuple[Role, Role, tuple[str, ...]]:
    """Return what a record says of saves: an earlier role that is no larger says nothing."""
    if content.before.rank > content.role.rank:
        return content.role, content.before, content.until
    return content.role, Role.NONE, ()


@dataclass(frozen=True)
class Membership:
    """Members of an inspection, and which saves count. ``founder`` is the key of whoever holds that place now.

    While it is not ``closed`` no founder has said who the members are, and every author who introduced themselves counts in full.
    """

    founder: str
    closed: bool
    standing: Mapping[str, Standing]
    heirs: frozenset[str]
    _lines: _Lines = field(repr=False)

    def role_of(self, author: str) -> Role:
        """Return an author's role now."""
        if not self.closed or author == self.founder:
            return Role.LEAD
        stands = self.standing.get(author)
        return Role.NONE if stands is None else stands.role

    def role_in(self, author: str, save: str) -> Role:
        """Return the role in which an author made a save (id, hex)."""
        if not self.closed or author == self.founder:
            return Role.LEAD
        stands = self.standing.get(author)
        return Role.NONE if stands is None else self._lines.least(stands, save)

    def person_of(self, author: str) -> str:
        """Return the key that stands for the person behind a key: two keys of one person are one."""
        seen = {author}
        while (stands := self.standing.get(author)) and len(stands.said) == 1:
            other = stands.said[0].content.same_as
            if not other or other in seen:
                break
            seen.add(author := other)
        return author


def members_of(founder: str, records: Iterable[MemberRecord], head_of: HeadOf) -> Membership:
    """Work out who the members are. ``founder`` signed the founding save; ``records`` are all sound ``member`` records held."""
    given = sorted(set(records))
    lines = _Lines(head_of)
    reign = _Reign(founder, given, lines)
    by_founders = [_Ranked(_FOUNDER_RANK, one) for one in given if reign.speaks(one)]
    made = _standing(by_founders)
    leads = {key: stands for key, stands in made.items() if key != reign.founder and _ever_lead(stands)}
    by_leads = [_Ranked(_LEAD_RANK, one) for one in given if _is_of_lead(one, leads, reign, lines)]
    standing = _standing([*by_founders, *by_leads])
    return Membership(reign.founder, bool(by_founders), standing, frozenset(reign.heirs(made)), lines)


def _is_of_lead(one: MemberRecord, leads: Mapping[str, Standing], reign: _Reign, lines: _Lines) -> bool:
    """Tell whether a lead said this in a save that counts, of somebody whom leads make and unmake."""
    lead, about = leads.get(one.author), leads.get(one.content.key)
    if lead is None or one.author in reign.founders or one.content.key in reign.founders:
        return False
    if Role.LEAD in {one.content.role, one.content.before} or one.content.heir:
        return False
    if about is not None and about.role is Role.LEAD:
        return False
    return lines.least(lead, one.save) is Role.LEAD


def _ever_lead(stands: Standing) -> bool:
    return any(Role.LEAD in {one.content.role, one.content.before} for one in stands.said)


def _standing(ranked: Iterable[_Ranked]) -> dict[str, Standing]:
    """Return what stands of each author that these records are about."""
    about: dict[str, list[_Ranked]] = {}
    for one in ranked:
        about.setdefault(one.record.content.key, []).append(one)
    return {key: _settled(key, said) for key, said in about.items()}


def _settled(key: str, said: list[_Ranked]) -> Standing:
    rank_by_id = {one.record.id: one.rank for one in said}
    named = {
        parent
        for one in said
        for parent in one.record.parents
        if one.rank >= rank_by_id.get(parent, _FOUNDER_RANK + 1)
    }
    left = [one.record for one in said if one.record.id not in named]
    removals = [one for one in left if one.content.role is Role.NONE]
    holds = sorted(removals or left)
    role = min((one.content.role for one in holds), key=lambda one: one.rank)
    by_id = {one.record.id: one for one in said}
    earlier = {
        one.record.id: tuple(
            by_id[parent].record
            for parent in one.record.parents
            if parent in by_id and by_id[parent].rank <= one.rank
        )
        for one in said
    }
    return Standing(key, role, tuple(holds), earlier)


def _largest(one: MemberRecord, stands: Standing) -> Role:
    """Return the largest role that a record, or what it takes the place of, ever granted."""
    seen: dict[str, MemberRecord] = {}
    left = [one]
    while left:
        record = left.pop()
        if record.id not in seen:
            seen[record.id] = record
            left += stands.earlier[record.id]
    roles = (role for record in seen.values() for role in (record.content.role, record.content.before))
    return max(roles, key=lambda role: role.rank)


class _Lines:
    """The authors' lines of saves, walked backwards from their tips; each walk is made once."""

    def __init__(self, head_of: HeadOf) -> None:
        self._head_of = head_of
        self._walked: dict[tuple[str, ...], frozenset[str]] = {}

    def before(self, author: str, tips: tuple[str, ...]) -> frozenset[str]:
        """Return these saves of an author, and all before them in their lines; of a tip that is not held nothing is known."""
        tips = (author, *tips)
        if tips not in self._walked:
            self._walked[tips] = frozenset(self._walk(author, tips[1:]))
        return self._walked[tips]

    def _walk(self, author: str, tips: tuple[str, ...]) -> set[str]:
        seen: set[str] = set()
        for tip in tips:
            save = tip
            while save and save not in seen and (head := self._head_of(save)) and head.author == author:
                seen.add(save)
                save = head.previous
        return seen

    def least(self, stands: Standing, save: str) -> Role:
        """Return the role that all records that hold grant to the author for a save: the smallest of them."""
        return self._least(stands.said, stands, save, {})

    def _least(
        self, said: Iterable[MemberRecord], stands: Standing, save: str, known: dict[str, Role]
    ) -> Role:
        granted = (self._granted(one, stands, save, known) for one in said)
        return min(granted, key=lambda one: one.rank, default=Role.NONE)

    def _granted(self, one: MemberRecord, stands: Standing, save: str, known: dict[str, Role]) -> Role:
        """Return the role that a record grants: of a save that it goes on counting, that in which it counted before, too."""
        if one.id not in known:
            content, roles = one.content, [one.content.role]
            larger = _largest(one, stands).rank > content.role.rank  # else no line need be walked
            if save and larger and save in self.before(content.key, content.until):
                roles += [content.before, self._least(stands.earlier[one.id], stands, save, known)]
            known[one.id] = max(roles, key=lambda role: role.rank)
        return known[one.id]


class _Reign:
    """The founders one after the other: an heir whom the founder has named may take the place."""

    def __init__(self, founder: str, given: list[MemberRecord], lines: _Lines) -> None:
        self.founders = {founder}
        self.founder = founder
        self._until: dict[str, frozenset[str]] = {}
        self._given, self._lines = given, lines
        while (taken := self._taken()) is not None:
            heir, saves = taken
            self._until[self.founder] = saves
            self.founder = heir
            self.founders.add(heir)

    def speaks(self, one: MemberRecord) -> bool:
        """Tell whether a founder said this, in a save before somebody else took the place."""
        if one.author not in self.founders:
            return False
        return one.author == self.founder or one.save in self._until[one.author]

    def heirs(self, made: Mapping[str, Standing]) -> set[str]:
        """Return whom the founder of now has named; only one who is named alone may take the place."""
        return {
            key
            for key, stands in made.items()
            if any(one.content.heir and one.author == self.founder for one in stands.said)
        }

    def _taken(self) -> tuple[str, frozenset[str]] | None:
        """Return who has taken the founder's place, and which of the founder's saves count; None where nobody has."""
        takings: dict[str, frozenset[str]] = {}
        for one in self._given:
            if one.content.key != self.founder or one.author in self.founders:
                continue
            saves = self._lines.before(self.founder, one.content.until)
            if self._named_before(saves) == {one.author}:
                takings[one.author] = takings.get(one.author, frozenset()) | saves
        return next(iter(takings.items())) if len(takings) == 1 else None

    def _named_before(self, saves: frozenset[str]) -> set[str]:
        own = [one for one in self._given if one.author == self.founder and one.save in saves]
        gone = {parent for one in own for parent in one.parents}
        return {one.content.key for one in own if one.content.heir and one.id not in gone}
