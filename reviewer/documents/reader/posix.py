"""The cage that every POSIX system has: limits of the kernel, and a child that dies with us.

Address space, core dumps, descriptors and file sizes are limited, and the kernel ends the child when the parent's end of
the lifeline closes. Files are handed over as descriptors beside the request (SCM_RIGHTS).
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.documents.reader.cage import Request, Terms
from reviewer.documents.reader.shared import SharedMemory

if TYPE_CHECKING:
    import subprocess  # the parent's alone: the child starts without it

assert sys.platform != "win32"  # noqa: S101 # what follows is there on POSIX only, and checked for it only

# glibc keeps what is freed at hand, as many pieces of a size as a page of a PDF has, instead of sorting it in and out again.
_SCRATCH = {"LC_ALL": "C.UTF-8", "PATH": os.defpath, "GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000"}


class PosixHeld:
    """See ``cage.Held``."""

    def __init__(self, process: subprocess.Popen[bytes], link: socket.socket, lifeline: int) -> None:
        """Take the process, our end of the link and the writing end of the lifeline."""
        self.process = process
        self.link = link
        self._lifeline = lifeline

    def hand(self, request: Request, descriptor: int | None) -> int | None:  # noqa: ARG002 # the interface's
        """Let the descriptor ride along."""
        return descriptor

    def was_killed(self, seconds: float) -> bool:
        """Tell a SIGKILL that was not ours: a person's, or that of a system short of memory."""
        return self._ended_by(seconds) == signal.SIGKILL

    def has_worked_too_long(self, seconds: float) -> bool:
        """Tell the signal of the timer that ``allow_work`` sets."""
        return self._ended_by(seconds) == signal.SIGPROF

    def _ended_by(self, seconds: float) -> int:
        """Return the signal that ended it; 0 where none did."""
        import subprocess

        try:
            return -self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return 0  # it lives, and said what is no message

    def let_go(self) -> None:
        """Close link and lifeline."""
        self.link.close()
        os.close(self._lifeline)


class PosixCage:
    """See ``cage.Cage``."""

    def start(self, command: Sequence[str], start: dict[str, Any], memory: SharedMemory) -> PosixHeld:
        """Start it with link, memory and lifeline as inherited descriptors, and nothing else of ours."""
        import subprocess

        link, theirs = socket.socketpair()
        lifeline, ours = os.pipe()
        start |= {"link": theirs.fileno(), "shared": memory.descriptor, "lifeline": lifeline}
        process = subprocess.Popen(
            [*command, json.dumps(start)],
            pass_fds=(theirs.fileno(), memory.descriptor, lifeline),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_SCRATCH,
            start_new_session=True,  # Ctrl+C at the terminal is for us, not for it
        )
        theirs.close()
        os.close(lifeline)
        return PosixHeld(process, link, ours)

    def join(self, start: Mapping[str, Any]) -> tuple[socket.socket, SharedMemory]:
        """Take the inherited descriptors."""
        return socket.socket(fileno=start["link"]), SharedMemory(start["shared"], start["reply"])

    def handed(self, request: Request, descriptor: int | None) -> int | None:  # noqa: ARG002 # the interface's
        """Return what rode along."""
        return descriptor

    def enter(self, terms: Terms) -> dict[str, int]:
        """Take the limits on, and die with the parent."""
        _die_with(terms.start["lifeline"])
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, terms.files)
        _limit(resource.RLIMIT_AS, terms.memory)
        os.nice(terms.niceness)
        return {}

    def allow_work(self, seconds: float) -> None:
        """Have the kernel count: at the end of its time SIGPROF, which nobody handles, ends the process wherever it is."""
        signal.setitimer(signal.ITIMER_PROF, seconds)


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
