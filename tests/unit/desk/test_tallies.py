"""What one number counts, as a value: the number and the bodies behind it can't differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.desk import Desk
from reviewer.desk.matrix.row_order import Filter, filtered
from reviewer.desk.matrix.tallies import Counts, Tally, tally_of


def test_the_numbers_of_a_criterion_count_every_body_once(desk: Desk) -> None:
    lines = list(desk.standing.body_lines())
    criterion = desk.case.framework.criteria[0]
    lines[0] = replace(lines[0], tones=("met", *lines[0].tones[1:]))
    lines[1] = replace(lines[1], damaged_of=frozenset({criterion.key}))
    tallies = [
        Tally(Counts.FINDING, criterion.key, 0, tone) for tone in ("met", "part", "gap", "unknown", "")
    ]
    tallies.append(Tally(Counts.DAMAGED_AT, criterion.key))
    assert [tally.count(lines) for tally in tallies] == [1, 0, 0, 0, len(lines) - 2, 1]
    for tally in tallies:
        assert len(filtered(lines, Filter(tally=tally), lambda _line: ())) == tally.count(lines)
        assert Filter(tally=tally).is_on


def test_the_numbers_of_the_categories_count_every_body_once(desk: Desk) -> None:
    lines = list(desk.standing.body_lines())
    first = desk.case.framework.categories[0].key
    lines[0] = replace(lines[0], category=first)
    lines[1] = replace(lines[1], damaged_of=frozenset({""}))
    assert Tally(Counts.CATEGORY, says=first).count(lines) == 1
    assert Tally(Counts.CATEGORY).count(lines) == len(lines) - 2
    assert Tally(Counts.DAMAGED_AT).count(lines) == 1


def test_a_tally_comes_back_as_it_was_packed(desk: Desk) -> None:
    framework = desk.case.framework
    second = framework.criteria[1].key
    for tally in (
        Tally(Counts.FINDING, second, 1, "gap"),
        Tally(Counts.JUDGED),
        Tally(Counts.CATEGORY, says="a"),
    ):
        assert tally_of(tally.packed(), framework) == tally


@pytest.mark.parametrize(
    "kept", [None, "finding", ["finding", "no such criterion", "met"], ["what", "", ""], [1, 2, 3]]
)
def test_what_is_no_tally_is_none(desk: Desk, kept: object) -> None:
    assert tally_of(kept, desk.case.framework) is None
