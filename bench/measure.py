"""What a process costs: its wall time, and the CPU of it and of every process it waited for."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5


class NotRunError(Exception):
    """A measure could not be taken: says why."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the most memory that the process itself had at once, in megabytes."""

    wall: float
    cpu: float
    peak: float


_BESIDE = """
import os, sys, time
start = time.perf_counter()
nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - start
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Begins a command and says what it cost: a process counts as its own the most memory that whoever began it had until then, and the bench
has hundreds of megabytes after some rows. What it waited for itself is counted too, so a reader process is not free."""


def cost_of(command: Sequence[object], env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. NotRunError if it is not there or fails (the last line it wrote is told)."""
    words = [str(word) for word in command]
    _settle()
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _BESIDE, *words],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    said = done.stderr.strip()
    try:
        wall, cpu, peak, code = map(float, done.stdout.split())
    except ValueError as error:
        raise NotRunError(f"{words[0]}: {said.splitlines()[-1] if said else 'it did not begin'}") from error
    if code != 0:
        raise NotRunError(_failure(words, int(code), said))
    kilobytes = peak if sys.platform == "linux" else peak / 1024
    return Cost(wall, cpu, kilobytes / 1000)


def told(command: Sequence[object]) -> float:
    """Return the seconds that a command prints last: what it measured of itself."""
    words = [str(word) for word in command]
    _settle()
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    try:
        return float(done.stdout.split()[-1])
    except (IndexError, ValueError) as error:
        raise NotRunError(_failure(words, done.returncode, done.stderr.strip())) from error


def _settle() -> None:
    """Have on the disk what was written until now: else the first who syncs, whether program or peer, waits for all of it."""
    os.sync()


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


def in_turn(
    ours: Callable[[], float], peers: Callable[[], float] | None, rounds: int = ROUNDS
) -> tuple[float, float | None]:
    """Warm both, then measure them in turn; return the median of each."""
    if peers is None:
        return ours(), None
    ours()
    peers()
    pairs = [(ours(), peers()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _failure(words: Sequence[str], code: int | None, said: str) -> str:
    last = said.splitlines()[-1] if said else "it said nothing"
    return f"{Path(words[0]).name} {' '.join(words[1:3])} ended with {code}: {last}"
