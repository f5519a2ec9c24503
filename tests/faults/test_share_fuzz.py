"""Random schedules on a shared folder violate nothing, and would if the program were broken in any of these ways."""

from __future__ import annotations

import os

import pytest

from tests.faults.share_fuzz.breakages import BREAKAGES
from tests.faults.share_fuzz.schedules import caught, drawn, failure
from tests.scale import scale

FUZZED = scale("share-schedules", small=12, whole=300)
GROUPS = 6
"""So that workers share them."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_schedule_violates_anything(group: int) -> None:
    for seed in range(1 + group, 1 + FUZZED, GROUPS):
        schedule = drawn(seed)
        said = failure(schedule)
        assert not said, f"{said}\nmake fuzz-share number=1 seed={seed}\n{schedule}"


FOUND = {
    600573: "a laptop restored from a copy whose row had rotted",
    602604: "acts of who was removed, before the save up to which they count",
}


@pytest.mark.parametrize("seed", FOUND)
def test_what_long_runs_have_found_is_mended(seed: int) -> None:
    assert not failure(drawn(seed)), FOUND[seed]


@pytest.mark.thorough
@pytest.mark.parametrize("name", BREAKAGES)
def test_each_deliberate_breakage_is_caught_and_nothing_is_where_it_is_whole(name: str) -> None:
    seed, said = caught(BREAKAGES[name])
    assert said, f"{name}: nobody noticed"
    assert not failure(drawn(seed, BREAKAGES[name])), f"{name}: seed {seed} fails unbroken too"
