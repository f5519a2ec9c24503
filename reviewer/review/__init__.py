"""Judging: pure rules over what was received and decided. No I/O, no wording, nothing but the model."""

from __future__ import annotations

from reviewer.review.basis import CONFLICTS, Blocker, BlockerCode, Standing, State, left_in
from reviewer.review.damaged import without_damaged
from reviewer.review.deadline import day_in_london, in_review, is_late
from reviewer.review.searched import (
    Gap,
    LookedAt,
    changed_since,
    gaps_of,
    joined,
    looked_at_for,
    looked_at_in,
    newest,
    unsought,
)
from reviewer.review.standing import standing

__all__ = [
    "CONFLICTS",
    "Blocker",
    "BlockerCode",
    "Gap",
    "LookedAt",
    "Standing",
    "State",
    "changed_since",
    "day_in_london",
    "gaps_of",
    "in_review",
    "is_late",
    "joined",
    "left_in",
    "looked_at_for",
    "looked_at_in",
    "newest",
    "standing",
    "unsought",
    "without_damaged",
]
