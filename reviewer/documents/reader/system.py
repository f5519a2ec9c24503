"""Chooses the cage of the system that this runs on; nothing else asks which system that is."""

from __future__ import annotations

import sys

from reviewer.documents.reader.cage import Cage


def of_this_system() -> Cage:
    """Return the cage for the system that this runs on."""
    if sys.platform == "win32":
        from reviewer.documents.reader.windows import WindowsCage as Here
    elif sys.platform == "linux":
        from reviewer.documents.reader.linux import LinuxCage as Here
    elif sys.platform == "darwin":
        from reviewer.documents.reader.macos import MacCage as Here
    else:
        from reviewer.documents.reader.posix import PosixCage as Here
    return Here()
