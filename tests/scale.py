"""How much of what takes long runs: at a desk (`make test`) what is quick, in CI all but what is long, in `make test-all` everything.

Four ways to say so, and no fifth:

- `@pytest.mark.thorough`: the test is left to CI; a promise that it holds has a quicker test at a desk, or is seldom broken there;
- `@pytest.mark.long`: the test is left to `make test-all`;
- `parametrize(..., grid(ALL, ordinary=SOME))`: what of a grid adds only to the whole run is long;
- `KILLS = scale("kills", small=30, whole=300)`, at the head of a test file: a loop, a corpus or a number of examples is small at a desk.

REVIEWER_THOROUGH=1 runs what CI does, loops and corpora whole; REVIEWER_WHOLE=1 runs all. REVIEWER_COLD=1 forks no command and no
reader from a warm process (tests/warm.py), which proves no more and takes longer. REVIEWER_SCALE="kills=3000 papers=400" sets
numbers by name, whichever runs. A run that was not whole says so in its last lines, from pytest's hooks below (tests/conftest.py
takes them in).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Protocol, Self, TypeVar

import pytest
from _pytest.mark import ParameterSet

WHOLE = os.environ.get("REVIEWER_WHOLE") == "1"
THOROUGH = WHOLE or os.environ.get("REVIEWER_THOROUGH") == "1"
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
    """How many *name* there are in this run: *small* in `make test`, *whole* in CI and in `make test-all`."""
    told = dict(pair.split("=") for pair in os.environ.get("REVIEWER_SCALE", "").split())
    return Scale.of(name, int(told.get(name, whole if THOROUGH else small)), whole)


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
    """Leave out what this run has no time for."""
    left = {item: marker for item in items if (marker := _left_by(item))}
    if left:
        config.hook.pytest_deselected(items=list(left))
        items[:] = [item for item in items if item not in left]
    plugins = [plugin for plugin in config.pluginmanager.get_plugins() if isinstance(plugin, ModuleType)]
    modules = {item.module for item in items if isinstance(item, pytest.Function)}
    config.stash[_LEFT] = [
        *_left_out(Counter(left.values())),
        *_small({*plugins, *modules}),
    ]


def _left_by(item: pytest.Item) -> str:
    """Return the marker by which this run leaves a test to another, or ""."""
    if not WHOLE and item.get_closest_marker("long"):
        return "long"
    return "thorough" if not THOROUGH and item.get_closest_marker("thorough") else ""


def _left_out(numbers: Mapping[str, int]) -> Iterable[str]:
    for marker, number in sorted(numbers.items()):
        yield f"{number} {marker} test{'s' if number > 1 else ''} left out"


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
