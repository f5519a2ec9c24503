"""What the child gives up before it sees a file. One function, so that other systems have one place to add theirs.

Linux and macOS: address space, core dumps, descriptors and file sizes are limited, and the kernel ends the child
when the parent's end of the lifeline closes. System call filters come with the reading room's issue.
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys

_TRIM, _TOP_PAD, _MMAP = -1, -2, -3  # mallopt(3)


def enter(memory: int, files: int, niceness: int, lifeline: int) -> None:
    """Take the limits on: *memory* in bytes, *files* open at once, *niceness* added; *lifeline* is a pipe's reading end."""
    _die_with(lifeline)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, files)
    _limit(resource.RLIMIT_AS, memory)
    os.nice(niceness)
    _keep_memory()


def _die_with(lifeline: int) -> None:
    """Ask for SIGIO, which ends a process, when the writing end of the pipe closes.

    Better than PR_SET_PDEATHSIG, which fires when the *thread* that started the child ends.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        if os.read(lifeline, 1) == b"":
            os._exit(0)  # it closed before we could ask
    except BlockingIOError:
        pass


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(what, (value, value))


def _keep_memory() -> None:
    """Tell glibc to keep freed memory: PDFium frees each page's, and faulting it in again is a third of its time."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is not None:
        for option, value in ((_TRIM, 256 << 20), (_MMAP, 32 << 20), (_TOP_PAD, 16 << 20)):
            mallopt(option, value)
