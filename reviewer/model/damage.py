"""Damage: records that are not what was signed, as values. They keep their place, and nothing is said from them."""

from __future__ import annotations

from enum import StrEnum

from reviewer.model.frozen import dataclass


class Harm(StrEnum):
    """What is wrong with a record."""

    CONTENT = "content"  # what it says is not what was signed
    HEAD = "head"  # what it is about is not what was signed
    MISSING = "missing"  # a save lists it, and it is not there
    UNSIGNED = "unsigned"  # no save that holds lists it


@dataclass(frozen=True, slots=True)
class Damage:
    """One record that must not be believed: its id (hex), what is wrong, and what is known of it from what is sound.

    ``subject`` and ``kind`` are "" where its head can't be read. ``save`` is the id of the save that stays behind for it, or "".
    ``author`` (a public key in hex) and ``at`` (UTC microseconds) say who recorded it and when, "" and 0 where nothing tells.
    ``bodies`` are those that it is about; where that is only guessed, ``certain`` is False, and it may be about any.
    ``criterion`` is the key of the one that it is about, "" where it is about none or that is not known. ``settled``: a record
    that holds has taken its place, so that nothing rests on it any more. ``of_all``: every letter rests on it, as on the case.
    """

    record: str
    harm: Harm
    kind: str = ""
    subject: str = ""
    save: str = ""
    author: str = ""
    at: int = 0
    bodies: frozenset[str] = frozenset()
    criterion: str = ""
    certain: bool = False
    settled: bool = False
    of_all: bool = False

    def stops_draft(self, body: str) -> bool:
        """Tell whether what a letter to a body says may rest on it."""
        nowhere = not (self.certain or self.bodies)
        return not self.settled and (self.of_all or body in self.bodies or nowhere)

    def stops_signing(self, body: str) -> bool:
        """Tell whether a letter to a body may rest on it: where nobody can tell whom it is about, any letter may."""
        return not self.settled and (self.of_all or body in self.bodies or not self.certain)
