"""What a sync tells: its steps while it runs, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class ShareState(StrEnum):
    """Where the work is as far as the share goes, in the words that a person sees; who else holds it, statements say."""

    ON_THIS_LAPTOP = "on this laptop"
    IN_THE_SHARED_FOLDER = "in the shared folder"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sync that has just been done: its name, and how far of how many it is."""

    name: str
    done: int = 1
    total: int = 1


Progress = Callable[[Step], None]
"""Called after each step, on the thread that syncs; may raise CancelledError to stop with nothing lost."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the share did not give although it is known: documents by the names that they were received under, damaged packs, and saves.

    ``saves``: how many members say they hold, and the share does not have.
    """

    documents: tuple[str, ...] = ()
    packs: int = 0
    saves: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. Counts are of saves and of documents; ``notices`` are sentences for the person.

    ``colleagues``: how many persons hold all of the work, once that was looked up.
    """

    pulled: int
    pushed: int
    documents_up: int
    documents_down: int
    new_authors: tuple[str, ...]
    conflicts: tuple[str, ...]
    state: ShareState
    notices: tuple[str, ...]
    missing: Missing
    colleagues: int = 0


@dataclass(slots=True)
class Tally:
    """A report in the making."""

    pulled: int = 0
    pushed: int = 0
    documents_up: int = 0
    documents_down: int = 0
    notices: list[str] = field(default_factory=list)
    documents_missing: tuple[str, ...] = ()
    packs_damaged: int = 0

    def notice(self, sentence: str) -> None:
        """Tell the person something once."""
        if sentence not in self.notices:
            self.notices.append(sentence)
