"""Runs what we measure and its real peer in turn, in one run, and prints the ratios.

    python -m bench [WORD ...]      only the entries whose names hold a word

Warm (each runs once before), median of five. The table also goes to build/bench/results.json. Exit 1 if a row is
not met or could not be run.
"""

from __future__ import annotations

import compileall
import json
import platform
import sys
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from bench.entries import ENTRIES
from bench.entry import SECONDS, Entry
from bench.make_files import FOLDER
from bench.measure import NotRunError, in_turn


@dataclass(frozen=True, slots=True)
class Row:
    """A result in the entry's unit, the ratio, and the bounds. ``why`` tells what kept an entry from running."""

    name: str
    unit: str
    ours: float | None
    peer: float | None
    ratio: float | None
    limit: float | None
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
    ratio = ours / peer if peer else None
    small = entry.limit is None or (ratio is not None and ratio <= entry.limit)
    met = small and (entry.most is None or ours <= entry.most)
    return Row(entry.name, entry.unit, ours, peer, ratio, entry.limit, entry.most, met)


def line(row: Row) -> str:
    """Return a row as text."""
    if row.ours is None:
        return f"{row.name:<{_WIDE}} not run: {row.why}"
    bounds = [] if row.limit is None else [f"<= {_ratio(row.limit)}"]
    bounds += [] if row.most is None else [f"<= {_said(row.most, row.unit)}"]
    peer = "-" if row.peer is None else _said(row.peer, row.unit)
    ratio = "-" if row.ratio is None else _ratio(row.ratio)
    numbers = f"{_said(row.ours, row.unit):>10} {peer:>10} {ratio:>8}"
    return f"{row.name:<{_WIDE}} {row.unit:<6} {numbers}  {', '.join(bounds):<18} {'met' if row.met else 'NOT MET'}"


def _said(number: float, unit: str) -> str:
    if unit == "power":
        return f"{number:.2f}"
    if unit not in SECONDS:
        return f"{number:.0f}" + (" MB" if unit == "MB" else "")
    return f"{number * 1000:.2f} ms" if number < 0.1 else f"{number:.2f} s"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.5 or not ratio else f"1/{float(Fraction(1) / Fraction(ratio)):.0f}"


_WIDE = 64


def compile_program() -> None:
    """Compile the program as an installer does: run from its sources where nothing is kept, it would at each start."""
    compileall.compile_dir(Path(__file__).resolve().parent.parent / "reviewer", quiet=1)


def main(words: list[str]) -> int:
    """Measure, print, and write the results; return the exit code."""
    compile_program()
    chosen = [entry for entry in ENTRIES if not words or any(word in entry.name for word in words)]
    print(f"{'ours / peer':<{_WIDE}} {'unit':<6} {'ours':>10} {'peer':>10} {'ratio':>8}  limit")
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
