"""Colleagues whose records come by the share: each signs for themselves, and none has seen what another decided."""

from __future__ import annotations

import hashlib

from reviewer.casebook import Author, subject
from reviewer.casebook.record import Chain, RecordRow, make_record, make_save
from reviewer.desk import Desk
from reviewer.model import Content, Member, Person, Role, Verdict, Withdrawn

BODY, CRITERION = "harrowdale", "unit"


class Colleague:
    """An author on another laptop, in one line of saves."""

    def __init__(self, desk: Desk, name: str, role: Role = Role.LEAD, seed: str = "") -> None:
        self.author = Author(name, hashlib.sha256((seed or name).encode()).digest())
        self._desk, self._number, self._previous = desk, 0, ""
        desk.session.casebook.team.admit(self.author.key, name, role)
        self.says(Person(name, self.author.key), subject.person(self.author.key))

    def says(
        self, content: Content, about: str, instead_of: tuple[str, ...] = (), version: int | None = None
    ) -> str:
        """Record something on the other laptop, and have it come here; returns its id."""
        at = self._desk.session.clock()
        return self.arrives(make_record(content, about, self.author.key, at, instead_of, version))

    def arrives(self, row: RecordRow) -> str:
        """Have a record come here, whatever it says; returns its id."""
        casebook, at = self._desk.session.casebook, self._desk.session.clock()
        self._number += 1
        copy = self.author.key[:32]
        chain = Chain(casebook.inspection_id, copy, self._number, self._previous)
        save = make_save(self.author, chain, at, [row])
        self._previous = save.id
        taken = casebook.absorb([save])
        assert not taken.quarantined
        return row.id

    def judges(self, finding: str, because: str, *evidence: str, instead_of: tuple[str, ...] = ()) -> str:
        content = Verdict(BODY, CRITERION, finding, because, evidence)
        return self.says(content, subject.verdict(BODY, CRITERION), instead_of)

    def takes_back(self, record: str, because: str = "Too early.") -> str:
        kept = self._desk.session.casebook.get(record)
        assert kept is not None
        return self.says(Withdrawn(because), kept.subject, (record,))

    def admits(self, key: str, name: str, role: Role, instead_of: tuple[str, ...] = ()) -> str:
        return self.says(Member(key, name, role), subject.member(key), instead_of)
