"""What a row of the bench is made of, and where the peers are found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from bench.measure import ROUNDS, NotRunError

Measure = Callable[[], float]
"""Takes one measure, in the entry's unit."""

SECONDS = frozenset({"wall", "CPU", "thread"})
"""Units that are seconds: of the clock, of all processors, of the screen's thread."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``unit`` is one of SECONDS, "MB", "count", or "power" (an exponent).

    ``limit`` bounds ours / peer's, ``most`` ours in its unit (None: no such bound; a row with neither is only told).
    ``pair`` makes the files and returns both measures, None for a peer where nobody else has such a thing to
    measure; NotRunError if something needed is missing. Its docstring says why the pair is fair. ``rounds`` are how
    often both are taken: less often where one takes minutes.
    """

    name: str
    unit: str
    limit: float | None
    most: float | None
    pair: Callable[[], tuple[Measure, Measure | None]]
    rounds: int = ROUNDS


def tool(name: str) -> str:
    """Return the path of an outside program; NotRunError if it is not here."""
    path = shutil.which(name)
    if path is None:
        raise NotRunError(f"{name} is not here: packaging/setup.sh --bench installs it")
    return path
