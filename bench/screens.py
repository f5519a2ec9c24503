"""Rows about how soon the window shows what was done. Nobody else has such a window, so they have bounds, no peer."""

from __future__ import annotations

import shutil
import sys

from bench import make_files
from bench.entry import Entry, Measure
from bench.measure import told


def shown(what: str) -> tuple[Measure, None]:
    """What ``bench.programs.screens`` says; the casebook is made anew for each row, so that none has another's saves."""
    folder = make_files.FOLDER / f"screens-{what}"
    shutil.rmtree(folder, ignore_errors=True)
    return lambda: told([sys.executable, "-m", "bench.programs.screens", folder, what]), None


ENTRIES = (
    Entry(
        "an act on a desk of 43 bodies, from recorded to painted, p95",
        "wall",
        None,
        0.05,
        lambda: shown("act"),
    ),
    Entry("another of 43 bodies, from chosen to painted, p95", "wall", None, 0.1, lambda: shown("body")),
    Entry(
        "the slowest screen of 43 bodies, from its key to its paint",
        "wall",
        None,
        0.1,
        lambda: shown("screen"),
    ),
)
