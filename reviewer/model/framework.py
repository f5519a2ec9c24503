"""A framework: criteria, the scale, categories and their wording."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from reviewer.model.frozen import dataclass


class Tone(StrEnum):
    """The sort of a finding; drives shape, colour and suggestions, never words."""

    MET = "met"
    PART = "part"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """A point on the scale. ``sentence`` is a template over ``phrases``; ``absence`` asks for a search."""

    key: str
    label: str
    tone: Tone
    sentence: str
    absence: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of the checklist; ``findings`` are the keys it may be given, in order."""

    key: str
    title: str
    question: str
    guidance: str
    search: tuple[str, ...]
    findings: tuple[str, ...]
    phrase: Mapping[str, str]

    def phrase_for(self, finding: str) -> str:
        """Return the phrase that this criterion gives to a finding's sentence."""
        return self.phrase.get(finding, self.phrase["default"])


@dataclass(frozen=True, slots=True)
class Category:
    """An overall grade; ``suggest`` is an expression over the names "tones" and "findings"."""

    key: str
    label: str
    suggest: str


@dataclass(frozen=True, slots=True)
class Framework:
    """Criteria, scale, categories and wording: data, never code."""

    key: str
    title: str
    language: str
    findings: tuple[Finding, ...]
    criteria: tuple[Criterion, ...]
    categories: tuple[Category, ...]

    def finding(self, key: str) -> Finding:
        """Return the finding with this key; KeyError if there is none."""
        return _by_key(self.findings, key)

    def criterion(self, key: str) -> Criterion:
        """Return the criterion with this key; KeyError if there is none."""
        return _by_key(self.criteria, key)

    def category(self, key: str) -> Category:
        """Return the category with this key; KeyError if there is none."""
        return _by_key(self.categories, key)

    def number(self, criterion: str) -> int:
        """Return a criterion's number on the checklist, from 1."""
        return 1 + [c.key for c in self.criteria].index(criterion)


K = TypeVar("K", Finding, Criterion, Category)


def _by_key(items: tuple[K, ...], key: str) -> K:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)
