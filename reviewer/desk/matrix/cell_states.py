"""What one cell of the matrix says: a finding's tone, nothing yet, or what keeps it from having one finding."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.desk.body_lines import CellState
from reviewer.review import BlockerCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.desk.body_lines import BodyLine
    from reviewer.model import Framework
    from reviewer.review import Standing

__all__ = ["MARKS", "BlockerCode", "Care", "care_of", "cells_of", "mark_of", "marks_of"]

ATTENTION = "attention"
MARKS = ("met", "part", "gap", "unknown", "", ATTENTION)
"""What stands in a cell, in the order of totals: four tones, not judged, and what is no finding."""

_TO_LOOK_AT = frozenset(
    {BlockerCode.NEAR_PASSAGE, BlockerCode.HITS_NOT_LOOKED_AT, BlockerCode.PIECES_NOT_SEEN}
)


class Care(StrEnum):
    """What a cell asks of a person."""

    NONE = "none"
    LOOK = "look"
    """Something is to be looked at and confirmed."""
    WAY = "way"
    """Something stands in the way of the letter."""


def cells_of(framework: Framework, stands: Standing) -> tuple[CellState, ...]:
    """Return a body's cells in the order of the framework's criteria."""
    left: dict[str | None, list[str]] = {}
    for blocker in stands.blocks_signing:
        if blocker.code != BlockerCode.NO_VERDICT:
            left.setdefault(blocker.criterion, []).append(str(blocker.code))
    return tuple(
        CellState(stands.findings.get(criterion.key, ""), tuple(dict.fromkeys(left.get(criterion.key, ()))))
        for criterion in framework.criteria
    )


def care_of(left: Iterable[str]) -> Care:
    """Return how much care a cell wants, by the kinds of what is left for it."""
    kinds = set(left)
    if not kinds:
        return Care.NONE
    return Care.LOOK if kinds <= _TO_LOOK_AT else Care.WAY


def mark_of(tone: str, cell: CellState) -> str:
    """Return what stands in a cell, one of ``MARKS``: a cell without one finding that is not simply open is attention."""
    return tone if cell.finding or not cell.left else ATTENTION


def marks_of(line: BodyLine) -> tuple[str, ...]:
    """Return what stands in each cell of a line, in order."""
    return tuple(mark_of(tone, cell) for tone, cell in zip(line.tones, line.cells, strict=True))
