"""A casebook of a made inspection, and its author."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Author, Casebook

CASE: dict[str, Any] = {
    "inspection": {"title": "A made inspection"},
    "framework": {"languages": {"": {"title": "A made framework"}}},
}


@pytest.fixture
def case_data() -> dict[str, Any]:
    return CASE


@pytest.fixture
def clock() -> Callable[[], int]:
    """Each look at the clock is a second later, from 1 June 2017, 9:00 UTC."""
    seconds = itertools.count(1_496_307_600)
    return lambda: next(seconds) * 1_000_000


@pytest.fixture
def ann() -> Author:
    return Author("Ann Archer", bytes(range(32)))


@pytest.fixture
def bob() -> Author:
    return Author("Bob Baker", bytes(range(1, 33)))


@pytest.fixture
def casebook(tmp_path: Path, ann: Author, clock: Callable[[], int]) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "abuse.casebook", ann, clock, CASE) as made:
        yield made


@pytest.fixture
def colleague(
    tmp_path: Path, casebook: Casebook, bob: Author, clock: Callable[[], int]
) -> Iterator[Casebook]:
    """Bob's casebook of the same inspection."""
    bundles = [bundle for _, bundle in casebook.saves()]
    with Casebook.adopt(tmp_path / "bob.casebook", bob, clock, bundles, casebook.inspection_id) as made:
        yield made
