"""Judging: pure rules over what was received and decided. No I/O, no wording, nothing but the model."""

from __future__ import annotations

from reviewer.review.basis import Blocker, Kind, Standing, State
from reviewer.review.deadline import day_in_london, in_review, is_late
from reviewer.review.searched import Gap, gap_of, newest
from reviewer.review.standing import standing

__all__ = [
    "Blocker",
    "Gap",
    "Kind",
    "Standing",
    "State",
    "day_in_london",
    "gap_of",
    "in_review",
    "is_late",
    "newest",
    "standing",
]
