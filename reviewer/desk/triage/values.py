"""What triage shows: what was dropped with what is proposed, what came of it, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from reviewer.desk.display import DocumentRow
from reviewer.errors import ReviewerError
from reviewer.review.assigning import Proposal
from reviewer.review.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Done:
    """An entry that was received whole: for whom, on which day, how many documents."""

    body: str
    on: date
    documents: int


class Unfit(StrEnum):
    """Why an entry cannot be received."""

    INSIDE = "inside"  # it is, holds or lies in this casebook
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: a folder, an archive, a message or a file, for one body. ``chosen`` is "" until somebody is sure.

    ``size`` is in bytes; ``stamp`` changes when its files do; ``unfit`` says why it cannot be received;
    ``left_out`` that somebody said so.
    """

    path: Path
    name: str
    files: int
    size: int
    stamp: str
    proposal: Proposal
    chosen: str = ""
    done: Done | None = None
    unfit: Unfit | None = None
    left_out: bool = False

    @property
    def waits(self) -> bool:
        """Whether it can be received and is not yet."""
        return self.done is None and self.unfit is None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was dropped, in order of name."""

    items: tuple[Item, ...]

    @property
    def unassigned(self) -> tuple[Item, ...]:
        """The entries that wait and that nobody is chosen for, without those that were left out."""
        return tuple(item for item in self.items if item.waits and not item.chosen and not item.left_out)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one entry: new rows, how many files had come before on that day, or the ``error`` that ended it."""

    path: Path
    body: str
    rows: tuple[DocumentRow, ...] = ()
    known: int = 0
    error: ReviewerError | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of receiving from many; ``stopped`` when the person stopped it half way."""

    taken: tuple[Taken, ...]
    stopped: bool = False

    @property
    def documents(self) -> int:
        """How many documents were received anew."""
        return sum(len([row for row in each.rows if row.receipt]) for each in self.taken)


class Sort(StrEnum):
    """Why something waits for a decision, in the order of the screen."""

    UNASSIGNED = "unassigned"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    SCANNED = "scanned"
    LATE = "late"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    ALIKE = "alike"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide. ``key`` is the same at every look; ``decided`` is "" or the word of the decision.

    ``rows`` are the receipts that it is about, ``pairs`` who shares how much text (by document), ``body`` the body
    that it belongs to ("" where it belongs to several, or none), ``waiting`` the pages that can still be recognised.
    """

    key: str
    sort: Sort
    body: str
    name: str
    rows: tuple[DocumentRow, ...] = ()
    decided: str = ""
    pairs: tuple[Likeness, ...] = ()
    waiting: int = 0


NOTED, ASKED, ASIDE, LEFT_OUT, INCLUDED, READ = (
    "noted",
    "asked for",
    "set aside",
    "left out",
    "included",
    "recognised",
)
