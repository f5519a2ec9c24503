"""Columns are as wide as their content asks."""

from __future__ import annotations

import pytest

from reviewer.paper import Run, Table, installed_resources
from reviewer.paper.columns import columns_of
from reviewer.paper.lines import Setter
from reviewer.paper.styles import WIDTH
from reviewer.paper.typeface import Typeface

LONG = "We looked at what the force has sent, and compared it with what it had told us the year before."


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(Typeface(installed_resources()))


def test_a_date_is_not_broken_for_a_column_that_is_broken_anyway(setter: Setter) -> None:
    table = Table(
        "", ("Step", "By when", "What we saw", "Why"), (("A contact", "16 June 2025", LONG, LONG),) * 3
    )
    columns = columns_of(table, setter, WIDTH)
    for column, text in enumerate(("A contact", "16 June 2025")):
        runs = setter.lines((Run(text),), columns.style, columns.widths[column] - 2 * columns.pad)
        assert len(runs) == 1, text
    assert sum(columns.widths) == pytest.approx(WIDTH)
    assert columns.widths[2] == pytest.approx(columns.widths[3], rel=0.1)


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_columns_of_any_length_fill_the_page(setter: Setter, count: int) -> None:
    head = tuple(f"Column {number}" for number in range(count))
    rows = tuple(tuple(LONG[: 1 + 17 * (number + row) % 95] for number in range(count)) for row in range(4))
    columns = columns_of(Table("", head, rows), setter, WIDTH)
    assert sum(columns.widths) == pytest.approx(WIDTH)
    assert min(columns.widths) > 2 * columns.pad
