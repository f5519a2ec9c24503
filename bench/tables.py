"""What a person waits for in large tables: rows about painting them while they scroll."""

from __future__ import annotations

import sys

from bench.entry import Entry, Measure
from bench.measure import told

FRAME = 1 / 60  # seconds


def matrix_scroll() -> tuple[Measure, Measure]:
    """The slowest frame of a full scroll of 500 bodies by 12 criteria; Qt's own QTableView with the same words and shapes.

    Both paint their whole viewport after each step, in windows of one size and rows of one height, in the window's thread. Ours keeps the names and
    totals in place and is painted by Python; the plain one by Qt alone, which is our loss.
    """
    command = [sys.executable, "-m", "bench.programs.matrix"]
    return lambda: told([*command, "ours"]), lambda: told([*command, "plain"])


ENTRIES = (
    Entry("matrix of 500 x 12, slowest frame of a full scroll / plain QTableView", "thread", 1, FRAME, matrix_scroll),
)  # fmt: skip
