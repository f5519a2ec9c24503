"""What is said of where something is that was recorded, and of what is odd about those who hold it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.oddities import Oddity, OddityCode
from reviewer.desk.words.language import count, say
from reviewer.model.whereabouts import HeldState, Where


def held_by_words(colleagues: int) -> str:
    """Return that so many colleagues hold all of the work."""
    return count("Held by {n} colleague", "Held by {n} colleagues", colleagues)


def all_held_words(colleagues: int) -> str:
    """Return the same as the rest of a line: "held by 2 colleagues"."""
    return count("held by {n} colleague", "held by {n} colleagues", colleagues)


def letter_held_words(state: HeldState) -> str:
    """Return where a signed letter is, as the rest of a line: "held by 2 colleagues"."""
    if state.where is Where.HELD:
        return all_held_words(state.colleagues)
    if state.where is Where.SHARE:
        return say("in the shared folder, held by no colleague yet")
    if state.where is Where.UNKNOWN:
        return say("who holds it is not known here")
    return say("on this laptop only")


def oddity_words(oddity: Oddity) -> str:
    """Return what is odd, and what to do, in a sentence or two."""
    if oddity.code in _COUNTED:
        return count(*_COUNTED[oddity.code], oddity.number, name=oddity.name)
    return say(_ODDITIES[oddity.code], name=oddity.name)


_COUNTED: Mapping[OddityCode, tuple[str, str]] = MappingProxyType({
    OddityCode.OWN_CLOCK_BEHIND: (
        "This laptop's clock is {n:,} day behind those of your colleagues: set it before you sign anything.",
        "This laptop's clock is {n:,} days behind those of your colleagues: set it before you sign anything.",
    ),
    OddityCode.OWN_CLOCK_AHEAD: (
        "This laptop's clock is {n:,} day ahead of those of your colleagues: set it before you sign anything.",
        "This laptop's clock is {n:,} days ahead of those of your colleagues: set it before you sign anything.",
    ),
    OddityCode.CLOCK_BEHIND: (
        "The clock of {name}'s laptop is {n:,} day behind: tell {name}, it dates what is recorded and signed there.",
        "The clock of {name}'s laptop is {n:,} days behind: tell {name}, it dates what is recorded and signed there.",
    ),
    OddityCode.CLOCK_AHEAD: (
        "The clock of {name}'s laptop is {n:,} day ahead: tell {name}, it dates what is recorded and signed there.",
        "The clock of {name}'s laptop is {n:,} days ahead: tell {name}, it dates what is recorded and signed there.",
    ),
    OddityCode.CLOCKS_DIFFER: (
        "This laptop's clock and that of {name}'s differ by {n:,} day: compare both with the time, and set the wrong one.",
        "This laptop's clock and that of {name}'s differ by {n:,} days: compare both with the time, and set the wrong one.",
    ),
    OddityCode.NEWER_RECORDS: (
        "{n:,} record was made with a newer version of Reviewer and cannot be read here; it is kept. Install that version.",
        "{n:,} records were made with a newer version of Reviewer and cannot be read here; they are kept. Install that version.",
    ),
})  # fmt: skip
_ODDITIES: Mapping[OddityCode, str] = MappingProxyType({
    OddityCode.DOUBLED: "Two laptops of {name} go by the name of one: what they hold counts for nothing until both have synced.",
    OddityCode.OLDER: "{name} works with an older version of Reviewer, which cannot read all that is recorded with this one: ask {name} to install it.",
    OddityCode.NEWER: "{name} works with a newer version of Reviewer: install it, to read all that is recorded there.",
})  # fmt: skip
