"""What a share must be able to do, how things on it are named, and how its refusals are told.

A share is never trusted: it may be stale, torn, full or gone at any moment. So it offers only plain acts,
which raise ``OSError`` when they fail, and everything above checks what it got (``stored.py``).
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from typing import BinaryIO, Protocol

from reviewer.errors import Phrase, ShareError, why_refused

PACKS = "packs"
DOCUMENTS = "documents"
MERGED = "merged"
HELD = "held"
MARKER = "inspection.json"
UNASKED = -1
"""Stands for the size of a file that was listed and not asked about: each answer costs a server's time."""

_PACK = re.compile(rf"{PACKS}/([0-9a-f]{{64}})\.pack")
_DOCUMENT = re.compile(rf"{DOCUMENTS}/[0-9a-f]{{2}}/([0-9a-f]{{64}})")
_COPY = re.compile(r"(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])")
# What systems, office programs and sync clients leave anywhere, or have under way.
_LEFT_BY_OTHERS = re.compile(
    r"desktop\.ini|thumbs\.db|ehthumbs\.db|icon\r|~.*|\..*|.*\.(tmp|temp|part|partial|crdownload|lock|lnk|!sync)",
    re.DOTALL,
)

Clock = Callable[[], int]
"""Gives UTC microseconds."""

Asked = Callable[[str], bool]
"""Tells whether a file of this name is asked how large it is."""


def every(_name: str) -> bool:
    """Have each file asked."""
    return True


class Share(Protocol):
    """A place that colleagues reach. Names are relative, with ``/`` between folder and file."""

    @property
    def place(self) -> str:
        """Where it is, as the person knows it."""

    def require(self) -> None:
        """Raise ShareError unless the share is there."""

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        """Give name -> size in bytes of every file under a folder, unfinished ones left out; UNASKED for those that are not ``asked``.

        A folder that is not there is empty. Raises ShareError if the share itself is not there, and
        OSError if it cannot be listed.
        """

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading; OSError if it is not there or cannot be read."""

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        """Write a whole file and let it appear under its name at once.

        What has the name already stays, unless ``replace`` says that it is known to be damaged. OSError.
        """

    def remove(self, name: str) -> None:
        """Remove a file; OSError. Only for what is derived, or proved to be held by another file."""

    def tidy(self, before: int) -> int:
        """Remove unfinished files last touched before a time (UTC µs); return how many. OSError if it can't be looked through."""


def stored_name(kind: str, sha256: str) -> str:
    """Give the name under which content of a kind is stored: the one function that names the truth.

    ``kind`` is PACKS or DOCUMENTS. An encrypted share would name by a keyed hash, here and nowhere else.
    """
    if kind == PACKS:
        return f"{PACKS}/{sha256}.pack"
    return f"{DOCUMENTS}/{sha256[:2]}/{sha256}"


def stored_hash(name: str) -> str | None:
    """Give the SHA-256 that a name promises, or None if it is not a name that ``stored_name`` gives."""
    if match := _PACK.fullmatch(name):
        return match[1]
    match = _DOCUMENT.fullmatch(name)
    return match[1] if match and stored_name(DOCUMENTS, match[1]) == name else None


def kind_of(name: str) -> str:
    """Give the folder that a name is in: PACKS, DOCUMENTS or MERGED."""
    return name.partition("/")[0]


def copied_hash(name: str) -> str | None:
    """Give the SHA-256 in the name of what a sync client has set aside as a copy of stored content; None for anything else.

    Such as "0123… (Anna's conflicted copy 2026-01-02).pack", "0123…-DESKTOP-1.pack", "0123… (1)" and "0123….sync-conflict-….pack",
    or the very name in capitals. What is in it is nobody's promise: it is a source, never the truth and never a damage.
    """
    last = name.rpartition("/")[2].lower()
    match = None if stored_hash(name) or _LEFT_BY_OTHERS.fullmatch(last) else _COPY.search(last)
    return match[1] if match else None


def cannot(share: Share, doing: str, error: OSError) -> ShareError:
    """Put a refusal of the operating system into one line; ``doing`` is "read" or "written to"."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        why: str = Phrase("it is full")
        remedy = "Make room there, then sync again; everything is still on this laptop."
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        why = Phrase("you have no permission")
        remedy = "Ask its owner for permission to read and write, then sync again; everything is still on this laptop."
    elif error.errno == errno.ENAMETOOLONG:
        why = Phrase("its path is too long")
        remedy = "Choose a folder whose path is shorter, or give it a drive letter of its own; everything is still on this laptop."
    else:
        why = why_refused(error)
        remedy = "Check the connection, then sync again; everything is still on this laptop."
    return ShareError(
        "The shared folder {place} cannot be {doing}: {why}",
        remedy,
        place=share.place,
        doing=Phrase(doing),
        why=why,
    )
