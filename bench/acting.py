"""Rows about how work grows: an act late in an inspection, many letters on the command line, and thousands of bodies."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench import make_files
from bench.entry import Entry, Measure
from bench.make_desk import WORDS, code_of, home_in, make_desk
from bench.measure import cost_of

if TYPE_CHECKING:
    from reviewer.desk import Desk

MANY, FEW, THOUSANDS = 500, 100, 5_000
TIMES = 20
PASSWORD = "bench"  # noqa: S105 - of an identity made for the bench
ROOT = Path(__file__).resolve().parent.parent


def late_act() -> tuple[Measure, Measure]:
    """All that is recorded for one body, where 499 are judged already; the same in the same case, where none is.

    Processor time of the process: waiting for the disk, which is the same for both, is not in it.
    """
    return _recorded(_fresh("late"), MANY - TIMES * 4), _recorded(_fresh("early"), 0)


def _fresh(name: str) -> Path:
    folder = make_files.FOLDER / f"acting-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _recorded(folder: Path, judged: int) -> Measure:
    desk = make_desk(folder, MANY, judged)
    free = iter(range(max(judged, 1), MANY))
    path = folder / "plan.txt"
    path.write_text(WORDS, encoding="utf-8")

    def measure() -> float:
        bodies = [code_of(next(free)) for _ in range(TIMES // 2)]
        for body in bodies:
            desk.receiving.receive(body, [path])
        began = time.process_time()
        for body in bodies:
            _judge(desk, body)
        return (time.process_time() - began) / len(bodies)

    return measure


def _judge(desk: Desk, body: str) -> None:
    for criterion in desk.case.framework.criteria:
        desk.judging.evidence(body, criterion.key, "plan.txt", "two posts")
        desk.judging.verdict(body, criterion.key, criterion.findings[0], "Read.")
    desk.judging.absence(body, desk.case.framework.criteria[0].key)
    desk.judging.category(body, desk.case.framework.categories[0].key)
    desk.standing.state(body)


def many_letters() -> tuple[Measure, Measure]:
    """`letters --sign` for 500 bodies that are ready, and for 100: the whole command each time, in folders that are empty."""
    from reviewer.letters import make_identity

    identity = make_files.FOLDER / "acting.p12"
    identity.parent.mkdir(parents=True, exist_ok=True)
    identity.write_bytes(make_identity("Rowan Ellery", PASSWORD, datetime.now(UTC)))
    identity.with_suffix(".txt").write_text(PASSWORD + "\n", encoding="utf-8")
    return _letters(MANY, identity), _letters(FEW, identity)


def _letters(bodies: int, identity: Path) -> Measure:
    folder = _fresh(f"letters-{bodies}")
    make_desk(folder, bodies, bodies).close()
    copies = _counted(folder)

    def measure() -> float:
        casebook, out = next(copies)
        shutil.copytree(folder / "many.casebook", casebook)  # what is signed is not signed twice
        command = [sys.executable, ROOT / "main.py", "letters", casebook, "-o", out, "--sign", identity]
        found = cost_of([*command, "--password-file", identity.with_suffix(".txt")], _environment(folder))
        shutil.rmtree(casebook)
        shutil.rmtree(out)
        return found.cpu

    return measure


def _counted(folder: Path) -> Iterator[tuple[Path, Path]]:
    number = 0
    while True:
        number += 1
        yield folder / f"{number}.casebook", folder / f"letters-{number}"


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "REVIEWER_NAME": "Bench"}


def thousands() -> tuple[Measure, None]:
    """A casebook of 5,000 bodies, of which one is judged: from before it is opened to a line for each of them."""
    folder = _fresh("thousands")
    make_desk(folder, THOUSANDS, 1).close()
    return _opened(folder), None


def _opened(folder: Path) -> Measure:
    from reviewer.desk import Desk

    def measure() -> float:
        began = time.perf_counter()
        with Desk.open(folder / "many.casebook", home_in(folder)) as desk:
            lines = desk.standing.body_lines()
            seconds = time.perf_counter() - began
        assert len(lines) == THOUSANDS  # noqa: S101 - what is measured is the whole list
        return seconds

    return measure


ENTRIES = (
    Entry("all acts on the last of 500 bodies / on the first", "CPU", 1.2, None, late_act),
    Entry("500 signed letters by the command line / 100", "CPU", 5, None, many_letters, 2),
    Entry("5,000 bodies, from opened to listed", "wall", None, 1.0, thousands),
)
