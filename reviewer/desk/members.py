"""Who takes part: members and requests with the codes that they tell each other, and the acts of leads and the founder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from reviewer.desk.settings import SHARE
from reviewer.errors import ReviewerError, ShareError, WrongUseError
from reviewer.model import Letter, Role

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.casebook.act import Changed
    from reviewer.casebook.team import Listed
    from reviewer.desk.session import Session

_AT_ONCE = 2
"""Codes that are worked out beside each other: each takes 128 MB."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: ``since`` and ``last`` in UTC microseconds (0: never), ``waiting`` saves that do not count in this role."""

    key: str
    name: str
    role: Role
    code: str
    is_me: bool
    is_founder: bool
    is_heir: bool
    is_conflict: bool
    since: int
    last: int
    by: str
    because: str
    waiting: int
    was_member: bool = True


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Somebody who has joined and whom nobody has admitted: ``saves`` wait since a time (UTC µs).

    Of one who ``is_looked_up`` nothing is known but that, and since when.
    """

    key: str
    name: str
    code: str
    saves: int
    since: int
    is_looked_up: bool = False


class Stranger(StrEnum):
    """Why nothing of somebody counts."""

    ASKS = "asks"  # has joined, and nobody has admitted them
    REFUSED = "refused"
    REMOVED = "removed"  # was a member; what came later waits
    CROWD = "crowd"  # so many that each is not told apart


@dataclass(frozen=True, slots=True)
class StrangerRow:
    """Somebody whose acts lie on the share and count for nothing: ``saves`` of so many bytes wait since a time (UTC µs)."""

    key: str
    name: str
    code: str
    saves: int
    size: int
    since: int
    why: Stranger


@dataclass(frozen=True, slots=True)
class Changes:
    """What a removal would change: how many subjects stand otherwise than now, how many no more; whose signed letters are among them."""

    otherwise: int
    no_more: int
    letters: tuple[str, ...]


class Members:
    """Members of the session's inspection."""

    def __init__(self, session: Session) -> None:
        """Take the session whose casebook it is."""
        self._session = session
        self._team = session.casebook.team
        self._worked_out: dict[str, str] = {}
        self._looked_up: dict[str, RequestRow] = {}
        """Those whom a code was looked up for: they have no line of their own, by their keys."""

    @property
    def is_open(self) -> bool:
        """Whether everybody who joins counts, since the founder has not said yet who takes part."""
        return not self._team.membership().closed

    @property
    def is_waiting(self) -> bool:
        """Whether whoever works here was not admitted yet: what they do waits. In a merged file nobody works."""
        return not self._session.passes and self._team.is_waiting(self._session.me.key)

    @property
    def may_decide(self) -> bool:
        """Whether whoever works here decides who takes part."""
        return self._team.role_of_me(self._session.me.key) is Role.LEAD and not (
            self.is_open and not self.is_founder
        )

    @property
    def is_founder(self) -> bool:
        """Whether whoever works here is the founder."""
        return self._team.membership().founder == self._session.me.key

    @property
    def is_heir(self) -> bool:
        """Whether whoever works here may take the founder's place."""
        return self._team.membership().heirs == {self._session.me.key}

    @property
    def own_role(self) -> Role:
        """The role in which whoever works here records; of one who was not admitted yet an inspector's, since what they do waits."""
        return self._team.role_of_me(self._session.me.key)

    @property
    def why_i_do_not_count(self) -> Stranger | None:
        """Why nothing of whoever works here counts for anybody else; None of a member."""
        if self._session.passes:
            return None
        me = self.own_key
        is_stranger = self.is_waiting or self._team.membership().role_of(me) is Role.NONE
        return self._why(me) if is_stranger else None

    @property
    def idle(self) -> int:
        """How many acts of whoever works here are kept here and do not count: they are beyond the role, or a lead refused them."""
        return self._team.idle(self.own_key)

    @property
    def own_key(self) -> str:
        """The key of whoever works here."""
        return self._session.me.key

    @property
    def inspection_key(self) -> str:
        """The key of the founder, which the inspection's own code is made of."""
        return self._team.membership().founder

    @property
    def own_code(self) -> str:
        """The code of whoever works here, to be told a lead."""
        return self._code(self.own_key)

    @property
    def inspection_code(self) -> str:
        """The inspection's own code, by its founder: who joins compares it with what a lead reads out."""
        return self._code(self.inspection_key)

    def rows(self, *, wait: bool = True) -> tuple[MemberRow, ...]:
        """Return the members, the founder first, then by role and name; those who were removed come last.

        Who does not ``wait`` for codes gets "" for those that have not been worked out.
        """
        listed = self._team.listed()
        codes = self._codes((one.key for one in listed), wait=wait)
        waits = {one.key: one.saves for one in self._team.waiting.requests()}
        return tuple(self._row(one, codes[one.key], waits.get(one.key, 0)) for one in listed)

    def requests(self, *, wait: bool = True) -> tuple[RequestRow, ...]:
        """Return those who have joined and wait, those who have waited longest first; ``wait`` as for ``rows``.

        Before them stand those whom a code was looked up for (``look_up``).
        """
        standing = self._team.membership().standing
        asked = [one for one in self._team.waiting.requests() if one.key and one.key not in standing]
        codes = self._codes((one.key for one in asked), wait=wait)
        listed = {
            one.key: RequestRow(one.key, one.name, codes[one.key], one.saves, one.since) for one in asked
        }
        first = (row for key, row in self._looked_up.items() if key not in standing and key not in listed)
        return (*first, *listed.values())

    def look_up(self, typed: str, going_on: Callable[[int], bool] = lambda _done: True) -> RequestRow | None:
        """Look in the shared folder for who has a code that was typed, though no line tells of them; None where nobody has it.

        ``going_on`` is told how many were compared, each of which costs a third of a second, and ends it by False. WrongUseError
        for a code that is none and where nothing is shared, ShareError where the folder is not there.
        """
        from reviewer.casebook.codes import digits_of
        from reviewer.casebook.waiting import one_line
        from reviewer.sharing import askers

        code, share = digits_of(typed), self._share
        if not code or share is None:
            raise WrongUseError(
                "A code has twelve digits", "Sync with the shared folder, then type all of them."
            )
        people = askers(self._session.casebook, share, self._listed())
        done = 0
        while some := {person.key: person.name for person in islice(people, _AT_ONCE)}:
            for key, its in self._codes(some).items():
                if its == code:
                    row = RequestRow(
                        key, one_line(some[key]), its, 0, self._session.clock(), is_looked_up=True
                    )
                    return self._looked_up.setdefault(key, row)
            done += len(some)
            if not going_on(done):
                return None
        return None

    @property
    def _share(self) -> Path | None:
        return self._session.settings.get(SHARE.of(self._session.folder))

    def _listed(self) -> set[str]:
        """Return the keys of all of whom a line tells here."""
        return {one.key for one in self._team.listed()} | {one.key for one in self._team.waiting.requests()}

    def strangers(self) -> tuple[StrangerRow, ...]:
        """Return all whose acts lie on the share and count for nothing, those who have lain longest first; codes as far as worked out."""
        membership = self._team.membership()
        strangers = []
        for one in self._team.waiting.requests():
            if membership.role_of(one.key) is not Role.NONE:
                continue
            code, name = (
                self._worked_out.get(one.key, ""),
                one.name or self._session.people().get(one.key, ""),
            )
            why = self._why(one.key)
            strangers.append(StrangerRow(one.key, name, code, one.saves, one.size, one.since, why))
        return tuple(strangers)

    def _why(self, key: str) -> Stranger:
        from reviewer.casebook.own_role import was_member

        if not key:
            return Stranger.CROWD
        membership = self._team.membership()
        if key not in membership.standing:
            return Stranger.ASKS
        return Stranger.REMOVED if was_member(membership, key) else Stranger.REFUSED

    def work_out(self, keys: Iterable[str]) -> Iterator[None]:
        """Work out the codes of these keys that are not known yet, a few at a time: each takes a third of a second and 128 MB."""
        left = [key for key in dict.fromkeys(keys) if key and key not in self._worked_out]
        for start in range(0, len(left), _AT_ONCE):
            self._codes(left[start : start + _AT_ONCE])
            yield

    def worked_out(self, key: str) -> str:
        """Return the code of a key if it was worked out, else ""."""
        return self._worked_out.get(key, "")

    def admit(self, code: str, role: Role = Role.INSPECTOR, because: str = "") -> str:
        """Admit whoever has this code, or give a member another role; return the name. WrongUseError for a code that nobody has."""
        self._session.history.must_be_writable()
        key, name = self._who_has(code)
        self._team.admit(key, name, role, because=because)
        self._session.read_all_again()
        return name

    def refuse(self, code: str, because: str = "") -> str:
        """Refuse a request, so that it is shown to nobody any more; return the name. WrongUseError for a code that nobody has.

        Where several ask with one code all of them are refused: none of them can be admitted.
        """
        self._session.history.must_be_writable()
        having = self._having(code)
        role_of = self._team.membership().role_of
        asking = [(key, name) for key, name in having if role_of(key) is Role.NONE]
        if not asking:
            raise WrongUseError(
                "{name} is a member already",
                "Remove a member with: remove CASEBOOK CODE --because TEXT.",
                name=having[0][1],
            )
        for key, name in asking:
            self._team.admit(key, name, Role.NONE, because=because)
        return ", ".join(name for _, name in asking)

    def preview(self, code: str) -> Changes:
        """Return what removing the member with this code would change of what stands."""
        key, _ = self._who_has(code)
        return self._changes(self._team.preview_removal(key))

    def remove(self, code: str, because: str) -> str:
        """Remove the member with this code: what they did so far, as it is held here, goes on counting. Return the name."""
        self._session.history.must_be_writable()
        if not because.strip():
            raise WrongUseError("A removal needs a reason", "Say why; the reason is kept.")
        key, name = self._who_has(code)
        self._team.remove(key, because)
        self._session.read_all_again()
        return name

    def close(self, because: str = "") -> None:
        """Say who takes part: all who are known here, from now on nobody else who is not admitted. The founder's act."""
        self._session.history.must_be_writable()
        self._team.close(because)
        self._session.read_all_again()

    def name_heir(self, code: str, because: str = "") -> str:
        """Name who may take the founder's place at any time; return the name."""
        self._session.history.must_be_writable()
        key, name = self._who_has(code)
        self._team.name_heir(key, because)
        return name

    def take_place(self, because: str) -> None:
        """Take the founder's place, as the heir whom the founder has named."""
        self._session.history.must_be_writable()
        self._team.take_place(because)
        self._session.read_all_again()

    def _row(self, one: Listed, code: str, waiting: int) -> MemberRow:
        return MemberRow(
            one.key, one.name, one.role, code, one.key == self._session.me.key, one.is_founder, one.is_heir,
            one.is_conflict, one.since, one.last, one.by, one.because, waiting, one.was_member,
        )  # fmt: skip

    def _changes(self, changed: tuple[Changed, ...]) -> Changes:
        letters = {
            kept.content.body
            for one in changed
            for record in one.before ^ one.after
            if (kept := self._session.casebook.get(record)) and isinstance(kept.content, Letter)
        }
        names = tuple(sorted(self._session.body(code).name for code in letters))
        return Changes(sum(bool(one.after) for one in changed), sum(not one.after for one in changed), names)

    def _who_has(self, typed: str) -> tuple[str, str]:
        """Return the key and name behind a code that was typed; WrongUseError where nobody, or more than one, has it."""
        having = self._having(typed)
        if len(having) > 1:
            raise ReviewerError(
                "More than one person has the code {code}, so neither is admitted",
                "Refuse both, and ask for a new request: somebody may try to pass for somebody else.",
                code=typed,
            )
        return having[0]

    def _having(self, typed: str) -> list[tuple[str, str]]:
        """Return the key and name of each who has a code that was typed; WrongUseError where nobody has it."""
        from reviewer.casebook.codes import digits_of

        code = digits_of(typed)
        if not code:
            raise WrongUseError(
                "A code has twelve digits", "List the members to see the codes: members CASEBOOK."
            )
        people = {one.key: one.name for one in self._team.listed()}
        people |= {
            one.key: one.name for one in self._team.waiting.requests() if one.key and one.key not in people
        }
        people |= {row.key: row.name for row in self.requests(wait=False) if row.key not in people}
        having = [(key, people[key] or key[:8]) for key, its in self._codes(people).items() if its == code]
        if not having and (row := self._looked_up_if_shared(code)) is not None:
            having = [(row.key, row.name or row.key[:8])]
        if not having:
            raise WrongUseError(
                "Nobody has the code {code}", "Sync first, then list who asks: members CASEBOOK.", code=code
            )
        return having

    def _looked_up_if_shared(self, code: str) -> RequestRow | None:
        """Look a code up where there is a shared folder and it is there; whoever has it may have no line here."""
        if self._share is None:
            return None
        try:
            return self.look_up(code)
        except ShareError:
            return None

    def _code(self, key: str) -> str:
        from reviewer.casebook.codes import code_of

        if key not in self._worked_out:
            self._worked_out[key] = code_of(self._session.casebook.inspection_id, key)
        return self._worked_out[key]

    def _codes(self, keys: Iterable[str], *, wait: bool = True) -> dict[str, str]:
        named = list(keys)
        if not wait:
            return {key: self.worked_out(key) for key in named}
        with ThreadPoolExecutor(_AT_ONCE) as beside:
            return dict(zip(named, beside.map(self._code, named), strict=True))
