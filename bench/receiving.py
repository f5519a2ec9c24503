"""What an inspector waits for when a thousand files come in at once."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench.make_intake import intake_files
from bench.measure import told

NOTICED = 0.05
"""Seconds after which a person at the window notices that it does not answer."""

Pair = tuple[Callable[[], float], Callable[[], float]]


def all_cores() -> Pair:
    """1,000 mixed files received by as many readers as there are cores, and by one; each file durable and a save.

    Where there are two cores, one reader and the thread that records keep most of both busy already: hence the limit.
    """
    command = [sys.executable, "-m", "bench.programs.intake", intake_files()]
    return lambda: told([*command, "0"]), lambda: told([*command, "1"])


def window_held_up() -> Pair:
    """The longest hold-up of the window's thread meanwhile, less what it waited for a core; what a person notices."""
    command = [sys.executable, "-m", "bench.programs.intake", intake_files(), "window"]
    return lambda: told(command), lambda: NOTICED
