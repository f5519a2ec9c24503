"""The words for what the program is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import count, say

if TYPE_CHECKING:
    from reviewer.desk.parts import Part


def part_words(part: Part) -> str:
    """Return what a part is called, with its version where it has one."""
    return f"{part.name} {part.version}".strip()


def licence_words(part: Part) -> str:
    """Return under which licence a part is, and what brought it."""
    licence = part.licence or say("says no licence")
    return (
        say("{licence}, came with {package}", licence=licence, package=part.within)
        if part.within
        else licence
    )


def no_text_words(part: Part) -> str:
    """Return what is said where a part came without the text of its licence."""
    return say(
        "{part} came without the text of its licence, which is: {licence}.",
        part=part.name,
        licence=licence_words(part),
    )


def parts_words(number: int, *, whole: bool) -> str:
    """Return how many parts there are, and whether that is all."""
    found = count(
        "Reviewer is made of {n:,} part, each under its own licence.",
        "Reviewer is made of {n:,} parts, each under its own licence.",
        number,
    )
    if whole:
        return found
    return f"{found} {say('It runs from a checkout here: the libraries within these packages are listed where Reviewer is installed from its package.')}"
