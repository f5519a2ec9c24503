"""`make fuzz-share`: schedules of acts, faults and crashes on a shared folder, until so many are done; what fails is printed, made shorter.

    python -m tests.faults.share_fuzz [NUMBER] [SEED] [--breakages]

SEED is the first one's; the others follow. With --breakages each deliberate breakage is named with the seed that catches it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.faults.share_fuzz.breakages import BREAKAGES
from tests.faults.share_fuzz.schedules import caught, drawn, shrunk, violated

MOST_TOLD = 5


def failures(first: int, number: int) -> Iterator[tuple[int, str]]:
    """Each seed that fails, with what it violates, as they are found."""
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn")) as workers:
        seeds = range(first, first + number)
        found = zip(seeds, workers.map(violated, seeds, chunksize=5), strict=True)
        yield from ((seed, said) for seed, said in found if said)


def fuzz(number: int, first: int) -> int:
    begun, told = time.monotonic(), 0
    print(f"fuzz-share: {number} schedules from seed {first} on", flush=True)
    for seed, said in failures(first, number):
        told += 1
        print(f"\nFOUND {said}", flush=True)
        print(shrunk(drawn(seed)) if told <= MOST_TOLD else f"seed {seed}", flush=True)
    print(f"fuzz-share: {number} schedules, {told} failed, {time.monotonic() - begun:.0f} s")
    return told


def show_breakages() -> int:
    missed = 0
    for name, breakage in BREAKAGES.items():
        seed, said = caught(breakage)
        missed += not said
        print(f"{name}: {f'seed {seed}: {said}' if said else 'NOT CAUGHT'}", flush=True)
    print(f"fuzz-share: {len(BREAKAGES)} breakages, {missed} not caught")
    return missed


def main(words: list[str]) -> int:
    if "--breakages" in words:
        return 1 if show_breakages() else 0
    numbers = [int(word) for word in words]
    number = numbers[0] if numbers else 10_000
    return 1 if fuzz(number, numbers[1] if len(numbers) > 1 else 1) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
