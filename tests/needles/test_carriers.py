"""The carriers are honest: each has a name and a phrase of its own, and other programs see the phrases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.needles.carriers import Carrier, Witness, plant
from tests.needles.families import EVERY, FAMILIES
from tests.needles.witnesses import Witnesses
from tests.scale import scale

AT_LEAST = 120
SAMPLE = scale(
    "witnesses", small=1, whole=2
)  # of each family; REVIEWER_SCALE="witnesses=99" asks of every carrier, for some minutes


def test_the_carriers_are_many_and_each_has_its_own_name_and_phrase() -> None:
    files = Counter(carrier.file for carrier in EVERY)
    assert [name for name, count in files.items() if count > 1] == []
    assert len(EVERY) >= AT_LEAST
    phrases = {carrier.draw(random.Random(carrier.name)) for carrier in EVERY}
    assert len(phrases) == len(EVERY)


def test_a_carrier_draws_other_words_from_another_seed() -> None:
    assert all(carrier.draw(random.Random(1)) != carrier.draw(random.Random(2)) for carrier in EVERY)


def sampled(dice: random.Random) -> Iterator[Carrier]:
    """A few carriers of each family and witness."""
    for family in FAMILIES.values():
        for witness in (Witness.OFFICE, Witness.POPPLER, Witness.PILLOW):
            seen = [carrier for carrier in family if carrier.witness is witness]
            yield from dice.sample(seen, min(SAMPLE, len(seen)))


@pytest.mark.thorough
def test_other_programs_see_the_phrase(tool: Callable[[str], str], root: Path, tmp_path: Path) -> None:
    dice = random.Random("honest")
    planted = [plant(carrier, random.Random(carrier.name)) for carrier in sampled(dice)]
    assert Witnesses(tool, root / "resources/tessdata", tmp_path).blind(planted) == []
