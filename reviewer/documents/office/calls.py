"""The system calls that LibreOffice may make: the reader's own list, writing in its folder, and nothing of a network.

LibreOffice insists on a local socket, by which a second start would find the first, and gives up without one. So it may
have a socket of the local sort, with which nothing can be done: ``bind`` and ``listen`` are answered and not made,
``connect``, ``accept`` and sending to an address are refused. Numbers: see ``reader.syscalls``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from reviewer.documents.reader import seccomp
from reviewer.documents.reader.syscalls import NUMBERS

WRITING: Mapping[str, tuple[int | None, int | None]] = MappingProxyType({
    # files in its own folder: Landlock says where. Not chmod, chown and utimensat, of which it says nothing
    "mkdir": (83, None), "mkdirat": (258, 34), "unlink": (87, None), "unlinkat": (263, 35), "rmdir": (84, None),
    "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276), "ftruncate": (77, 46), "fallocate": (285, 47),
    "fsync": (74, 82), "fdatasync": (75, 83), "fadvise64": (221, 223), "umask": (95, 166),
    "flock": (73, 32),
    # between its threads
    "pipe2": (293, 59), "eventfd2": (290, 19), "socketpair": (53, 199),
    "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_pwait": (281, 22), "epoll_wait": (232, None),
    # the pipe that it must believe it has
    "socket": (41, 198), "bind": (49, 200), "listen": (50, 201),
    # who it is, where it runs, and its start
    "prctl": (157, 167), "getresuid": (118, 148), "getresgid": (120, 150), "execve": (59, 221),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120), "getpriority": (140, 141),
})  # fmt: skip

_AF_UNIX = 1
_PR_SET_NAME = 15
_TO_WRITE, _CUT = 0o3, 0o1000  # open(2): write-only or read-write; truncate
# Locks on its own files (F_GETLK, F_SETLK, F_SETLKW) and whether a pipe waits (F_SETFL); who gets its signals stays fixed.
_DESCRIPTORS = (0, 1, 2, 3, 4, 5, 6, 7, 1030)


def program(machine: str, process: int) -> bytes:
    """Return the filter for *machine* and the process id *process*."""
    rules = seccomp.looked_at(process)
    # Before its third version Landlock lets whoever may read a file cut it off; opening for writing it always judges.
    rules["open"], rules["openat"] = (seccomp.having_or_without(at, _TO_WRITE, _CUT) for at in (1, 2))
    rules["fcntl"] = seccomp.among(1, _DESCRIPTORS)
    rules["prctl"] = seccomp.among(0, (_PR_SET_NAME,))
    rules |= dict.fromkeys(("socket", "socketpair"), seccomp.among(0, (_AF_UNIX,)))
    rules |= dict.fromkeys(("bind", "listen"), seccomp.answered())
    return seccomp.filtering(machine, {**NUMBERS, **WRITING}, rules)


def install() -> bool:
    """Put the filter on this process, for good; False where there is none."""
    return seccomp.available() and seccomp.install(program(os.uname().machine, os.getpid()))
