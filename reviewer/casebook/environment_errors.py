"""What the disk and SQLite can do to us, told as one clear line. Whatever is not listed here is a bug."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import AbstractContextManager
from types import TracebackType

from reviewer.errors import (
    CancelledError,
    CasebookBusyError,
    CasebookError,
    Phrase,
    ReadOnlyError,
    why_refused,
)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}

_FREE_SPACE = "Nothing was changed. Free some space on that disk and try again."
_DAMAGED = "Join the shared folder into a new casebook, or restore a backup; keep this one until then."
_ALLOW = "Nothing was changed. Open it for reading only, or copy it to a folder where you may write."


def failures_of(name: str) -> AbstractContextManager[None]:
    """Turn the environment's failures while something is done to ``name`` into a CasebookError.

    SQLite's own constraint and programming errors pass through: they are bugs, and belong in the log.
    """
    return _Failures(name)


class _Failures:
    """What is round every query: a class, since a generator would cost more than the query."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        told_as = None if error is None else _told_as(error, self._name)
        if told_as is not None:
            raise told_as from error


def _told_as(error: BaseException, name: str) -> Exception | None:
    match error:
        case sqlite3.Error():
            return _of_sqlite(error, name)
        case UnicodeDecodeError():  # what SQLite says of a damaged schema quotes it
            return CasebookError("{name} is damaged (its tables' names are no text)", _DAMAGED, name=name)
        case OSError():
            return _of_system(error, name)
        case _:
            return None


def _of_sqlite(error: sqlite3.Error, name: str) -> Exception | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        if "decode to UTF-8" not in str(error):
            return None
        code, error = sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError("a text in it is none")
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the write-ahead log's index found no room
        code = sqlite3.SQLITE_FULL
    if code == sqlite3.SQLITE_IOERR_WRITE and isinstance(error.__context__, OSError):
        return _of_system(error.__context__, name)
    told_as = _TOLD.get(code & 0xFF)
    if told_as is None:
        return None
    kind, what, remedy = told_as
    return kind(what, remedy, name=name, inside=_inside(name), error=error)


def is_of_table(error: sqlite3.OperationalError) -> bool:
    """Tell whether a query failed by its table, which is gone, another or holds what is no text; a disk that fails is not."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # Python itself says what is no text
    return code & 0xFF == sqlite3.SQLITE_ERROR


def _inside(name: str) -> str:
    """Return a name as it stands in the middle of a sentence: "the search index", but "Abuse.casebook"."""
    if isinstance(name, Phrase) and name.template in _INSIDE:
        return Phrase(_INSIDE[name.template], **name.values)
    return name


_INSIDE = {
    "The search index of {name}": "the search index of {name}",
    "The merged file {name}": "the merged file {name}",
    "Your key ({path})": "your key ({path})",
}


_TOLD: dict[int, tuple[type[CasebookError | CancelledError], str, str]] = {
    sqlite3.SQLITE_FULL: (CasebookError, "The disk that holds {inside} is full", _FREE_SPACE),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyError,
        "{name} can't be written: the folder or file is read-only",
        _ALLOW,
    ),
    sqlite3.SQLITE_PERM: (ReadOnlyError, "{name} can't be written: the folder or file is read-only", _ALLOW),
    sqlite3.SQLITE_BUSY: (
        CasebookBusyError,
        "{name} is being used by another program",
        "Close it there and try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        CasebookBusyError,
        "{name} is being used by another program",
        "Close it there and try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        CasebookError,
        "The disk that holds {inside} failed ({error})",
        "The last act was not saved. Check the disk and the free space, then open the casebook again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        CasebookError,
        "{name} can't be opened ({error})",
        "Check that the folder is there and that you may read it.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        CasebookError,
        "{name} is damaged ({error})",
        _DAMAGED,
    ),
    sqlite3.SQLITE_NOTADB: (
        CasebookError,
        "{name} is not a casebook: its database can't be read",
        "Choose a folder that Reviewer made, or restore a backup.",
    ),
    sqlite3.SQLITE_INTERRUPT: (CancelledError, "The search was stopped", ""),
}


def _of_system(error: OSError, name: str) -> CasebookError:
    if error.errno in _FULL:
        return CasebookError("The disk that holds {inside} is full", _FREE_SPACE, inside=_inside(name))
    if error.errno in _DENIED:
        return ReadOnlyError("{name} can't be written: the folder or file is read-only", _ALLOW, name=name)
    reason = why_refused(error)
    return CasebookError(
        "{name} can't be used ({reason})",
        "Check that the folder is there and the disk works, then try again.",
        name=name,
        reason=reason,
    )
