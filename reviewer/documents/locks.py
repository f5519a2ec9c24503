"""Passwords: which documents wait for one, and trying those that are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reviewer.model import Problem, Reason

if TYPE_CHECKING:
    from reviewer.documents.reader import Member, Reading


class Reads(Protocol):
    """What reads a file (``reader.Reader``). Used by one thread at a time, but for ``close``."""

    def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
        """Return the file's text and members."""

    def close(self) -> None:
        """Stop what is read now: it raises StoppedError."""


def can_be_unlocked(problem: Problem | None) -> bool:
    """Tell whether a document's problem is that its password is not known, or that of documents in it.

    Not so of kinds that no password opens here (OpenDocument).
    """
    return problem is not None and problem.wants_password


def read_with(
    reader: Reads, path: Path, name: str, sha256: str, passwords: Sequence[str]
) -> tuple[Reading, str | None]:
    """Read a document, with each password in turn while it is locked; returns the password that served, if one did.

    Where none opens all of it, as an archive whose files have several, the reading is the one that left least locked.
    """
    best, served = reader.read(path, name, sha256), None
    for password in passwords:
        if not can_be_unlocked(best.text.problem):
            break
        try:
            tried = reader.read(path, name, sha256, password)
        except BaseException:
            _forget(best.members)
            raise
        if _left(tried) < _left(best):
            best, tried, served = tried, best, password
        elif served is None and not best.members:
            best, tried = tried, best  # which says that another password is wanted
        _forget(tried.members)
    return best, served


def _left(reading: Reading) -> int:
    """Return how much of a reading is locked: nought if nothing."""
    if not reading.members:
        return int(can_be_unlocked(reading.text.problem))
    return sum(can_be_unlocked(each.problem) or _is_spoilt(each.problem) for each in reading.members)


def _is_spoilt(problem: Problem | None) -> bool:
    """Tell whether a wrong password may have done it: one in 256 seems right until a member is unpacked."""
    return problem is not None and problem.reason in {Reason.MEMBER_DAMAGED, Reason.MEMBER_UNREADABLE}


def _forget(members: Sequence[Member]) -> None:
    from reviewer.documents.reader.whole_document import forget

    forget(members)
