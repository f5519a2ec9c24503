"""What a card of the checklist says before it is recorded."""

from __future__ import annotations

from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding's key ("" for none) and a reason, not saved yet."""

    finding: str = ""
    because: str = ""


_FIELDS = len(("body", "criterion", "finding", "because"))


def typed_of(state: object) -> dict[tuple[str, str], Decision]:
    """Return the decisions that were typed in an earlier sitting, by body and criterion; what is none is passed over."""
    rows = state if isinstance(state, list) else []
    return {
        (row[0], row[1]): Decision(row[2], row[3])
        for row in rows
        if isinstance(row, list) and len(row) == _FIELDS
    }
