"""Every number that the command line takes is of one type, which says in a line what it can't mean."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from reviewer.cli.given import MOST, Number
from reviewer.cli.running import reviewer


def parameters(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Parameter]]:
    """Yield each parameter of a command and of those below it, under the words that lead to it."""
    for param in command.params:
        yield f"{path} {param.name}", param
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from parameters(below, f"{path} {name}")


NUMBERS = {name: param for name, param in parameters(reviewer) if isinstance(param.type, Number)}


def test_no_parameter_is_a_number_of_another_type() -> None:
    ours = {name for name, _ in parameters(reviewer)}
    assert {" search limit", " text page", " evidence page"} <= NUMBERS.keys() <= ours
    for name, param in parameters(reviewer):
        other = (click.types.IntParamType, click.types.FloatParamType)
        assert not isinstance(param.type, other), name


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize(
    "given",
    ["0", "-1", str(MOST + 1), "9" * 30, "9" * 5_000, "1e3", "1.5", "0x10", "1_000", " 7", "٣", "", "\udce9"],
)
def test_what_is_no_number_within_reason_is_refused_with_what_it_is_not(name: str, given: str) -> None:
    param = NUMBERS[name]
    with pytest.raises(click.BadParameter, match="is no whole number from 1 to 1,000,000") as told:
        param.type.convert(given, param, None)
    assert len(told.value.format_message()) < 150


@pytest.mark.parametrize(("given", "number"), [("1", 1), ("0012", 12), (str(MOST), MOST), (50, 50)])
def test_a_number_within_reason_is_taken(given: object, number: int) -> None:
    assert Number().convert(given, None, None) == number
