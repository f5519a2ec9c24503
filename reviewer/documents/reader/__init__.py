"""The reader process: whatever parses bytes from outside runs in there, and nothing it opens can hurt us.

``Reader`` (this side) starts a child, hands it an open file, asks for an *op* and gets plain data back.
The child starts at the first call, dies with us, and is killed and started again when it overstays
its deadline, needs too much memory or dies. A file that it died of twice is not handed to it again.

Ops and handlers
    An op is a name, as ``"read"``; a handler is ``"module:function"``, imported by the child when the op
    is first asked for. ``DEFAULT_HANDLERS`` has the ops of documents; add yours by the constructor::

        Reader(handlers={**DEFAULT_HANDLERS, "verify": "reviewer.letters.inspect:verify"})

    A handler is a function of two arguments::

        def verify(data: mmap.mmap | bytes, args: dict[str, object]) -> tuple[dict[str, object], bytes]

    *data*: the whole file, read like bytes (``len``, slices, ``memoryview(data)``, ``find``). It is a
    private mapping, so writing to it changes nothing on the disk; ``b""`` for an empty file or none. The
    same object comes again while the same file is asked for, so that a handler may cache by identity.
    *args*: the keyword arguments of ``Reader.call``: JSON values only (str, int, float, bool, None, list,
    dict with str keys). Tuples arrive as lists. Give bytes as hex.
    *result*: a dict of JSON values, and a payload: ``bytes`` or any C-contiguous buffer, ``b""`` if none.
    *errors*: raise ``reviewer.documents.reader.RefusalError(Reason.X, value=...)`` for what a person should
    hear: it comes out of ``Reader.call`` as a ``ProblemError`` with the same value, for which ``desk.words`` has the words.
    MemoryError comes out as READING_TOO_LARGE. Anything else comes out as READER_CONFUSED.

    A handler sees no path and no name of the file, and can open no other: it has only *data*. Modules are imported as
    usual, and the data files of packages can be read; on Linux the kernel refuses the rest: other files, the network,
    other processes, programs, writing (``cage`` has each system's). A call is over at its deadline, so long work is cut
    into calls: ``read`` gives the pages it managed and where to go on.

On the wire
    A stream socket; a message is a length (4 bytes, little endian), then that much JSON in UTF-8.
    Request: ``{"op", "args", "file": "new" | "same" | "none"}``, with the file's descriptor beside the first byte
    (SCM_RIGHTS) when it is ``new``. Reply: ``{"ok": {...}, "payload": n}`` where the n bytes stand at the start of
    the shared memory that both map, or ``{"refused": {...}}`` (``Problem.packed``), ``{"memory": true}`` or
    ``{"broken": "ExceptionName"}``. The child's first message is ``{"ready": true, "cage": {...}}``, with what its
    system's cage told (``cage.Cage.enter``). On Windows the file is a handle in the request instead, and link and memory
    come by standard input. Never pickle: a child that was taken over can only lie.
"""

from typing import TYPE_CHECKING, Any

from reviewer.documents.reader.values import (
    FOR_THE_SCREEN,
    Cage,
    Limits,
    Member,
    Reading,
    RefusalError,
    StoppedError,
)

if TYPE_CHECKING:
    from reviewer.documents.reader.client import DEFAULT_HANDLERS, Reader

__all__ = [
    "DEFAULT_HANDLERS",
    "FOR_THE_SCREEN",
    "Cage",
    "Limits",
    "Member",
    "Reader",
    "Reading",
    "RefusalError",
    "StoppedError",
]


def __getattr__(name: str) -> Any:
    """Bring in our own side when it is asked for: the child, which imports this package too, has no use for it."""
    if name in {"DEFAULT_HANDLERS", "Reader"}:
        from reviewer.documents.reader import client

        return getattr(client, name)
    raise AttributeError(name)
