"""The words for pieces of documents that nobody could read as text: what they are, and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.language import count, say
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.problems import problem_alone, problem_words
from reviewer.desk.words.templates import Said, joined
from reviewer.errors import ended
from reviewer.model import Note, NoText, Problem

_BY_EYE = "Look at it by eye, or type out what it says."

UNREAD: Mapping[NoText, Said] = MappingProxyType({
    NoText.PICTURE: Said("A picture in which nothing was recognised", _BY_EYE),
    NoText.WRITING: Said("Writing not recognised, or not all of it", _BY_EYE),
    NoText.DRAWING: Said(
        "A drawing that cannot be drawn here", "Open the file in the program that made it, and look there."
    ),
    NoText.DAMAGED: Said("A part that is damaged and cannot be opened", "Ask the sender for another copy."),
    NoText.BLANK: Said(
        "It shows nothing here, and may elsewhere", "Open the file in another program, and look there."
    ),
    NoText.LETTERS: Said("Letters that say nothing without their font", _BY_EYE),
    NoText.UNTRIED: Said("Not recognised: no recognition on this laptop", _BY_EYE),
})  # fmt: skip
WAITS: Mapping[NoText, Said] = MappingProxyType({
    NoText.PICTURE: Said("A picture that waits for recognition", "Wait until it was tried."),
    NoText.BLANK: Said("It shows nothing here, and waits for recognition", "Wait until it was tried."),
    NoText.LETTERS: Said(
        "Letters that say nothing without their font; they wait for recognition", "Wait until it was tried."
    ),
})  # fmt: skip
"""Of what may still be recognised."""


def what_is_unread(why: NoText | Problem | Note, *, waits: bool = False) -> str:
    """Return what a piece is, without a full stop if it is a page or a picture; of a document what is wrong with it."""
    if isinstance(why, Problem):
        return problem_words(why)
    if isinstance(why, Note):
        return note_words(why)
    return say(_said(why, waits=waits).what)


def unread_words(label: str, why: NoText | Problem | Note, *, waits: bool = False) -> str:
    """Return what a piece is and what to do about it in a line, by its label where it has one."""
    what = what_is_unread(why, waits=waits)
    if isinstance(why, NoText):
        what = joined(what, say(_said(why, waits=waits).remedy))
    return say("{label}: {what}", label=label, what=what) if label else ended(what)


def unread_alone(why: NoText | Problem | Note) -> str:
    """Return why a piece is unread in a sentence, as the sender may read it: without what the inspector can do about it.

    What this laptop has not is nothing to a sender.
    """
    if why is NoText.UNTRIED:
        return say("It has no text that can be searched.")
    return problem_alone(why) if isinstance(why, Problem) else ended(what_is_unread(why))


def place_words(label: str, places: int) -> str:
    """Return where a piece is, by its label and in how many places it stands in all; "" of a whole document in one."""
    if places == 1:
        return label
    more = count("{n:,} more place", "{n:,} more places", places - 1)
    return say("{label} and {more}", label=label, more=more) if label else more


def file_words(name: str, inside: str) -> str:
    """Return a document's name, with what it came in where that was another file."""
    return say("{name} (in {inside})", name=name, inside=inside) if inside else name


def code_of(why: NoText | Problem | Note) -> str:
    """Return the code of why a piece is unread, which stays the same when the sentence is another."""
    if isinstance(why, NoText):
        return why.value
    return why.reason.value if isinstance(why, Problem) else why.code.value


def counts_words(unread: int, waiting: int) -> str:
    """Return "3 not read, 1 waiting"; "" where all was read."""
    if not unread:
        return ""
    words = count("{n:,} not read", "{n:,} not read", unread)
    return words + (count(", {n:,} waiting", ", {n:,} waiting", waiting) if waiting else "")


def _said(why: NoText, *, waits: bool) -> Said:
    return (WAITS.get(why) if waits else None) or UNREAD[why]
