"""What statements say, as values: by whom the work is held, and which of the statements count."""

from __future__ import annotations

from typing import NamedTuple

from reviewer.casebook.holdings import Covered
from reviewer.casebook.statements import Statement
from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A statement to be put on the share: its bytes and their SHA-256 (hex)."""

    copy: str
    number: int
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldBy:
    """What another copy holds: who works in it (key and name), when it said so (UTC µs), how much of what is here it lacks.

    ``reads`` says how much its program can read, as a statement does; ``acts_at`` when this laptop's last act was made, if it holds
    that (0: it does not).
    """

    key: str
    name: str
    copy: str
    at: int
    lacks_saves: int
    lacks_documents: int
    reads: int = 0
    acts_at: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it holds all that is held here."""
        return not self.lacks_saves and not self.lacks_documents


class Counted(NamedTuple):
    """A statement that counts, the person (key) who made it, and what of this copy's saves it covers."""

    statement: Statement
    person: str
    covered: Covered


@dataclass(slots=True)
class StatedNow:
    """What the statements say, as of one moment: ``elsewhere`` are all other copies' that count, one's own second laptop's too."""

    me: str
    elsewhere: tuple[Counted, ...]
    doubled: tuple[Statement, ...]

    @property
    def others(self) -> tuple[Counted, ...]:
        """Those of other people."""
        return tuple(one for one in self.elsewhere if one.person != self.me)
