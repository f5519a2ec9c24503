"""Who takes part in an inspection, and what for. Ranks, requests and removal: docs/decisions/0055."""

from __future__ import annotations

from enum import StrEnum

from reviewer.model.frozen import dataclass


class Role(StrEnum):
    """What a member's acts count for; each role from the second on has the rights of those before it."""

    NONE = "none"
    OBSERVER = "observer"
    SECOND_READER = "second reader"
    INSPECTOR = "inspector"
    SIGNATORY = "signatory"
    LEAD = "lead"

    @property
    def rank(self) -> int:
        """The place among the roles, the smallest first."""
        return _ORDER[self]

    def covers(self, needed: Role) -> bool:
        """Tell whether it has the rights that a role has."""
        return self.rank >= needed.rank


_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Member:
    """What a lead, or the founder, says of one author: ``key`` is the public key (hex), ``name`` as it was on that day.

    A ``role`` of NONE removes. ``until`` names saves (ids, hex): those, and all before them in their lines, count as acts
    in the role ``before``, whatever the role is now; so what a person did in an earlier role goes on counting.
    ``same_as`` is another key of the same person. An ``heir`` may take the founder's place.
    """

    key: str
    name: str
    role: Role
    before: Role = Role.NONE
    until: tuple[str, ...] = ()
    heir: bool = False
    same_as: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Retired:
    """A copy of the casebook (its id, hex) that was wiped, lost or restored elsewhere: it holds nothing any more."""

    copy: str
    because: str = ""
