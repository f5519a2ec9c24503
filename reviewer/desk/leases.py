"""Leases of the reader processes that work on many documents at once: there while there is such work, gone afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from reviewer.documents.reader import Reader
    from reviewer.documents.reader.keeper import Quarantine


class Readers(Protocol):
    """Makes clients of reader processes; with ``spare`` one for the screen: a second process stands by for its death."""

    def __call__(self, *, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
        """Return a client; its process starts at the first call. Clients may share a ``quarantine``."""


def new_reader(*, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
    """Return a reader process client that can also check signed letters, and read merged files."""
    from reviewer.documents.reader import DEFAULT_HANDLERS, FOR_THE_SCREEN, Limits, Reader

    handlers = {
        **DEFAULT_HANDLERS,
        "verify": "reviewer.letters.inspect:verify",
        "merged": "reviewer.casebook.merged_pages:page",
    }
    limits = FOR_THE_SCREEN if spare else Limits()
    return Reader(limits, handlers, spare=spare, quarantine=quarantine)


class ReaderLeases:
    """Makes the readers when they are wanted. Thread-safe."""

    def __init__(self, readers: Readers) -> None:
        """``readers`` makes one; as many work as there are cores."""
        self._readers = readers
        self._lock = threading.Lock()
        self._works = 0
        self._held = threading.local()

    @property
    def busy(self) -> bool:
        """Whether documents are being taken in: what can wait should."""
        return self._works > 0

    @contextmanager
    def at_work(self) -> Iterator[Sequence[Reader]]:
        """Lend as many readers as there are cores; their processes end with the block.

        Within such a block the same thread is lent the same ones again.
        """
        from reviewer.documents.reader.pool import ReaderPool

        held: Sequence[Reader] | None = getattr(self._held, "readers", None)
        if held is not None:
            yield held
            return
        self._count(1)
        try:
            with ReaderPool(lambda quarantine: self._readers(quarantine=quarantine)) as pool:
                self._held.readers = pool.readers
                yield pool.readers
        finally:
            self._held.readers = None
            self._count(-1)

    def _count(self, by: int) -> None:
        with self._lock:
            self._works += by
