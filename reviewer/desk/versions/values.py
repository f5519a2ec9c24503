"""What is shown of versions: pairs of receipts, what may be one, and each passage of the earlier in the later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model import Difference, DocumentText, Evidence, Kept, Passage

if TYPE_CHECKING:
    from reviewer.desk.display import DocumentRow
    from reviewer.documents.comparing import Comparison
    from reviewer.documents.word_changes import Piece


class Fate(StrEnum):
    """What became of a passage of the earlier version in the newer one."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"
    UNREAD = "unread"
    TIED = "tied"  # it is there, and what stands there is tied to its criterion already


@dataclass(frozen=True, slots=True)
class Maybe:
    """Two receipts of a body of which the newer looks like a new version; ``share`` of the earlier's text is in it.

    ``share`` is 0 to 1, or None where one of them has no text yet.
    """

    newer: DocumentRow
    earlier: DocumentRow
    same_name: bool
    share: float | None


@dataclass(frozen=True, slots=True)
class InVersion:
    """A passage of the earlier version, looked for in the newer: kept, changed (``new`` is what it is like) or gone.

    "unread" is a newer version that has no text on this laptop yet. ``where`` is the place in the newer version. "tied" is one
    whose words somebody tied to the same criterion there by hand: ``tied`` is that record.
    """

    record: Kept[Evidence]
    fate: Fate
    where: str = ""
    new: Passage | None = None
    pieces: tuple[Piece, ...] = ()
    difference: Difference | None = None
    tied: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A newer version and the earlier one that it replaces, with the passages that are tied to the earlier."""

    newer: DocumentRow
    earlier: DocumentRow
    passages: tuple[InVersion, ...]
    carried: int = 0

    def count(self, fate: Fate) -> int:
        """Return how many passages have this fate."""
        return sum(passage.fate == fate for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Beside:
    """The newer version beside the earlier one: what changed, where each passage went, and both texts."""

    pair: Pair
    comparison: Comparison
    old: DocumentText
    new: DocumentText
