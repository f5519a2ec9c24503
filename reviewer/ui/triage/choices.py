"""Which decisions each sort of matter has, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.desk.triage.values import Matter, Sort
from reviewer.desk.words.language import say


class Act(StrEnum):
    """What a decision does."""

    GO = "go"
    OPEN = "open"
    UNLOCK = "unlock"
    RECOGNISE = "recognise"
    INCLUDE = "include"
    LEAVE_OUT = "leave out"
    ASK = "ask"
    ASIDE = "aside"
    NOTE = "note"
    BACK = "back"
    COPY = "copy"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its words, its key (one letter), and what it does."""

    words: str
    key: str
    act: Act


CHASED = frozenset({Sort.LOCKED, Sort.UNREADABLE, Sort.LATE, Sort.NOTHING})
_RECORDED = frozenset({Sort.LATE, Sort.SCANNED, Sort.UNASSIGNED})


def choices(matter: Matter) -> tuple[Choice, ...]:
    """Return what can be done about a matter, the likeliest first."""
    deciding = _deciding(matter)
    if matter.decided and matter.sort not in _RECORDED:
        deciding = (Choice(say("Bring it back"), "B", Act.BACK),)
    if matter.rows:
        both = matter.sort is Sort.ALIKE
        deciding += (Choice(say("Open side by side") if both else say("Open"), "O", Act.OPEN),)
    return deciding


def note_choices() -> tuple[Choice, ...]:
    """Return what can be done with a chaser note."""
    return (
        Choice(say("Copy the note"), "C", Act.COPY),
        Choice(say("Write the note to a file…"), "W", Act.SAVE),
    )


def every_choice() -> tuple[Choice, ...]:
    """Return all decisions and what is done with notes, each once."""
    offered = [choice for held in _by_sort().values() for choice in held]
    offered += [*_after(), *note_choices()]
    return tuple({choice.act: choice for choice in offered}.values())


def _after() -> tuple[Choice, ...]:
    return Choice(say("Bring it back"), "B", Act.BACK), Choice(say("Open"), "O", Act.OPEN)


def _deciding(matter: Matter) -> tuple[Choice, ...]:
    return () if matter.sort is Sort.SCANNED and not matter.waiting else _by_sort()[matter.sort]


def _by_sort() -> dict[Sort, tuple[Choice, ...]]:
    ask = Choice(say("Ask for it"), "A", Act.ASK)
    aside = Choice(say("Set it aside"), "S", Act.ASIDE)
    noted = Choice(say("Noted"), "N", Act.NOTE)
    include = Choice(say("Include…"), "I", Act.INCLUDE)
    out = Choice(say("Leave out…"), "L", Act.LEAVE_OUT)
    return {
        Sort.UNASSIGNED: (Choice(say("Go to its row"), "G", Act.GO),),
        Sort.LOCKED: (Choice(say("Password…"), "P", Act.UNLOCK), ask, aside),
        Sort.UNREADABLE: (ask, aside),
        Sort.SCANNED: (Choice(say("Read the scanned pages"), "R", Act.RECOGNISE),),
        Sort.LATE: (include, out),
        Sort.TWICE: (noted,),
        Sort.ELSEWHERE: (noted, out),
        Sort.ALIKE: (noted,),
        Sort.NOTHING: (ask,),
    }
