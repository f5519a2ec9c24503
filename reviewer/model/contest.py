"""What people decided differently, as values: the sides that stand, what each says and rests on, and the ways to settle it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.model.amendments import CaseChange
    from reviewer.model.documents import AnchorState, Passage
    from reviewer.model.inspection import Case
    from reviewer.model.members import Role
    from reviewer.model.records import Search, Stance


class ContestKind(StrEnum):
    """What was decided differently."""

    VERDICT = "verdict"
    CATEGORY = "category"
    PARAGRAPH = "paragraph"  # of a letter
    LETTER = "letter"  # a signed one
    VERSION = "version"  # which document replaces which
    INCLUDED = "included"  # what is in the review
    EVIDENCE = "evidence"  # a tied passage, its note or its stance
    RECEIPT = "receipt"
    TRANSCRIBED = "transcribed"  # what an unread piece says
    MEMBER = "member"
    CASE = "case"


class SideState(StrEnum):
    """What a side is worth."""

    SAYS = "says"
    TAKEN_BACK = "taken-back"  # what stood before was taken back: nothing is to stand
    FOREIGN = "foreign"  # it names a finding, or a category, that the case does not have
    NEWER = "newer"  # a newer program wrote it: it can't be read whole here
    DAMAGED = "damaged"  # it is not what was signed


class WayCode(StrEnum):
    """How a contest can be settled."""

    SIDE = "side"  # one of the sides stands
    ANEW = "anew"  # a decision of one's own, by the evidence of all sides
    NEITHER = "neither"  # nothing stands; signed letters are withdrawn


class Elsewhere(StrEnum):
    """Why a contest is not settled beside the others: what does it instead."""

    SIGNATORIES = "signatories"  # only who signs letters withdraws them
    CASE = "case"  # no amendment can be taken: amend the case anew
    LEADS = "leads"  # only a lead decides who takes part
    CASE_LEADS = "case-leads"  # only a lead amends the case


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that a side rests on, with its document's name and where it stands.

    ``shared``: every side that rests on anything rests on it. ``state`` is how it reads today; ``stands``: it is tied still.
    """

    record: str
    passage: Passage
    stance: Stance
    note: str
    name: str
    where: str
    state: AnchorState
    stands: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class CitedSearch:
    """A search that a side rests on, made at a time (UTC µs); ``shared`` as of a passage."""

    record: str
    search: Search
    at: int
    shared: bool


@dataclass(frozen=True, slots=True)
class CaseSide:
    """What an amendment that stands against others changes of the case that serves; ``cases`` have the names of bodies."""

    changes: tuple[CaseChange, ...]
    cases: tuple[Case, ...]


KEY_DIGITS = 8
"""How many digits of a key stand beside a name that two people go by."""


@dataclass(frozen=True, slots=True)
class ContestSide:
    """One record of those that stand against each other: its id, whose it is (key and name), in which role, since when (UTC µs).

    - ``role`` is None while everybody counts who joins
    - ``content`` is what it says, None where that can't be read; ``label`` the case's own word for it, and ``tone`` of a finding
    - ``sentence`` is what it makes the letter say, ``suggests`` the category that the rules suggest with it (its label)
    - ``held`` is how many colleagues hold it, ``remedy`` what heals it where it is damaged
    """

    record: str
    state: SideState
    author: str
    who: str
    role: Role | None
    at: int
    mine: bool
    content: object = None
    label: str = ""
    tone: str = ""
    because: str = ""
    passages: tuple[CitedPassage, ...] = ()
    searches: tuple[CitedSearch, ...] = ()
    sentence: str = ""
    suggests: str = ""
    held: int = 0
    remedy: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Whether it can be the one that stands."""
        return self.state in {SideState.SAYS, SideState.TAKEN_BACK}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to settle; ``record`` is the side's, "" for a way that takes none."""

    code: WayCode
    record: str = ""


@dataclass(frozen=True, slots=True)
class ContestPlace:
    """What a contest is about: its subject, and what a person calls that; "" where there is no such thing.

    ``name`` is that of a document, or of a member, or the beginning of a paragraph.
    """

    subject: str
    kind: ContestKind
    body: str = ""
    body_name: str = ""
    criterion: str = ""
    number: int = 0
    title: str = ""
    question: str = ""
    language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ContestLine:
    """A contest in a list; ``waits``: it keeps work waiting, and is counted. One that a newer program alone decided is only shown."""

    place: ContestPlace
    sides: int
    waits: bool = True


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A contest that was settled: by whom, when (UTC µs), why, and what stands since (the case's own word, where there is one)."""

    place: ContestPlace
    record: str
    who: str
    at: int
    because: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to decide anew: key, label, and the tone of a finding."""

    key: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """What stands against each other, whole: ``sides`` by name, ``anew`` what can be decided instead, ``elsewhere`` where else it is settled."""

    place: ContestPlace
    sides: tuple[ContestSide, ...]
    anew: tuple[Choice, ...] = ()
    elsewhere: Elsewhere | None = None
    waits: bool = True

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to settle it, in the order of their keys."""
        if self.elsewhere is not None:
            return ()
        if (
            self.place.kind is ContestKind.LETTER
        ):  # they have left the house: what is chosen here recalls none of them
            return (Way(WayCode.NEITHER),)
        ways = [Way(WayCode.SIDE, side.record) for side in self.sides if side.can_be_chosen]
        if self.anew:
            ways.append(Way(WayCode.ANEW))
        elif (
            all(side.state is not SideState.TAKEN_BACK for side in self.sides)
            and self.place.kind in _LEFT_OPEN
        ):
            ways.append(Way(WayCode.NEITHER))
        return tuple(ways)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to decide: several sides, or one that a newer program alone can change in passing."""
        return len(self.sides) > 1 or any(side.state is SideState.NEWER for side in self.sides)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all sides."""
        return tuple(side.record for side in self.sides)


_LEFT_OPEN = frozenset({
    ContestKind.VERDICT, ContestKind.CATEGORY, ContestKind.PARAGRAPH, ContestKind.VERSION, ContestKind.INCLUDED,
    ContestKind.EVIDENCE, ContestKind.RECEIPT, ContestKind.TRANSCRIBED,
})  # fmt: skip
"""What can be left open; a verdict or a category only where the case has nothing to decide there."""
