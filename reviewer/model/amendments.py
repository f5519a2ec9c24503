"""How two states of a case differ, and what an amendment does: values, for which ``desk.words`` has the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.inspection import Case
from reviewer.model.objections import Objection
from reviewer.model.records import LetterState


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One thing that differs: where it is, as ``("bodies", "kent", "chief")``, what it said and what it says.

    None means that it was not there, or is not there any more; of a whole thing, as a body, what it says stands for it.
    """

    path: tuple[str, ...]
    before: str | None
    after: str | None


class UseCode(StrEnum):
    """What can't be taken out of a case while it is in use."""

    BODY = "body"
    CRITERION = "criterion"
    FINDING = "finding"  # of the framework, or of a criterion
    CATEGORY = "category"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class InUse:
    """A thing that the other case lacks, and by what it is used: ``records`` of the ``bodies`` (codes)."""

    code: UseCode
    key: str
    records: int
    bodies: tuple[str, ...]
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class OutdatedLetter:
    """A letter that would say something else by an amendment: whose, in which language (""), and how far it has come.

    ``state`` is ``DRAFT`` or ``SIGNED``. A signed one keeps the facts of its date.
    """

    body: str
    name: str
    language: str
    state: LetterState


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an amendment would do: nothing is kept yet.

    ``changes`` are against the case that serves, ``letters`` those that would be out of date, and ``unprintable`` says by body what
    its letters couldn't print. ``doubts`` are what is to be said against the case's own words. ``settles``: amendments stand against
    each other, or the last one is damaged, and this one would take their place.
    ``before`` is the case it was compared with; ``last`` are the records (ids) in whose place it would stand.
    """

    case: Case
    before: Case
    changes: tuple[CaseChange, ...]
    letters: tuple[OutdatedLetter, ...]
    unprintable: Mapping[str, tuple[str, ...]]
    doubts: tuple[Objection, ...]
    settles: bool
    last: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether it would change nothing."""
        return not self.changes and not self.settles


@dataclass(frozen=True, slots=True)
class Side:
    """One of the amendments that stand against each other: its record's id, whose and when (UTC µs), and what it changes.

    ``changes`` are against the case that serves; None where this program can't read it, or it is ``damaged``.
    """

    record: str
    who: str
    at: int
    case: Case | None
    changes: tuple[CaseChange, ...] | None
    damaged: bool = False
