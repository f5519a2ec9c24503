"""What the list of bodies and the bar show of the record: the first values that a window needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.letter_places import TO_BE_LOOKED_AT
from reviewer.model.frozen import dataclass
from reviewer.model.whereabouts import HeldState, Where

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.desk.letter_places import Place


@dataclass(frozen=True, slots=True)
class CellState:
    """One criterion of a body: the key of its finding, "" without exactly one verdict, and what is left for signing.

    ``left`` are the kinds of its blockers; that there is no verdict yet is none of them.
    """

    finding: str = ""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list: a tone per criterion in order, "" where it is not judged; ``cells`` say more of each.

    ``left`` counts all that is left before signing; ``letter_at`` is when the letter was kept, in UTC µs (0: no
    letter); ``letter_place`` says how it stands, as far as that is known without reading it. ``damaged`` counts damaged records that its letter
    rests on, or may rest on; ``damaged_of`` has the criteria that they are about, "" for the category. ``letter_held`` says where its
    signed letter is, once that was looked up; of several the one that fewest hold.
    """

    code: str
    name: str
    tones: tuple[str, ...]
    late: int
    conflicts: int
    letter_state: str
    category: str | None
    ready: bool
    cells: tuple[CellState, ...] = ()
    left: int = 0
    letter_at: int = 0
    letter_place: Place | None = None
    damaged: int = 0
    damaged_of: frozenset[str] = frozenset()
    letter_held: HeldState | None = None

    @property
    def letter_changed(self) -> bool:
        """Whether its signed letter is not as it was signed: it is to be signed anew, or looked into."""
        return self.letter_place in TO_BE_LOOKED_AT


@dataclass(frozen=True, slots=True)
class ShareState:
    """Where the work is, in words. ``oddities`` are sentences on what somebody who takes part can put right."""

    words: str
    share: Path | None
    unshared: int
    held: HeldState = HeldState(Where.LAPTOP)
    oddities: tuple[str, ...] = ()
