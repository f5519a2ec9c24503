"""What an inspector waits for when a thousand files come in at once."""

from __future__ import annotations

import sys

from bench.entry import Entry, Measure
from bench.make_intake import intake_files
from bench.measure import told

NOTICED = 0.05
"""Seconds after which a person at the window notices that it does not answer."""


def all_cores() -> tuple[Measure, Measure]:
    """1,000 mixed files received by all cores, and by the same program confined to one; each file durable and a save.

    Two cores that were busy all the time would take half of it, more of them less. One thread writes the index, which is
    half of all the work, so that the other core is idle now and then.
    """
    command = [sys.executable, "-m", "bench.programs.intake", intake_files()]
    return lambda: told([*command, "cores"]), lambda: told([*command, "core"])


def window_held_up() -> tuple[Measure, None]:
    """The longest hold-up of the window's thread meanwhile, less what it waited for a core; nobody else has that window."""
    command = [sys.executable, "-m", "bench.programs.intake", intake_files(), "window"]
    return lambda: told(command), None


ENTRIES = (
    Entry("intake of 1,000 mixed files, all cores / one core", "wall", 0.65, None, all_cores, 3),
    Entry("window held up at most while they come in", "wall", None, NOTICED, window_held_up),
)
