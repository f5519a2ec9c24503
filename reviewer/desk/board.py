"""What stands for every body, read in one go and kept until the next save: a list of 43 bodies is shown at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from reviewer.model import (
    Block,
    Evidence,
    Framework,
    Grade,
    Included,
    Kept,
    Letter,
    Receipt,
    Search,
    Verdict,
    Version,
    Withdrawn,
)

if TYPE_CHECKING:
    from reviewer.casebook import Casebook


class OfBody(Protocol):
    """Content that names its body."""

    @property
    def body(self) -> str:
        """The body's code."""


T = TypeVar("T", bound=OfBody)


@dataclass(frozen=True, slots=True)
class Slice:
    """One body's current records; two slices are equal when nothing has changed between them."""

    receipts: tuple[Kept[Receipt], ...] = ()
    verdicts: tuple[Kept[Verdict], ...] = ()
    evidence: tuple[Kept[Evidence], ...] = ()
    searches: tuple[Kept[Search], ...] = ()
    grades: tuple[Kept[Grade], ...] = ()
    letters: tuple[Kept[Letter], ...] = ()
    blocks: tuple[Kept[Block], ...] = ()
    included: tuple[Kept[Included], ...] = ()
    versions: tuple[Kept[Version], ...] = ()
    contested: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Board:
    """All slices by body code, as of a position of the casebook; ``times`` counts receipts by document."""

    position: int
    slices: Mapping[str, Slice]
    times: Mapping[str, int]

    @classmethod
    def of(cls, casebook: Casebook, framework: Framework) -> Board:
        """Read what stands now. The position is read first: a save meanwhile makes the board stale, never wrong.

        What is decided in terms that the framework does not have says nothing, so it is left out; the check
        names it.
        """
        position = casebook.head_position()
        receipts = _by_body(casebook.current(Receipt))
        verdicts = _by_body(kept for kept in casebook.current(Verdict) if is_known(kept.content, framework))
        grades = _by_body(kept for kept in casebook.current(Grade) if is_known(kept.content, framework))
        evidence, searches = _by_body(casebook.current(Evidence)), _by_body(casebook.current(Search))
        letters, blocks = _by_body(casebook.current(Letter)), _by_body(casebook.current(Block))
        included = {kept.content.receipt: kept for kept in casebook.current(Included)}
        versions = _by_body(casebook.current(Version))
        contested = _contested(casebook)
        codes = {*receipts, *verdicts, *evidence, *searches, *grades, *letters, *blocks}
        slices = {
            code: Slice(
                receipts.get(code, ()),
                verdicts.get(code, ()),
                evidence.get(code, ()),
                searches.get(code, ()),
                grades.get(code, ()),
                letters.get(code, ()),
                blocks.get(code, ()),
                tuple(included[r.subject] for r in receipts.get(code, ()) if r.subject in included),
                versions.get(code, ()),
                frozenset(contested.get(code, ())),
            )
            for code in codes
        }
        times = Counter(kept.content.document for held in receipts.values() for kept in held)
        return cls(position, slices, times)

    def slice(self, code: str) -> Slice:
        """Return a body's slice; an empty one where nothing stands."""
        return self.slices.get(code, Slice())


def is_known(content: Verdict | Grade, framework: Framework) -> bool:
    """Tell whether the framework has what a verdict or category names."""
    if isinstance(content, Grade):
        return any(content.category == known.key for known in framework.categories)
    return any(
        content.criterion == known.key and content.finding in known.findings for known in framework.criteria
    )


def _by_body(records: Iterable[Kept[T]]) -> Mapping[str, tuple[Kept[T], ...]]:
    found: dict[str, list[Kept[T]]] = defaultdict(list)
    for kept in records:
        found[kept.content.body].append(kept)
    return {code: tuple(held) for code, held in found.items()}


def _contested(casebook: Casebook) -> Mapping[str, set[str]]:
    """Return the criteria by body whose verdict stands beside its own taking back, by somebody else."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, stands in casebook.conflicts():
        if any(isinstance(kept.content, Withdrawn) for kept in stands):
            for kept in stands:
                if isinstance(kept.content, Verdict):
                    found[kept.content.body].add(kept.content.criterion)
    return found
