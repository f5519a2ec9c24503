"""A shared drive in memory whose calls fail at random: `python -m tests.faults.failing_mount MOUNTPOINT SEED`.

Control is by making folders, which never appear: ``.fail-N`` has N of a thousand calls fail from then on, by EIO, ENOSPC or as if
the server had gone for a moment; ``.fail-0`` ends that.
"""

from __future__ import annotations

import errno
import os
import random
import sys

from mfusepy import FUSE, FuseOSError

from tests.faults.forgetful import Forgetful

CONTROL = ".fail-"
FAILURES = (errno.EIO, errno.EIO, errno.ENOSPC, errno.ESTALE, errno.ETIMEDOUT)


class Failing(Forgetful):
    """As the forgetful disk, with nothing forgotten, and calls that fail."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance, self.of_thousand = random.Random(seed), 0

    def lives(self) -> None:
        super().lives()
        if self.chance.randrange(1000) < self.of_thousand:
            raise FuseOSError(self.chance.choice(FAILURES))

    def readdir(self, path: str, fh: int) -> list[str]:
        self.lives()
        return super().readdir(path, fh)

    def control(self, name: str) -> None:
        self.of_thousand = int(name.removeprefix(CONTROL))

    def mkdir(self, path: str, mode: int) -> int:
        name = path.rpartition("/")[2]
        if name.startswith(CONTROL):
            self.control(name)
            raise FuseOSError(errno.ECANCELED)
        return super().mkdir(path, mode)


if __name__ == "__main__":
    os.umask(0o022)
    FUSE(Failing(int(sys.argv[2])), sys.argv[1], foreground=True, nothreads=True, fsname="failing")
