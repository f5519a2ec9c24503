"""Damage: records that are not what was signed, as values. They keep their place, and nothing is said from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    ``bodies`` are those that it is about; where that is only guessed, ``certain`` is False, and it may be about any.
    ``criteria`` are those of its bodies that it is about, as far as that is known.
    """

    record: str
    harm: Harm
    kind: str = ""
    subject: str = ""
    save: str = ""
    bodies: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()
    certain: bool = False

    def touches(self, body: str) -> bool:
        """Tell whether a body's letter rests on it, or may rest on it as nobody can tell whom it is about."""
        return body in self.bodies or (not self.certain and not self.bodies)
