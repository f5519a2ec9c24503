"""Counts from what stands now: categories, findings by criterion, and what is not judged. Pure; no I/O.

Every body is counted once in each table, so each adds up to the number of bodies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer.model import Case, Criterion, Framework

NOT_JUDGED = "Not judged"


@dataclass(frozen=True, slots=True)
class Count:
    """How many bodies have one finding or category. ``tone`` is a ``model.Tone`` value, or "" if it has none."""

    key: str
    label: str
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CriterionCounts:
    """A criterion's findings, in the order of its scale; ``not_judged`` bodies have none yet."""

    key: str
    number: int
    title: str
    question: str
    counts: tuple[Count, ...]
    not_judged: int


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with its category's label and its findings' labels by criterion, "" where not judged."""

    code: str
    name: str
    category: str
    findings: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether every criterion has a finding."""
        return all(self.findings)


@dataclass(frozen=True, slots=True)
class Figures:
    """The national figures. ``ungraded`` bodies have no category yet."""

    total: int
    categories: tuple[Count, ...]
    ungraded: int
    criteria: tuple[CriterionCounts, ...]
    bodies: tuple[BodyLine, ...]

    @property
    def complete(self) -> int:
        """How many bodies have a finding on every criterion and a category."""
        return sum(line.judged and bool(line.category) for line in self.bodies)

    def add_up(self) -> bool:
        """Whether each table counts every body once."""
        tables = [(self.categories, self.ungraded), *((c.counts, c.not_judged) for c in self.criteria)]
        return all(sum(c.count for c in counts) + rest == self.total for counts, rest in tables)


def count(case: Case, findings: Mapping[str, Mapping[str, str]], categories: Mapping[str, str]) -> Figures:
    """Count what stands. ``findings`` gives finding keys by body and criterion, ``categories`` keys by body.

    A body or criterion that is missing counts as not judged. ValueError if a finding or category is none of
    the framework's: figures that leave something out would be wrong.
    """
    framework = case.framework
    codes = [body.code for body in case.bodies]
    figures = Figures(
        total=len(codes),
        categories=_categories(framework, [categories[code] for code in codes if code in categories]),
        ungraded=sum(code not in categories for code in codes),
        criteria=tuple(
            _criterion(
                framework, criterion, [findings.get(code, {}).get(criterion.key, "") for code in codes]
            )
            for criterion in framework.criteria
        ),
        bodies=tuple(
            BodyLine(
                body.code,
                body.name,
                framework.category(categories[body.code]).label if body.code in categories else "",
                _labels(framework, findings.get(body.code, {})),
            )
            for body in case.bodies
        ),
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
    )


def _labels(framework: Framework, given: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        framework.finding(given[criterion.key]).label if criterion.key in given else ""
        for criterion in framework.criteria
    )
