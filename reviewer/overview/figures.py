"""Counts from what stands now: categories, findings by criterion, and what is not judged. Pure; no I/O.

Every body is counted once in each table, so each adds up to the number of bodies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer.model import Body, Case, Criterion, Framework

NOT_JUDGED = "Not judged"
DAMAGED = "Damaged"  # how it is shown, never how it is known
_NO_ONE_KNOWS = "\0damaged"  # no finding or category is called so
Damaged = Mapping[str, frozenset[str]]
"""By body the criteria whose records are damaged, "" for the category: what they were is not known until they are healed."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many bodies have one finding or category. ``tone`` is a ``model.Tone`` value, or "" if it has none."""

    key: str
    label: str
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CriterionCounts:
    """A criterion's findings, in the order of its scale; ``not_judged`` bodies have none yet, and of ``damaged`` ones nobody knows."""

    key: str
    number: int
    title: str
    question: str
    counts: tuple[Count, ...]
    not_judged: int
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with its category's label and its findings' labels by criterion, "" where not judged or damaged.

    ``damaged`` are the criteria whose records are, "" for the category: a label says nothing of it, since a framework may
    call a finding "Damaged".
    """

    code: str
    name: str
    category: str
    findings: tuple[str, ...]
    damaged: frozenset[str] = frozenset()

    @property
    def judged(self) -> bool:
        """Whether every criterion has a finding, none of them damaged."""
        return all(self.findings)


@dataclass(frozen=True, slots=True)
class Figures:
    """The national figures. ``ungraded`` bodies have no category yet, and of ``damaged`` ones it is not known.

    ``unplaced`` damaged records may be about any body: the figures may be wrong by them.
    """

    total: int
    categories: tuple[Count, ...]
    ungraded: int
    criteria: tuple[CriterionCounts, ...]
    bodies: tuple[BodyLine, ...]
    damaged: int = 0
    unplaced: int = 0

    @property
    def complete(self) -> int:
        """How many bodies have a finding on every criterion and a category, none of them damaged."""
        return sum(line.judged and bool(line.category) for line in self.bodies)

    def add_up(self) -> bool:
        """Whether each table counts every body once."""
        tables = [
            (self.categories, self.ungraded + self.damaged),
            *((c.counts, c.not_judged + c.damaged) for c in self.criteria),
        ]
        return all(sum(c.count for c in counts) + rest == self.total for counts, rest in tables)


def count(
    case: Case,
    findings: Mapping[str, Mapping[str, str]],
    categories: Mapping[str, str],
    damaged: Damaged | None = None,
    unplaced: int = 0,
) -> Figures:
    """Count what stands. ``findings`` gives finding keys by body and criterion, ``categories`` keys by body.

    What is ``damaged`` is counted as that, whatever else is given; ``unplaced`` damaged records may be about any body. A body or criterion that is missing counts as not judged. ValueError if a finding or category is none of
    the framework's: figures that leave something out would be wrong.
    """
    framework = case.framework
    codes = [body.code for body in case.bodies]
    unknown = damaged or {}
    lost = {code for code in codes if "" in unknown.get(code, ())}
    figures = Figures(
        total=len(codes),
        categories=_categories(
            framework, [categories[code] for code in codes if code in categories and code not in lost]
        ),
        ungraded=sum(code not in categories and code not in lost for code in codes),
        criteria=tuple(
            _criterion(
                framework,
                criterion,
                [
                    _NO_ONE_KNOWS
                    if criterion.key in unknown.get(code, ())
                    else findings.get(code, {}).get(criterion.key, "")
                    for code in codes
                ],
            )
            for criterion in framework.criteria
        ),
        bodies=tuple(
            _line(
                framework,
                body,
                findings.get(body.code, {}),
                categories.get(body.code),
                unknown.get(body.code, frozenset()),
            )
            for body in case.bodies
        ),
        damaged=len(lost),
        unplaced=unplaced,
    )
    if not figures.add_up():
        raise ValueError("the figures do not add up: a finding or category is none of the framework's")
    return figures


def _categories(framework: Framework, given: Iterable[str]) -> tuple[Count, ...]:
    counted = Counter(given)
    return tuple(Count(c.key, c.label, counted[c.key]) for c in framework.categories)


def _criterion(framework: Framework, criterion: Criterion, given: Iterable[str]) -> CriterionCounts:
    counted = Counter(given)
    scale = [framework.finding(key) for key in criterion.findings]
    return CriterionCounts(
        criterion.key,
        framework.number(criterion.key),
        criterion.title,
        criterion.question,
        tuple(Count(f.key, f.label, counted[f.key], f.tone.value) for f in scale),
        counted[""],
        counted[_NO_ONE_KNOWS],
    )


def _line(
    framework: Framework, body: Body, given: Mapping[str, str], category: str | None, unknown: frozenset[str]
) -> BodyLine:
    keys = tuple(criterion.key for criterion in framework.criteria)
    return BodyLine(
        body.code,
        body.name,
        "" if category is None or "" in unknown else framework.category(category).label,
        tuple(
            framework.finding(given[key]).label if key in given and key not in unknown else "" for key in keys
        ),
        unknown & {"", *keys},
    )
