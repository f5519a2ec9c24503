"""Rows about how soon the window shows what was done. Nobody else has such a window, so they have bounds, no peer."""

from __future__ import annotations

import sys

from bench.entry import Entry, Measure
from bench.make_large import large
from bench.measure import told


def shown(what: str) -> tuple[Measure, None]:
    """What ``bench.programs.screens`` says of 43 bodies with 5,000 documents, four criteria judged on 20 passages each."""
    command = [sys.executable, "-m", "bench.programs.screens", large(), what]
    return lambda: told(command), None


ENTRIES = (
    Entry(
        "an act among 5,000 documents, from recorded to painted, p95",
        "wall",
        None,
        0.05,
        lambda: shown("act"),
    ),
    Entry(
        "the slowest sort of act there, without the disk, p95", "thread", None, 0.05, lambda: shown("thread")
    ),
    Entry("another of 43 bodies, from chosen to painted, p95", "wall", None, 0.1, lambda: shown("body")),
    Entry(
        "the slowest screen's first opening, from its key to its paint",
        "wall",
        None,
        0.1,
        lambda: shown("first"),
    ),
    Entry("the slowest screen again, from its key to its paint", "wall", None, 0.1, lambda: shown("again")),
)
