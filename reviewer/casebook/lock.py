"""One writer: an operating system's lock on a file in the casebook, gone with the process that held it.

The ``filelock`` package would do, at 56 ms of every start and with a fallback that outlives a kill.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from reviewer.casebook.environment_errors import failures_of
from reviewer.errors import CasebookBusyError, CasebookError

if sys.platform == "win32":  # pragma: no cover - the other system's branch
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK = "casebook.lock"
"""The file in a casebook that its one writer holds."""
_HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}


class WriterLock:
    """The right to write to one casebook, held until ``release``."""

    def __init__(self, path: Path, name: str) -> None:
        """Take the lock at once, or raise CasebookBusyError; ``name`` is what the person calls the casebook."""
        with failures_of(name):
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


def clear_unheld(place: Path, name: str, lock: str) -> None:
    """Remove folders in which something of this name was being made by a program that is gone.

    They are called ".NAME.", and eight hex digits; whoever makes one holds the lock of that file name in it.
    """
    passing = re.compile(rf"\.{re.escape(name)}\.[0-9a-f]{{8}}")
    for left in [one for one in place.iterdir() if passing.fullmatch(one.name)]:
        if not (left / lock).is_file():
            with suppress(OSError):
                left.rmdir()  # it had not begun
        else:
            try:
                WriterLock(left / lock, name).release()
            except CasebookError:
                continue  # it is being made
            shutil.rmtree(left, ignore_errors=True)
