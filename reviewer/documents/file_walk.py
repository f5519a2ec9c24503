"""What is found on the way through files and folders that are to be received."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.model import DocumentText, Reason
from reviewer.model.fields import Value
from reviewer.model.problems import problem

NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Taken:
    """One document received. ``document`` is its SHA-256; "" when it could not be had, and ``text.problem`` says why.

    ``origin`` is the folder, archive or message it came in. ``password`` is the one that opened it, if it needed one;
    ``inside`` tells a document that came in another from one that came by itself.
    """

    document: str
    name: str
    origin: str
    text: DocumentText
    password: str | None = field(default=None, repr=False)
    inside: bool = False


def walk(path: Path) -> Iterator[Path | Taken]:
    """Yield the files in *path*, itself or all below it in order of name, or a Taken that says why there is none."""
    # A stack, for folders may be nested deeper than Python calls; None ends the innermost folder that is open.
    left: list[Path | None] = [path]
    above: list[_Folder] = []
    while left:
        here = left.pop()
        if here is None:
            above.pop()
            continue
        try:
            state = here.stat()
            if stat.S_ISDIR(state.st_mode):
                folder = (state.st_dev, state.st_ino)
                if folder in above:
                    yield _nothing(here, Reason.FOLDER_LEADS_BACK)
                    continue
                within = sorted(os.scandir(here), key=lambda entry: entry.name, reverse=True)
                above.append(folder)
                left += [None, *(Path(entry.path) for entry in within)]
            elif file := _file_or_nothing(here, state, bare=not above):
                yield file
        except OSError as error:
            yield not_had(readable(here.name), readable(str(here.parent)), error)


_Folder = tuple[int, int]  # device and inode


def _file_or_nothing(path: Path, state: os.stat_result, *, bare: bool) -> Path | Taken | None:
    """Return a file whose bytes can be had, what to say of anything else, or None for a system's own litter."""
    if not stat.S_ISREG(state.st_mode):
        return _nothing(path, Reason.FILE_IS_NONE)
    if path.name.lower() in NOISE and not bare:
        return None
    with path.open("rb"):  # its bytes can be had
        return path


def not_had(name: str, origin: str, error: OSError) -> Taken:
    """Return what to say of a file whose bytes could not be had."""
    reason = _WHY.get(type(error), Reason.FILE_UNREADABLE)
    values: dict[str, Value] = {"why": str(error.strerror)} if reason is Reason.FILE_UNREADABLE else {}
    return Taken("", name, origin, DocumentText("", "none", "", (), problem(reason, **values)))


_WHY = {FileNotFoundError: Reason.FILE_GONE, PermissionError: Reason.FILE_DENIED}


def _nothing(path: Path, reason: Reason) -> Taken:
    text = DocumentText("", "none", "", (), problem(reason))
    return Taken("", readable(path.name), readable(str(path.parent)), text)


def readable(name: str) -> str:
    """Return a name that can be shown and stored: bytes that are no text become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
