"""The cage on Linux: the limits of POSIX, Landlock for files, and a filter of system calls.

Landlock leaves the child the folders of its own code to read and nothing else; the filter (``seccomp``) leaves it no
network, no other process and no way to write. Either holds without the other.
"""

from __future__ import annotations

import sys

from reviewer.documents.reader import landlock, seccomp
from reviewer.documents.reader.cage import Terms

if sys.platform != "win32":
    from reviewer.documents.reader.posix import PosixCage

assert sys.platform != "win32"  # noqa: S101 # what follows is there on POSIX only, and checked for it only

_TRIM, _TOP_PAD, _MMAP = -1, -2, -3  # mallopt(3)
# Where the libraries are that Python loads, and what the system's own packages bring for reading documents: fonts, for PDFs
# that carry none of their own (where PDFium looks for them), language data of Tesseract, time zones, names of types.
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_TABLES = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts", "/usr/share/tesseract-ocr",
    "/usr/share/tessdata", "/usr/share/zoneinfo", "/etc/mime.types", "/dev/urandom",
)  # fmt: skip


class LinuxCage(PosixCage):
    """See ``cage.Cage``."""

    def enter(self, terms: Terms) -> dict[str, int]:
        """Take the limits on, then give up files and calls; the modules that search for others are in use by now."""
        facts = super().enter(terms)
        _keep_memory()
        files = landlock.restrict((*terms.readable, *_LIBRARIES, *_TABLES))
        return {**facts, "files": files, "calls": int(seccomp.install())}


def _keep_memory() -> None:
    """Tell glibc to keep freed memory: PDFium frees each page's, and faulting it in again is a third of its time."""
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is not None:
        for option, value in ((_TRIM, 256 << 20), (_MMAP, 32 << 20), (_TOP_PAD, 16 << 20)):
            mallopt(option, value)
