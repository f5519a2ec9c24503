"""A folder in memory that the kernel lists as mounted by sshfs: `python -m tests.faults.networked MOUNTPOINT`."""

from __future__ import annotations

import os
import sys

from mfusepy import FUSE

from tests.faults.forgetful import Forgetful

if __name__ == "__main__":
    os.umask(0o022)
    FUSE(Forgetful(), sys.argv[1], foreground=True, nothreads=True, fsname="host:", subtype="sshfs")
