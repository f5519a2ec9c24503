"""The row under the matrix: how many of the bodies shown stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.matrix.cell_states import MARKS, marks_of
from reviewer.desk.matrix.row_order import Group, is_signed


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of the bodies shown; ``marks`` has, for each criterion, a number for each of ``MARKS``."""

    bodies: int
    marks: tuple[tuple[int, ...], ...]
    chosen: int
    signed: int
    ready: int


def totals_of(lines: Sequence[BodyLine], criteria: int) -> Totals:
    """Count bodies; ``criteria`` is how many columns there are, also where no body is shown."""
    rows = [marks_of(line) for line in lines]
    counted = [Counter(row[at] for row in rows) for at in range(criteria)]
    return Totals(
        bodies=len(lines),
        marks=tuple(tuple(counts[mark] for mark in MARKS) for counts in counted),
        chosen=sum(line.category is not None for line in lines),
        signed=sum(is_signed(line) for line in lines),
        ready=sum(Group.READY.holds(line) for line in lines),
    )
