"""Which decisions each sort of matter has, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.desk.triage.values import Matter, Sort
from reviewer.ui.triage.telling import say


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
    """A button: its key (one letter), its words, and what it does."""

    key: str
    words: str
    act: Act


CHASED = frozenset({Sort.LOCKED, Sort.UNREADABLE, Sort.LATE, Sort.NOTHING})
_RECORDED = frozenset({Sort.LATE, Sort.SCANNED, Sort.UNASSIGNED})


def choices(matter: Matter) -> tuple[Choice, ...]:
    """Return what can be done about a matter, the likeliest first."""
    found = _deciding(matter)
    if matter.decided and matter.sort not in _RECORDED:
        found = (Choice("B", say("Bring it back"), Act.BACK),)
    if matter.rows:
        both = matter.sort is Sort.ALIKE
        found += (Choice("O", say("Open side by side") if both else say("Open"), Act.OPEN),)
    return found


def note_choices() -> tuple[Choice, ...]:
    """Return what can be done with a chaser note."""
    return (
        Choice("C", say("Copy the note"), Act.COPY),
        Choice("W", say("Write the note to a file…"), Act.SAVE),
    )


def _deciding(matter: Matter) -> tuple[Choice, ...]:
    ask = Choice("A", say("Ask for it"), Act.ASK)
    aside = Choice("S", say("Set it aside"), Act.ASIDE)
    noted = Choice("N", say("Noted"), Act.NOTE)
    include = Choice("I", say("Include…"), Act.INCLUDE)
    out = Choice("L", say("Leave out…"), Act.LEAVE_OUT)
    return {
        Sort.UNASSIGNED: (Choice("G", say("Go to its row"), Act.GO),),
        Sort.LOCKED: (Choice("P", say("Password…"), Act.UNLOCK), ask, aside),
        Sort.UNREADABLE: (ask, aside),
        Sort.SCANNED: (Choice("R", say("Read the scanned pages"), Act.RECOGNISE),) if matter.waiting else (),
        Sort.LATE: (include, out),
        Sort.TWICE: (noted,),
        Sort.ELSEWHERE: (noted, out),
        Sort.ALIKE: (noted,),
        Sort.NOTHING: (ask,),
    }[matter.sort]
