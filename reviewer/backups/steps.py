"""How far a long work of this room has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done."""

    DATABASE = "database"
    RECORDS = "records"
    DOCUMENTS = "documents"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, how far it has come, of how much; a total of 0 is not known."""

    stage: Stage
    done: int = 0
    total: int = 0


Tell = Callable[[Step], None]
"""Called on the thread that works; may raise CancelledError to stop: what is half made goes."""


def silent(_step: Step) -> None:
    """Tell nobody."""
