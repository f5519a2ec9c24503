"""What runs between our process and LibreOffice: takes on the cage, then turns into LibreOffice. No way back.

Started by ``converting`` as a process of its own, with a JSON of what it may have. What it cannot be caged by, it is not
started in: exit code ``UNCAGED``.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal

from reviewer.documents.office import calls
from reviewer.documents.reader import landlock

UNCAGED = 99
"""Exit code: this system has no Landlock, or no filter of system calls."""

_PR_SET_PDEATHSIG = 1
_READABLE = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts",
    "/usr/share/X11/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig", "/usr/share/libreoffice", "/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/usr/share/zoneinfo", "/etc/localtime", "/usr/share/hyphen", "/usr/share/liblangtag", "/usr/share/icu", "/dev/null",
    "/dev/urandom",
)  # fmt: skip
_LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")


def main(argument: str) -> None:
    """Enter the cage and start the program; *argument* is the JSON that ``converting`` wrote."""
    start = json.loads(argument)
    _die_with_parent(start["parent"])
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, start["memory"]),
        (resource.RLIMIT_FSIZE, start["file"]),
        (resource.RLIMIT_NOFILE, start["files"]),
        (resource.RLIMIT_CPU, start["seconds"]),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(start["niceness"])
    os.chdir(start["folder"])
    readable = (*_READABLE, *start["readable"])
    restricted = landlock.restrict(readable, (start["folder"],), (start["program"], *_LOADERS))
    if not restricted or not calls.install():
        os._exit(UNCAGED)
    os.execve(start["program"], [start["program"], *start["words"]], start["environment"])  # noqa: S606  # no shell


def _die_with_parent(parent: int) -> None:
    """Ask to be killed when the thread that started this ends; it waits for this, and for nothing else."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(UNCAGED)
