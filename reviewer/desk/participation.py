"""All that a screen shows of who takes part and of who holds the work, as it stood at one moment; codes come as they are worked out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.held import Held
from reviewer.desk.members import MemberRow, RequestRow, Stranger, StrangerRow
from reviewer.model import Role

if TYPE_CHECKING:
    from reviewer.casebook.held_by import HeldBy
    from reviewer.desk import Desk


@dataclass(frozen=True)
class Participation:
    """Who takes part, who asks to, whose acts count for nothing; where the ``saves`` are that are held here.

    ``me`` and ``founder`` are keys, codes "" until they are worked out; ``synced`` is UTC µs, 0 where nothing was synced yet.
    ``idle`` acts of whoever works here, in this ``role``, are kept here and do not count. ``passes``: it is a merged file that is
    looked at, so nobody works here, and nothing is held here.
    """

    rows: tuple[MemberRow, ...]
    requests: tuple[RequestRow, ...]
    strangers: tuple[StrangerRow, ...]
    held: Held
    saves: int
    share: Path | None
    synced: int
    me: str
    founder: str
    own_code: str
    inspection_code: str
    is_open: bool
    is_waiting: bool
    may_decide: bool
    is_founder: bool
    is_heir: bool
    why_i_do_not_count: Stranger | None
    idle: int
    role: Role
    passes: bool = False

    @property
    def is_alone(self) -> bool:
        """Whether nobody else takes part, has taken part, or asks to."""
        return not self.requests and all(row.is_me for row in self.rows) and not self.is_waiting

    @cached_property
    def doubled(self) -> frozenset[str]:
        """Codes that more than one person has: somebody passes for somebody else, and none of them can be admitted."""
        people = {row.key: row.code for row in self.rows} | {row.key: row.code for row in self.requests}
        codes = Counter(filter(None, people.values()))
        return frozenset(code for code, having in codes.items() if having > 1)

    @cached_property
    def whole(self) -> bool:
        """Whether the codes of all members and of all who ask are worked out, so that none that two have is overlooked."""
        codes = [*(row.code for row in self.rows), *(row.code for row in self.requests)]
        return bool(self.inspection_code) and all(codes)

    def lacking(self) -> tuple[str, ...]:
        """Return keys whose codes are to be worked out next: those that are read out and typed, and once they are known all others."""
        first = {self.me: self.own_code, self.founder: self.inspection_code}
        first |= {row.key: row.code for row in self.requests}
        others = {row.key: row.code for row in self.rows} | {
            row.key: row.code for row in self.strangers if row.key
        }
        lacking = tuple(key for key, code in first.items() if key and not code)
        return lacking or tuple(key for key, code in others.items() if not code)

    def copy_of(self, key: str) -> HeldBy | None:
        """Return the copy of a member's that lacks least of what is here; None where none has said anything."""
        copies = [one for one in self.held.copies if one.key == key]
        return min(copies, key=lambda one: (one.lacks_saves, one.lacks_documents), default=None)

    @property
    def best_copy(self) -> HeldBy | None:
        """The copy of a colleague's that lacks least of what is here; None where none has said anything."""
        return min(
            self.held.copies, key=lambda one: (one.lacks_saves, one.lacks_documents, -one.at), default=None
        )

    def seen(self, row: MemberRow) -> int:
        """Return when a member was last heard of, by an act or by what a copy of theirs said (UTC µs); 0: never."""
        return max([row.last, *(one.at for one in self.held.copies if one.key == row.key)])


def participation(desk: Desk) -> Participation:
    """Look up what stands; of codes those are there that were worked out (``Members.work_out``)."""
    members, casebook = desk.members, desk.session.casebook
    share = desk.sharing.state().share
    return Participation(
        rows=members.rows(wait=False),
        requests=members.requests(wait=False),
        strangers=members.strangers(),
        held=desk.held.now(),
        saves=casebook.packs.count(),
        share=share,
        synced=desk.sharing.synced if share is not None else 0,
        me=members.own_key,
        founder=members.inspection_key,
        own_code=members.worked_out(members.own_key),
        inspection_code=members.worked_out(members.inspection_key),
        is_open=members.is_open,
        is_waiting=members.is_waiting,
        may_decide=members.may_decide,
        is_founder=members.is_founder,
        is_heir=members.is_heir,
        why_i_do_not_count=members.why_i_do_not_count,
        idle=members.idle,
        role=members.own_role,
        passes=desk.session.passes,
    )
