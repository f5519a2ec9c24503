"""What a process costs: its wall time, and the CPU of it and of every process it waited for."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5

Measure = Callable[[], float]
"""Takes one measure; seconds."""


class NotRunError(Exception):
    """A measure could not be taken: says why."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds."""

    wall: float
    cpu: float


def cost_of(command: Sequence[object], env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. NotRunError if it is not there or fails (the last line it wrote is told)."""
    words = [str(word) for word in command]
    start = time.perf_counter()
    try:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    except OSError as error:
        raise NotRunError(f"{words[0]}: {error.strerror}") from error
    assert process.stderr is not None  # noqa: S101 - asked for above
    with process.stderr as errors:
        said = errors.read().decode(errors="replace").strip()
    # wait4 counts the children that the process itself waited for too, so a reader process is not free.
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        raise NotRunError(_failure(words, process.returncode, said))
    return Cost(wall, used.ru_utime + used.ru_stime)


def told(command: Sequence[object]) -> float:
    """Return the seconds that a command prints last: what it measured of itself."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    try:
        return float(done.stdout.split()[-1])
    except (IndexError, ValueError) as error:
        raise NotRunError(_failure(words, done.returncode, done.stderr.strip())) from error


def until_paint(command: Sequence[object], env: Mapping[str, str]) -> float:
    """Return the seconds from before the start of a process to the paint that it reports.

    It prints the monotonic clock's seconds at that moment, as both windows do, so that reading its output
    costs it nothing.
    """
    words = [str(word) for word in command]
    start = time.monotonic()
    try:
        done = subprocess.run(words, capture_output=True, text=True, env=env, timeout=60, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotRunError(f"{Path(words[1]).name} did not report a paint within a minute") from error
    try:
        return float(done.stdout.split()[-1]) - start
    except (IndexError, ValueError) as error:
        raise NotRunError(_failure(words, done.returncode, done.stderr.strip())) from error


def in_turn(ours: Callable[[], float], peers: Callable[[], float]) -> tuple[float, float]:
    """Warm both, then measure them in turn; return the median seconds of each."""
    ours()
    peers()
    pairs = [(ours(), peers()) for _ in range(ROUNDS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _failure(words: Sequence[str], code: int | None, said: str) -> str:
    last = said.splitlines()[-1] if said else "it said nothing"
    return f"{Path(words[0]).name} {' '.join(words[1:3])} ended with {code}: {last}"
