"""Reading on all cores, in an order: threads work ahead of the one who asks, and he gets results in their places."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reviewer.documents.locks import Reads

J = TypeVar("J")
R = TypeVar("R")

Order = tuple[int, ...]
"""Where a job stands: the third file is (2,), the first document in it (2, 0), what is in that (2, 0, 0)."""

_LOOK = 0.1  # seconds between two looks at whether the person wants it to stop
_JOIN = 0.2  # seconds given to a thread to end before its reader is stopped once more


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far reading may run ahead of what is taken: so many results, of so much weight together."""

    results: int = 64
    weight: int = 32_000_000


class ReadAhead(Generic[J, R]):
    """A thread for each reader; each does the first job in order that nobody does yet.

    What is asked for is done whatever lies ready, so that one big document holds nothing up but what comes after it.
    """

    def __init__(
        self,
        readers: Sequence[Reads],
        work: Callable[[Reads, Order, J], R],
        weight: Callable[[R], int],
        ahead: Ahead,
    ) -> None:
        """``work`` does the job at a place with a reader, in a thread; ``weight`` tells how much a result takes."""
        self._readers, self._work, self._weight, self._ahead = readers, work, weight, ahead
        self._changed = threading.Condition()
        self._jobs: list[tuple[Order, J]] = []
        self._results: dict[Order, tuple[R | None, BaseException | None]] = {}
        self._under_way = 0
        self._held = 0
        self._wanted: Order = ()
        self.closed = False
        self._threads: list[threading.Thread] = []

    def add(self, place: Order, job: J) -> None:
        """Ask for a job; its place is one that no other job has, nor had."""
        with self._changed:
            heapq.heappush(self._jobs, (place, job))
            self._changed.notify_all()
        if len(self._threads) < len(self._readers):
            reader = self._readers[len(self._threads)]
            thread = threading.Thread(target=self._go_on, args=(reader,), name="reading ahead")
            self._threads.append(thread)
            thread.start()

    def take(self, place: Order, stopped: Callable[[], bool]) -> R | None:
        """Wait for a job's result; None once ``stopped`` says so. Raises what the job raised."""
        while not self._has(place):
            if stopped():  # without the lock: it may take a while
                return None
            with self._changed:
                self._changed.wait_for(lambda: place in self._results, _LOOK)
        with self._changed:
            result, error = self._results.pop(place)
            if result is not None:
                self._held -= self._weight(result)
            self._changed.notify_all()
        if error is not None:
            raise error
        return result

    def _has(self, place: Order) -> bool:
        with self._changed:
            self._wanted = place
            self._changed.notify_all()
            return place in self._results

    def close(self) -> list[R]:
        """Stop the readers, wait for the threads, and return the results that nobody took."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
        while any(thread.is_alive() for thread in self._threads):
            for thread, reader in zip(self._threads, self._readers, strict=False):
                if thread.is_alive():
                    reader.close()  # again, if it stood between two calls
                    thread.join(_JOIN)
        return [result for result, _error in self._results.values() if result is not None]

    def _go_on(self, reader: Reads) -> None:
        while (next_one := self._next()) is not None:
            place, job = next_one
            result: R | None = None
            error: BaseException | None = None
            try:
                result = self._work(reader, place, job)
            except BaseException as raised:  # noqa: BLE001  # raised where the result is asked for
                error = raised
            with self._changed:
                self._under_way -= 1
                self._results[place] = (result, error)
                self._held += 0 if result is None else self._weight(result)
                self._changed.notify_all()

    def _next(self) -> tuple[Order, J] | None:
        with self._changed:
            while not self.closed:
                if self._jobs and self._may_start(self._jobs[0][0]):
                    self._under_way += 1
                    return heapq.heappop(self._jobs)
                self._changed.wait()
        return None

    def _may_start(self, place: Order) -> bool:
        if place <= self._wanted:
            return True
        lying = len(self._results) + self._under_way
        return lying < self._ahead.results and self._held < self._ahead.weight
