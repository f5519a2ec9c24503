"""What one person did, act by act, of every laptop of theirs: what counts of it, and what does not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.deeds import Deeds
from reviewer.desk.undoing import pairs_of
from reviewer.errors import Phrase, WrongUseError
from reviewer.model import Role, Settled
from reviewer.model.contest import KEY_DIGITS
from reviewer.model.deeds import ActsOf, Counts, MemberAct, Turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewer.casebook.membership import Membership
    from reviewer.casebook.own_acts import HeldSave
    from reviewer.desk.deeds import Pair
    from reviewer.desk.members import Members
    from reviewer.desk.session import Session

Saves = list["HeldSave"]


class MemberActs:
    """Acts as they are held here. Those of an observer, or after a removal, that lie in the shared folder only are counted, not listed."""

    def __init__(self, session: Session, members: Members) -> None:
        """Read the session's casebook; ``members`` has the codes that people go by."""
        self._session, self._members = session, members
        self._team = session.casebook.team
        self._deeds = Deeds(session.casebook, lambda: session.case)

    def of(self, key: str, most: int | None = None) -> ActsOf:
        """Return what the person of a key did, the last first; the last ``most`` acts, or all."""
        acts, more = self._gathered(self._team.saves_by(key), most)
        membership = self._team.membership()
        told = tuple(self._told(membership, key, saves) for saves in acts)
        waits = {one.key: one.saves for one in self._team.waiting.requests()}
        name = self._named().get(key) or key[:KEY_DIGITS]
        return ActsOf(key, name, told, more, waits.get(key, 0), self._why(membership, key, ""))

    def who(self, said: str) -> str:
        """Return the key of the person who is meant by a name, a code, or the first eight digits of a key; WrongUseError if nobody is, or several."""
        from reviewer.casebook.codes import digits_of

        people = self._named()
        wanted = said.strip().casefold()
        having = [key for key, name in people.items() if name.casefold() == wanted]
        if not having and len(wanted) >= KEY_DIGITS:
            having = [key for key in people if key.startswith(wanted)]
        if not having and (code := digits_of(said)):
            having = [row.key for row in self._members.rows() if digits_of(row.code) == code]
        if len(having) == 1:
            return having[0]
        if having:
            shown = ", ".join(key[:KEY_DIGITS] for key in having)
            raise WrongUseError(
                "{n} people are called “{name}”", "Say which by the key: {keys}.", n=len(having), name=said, keys=shown
            )  # fmt: skip
        remedy = Phrase("Use one of: {shown}{more}.", shown=", ".join(sorted(people.values())), more="")
        raise WrongUseError("Nobody here is called “{name}”", remedy, name=said)

    def _named(self) -> Mapping[str, str]:
        """Return the names of all of whom something is known here, by their keys."""
        return {one.key: one.name for one in self._team.listed()} | dict(self._session.people())

    @staticmethod
    def _gathered(saves: Iterable[HeldSave], most: int | None) -> tuple[list[Saves], bool]:
        """Return the saves of each act, newest first; and whether there are earlier acts.

        What undo or redo recorded is an act of its own. An act of many saves is listed whole: it goes back to its first one.
        """
        acts: dict[str, Saves] = {}
        begun: set[str] = set()
        for held in saves:
            save = held.save
            act = save.id if save.turns else save.act
            if act not in acts and most is not None and len(acts) >= most:
                if begun.issuperset(acts):
                    return list(acts.values()), True
                continue
            acts.setdefault(act, []).append(held)
            if act == save.id:
                begun.add(act)
        return list(acts.values()), False

    def _told(self, membership: Membership, key: str, held: Saves) -> MemberAct:
        saves = [each.save for each in held]
        pairs, last = pairs_of(self._session.casebook, saves), saves[0]
        turns = Turns.UNDO if last.mark.undoes else Turns.REDO if last.mark.redoes else Turns.NO
        counts = all(each.counts for each in held) and not _waits(membership, key)
        why = Counts.YES if counts else self._why(membership, key, last.id)
        return MemberAct(
            saves[-1].id, last.at, self._deeds.of(pairs), self._deeds.body_of(pairs), _criterion(pairs), _because(pairs),
            turns, why, any(each.stands for each in held),
        )  # fmt: skip

    @staticmethod
    def _why(membership: Membership, key: str, save: str) -> Counts:
        """Return why a save of a key, or one that was not taken in, does not count."""
        from reviewer.casebook.own_role import was_member

        if _waits(membership, key):
            return Counts.WAITS
        if membership.role_in(key, save) is not Role.NONE:
            return Counts.ROLE
        return Counts.REMOVED if was_member(membership, key) else Counts.REFUSED


def _waits(membership: Membership, key: str) -> bool:
    """Tell whether no lead has said anything of somebody: if it is who works here, what they do counts on this laptop alone."""
    return membership.closed and key != membership.founder and key not in membership.standing


def _because(pairs: Sequence[Pair]) -> str:
    """Return the reason or note that was given with an act; of what was settled, why."""
    return next(filter(None, _reasons(pairs)), "")


def _reasons(pairs: Sequence[Pair]) -> Iterator[str]:
    yield from (str(new.because) for new, _old in pairs if isinstance(new, Settled))
    for new, _old in pairs:
        yield str(getattr(new, "because", "") or getattr(new, "note", ""))


def _criterion(pairs: Sequence[Pair]) -> str:
    """Return the criterion that an act is about; "" where it is about none, or several."""
    keys = {
        str(getattr(new, "criterion", "") or getattr(old, "criterion", "")) for new, old in pairs
    } - {""}  # fmt: skip
    return keys.pop() if len(keys) == 1 else ""
