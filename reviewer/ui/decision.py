"""What a card of the checklist says before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding's key ("" for none) and a reason, not saved yet."""

    finding: str = ""
    because: str = ""
