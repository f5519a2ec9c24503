"""The bytes of one file of a case folder: a file of text in that folder, and nothing that only looks like one.

A pipe would keep the program waiting for ever, a device has no end, and what a link leads to outside the folder is
no part of the case that somebody looked through.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from reviewer.errors import Phrase, why_refused
from reviewer.framework.faults import complain

MOST_BYTES = 4_000_000
NOTHING_ELSE = "Put a file of text in its place; a case folder holds nothing else."
# Opened without waiting for the other end of a pipe, and never by a link; not every system has all of these.
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def case_bytes(folder: Path, file: str) -> bytes:
    """Return a file's bytes, MOST_BYTES of them at most; CaseError names the file, and says why it can't be had."""
    try:
        return _bytes_of(folder, file)
    except FileNotFoundError:
        raise complain(
            file, "", Phrase("missing in {folder}", folder=folder), "A case folder needs this file."
        ) from None
    except OSError as error:
        problem = Phrase("it can't be read: {why}", why=why_refused(error))
        raise complain(file, "", problem, "Check the file's permissions.") from None


def _bytes_of(folder: Path, file: str) -> bytes:
    home, path = Path(os.path.realpath(folder)), Path(os.path.realpath(folder / file))
    if not path.is_relative_to(home):
        problem = Phrase("a link that leads out of the case folder, to {path}", path=path)
        raise complain(file, "", problem, "Put the file itself in its place.")
    _refuse_other(file, path.lstat().st_mode)  # before it is opened: a device may do something then
    with open(os.open(path, _HOW), "rb") as opened:  # noqa: PTH123 - of a descriptor
        _refuse_other(file, os.fstat(opened.fileno()).st_mode)
        data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise complain(
            file,
            "",
            Phrase("larger than {most_bytes:,} bytes; expected a few pages of text", most_bytes=MOST_BYTES),
        )
    return data


def _refuse_other(file: str, mode: int) -> None:
    """Raise CaseError for what is no file."""
    if not stat.S_ISREG(mode):
        sort = next((name for holds, name in _SORTS if holds(mode)), "a device")
        raise complain(file, "", Phrase("no file of text but {sort}", sort=Phrase(sort)), NOTHING_ELSE)


_SORTS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISLNK, "a link that leads back to itself"),  # every other one is followed by now
)
