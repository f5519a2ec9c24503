"""What a check tells: faults, each with what to do about it, and whether the records can be read by as they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reviewer.casebook.soundness import Soundness


class Severity(StrEnum):
    """How much a fault matters."""

    DAMAGE = "damage"
    DERIVED = "derived"  # of what is made from the records again
    NOTICE = "notice"
    LOST = "lost"  # a passage that is not in its document any more
    NEAR = "near"  # a passage that somebody has to confirm


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a check found wanting: what, what to do, and how much it matters."""

    what: str
    remedy: str
    severity: Severity = Severity.DAMAGE
    record: str = ""
    """The id (hex) of the record that is damaged, if it is one."""


class Checked(NamedTuple):
    """What a check found wrong, and which records it found sound: None where they could not be looked at together."""

    faults: tuple[Fault, ...]
    sound: Soundness | None

    @property
    def is_sound(self) -> bool:
        """Whether nothing of the records, and of what is made from them, is wrong."""
        return all(one.severity is Severity.NOTICE for one in self.faults)

    @property
    def is_to_be_remade(self) -> bool:
        """Whether something is wrong of what is made from the records."""
        return any(one.severity is Severity.DERIVED for one in self.faults)
