"""What a person did, told in a list of acts or at undo: values, for which ``desk.words`` has the words."""

from __future__ import annotations

from enum import StrEnum

from reviewer.model.frozen import dataclass


class DeedCode(StrEnum):
    """What sort of act it was."""

    RECEIVED = "received"
    INCLUDED = "included"
    LEFT_OUT = "left-out"
    MOVED = "moved"  # documents, to the body that they belong to
    VERSION = "version"  # one document replaces another
    TIED = "tied"
    CARRIED = "carried"  # passages, to a newer version
    CONFIRMED = "confirmed"  # a passage that reads nearly as it did
    NOTED = "noted"  # the note on a passage changed
    SEARCHED = "searched"
    SEEN = "seen"  # pieces that nobody could read
    TYPED = "typed"
    JUDGED = "judged"
    GRADED = "graded"
    WRITTEN = "written"  # a paragraph of a letter
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"  # a signed letter
    AMENDED = "amended"  # the case
    JOINED = "joined"
    SETTLED = "settled"  # what people had decided differently
    FOUNDED = "founded"  # the inspection
    ROLE = "role"  # somebody was given a role, or none any more
    RETIRED = "retired"  # a copy of the casebook
    TAKEN_BACK = "taken-back"
    DAMAGED = "damaged"  # what it was can't be read any more
    OTHER = "other"  # what this program does not know


@dataclass(frozen=True, slots=True)
class Deed:
    """An act: of ``count`` things, the first called ``name`` (a file's name, a criterion's title, who signed).

    ``other`` is a second one: the earlier document, the role, the body that documents were moved to; ``origin`` is the one that they were moved from, where that is told. ``taken_back`` is what a ``TAKEN_BACK`` took back, where that is known.
    """

    code: DeedCode
    count: int = 1
    name: str = ""
    other: str = ""
    taken_back: DeedCode | None = None
    origin: str = ""


class StayCode(StrEnum):
    """Why undo or redo leaves an act as it is."""

    OVERTAKEN = "overtaken"  # somebody decided there since
    FOR_GOOD = "for-good"  # a signed letter, or its withdrawal
    HELD = "held"  # a signed letter, or something in use, rests on an amendment
    SETTLED = "settled"  # it settled what people had decided differently: there is no one thing to go back to
    DAMAGED = "damaged"  # it, or what stood before it, is not what was signed
    UNKNOWN = "unknown"  # what stood before it is of a newer version of the program


STOPPING = frozenset({StayCode.SETTLED, StayCode.DAMAGED, StayCode.UNKNOWN})
"""Where the last act stays for one of these, nothing earlier is taken back in its place."""


@dataclass(frozen=True, slots=True)
class OwnAct:
    """An act of one's own in this copy, as undo would find it, or redo one that was taken back.

    - ``id`` is that of its first save, ``at`` when that was made (UTC µs)
    - ``body`` is the code of the body that it is about, "" where it is about none or several
    - ``turning`` tells what undo or redo would record; None where all of it stays. ``restores`` says that something stood there before
    - ``stays`` says why it, or a part of it, stays; ``behind`` that one that stays is reached before it
    """

    id: str
    at: int
    deed: Deed
    body: str = ""
    turning: Deed | None = None
    restores: bool = False
    stays: tuple[StayCode, ...] = ()
    behind: bool = False

    @property
    def can_be_turned(self) -> bool:
        """Whether undo or redo gets to it and changes anything."""
        return self.turning is not None and not self.behind


class Counts(StrEnum):
    """Whether an act counts, and if not, why."""

    YES = "yes"
    WAITS = "waits"  # no lead has admitted who did it; it counts on their own laptop alone
    ROLE = "role"  # it is more than their role is for
    REMOVED = "removed"  # it was done after, or outside, what their removal lets count
    REFUSED = "refused"  # a lead has refused them


class Turns(StrEnum):
    """Whether an act was done by undo or redo."""

    NO = ""
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class MemberAct:
    """One act of somebody: ``at`` in UTC µs, the ``body`` and ``criterion`` that it is about ("": none, or several), the reason given.

    ``stands``: something of it stands now, as nobody has decided otherwise since.
    """

    id: str
    at: int
    deed: Deed
    body: str
    criterion: str
    because: str
    turns: Turns
    counts: Counts
    stands: bool


@dataclass(frozen=True, slots=True)
class ActsOf:
    """The acts of one person that are held here, the last first; ``more``: there are earlier ones, which are not listed.

    Further ``waiting`` ones lie in the shared folder only: there they do not count, for the reason ``why``.
    """

    key: str
    name: str
    acts: tuple[MemberAct, ...]
    more: bool
    waiting: int
    why: Counts


@dataclass(frozen=True, slots=True)
class Stay:
    """An act that stays; ``act`` tells what was done."""

    why: StayCode
    act: Deed


@dataclass(frozen=True, slots=True)
class TurnedMany:
    """What several undos or redos did: the acts in words, the last one first, those that stay, and whether they were stopped."""

    sentences: tuple[str, ...]
    stays: tuple[Stay, ...] = ()
    cancelled: bool = False
