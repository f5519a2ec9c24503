"""What one number of the window counts: the bodies that stand so, which the matrix then shows."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from reviewer.desk.body_lines import BodyLine
from reviewer.model import Framework
from reviewer.model.frozen import dataclass


class Counts(StrEnum):
    """What sort of number it is."""

    FINDING = "finding"  # how many have a tone for a criterion
    CATEGORY = "category"
    DAMAGED_AT = "damaged-at"  # a criterion, or the category
    JUDGED = "judged"  # for all criteria


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts bodies: ``criterion`` is a key ("" is the category), ``at`` its place among the criteria, from 0.

    ``says`` is the tone ("" not judged), or the category's key ("" none yet).
    """

    counts: Counts
    criterion: str = ""
    at: int = 0
    says: str = ""

    def holds(self, line: BodyLine) -> bool:
        """Tell whether a body is counted. What is damaged is counted as nothing else."""
        match self.counts:
            case Counts.FINDING:
                return self.criterion not in line.damaged_of and line.tones[self.at] == self.says
            case Counts.CATEGORY:
                return "" not in line.damaged_of and (line.category or "") == self.says
            case Counts.DAMAGED_AT:
                return self.criterion in line.damaged_of
            case Counts.JUDGED:
                return all(line.tones)

    def count(self, lines: Iterable[BodyLine]) -> int:
        """Return how many bodies are counted."""
        return sum(map(self.holds, lines))

    def packed(self) -> list[str]:
        """Return it as plain values."""
        return [self.counts.value, self.criterion, self.says]


def tally_of(packed: object, framework: Framework) -> Tally | None:
    """Return what was packed; None of anything else, and of a criterion that is not there any more."""
    match packed:
        case [str(counts), str(criterion), str(says)] if counts in set(Counts):
            keys = [each.key for each in framework.criteria]
            if criterion and criterion not in keys:
                return None
            return Tally(Counts(counts), criterion, keys.index(criterion) if criterion else 0, says)
        case _:
            return None
