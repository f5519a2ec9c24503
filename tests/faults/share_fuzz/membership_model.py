"""Who is a member and what stands, worked out a second time, from what people did, by the words of decision 0055 alone.

Nothing here is the program's: the records were noted as they were made (`ledger`). Small, slow, and by sets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reviewer.casebook import SaveBundle

ORDER = ("none", "observer", "second reader", "inspector", "signatory", "lead")
OBSERVERS = {"person", "member", "retired"}
OF_LEADS = {"inspection", "framework"}


@dataclass(frozen=True)
class Said:
    """A record as it was made, with the save that lists it."""

    id: str
    kind: str
    subject: str
    author: str
    parents: frozenset[str]
    save: str
    fields: Mapping[str, Any] = field(hash=False, compare=False)


def said_in(save: SaveBundle) -> list[Said]:
    found = []
    for row in save.records:
        head, fields = json.loads(row.head), json.loads(row.body or "{}").get("fields", {})
        parents = frozenset(head["parents"])
        found.append(Said(row.id, head["kind"], head["subject"], head["author"], parents, save.id, fields))
    return found


class Model:
    """What a laptop must say that holds these saves."""

    def __init__(self, saves: Mapping[str, SaveBundle], inspection: str) -> None:
        self.heads = {name: json.loads(save.head) for name, save in saves.items()}
        self.records = [one for save in saves.values() for one in said_in(save)]
        founding = next(one for one in self.records if one.id == inspection)
        self._members = [one for one in self.records if one.kind == "member"]
        self.founder, self._reigns = self._founders(founding.author)
        by_founder = [one for one in self._members if self._reigned(one)]
        self.closed = bool(by_founder)
        standing = self._standing([(3, one) for one in by_founder])
        self._ranks = {one.id: 3 for one in by_founder}
        by_leads = [one for one in self._members if self._by_lead(one, standing)]
        self._ranks |= {one.id: 2 for one in by_leads}
        self.standing = self._standing([(3, one) for one in by_founder] + [(2, one) for one in by_leads])
        self.introduced = {one.author for one in self.records if one.subject == f"person:{one.author}"}

    # --- members -----------------------------------------------------------------------------------

    def _before(self, author: str, tips: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for tip in tips:
            save = tip
            while save in self.heads and save not in found and self.heads[save]["author"] == author:
                found.add(save)
                save = self.heads[save]["previous"]
        return found

    def _founders(self, first: str) -> tuple[str, dict[str, set[str] | None]]:
        """The founder of now, and which saves of each founder were made in that place (None: all)."""
        reigns: dict[str, set[str] | None] = {first: None}
        founder = first
        while True:
            takers: dict[str, set[str]] = {}
            for one in self._members:
                if one.fields["key"] != founder or one.author in reigns:
                    continue
                saves = self._before(founder, one.fields["until"])
                if self._heirs_in(founder, saves) == {one.author}:
                    takers.setdefault(one.author, set()).update(saves)
            if len(takers) != 1:
                return founder, reigns
            reigns[founder] = next(iter(takers.values()))
            founder = next(iter(takers))
            reigns[founder] = None

    def _heirs_in(self, founder: str, saves: set[str]) -> set[str]:
        own = [one for one in self._members if one.author == founder and one.save in saves]
        replaced = {parent for one in own for parent in one.parents}
        return {one.fields["key"] for one in own if one.fields["heir"] and one.id not in replaced}

    def _reigned(self, one: Said) -> bool:
        if one.author not in self._reigns:
            return False
        saves = self._reigns[one.author]
        return saves is None or one.save in saves

    def _by_lead(self, one: Said, made: Mapping[str, list[Said]]) -> bool:
        fields = one.fields
        if one.author in self._reigns or fields["key"] in self._reigns or one.author not in made:
            return False
        if "lead" in {fields["role"], fields["before"]} or fields["heir"]:
            return False
        if self._role(made.get(fields["key"], [])) == "lead":
            return False
        return self._granted(made[one.author], one.save) == "lead"

    @staticmethod
    def _role(said: list[Said]) -> str:
        return min((one.fields["role"] for one in said), key=ORDER.index, default="none")

    def _standing(self, ranked: list[tuple[int, Said]]) -> dict[str, list[Said]]:
        """By key, the records that hold: none that one of equal or higher rank names; removals before all others."""
        about: dict[str, list[tuple[int, Said]]] = {}
        for rank, one in ranked:
            about.setdefault(one.fields["key"], []).append((rank, one))
        found = {}
        for key, given in about.items():
            left = [
                one
                for rank, one in given
                if not any(by >= rank and one.id in other.parents for by, other in given)
            ]
            removals = [one for one in left if one.fields["role"] == "none"]
            found[key] = removals or left
        return found

    def _granted(self, said: list[Said], save: str) -> str:
        return min((self._granted_by(one, save) for one in said), key=ORDER.index, default="none")

    def _granted_by(self, one: Said, save: str) -> str:
        """By a record: its role; of a save that it goes on counting, that in which the save counted before, if it is larger."""
        roles: list[str] = [one.fields["role"]]
        if save in self._before(one.fields["key"], one.fields["until"]):
            replaced = [
                other
                for other in self._members
                if other.id in one.parents
                and other.fields["key"] == one.fields["key"]
                and self._ranks.get(other.id, 4) <= self._ranks[one.id]
            ]
            roles += [one.fields["before"], self._granted(replaced, save)]
        return max(roles, key=ORDER.index)

    def role_of(self, author: str) -> str:
        if not self.closed or author == self.founder:
            return "lead"
        return self._role(self.standing.get(author, []))

    # --- what counts and stands --------------------------------------------------------------------

    def counts(self, save: str) -> bool:
        author = self.heads[save]["author"]
        if not self.closed:
            return author in self.introduced
        role = "lead" if author == self.founder else self._granted(self.standing.get(author, []), save)
        needs = [_needed(one) for one in self.records if one.save == save]
        need = max(needs, key=ORDER.index, default="observer")
        return role != "none" and ORDER.index(role) >= ORDER.index(need)

    def stands(self) -> dict[str, frozenset[str]]:
        """By subject, the records that a counted save lists and that nothing counted reaches through its parents."""
        counted = {save for save in self.heads if self.counts(save)}
        by_subject: dict[str, dict[str, Said]] = {}
        for one in self.records:
            by_subject.setdefault(one.subject, {})[one.id] = one
        found = {}
        for subject, records in by_subject.items():
            gone: set[str] = set()
            ways = [parent for one in records.values() if one.save in counted for parent in one.parents]
            while ways:
                name = ways.pop()
                if name in records and name not in gone:
                    gone.add(name)
                    ways += records[name].parents
            left = frozenset(one.id for one in records.values() if one.save in counted and one.id not in gone)
            if left:
                found[subject] = left
        return found


def _needed(one: Said) -> str:
    if one.subject.startswith("letter:") and (
        one.kind == "withdrawn" or one.fields.get("state") in {"signed", "issued"}
    ):
        return "signatory"
    if one.kind in OBSERVERS:
        return "observer"
    return "lead" if one.kind in OF_LEADS else "second reader"
