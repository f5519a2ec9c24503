"""What is set for a whole machine by whoever looks after it: where work may lie and be shared, and whether scans are recognised.

It is no defence against the person at the machine, who may run other programs; it keeps what is agreed from being forgotten.
Nobody's file is in the way of reading, judging and signing. Decision 0083.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.errors import Phrase


class Rule(StrEnum):
    """What a policy can set, by its table in the file."""

    SHARE = "share"
    CASEBOOKS = "casebooks"
    RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """What cannot be followed in the file: in which line (0: in all of it), what it is, and what is to be written there."""

    line: int
    what: Phrase
    remedy: Phrase


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that is suggested, or ``locked``: then nothing lies elsewhere than in it."""

    folder: Path
    locked: bool = False

    def has(self, path: Path) -> bool:
        """Tell whether a path is this folder or lies in it, by where links lead."""
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder))


@dataclass(frozen=True, slots=True)
class Policy:
    """What the file says; ``file`` is None where there is none.

    ``closed`` is what a file with faults may have locked: until somebody has mended it, that is not done at all.
    """

    file: Path | None = None
    share: Place | None = None
    casebooks: Place | None = None
    recognition_off: bool = False
    faults: tuple[PolicyFault, ...] = ()
    closed: frozenset[Rule] = frozenset()

    @property
    def recognises(self) -> bool:
        """Whether scans may be recognised."""
        return not self.recognition_off and Rule.RECOGNITION not in self.closed

    def place(self, rule: Rule) -> Place | None:
        """Return the folder that a rule names; None where it names none."""
        return {Rule.SHARE: self.share, Rule.CASEBOOKS: self.casebooks}.get(rule)

    def locks(self, rule: Rule) -> bool:
        """Tell whether nothing else may be chosen than what a rule says."""
        place = self.place(rule)
        return rule in self.closed or (place is not None and place.locked)

    def allows(self, rule: Rule, path: Path) -> bool:
        """Tell whether a rule lets a folder be the shared one, or a casebook."""
        place = self.place(rule)
        return not self.locks(rule) or (rule not in self.closed and place is not None and place.has(path))


NO_POLICY = Policy()
