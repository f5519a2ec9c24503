"""What the child gives up before it sees a file. One function, so that other systems have one place to add theirs.

Linux and macOS: address space, core dumps, descriptors and file sizes are limited, and the kernel ends the child
when the parent's end of the lifeline closes. Linux besides: Landlock leaves it the folders of its own code to read and
nothing else, and a filter of system calls (``seccomp``) leaves it no network, no other process and no way to write.
Either holds without the other; what a kernel lacks, the child says as it starts (see ``values.Cage``).
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.documents.reader import landlock, seccomp

_TRIM, _TOP_PAD, _MMAP = -1, -2, -3  # mallopt(3)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the child keeps.

    ``memory`` in bytes of address space, ``files`` open at once, ``niceness`` added, ``lifeline`` a pipe's reading
    end, ``readable`` the files and folders that its code is loaded from.
    """

    memory: int
    files: int
    niceness: int
    lifeline: int
    readable: tuple[str, ...]


def enter(terms: Terms) -> dict[str, int]:
    """Take the terms on, for good; returns what ``values.Cage`` is made of.

    Call it with one thread, and with the modules of the standard library's search already in use (see ``child``).
    """
    _die_with(terms.lifeline)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, terms.files)
    _limit(resource.RLIMIT_AS, terms.memory)
    os.nice(terms.niceness)
    _keep_memory()
    return {"files": landlock.restrict(_places(terms.readable)), "calls": int(seccomp.install())}


def _places(code: Iterable[str]) -> tuple[str, ...]:
    """Return *code* with where Linux keeps the libraries that it loads, and the tables that libraries look up."""
    return (*code, *_LIBRARIES, *_TABLES)


_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
# What the system's own packages bring for reading documents: fonts, for PDFs that carry none of their own (where PDFium
# looks for them), language data of Tesseract, time zones, names of types.
_TABLES = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts", "/usr/share/tesseract-ocr",
    "/usr/share/tessdata", "/usr/share/zoneinfo", "/etc/mime.types",
)  # fmt: skip


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
