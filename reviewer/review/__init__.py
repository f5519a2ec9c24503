"""Judging: pure rules over what was received and decided. No I/O, no wording, nothing but the model."""

from __future__ import annotations

from reviewer.review.basis import CONFLICTS, Blocker, BlockerCode, Standing, State
from reviewer.review.deadline import day_in_london, in_review, is_late
from reviewer.review.searched import Gap, gap_of, newest
from reviewer.review.standing import standing

__all__ = [
    "CONFLICTS",
    "Blocker",
    "BlockerCode",
    "Gap",
    "Standing",
    "State",
    "day_in_london",
    "gap_of",
    "in_review",
    "is_late",
    "newest",
    "standing",
]
