"""As many readers as the machine has cores, for work on many documents at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from types import TracebackType

from reviewer.documents.reader.client import Reader
from reviewer.documents.reader.keeper import Quarantine

MOST = 16
"""Beyond that the disk, and the one who records what they read, are what everybody waits for."""
_ROOM = (
    1 << 30
)  # bytes of memory for each: most take a tenth of it, a bad file takes two before it is stopped


class ReaderPool(AbstractContextManager["ReaderPool", None]):
    """Readers that keep one another from files which killed any of them; each starts its child when first asked."""

    def __init__(self, make: Callable[[Quarantine], Reader], size: int | None = None) -> None:
        """Make *size* readers, each with the one quarantine; left out, as many as there are cores to use."""
        self.quarantine = Quarantine()
        self.readers = tuple(make(self.quarantine) for _ in range(size or most_readers()))

    def close(self) -> None:
        """End every child at once; see ``Reader.close``."""
        for reader in self.readers:
            reader.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def most_readers() -> int:
    """Return how many readers this process should keep busy: one for each core, where the memory goes round."""
    return max(1, min(cores(), MOST, _memory() // _ROOM))


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    """Return the machine's memory in bytes; enough for everybody where it does not say."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return MOST * _ROOM


__all__ = ["ReaderPool", "cores", "most_readers"]
