"""What the card of one cell shows, taken from all that stands for its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.desk.display import BodyView, CriterionView
from reviewer.model import Grade, Kept
from reviewer.review import Blocker, BlockerCode


@dataclass(frozen=True, slots=True)
class CellDetails:
    """A criterion of a body, its category, and what is left for either; ``people`` are names by author."""

    body: str
    view: CriterionView
    left: tuple[Blocker, ...]
    categories: tuple[Kept[Grade], ...]
    suggested: str | None
    people: Mapping[str, str]


def details_of(view: BodyView, criterion: str, people: Mapping[str, str]) -> CellDetails:
    """Return the details of one cell; KeyError if the framework has no such criterion."""
    left = tuple(
        blocker
        for blocker in view.blocks_signing
        if blocker.criterion == criterion and blocker.code != BlockerCode.NO_VERDICT
    )
    return CellDetails(
        view.body.code, view.criteria[criterion], left, view.categories, view.suggested, people
    )
