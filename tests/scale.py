"""How much of what is long by nature runs: all of it in `make test-all`, a part of it in `make test`, and in CI that part with longer loops.

Three ways to say so, and no fourth:

- `@pytest.mark.long`: the test is left out of `make test`;
- `parametrize(..., grid(ALL, ordinary=SOME))`: what of a grid adds only to the whole run is long;
- `KILLS = scale("kills", small=30, whole=300)`, at the head of a test file: a loop, a corpus or a number of examples is small.

REVIEWER_WHOLE=1 runs all; REVIEWER_COLD=1 forks no command and no reader from a warm process (tests/warm.py), which proves
no more and takes longer. REVIEWER_SCALE="kills=3000 papers=400" sets numbers by name, whichever runs. A run that was not
whole says so in its last lines, from pytest's hooks below (tests/conftest.py takes them in).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Protocol, Self, TypeVar

import pytest
from _pytest.mark import ParameterSet

WHOLE = os.environ.get("REVIEWER_WHOLE") == "1"
COLD = os.environ.get("REVIEWER_COLD") == "1"
T = TypeVar("T")


class Scale(int):
    """How many there are in this run; `name` and `whole` say of what, and how many there are in all."""

    name: str
    whole: int

    @classmethod
    def of(cls, name: str, number: int, whole: int) -> Self:
        made = cls(number)
        made.name, made.whole = name, whole
        return made

    def some(self, items: Sequence[T]) -> list[T]:
        """So many of the items, spread evenly from the first to the last; all of them when they are no more."""
        if len(items) <= self:
            return list(items)
        return [items[at * len(items) // self] for at in range(self)]


def scale(name: str, *, small: int, whole: int) -> Scale:
    """How many *name* there are in this run: *small* in `make test`, *whole* in `make test-all`; CI says some by name."""
    told = dict(pair.split("=") for pair in os.environ.get("REVIEWER_SCALE", "").split())
    return Scale.of(name, int(told.get(name, whole if WHOLE else small)), whole)


def grid(every: Iterable[T], *, ordinary: Iterable[T]) -> list[ParameterSet]:
    """All cases of a test, for `parametrize`: those that are not *ordinary* are long. ValueError for one that is no case."""
    cases, chosen = list(every), list(ordinary)
    if strangers := [case for case in chosen if case not in cases]:
        raise ValueError(f"no case of the grid: {strangers}")
    return [_case(case, long=case not in chosen) for case in cases]


def _case(case: object, *, long: bool) -> ParameterSet:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.long if long else ())


# --- what was not run whole is told at the end --------------------------------------------------------


class _Worker(Protocol):
    workeroutput: dict[str, object]


_LEFT = pytest.StashKey[list[str]]()
"""What of this run is left out or small, in words."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is long, unless all is asked for."""
    long = [] if WHOLE else [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    plugins = [plugin for plugin in config.pluginmanager.get_plugins() if isinstance(plugin, ModuleType)]
    modules = {item.module for item in items if isinstance(item, pytest.Function)}
    config.stash[_LEFT] = [*_left_out(len(long)), *_small({*plugins, *modules})]


def _left_out(number: int) -> Iterable[str]:
    if number:
        yield f"{number} long test{'s' if number > 1 else ''} left out"


def _small(modules: Iterable[ModuleType]) -> Iterable[str]:
    """The scales that stand in these test files and conftests, where they are not whole."""
    found = {
        (each.name, int(each), each.whole)
        for module in modules
        for each in vars(module).values()
        if isinstance(each, Scale) and each < each.whole
    }
    return [f"{name} {number} of {whole}" for name, number, whole in sorted(found)]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over to the process that prints, where this one is a worker of its."""
    config: object = session.config
    if hasattr(config, "workeroutput"):
        worker: _Worker = config
        worker.workeroutput["left"] = session.config.stash.get(_LEFT, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over from a worker; all of them have collected the same."""
    worker: _Worker = node  # type: ignore[assignment]  # its type is pytest-xdist's own
    told = getattr(worker, "workeroutput", {}).get("left")
    if told:
        node.config.stash[_LEFT] = told  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not run whole, in one line."""
    left = config.stash.get(_LEFT, [])
    if left:
        terminalreporter.write_line(
            f"Not run whole: {', '.join(left)}. `make test-all` runs all of it.", yellow=True
        )
