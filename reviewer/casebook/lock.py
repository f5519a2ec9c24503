"""One writer: an operating system's lock on a file in the casebook, gone with the process that held it.

The ``filelock`` package would do, at 56 ms of every start and with a fallback that outlives a kill.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Self

from reviewer.casebook.environment_errors import told
from reviewer.errors import CasebookBusyError

if sys.platform == "win32":  # pragma: no cover - the other system's branch
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}


class WriterLock:
    """The right to write to one casebook, held until ``release``."""

    def __init__(self, path: Path, name: str) -> None:
        """Take the lock at once, or raise CasebookBusyError; ``name`` is what the person calls the casebook."""
        with told(name):
            self._handle: int | None = os.open(
                path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666
            )
            try:
                _hold(self._handle)
            except OSError as error:
                self.release()
                if error.errno not in _HELD:
                    raise
                raise CasebookBusyError(
                    "{name} is open in another window or program",
                    "Close it there first; until then it can be read but not written.",
                    name=name,
                ) from None

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        """Hold on; the lock is already taken."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Give the lock back."""
        self.release()
