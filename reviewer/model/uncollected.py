"""Times in which Python's collector of cycles is to keep still, on whichever threads, one within another or side by side.

It is one for the whole program: who lets it go on while another still counts on its rest would undo that.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Rest:
    """How many want it still by now, and whether it was at work before the first."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.wanted = 0
        self.was = False


_REST = _Rest()


@contextmanager
def uncollected() -> Iterator[None]:
    """Have nobody look for cycles meanwhile; what is left behind in this time is found afterwards."""
    with _REST.lock:
        if not _REST.wanted:
            _REST.was = gc.isenabled()
            gc.disable()
        _REST.wanted += 1
    try:
        yield
    finally:
        with _REST.lock:
            _REST.wanted -= 1
            if not _REST.wanted and _REST.was:
                gc.enable()
