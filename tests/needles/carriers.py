"""What a carrier is: a small maker of the bytes of a file that hides a phrase in exactly one way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from reviewer.model.notes import NoteCode
from tests.needles.words import Draw, words

Make = Callable[[str], bytes]


OBJECTS = frozenset({NoteCode.OBJECTS, NoteCode.OBJECTS_UNCOUNTED, NoteCode.RICH_TEXT_OBJECTS})
"""Notes that speak of files in a file."""


class Where(Enum):
    """Where the phrase must be met to be called found."""

    TEXT = "a search for it in quotes leads to it"
    EXACT = "a search for it leads to it, and it stands in the text letter by letter"
    LABEL = "the name of a page says it"
    NAME = "the name of a document says it"


class Witness(Enum):
    """Who else sees the phrase, so that a broken carrier is not held against the reader."""

    OFFICE = "LibreOffice shows it"
    POPPLER = "Poppler draws it"
    PILLOW = "Pillow opens the picture, and it stands there"
    ARGUED = "the maker's docstring says why a person sees it"


@dataclass(frozen=True, slots=True)
class Carrier:
    """One way to hide a phrase.

    ``told_by`` are the notes that speak of what hides the phrase. ``beside`` are
    marks of which one must stand in the same text. ``password`` opens it.
    """

    name: str
    ending: str
    make: Make
    told_by: frozenset[NoteCode] = frozenset()
    draw: Draw = words
    where: Where = Where.TEXT
    beside: tuple[str, ...] = ()
    password: str = ""
    witness: Witness = Witness.ARGUED

    @property
    def file(self) -> str:
        """The name of its file."""
        plain = "".join(char if char.isalnum() else "-" for char in self.name.lower())
        return f"{plain}{self.ending}"


@dataclass(frozen=True, slots=True)
class Planted:
    """A carrier with the phrase that was drawn for it, and the file."""

    carrier: Carrier
    phrase: str
    data: bytes


def plant(carrier: Carrier, dice: random.Random) -> Planted:
    """Draw a phrase and make the file."""
    phrase = carrier.draw(dice)
    return Planted(carrier, phrase, carrier.make(phrase))
