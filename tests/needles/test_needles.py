"""Every word that a person could see is found, or said to be missing: a phrase in each of many carriers.

A small run takes some of each family, by the seed.

What is not read yet stands in ``ratchet``, and nowhere else.
"""

from __future__ import annotations

import math
import os
import random
import secrets
from collections.abc import Sequence
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.needles.carriers import Carrier, plant
from tests.needles.families import EVERY, FAMILIES
from tests.needles.outcomes import Outcome, Result, outcomes
from tests.needles.ratchet import FOUND_AT_LEAST, KNOWN_SILENT
from tests.needles.table import table
from tests.scale import scale

CARRIERS = scale("needles", small=30, whole=len(EVERY))


@pytest.fixture(scope="module")
def seed() -> str:
    """What the phrases are drawn from: new each time, but the same in CI, so that it is red for a reason."""
    return os.environ.get("REVIEWER_NEEDLES_SEED") or ("ci" if os.environ.get("CI") else secrets.token_hex(4))


def test_every_phrase_is_found_or_told(
    seed: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = {name: some(family, random.Random(f"{seed} {name}")) for name, family in FAMILIES.items()}
    carriers = [carrier for family in chosen.values() for carrier in family]
    planted = [plant(carrier, random.Random(f"{seed} {carrier.name}")) for carrier in carriers]
    home = Home(tmp_path / "me/config", root / "resources", tmp_path / "me/data")
    case = root / "resources/samples/boundaries/case"
    with Desk.new(tmp_path / "needles.casebook", case, home) as desk:
        results = {
            result.planted.carrier: result
            for result in outcomes(desk, "harrowdale", tmp_path / "sent", planted)
        }
    with capsys.disabled():
        print(f"\nREVIEWER_NEEDLES_SEED={seed}")
        for line in table({name: [results[one] for one in family] for name, family in chosen.items()}):
            print(line)
    _hold(list(results.values()))


def some(family: Sequence[Carrier], dice: random.Random) -> Sequence[Carrier]:
    """As large a part of a family as this run has of all."""
    number = math.ceil(len(family) * min(1, CARRIERS / len(EVERY)))
    return family if number == len(family) else dice.sample(family, number)


def _hold(results: list[Result]) -> None:
    silent = {result.planted.carrier.name for result in results if result.outcome is Outcome.SILENT}
    found = sum(result.outcome is Outcome.FOUND for result in results)
    asked = {result.planted.carrier.name for result in results}
    lost, mended = sorted(silent - KNOWN_SILENT), sorted((KNOWN_SILENT & asked) - silent)
    assert not lost, f"these are silent, and were not: {lost}"
    assert not mended, f"these are silent no more, so take them off the list in ratchet.py: {mended}"
    assert found >= FOUND_AT_LEAST - (len(EVERY) - len(results))
