"""The members of one casebook's inspection: who they are, and the acts by which leads and the founder change that.

Each act is tried before it stays: one that would change nothing, since somebody of a higher rank has said otherwise, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.casebook import subject as subjects
from reviewer.casebook.copy_identity import begin_copy
from reviewer.casebook.counting import Counting, authors_held, counting_in
from reviewer.casebook.holding import Holding
from reviewer.casebook.own_acts import saves_by
from reviewer.casebook.waiting import Waiting
from reviewer.errors import CasebookError
from reviewer.model import Settled
from reviewer.model.frozen import dataclass
from reviewer.model.members import Member, Retired, Role

if TYPE_CHECKING:
    from reviewer.casebook.act import Act, Changed
    from reviewer.casebook.author import Author
    from reviewer.casebook.database import Database
    from reviewer.casebook.document_files import Files
    from reviewer.casebook.kept_records import Reading
    from reviewer.casebook.membership import Membership
    from reviewer.casebook.own_acts import HeldSave

_TIPS = (
    "SELECT lower(hex(id)) FROM save s WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
    " AND NOT EXISTS(SELECT 1 FROM save n WHERE json_valid(n.head) AND json_extract(n.head, '$.author') = ?"
    " AND json_extract(n.head, '$.previous') = lower(hex(s.id))) ORDER BY id"
)
_IDLE = (
    "SELECT count(*) FROM uncounted u JOIN save s ON s.id = u.save"
    " WHERE json_valid(s.head) AND json_extract(s.head, '$.author') = ?"
)
_LAST = "SELECT max(json_extract(head, '$.time')) FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """One member in a list: ``since`` and ``last`` in UTC microseconds (0: never), ``by`` the name of who decided last."""

    key: str
    name: str
    role: Role
    is_founder: bool = False
    is_heir: bool = False
    is_conflict: bool = False
    same_as: str = ""
    since: int = 0
    last: int = 0
    by: str = ""
    because: str = ""
    was_member: bool = False


class Team:
    """Who takes part in the inspection of one casebook."""

    def __init__(
        self,
        database: Database,
        reading: Reading,
        files: Files,
        writing: Callable[[], Database],
        author: Author | None,
        act: Callable[[], Act],
    ) -> None:
        """Read members by ``reading``; ``act`` begins an act of the author who writes here."""
        self._database, self._reading, self._writing = database, reading, writing
        self._author, self._act = author, act
        self._counted: tuple[tuple[int, ...], Counting] | None = None
        self.waiting = Waiting(database, writing)
        """What waits on the share."""
        self.holding = Holding(database, reading, files, writing, author, self.membership)
        """Who holds what is held here."""

    def membership(self) -> Membership:
        """Return who the members are as of now; CasebookError if the founding record is not held."""
        return self._counting().membership

    def role_of_me(self, author: str) -> Role:
        """Return the role in which this author writes here: of one who has joined and was not admitted yet, an inspector's."""
        return self._counting().role_in(author, "")

    def must_cover(self, author: str, need: Role) -> None:
        """Raise CasebookError where what needs a role would not count of this author: before work is done for it."""
        from reviewer.casebook.own_role import refusal

        counting = self._counting()
        has = counting.role_in(author, "")
        if has is Role.NONE or not has.covers(need):
            raise refusal(counting.membership, author, need, has)

    def is_waiting(self, author: str) -> bool:
        """Tell whether nobody has admitted or removed this author yet, in an inspection that says who its members are."""
        membership = self.membership()
        return membership.closed and author != membership.founder and author not in membership.standing

    def idle(self, author: str) -> int:
        """Return how many saves of an author are kept here and do not count, by what is said of them now."""
        self._reading.sound()
        row = self._database.one(_IDLE, (author,))
        return int(row[0]) if row else 0

    def saves_by(self, author: str) -> Iterator[HeldSave]:
        """Yield the saves of an author that are held here, of every copy, the newest first."""
        self._reading.sound()
        return saves_by(self._database, author)

    def known_authors(self) -> frozenset[str]:
        """Return the keys of whom something is said or held here; empty while everybody counts who introduces themselves."""
        membership = self.membership()
        if not membership.closed:
            return frozenset()
        own = {self._author.key} if self._author is not None else set()
        return frozenset({membership.founder, *membership.standing, *authors_held(self._database.rows), *own})

    def listed(self) -> tuple[Listed, ...]:
        """Return the members, the founder first, then by role and name; those who were removed come last."""
        membership = self.membership()
        people = self._reading.people()
        keys = {membership.founder, *membership.standing} if membership.closed else set(people)
        members = [self._listed(membership, people, key) for key in keys]
        return tuple(
            sorted(
                members, key=lambda one: (not one.is_founder, -one.role.rank, one.name.casefold(), one.key)
            )
        )

    def close(self, because: str = "") -> None:
        """Have the inspection say who its members are: all who are known here go on as inspectors, and what they did counts.

        CasebookError unless the founder does it, and where that was said already: it would give everybody another role.
        """
        if self.membership().closed:
            raise CasebookError(
                "The inspection is closed already: only who was admitted counts",
                "Nothing was changed. Admit people one by one.",
            )
        with self._changing() as act:
            for key, name in self._reading.people().items():
                self._say(act, replace(self._going_on(key, name), because=because))

    def _going_on(self, key: str, name: str) -> Member:
        if key == self.membership().founder:
            return Member(key, name, Role.LEAD)
        return Member(key, name, Role.INSPECTOR, Role.LEAD, self.tips(key))

    def admit(self, key: str, name: str, role: Role, *, same_as: str = "", because: str = "") -> None:
        """Admit an author, admit one again, or give a member another role; what was done in earlier roles goes on counting.

        CasebookError where whoever writes here may not decide that.
        """
        if not self.membership().closed:
            self.close()
        membership = self.membership()
        has, stands = membership.role_of(key), membership.standing.get(key)
        if stands is not None and has is role and not stands.is_conflict and not same_as:
            return
        earlier = (has, self.tips(key)) if stands is not None else (Role.NONE, ())
        heir = role is not Role.NONE and key in membership.heirs and membership.founder == self._me()
        same = same_as or self._same_as(key)
        with self._changing() as act:
            self._say(act, Member(key, name, role, *earlier, heir=heir, same_as=same, because=because))
            self._make_sure(act, key, role)

    def remove(self, key: str, because: str, until: Sequence[str] | None = None) -> None:
        """Remove a member: acts up to ``until`` (saves of every branch; left out, all that are held) go on counting.

        CasebookError where whoever writes here may not decide that, or nobody of that key is a member.
        """
        membership = self.membership()
        if not membership.closed or membership.role_of(key) is Role.NONE:
            raise CasebookError("Nobody with this code is a member", "List the members to see their codes.")
        tips = self.tips(key) if until is None else tuple(until)
        with self._changing() as act:
            removal = Member(key, self._name(key), Role.NONE, membership.role_of(key), tips, because=because)
            self._say(act, removal)
            self._make_sure(act, key, Role.NONE)

    def preview_removal(self, key: str, until: Sequence[str] | None = None) -> tuple[Changed, ...]:
        """Return what would stand otherwise if a member were removed, subject by subject; nothing is kept."""
        tips = self.tips(key) if until is None else tuple(until)
        removal = Member(key, self._name(key), Role.NONE, self.membership().role_of(key), tips)
        with self._act() as act:
            return act.preview(
                removal,
                subjects.member(key),
                [id_ for id_, _, _ in self._reading.standing_records(subjects.member(key))],
            )

    def settle(self, key: str, record: str, because: str) -> None:
        """Have one of the records (its id) that stand against each other about a member hold, because; CasebookError as ``admit``."""
        said = next((one.content for one in self.membership().standing[key].said if one.id == record), None)
        if said is None:
            raise CasebookError("That does not stand any more", "Nothing was saved. Look at what stands now.")
        with self._changing() as act:
            stands = self._say(act, replace(said, because=because))
            act.put(Settled(subjects.member(key), because, stands))
            self._make_sure(act, key, said.role)

    def name_heir(self, key: str, because: str = "") -> None:
        """Name who may take the founder's place at any time, in place of whoever was named.

        CasebookError unless the founder does, and unless it is a member, and another one. An open inspection is closed by it.
        """
        self._refuse_unless(self.membership().founder == self._me(), "Only the founder names an heir")
        if key == self._me() or not self._takes_part(key):
            raise CasebookError(
                "Only another member can be named heir",
                "Nothing was changed. Admit whoever it is to be first.",
            )
        if not self.membership().closed:
            self.close()
        membership = self.membership()
        with self._changing() as act:
            for earlier in membership.heirs - {key}:
                self._say(act, replace(membership.standing[earlier].said[-1].content, heir=False))
            role = membership.role_of(key)
            same = self._same_as(key)
            said = Member(key, self._name(key), role, role, self.tips(key), heir=True, same_as=same)
            self._say(act, replace(said, because=because))

    def take_place(self, because: str) -> None:
        """Take the founder's place, as the heir; CasebookError for anybody else. What the founder did so far, as held here, counts."""
        membership = self.membership()
        self._refuse_unless(membership.heirs == {self._me()}, "Only the heir takes the founder's place")
        founder = membership.founder
        with self._changing() as act:
            taking = Member(
                founder, self._name(founder), Role.NONE, Role.LEAD, self.tips(founder), because=because
            )
            self._say(act, taking)

    def retire(self, copy: str, because: str) -> None:
        """Record that a copy of the casebook (its id) holds nothing any more: it was wiped, lost, or restored as another."""
        with self._act() as act:
            act.put(Retired(copy, because), supersedes=[])

    def leave_copy(self, because: str, at: int) -> None:
        """Go on as a new copy from now (UTC µs), and retire the one that this was: there is another of that name, or there was."""
        if self._author is None:
            return
        earlier = self.holding.copy
        begin_copy(self._writing(), self._author, at)
        if not any(kept.content.copy == earlier for kept in self._reading.current(Retired, {})):
            self.retire(earlier, because)

    def tips(self, key: str) -> tuple[str, ...]:
        """Return the last saves (ids) of every line of an author that is held here."""
        return tuple(save for (save,) in self._database.rows(_TIPS, (key, key)))

    def _counting(self) -> Counting:
        """Return which saves count; worked out anew whenever something was saved."""
        sound = self._reading.sound()
        of = (self._reading.integrity.times, sound.last_save, sound.last_record, len(sound.damage))
        known = self._counted
        if known is None or of != known[0]:
            known = self._counted = (of, self._worked_out())
        return known[1]

    def _worked_out(self) -> Counting:
        damage = self._reading.sound().damage
        counting = counting_in(self._database.rows, self._reading.inspection, damage)
        if counting is None:
            raise CasebookError(
                "The founding record of the inspection is damaged",
                "Sync: a colleague's copy heals it.",
            )
        return counting

    def _listed(self, membership: Membership, people: Mapping[str, str], key: str) -> Listed:
        row = self._database.one(_LAST, (key,))
        last = int(row[0] or 0) if row else 0
        stands = membership.standing.get(key)
        content = stands.said[-1].content if stands else None
        kept = self._reading.founding(stands.said[-1].id) if stands else None
        return Listed(
            key,
            _called(key, membership, people),
            membership.role_of(key),
            key == membership.founder,
            key in membership.heirs,
            bool(stands and stands.is_conflict),
            content.same_as if content else "",
            kept.at if kept else 0,
            last,
            _called(kept.author, membership, people) if kept else "",
            content.because if content else "",
            bool(content and (content.role is not Role.NONE or content.before is not Role.NONE)),
        )

    def _name(self, key: str) -> str:
        return _called(key, self.membership(), self._reading.people())

    def _me(self) -> str:
        return self._act().author

    @contextmanager
    def _changing(self) -> Iterator[Act]:
        """One act about members, of somebody whose word counts."""
        membership, me = self.membership(), self._me()
        may = membership.founder == me or (membership.closed and membership.role_of(me) is Role.LEAD)
        may = may or membership.heirs == {me}
        self._refuse_unless(may, "Only a lead decides who takes part")
        with self._act() as act:
            yield act

    def _say(self, act: Act, content: Member) -> str:
        about = subjects.member(content.key)
        return act.put(content, about, [record for record, _, _ in self._reading.standing_records(about)])

    def _takes_part(self, key: str) -> bool:
        """Tell whether somebody is a member; while the inspection is open that is everybody who is known here."""
        membership = self.membership()
        if membership.closed:
            return membership.role_of(key) is not Role.NONE
        return key in self._reading.people()

    def _same_as(self, key: str) -> str:
        """Return whose other key this is, as was said last: another role changes nothing of that."""
        stands = self.membership().standing.get(key)
        return stands.said[-1].content.same_as if stands is not None else ""

    def _make_sure(self, act: Act, key: str, role: Role) -> None:
        """Have an act refused, with nothing kept of it, where it changes nothing: somebody of a higher rank has said otherwise."""

        def holds() -> None:
            damage = self._reading.integrity.known.damage
            counting = counting_in(self._database.rows, self._reading.inspection, damage)
            if counting is None or counting.membership.role_of(key) is not role:
                raise CasebookError(
                    "The founder has decided otherwise, so this changes nothing",
                    "Nothing was saved. Ask the founder: a lead can't take that back.",
                )

        act.make_sure(holds)

    @staticmethod
    def _refuse_unless(may: bool, what: str) -> None:  # noqa: FBT001 - what is asked is the sentence
        if not may:
            raise CasebookError(what, "Nothing was changed. Ask the founder of the inspection.")


def _called(key: str, membership: Membership, people: Mapping[str, str]) -> str:
    stands = membership.standing.get(key)
    return people.get(key) or (stands.name if stands else "") or key[:8]
