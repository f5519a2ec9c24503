"""What became of a signed letter: values for the register, a check of a letter, a body's facts and the letter's own view."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.model import Kept, Letter, Withdrawn
    from reviewer.model.damage import Damage
    from reviewer.model.whereabouts import HeldState


class Place(StrEnum):
    """What became of a signed letter; of several that are true the one that is to be known first."""

    STANDS = "stands"  # as it was signed: nothing has changed since, and its words were compared
    UNCOMPARED = "uncompared"  # nothing has changed since, but its words were not compared with its verdicts
    CHANGED = "changed"  # it stands, but what it rests on has changed since
    AMENDED = "amended"  # it stands with the facts of its date, but the case was amended since
    OTHER_WORDS = (
        "other-words"  # it stands, but its words are not what its verdicts say: it is not handed out again
    )
    DAMAGED = "damaged"  # it stands, but what it rests on is damaged: nobody can tell more
    UNTOLD = "untold"  # what was recorded of it since is damaged: nobody can tell whether it stands
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


TO_BE_LOOKED_AT = frozenset({Place.CHANGED, Place.AMENDED, Place.OTHER_WORDS, Place.DAMAGED})
"""How a letter stands that is not as it was signed: it is to be signed anew, or looked into."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A signed letter, whether it stands, and what took it back; neither: a later one took its place."""

    record: Kept[Letter]
    stands: bool
    withdrawal: Kept[Withdrawn] | None = None


@dataclass(frozen=True, slots=True)
class LetterNow:
    """What became of a signed letter: what took it back, if it is withdrawn, and what is damaged, if that is how it stands."""

    record: Kept[Letter]
    place: Place
    withdrawal: Kept[Withdrawn] | None = None
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A signed letter, when it was signed (UTC µs), who recorded that and when, and what became of it.

    ``because`` says why it was withdrawn. ``here`` says that its bytes are in this casebook, ``held`` who else has it.
    """

    letter: Letter
    at: int
    recorded_by: str
    recorded_at: int
    place: Place
    because: str
    here: bool
    held: HeldState
