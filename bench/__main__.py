"""Runs what we measure and its real peer in turn, in one run, and prints the ratios.

    python -m bench [WORD ...]      only the entries whose names hold a word

Warm (each runs once before), median of five. The table also goes to build/bench/results.json. Exit 1 if a row is
not met or could not be run.
"""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import asdict, dataclass
from fractions import Fraction

from bench.entries import ENTRIES, Entry
from bench.make_files import FOLDER
from bench.measure import NotRunError, in_turn


@dataclass(frozen=True, slots=True)
class Row:
    """A result: seconds, their ratio, and the bounds. ``why`` tells what kept an entry from running."""

    name: str
    unit: str
    ours: float | None
    peer: float | None
    ratio: float | None
    limit: float
    most: float | None
    met: bool
    why: str = ""


def measured(entry: Entry) -> Row:
    """Take an entry's measures."""
    try:
        ours, peer = in_turn(*entry.pair(), entry.rounds)
    except NotRunError as error:
        return Row(
            entry.name, entry.unit, None, None, None, entry.limit, entry.most, met=False, why=str(error)
        )
    ratio = ours / peer
    met = ratio <= entry.limit and (entry.most is None or ours <= entry.most)
    return Row(entry.name, entry.unit, ours, peer, ratio, entry.limit, entry.most, met)


def line(row: Row) -> str:
    """Return a row as text."""
    if row.ours is None or row.peer is None or row.ratio is None:
        return f"{row.name:<60} not run: {row.why}"
    bound = f"<= {_ratio(row.limit)}" + (f", <= {row.most:g} s" if row.most else "")
    numbers = f"{_seconds(row.ours):>10} {_seconds(row.peer):>10} {_ratio(row.ratio):>8}"
    return f"{row.name:<60} {row.unit:<4} {numbers}  {bound:<17} {'met' if row.met else 'NOT MET'}"


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.5 else f"1/{float(Fraction(1) / Fraction(ratio)):.0f}"


def main(words: list[str]) -> int:
    """Measure, print, and write the results; return the exit code."""
    chosen = [entry for entry in ENTRIES if not words or any(word in entry.name for word in words)]
    print(f"{'ours / peer':<60} {'unit':<4} {'ours':>10} {'peer':>10} {'ratio':>8}  limit")
    rows = []
    for entry in chosen:
        rows.append(measured(entry))
        print(line(rows[-1]), flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = {
        "machine": platform.machine(),
        "python": platform.python_version(),
        "rows": [asdict(row) for row in rows],
    }
    (FOLDER / "results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
