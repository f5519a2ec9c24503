"""A merged file opened to be looked at: copied to this laptop, read beside, verified, and a casebook made of it that passes.

Nothing is written beside it. Documents are read where they lie in the shared folder, each by its hash first.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reviewer.casebook import (
    Ask,
    Casebook,
    MergedSaves,
    MergedSource,
    Passing,
    Viewed,
    failures_of,
    found_view,
    refuse_unsafe_place,
)
from reviewer.errors import CasebookError, MissingCasebookError, Phrase, ShareError, why_refused
from reviewer.sharing.folder import FolderShare
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.merged import AHEAD, made_at
from reviewer.sharing.share import DOCUMENTS, MERGED, Clock
from reviewer.sharing.sync_report import Progress, Step

_CHUNK = 1 << 20
_ENDING = ".sqlite"


class MergedOpening:
    """Opens merged files; ``ask_of`` gives what reads a file in the reader process."""

    def __init__(self, place: Path, ask_of: Callable[[Path], Ask], clock: Clock) -> None:
        """``place`` is a folder on this laptop for what passes; ``clock`` gives UTC µs."""
        self._place, self._ask_of, self._clock = place, ask_of, clock

    def open(self, file: Path, progress: Progress | None = None) -> Casebook:
        """Return a casebook of what a merged file holds, for reading only; closing it leaves nothing.

        CasebookError where the file can't be read, or is not what was signed; ShareError where the folder about it can't be read;
        and what ``progress`` raises to stop it.
        """
        refuse_unsafe_place(self._place)
        passing = Passing(self._place)
        try:
            return self._opened(file, passing, progress)
        except BaseException:
            passing.close()
            raise

    def _opened(self, file: Path, passing: Passing, progress: Progress | None) -> Casebook:
        copy = passing.folder / f"copy{_ENDING}"
        _copy(file, copy, progress)
        share = FolderShare(file.absolute().parent.parent) if file.absolute().parent.name == MERGED else None
        inspection = None if share is None else inspection_of(share)

        def tell(saves: int) -> None:
            if progress:
                progress(Step("reading the records", saves))

        seal = secrets.token_bytes(32)
        folder = passing.folder / file.name
        viewed = found_view(folder, MergedSaves(self._ask_of(copy), file.name), inspection, seal, tell)
        copy.unlink()
        _refuse_other_name(file.name, viewed)
        documents = folder / DOCUMENTS if share is None else Path(share.place) / DOCUMENTS
        source = MergedSource(
            file,
            passing,
            documents,
            viewed.written,
            viewed.last,
            viewed.idle,
            "" if share is None else _later(share, file.name, self._clock()),
        )
        return Casebook.open(folder, None, self._clock, writable=False, seal=seal, source=source)


def _later(share: FolderShare, name: str, now: int) -> str:
    """Return the name of the last merged file beside this one, "" where this is the last, or it can't be said."""
    own = made_at(f"{MERGED}/{name}")
    try:
        there = {each: made for each in share.list(MERGED) if (made := made_at(each))}
    except (OSError, ShareError):
        return ""
    until = datetime.fromtimestamp(now / 1_000_000, UTC) + AHEAD
    last = max((each for each, made in there.items() if made <= until), default="")
    return last.rpartition("/")[2] if last and own is not None and there[last] > own else ""


def _refuse_other_name(name: str, viewed: Viewed) -> None:
    """Raise CasebookError where a name was made of other saves than the file holds: some of them are gone from it."""
    if made_at(f"{MERGED}/{name}") is not None and not name.endswith(f"-{viewed.saves[:8]}{_ENDING}"):
        raise CasebookError(
            "{name} can't be trusted: it does not hold what its name was made of",
            "Nothing of it is shown. Open another one in that folder, or ask a colleague to sync, which writes a new one.",
            name=name,
        )


def _copy(file: Path, copy: Path, progress: Progress | None) -> None:
    """Copy a file to this laptop; CasebookError says which side refused."""
    try:
        source = file.open("rb")
        size = file.stat().st_size
    except OSError as error:
        raise _unread(file, error) from error
    with source, failures_of(Phrase("The merged file {name}", name=file.name)), copy.open("xb") as target:
        while chunk := _read(source, file):
            target.write(chunk)
            if progress:
                progress(Step("copying the merged file", target.tell(), max(size, target.tell())))


def _read(source: BinaryIO, file: Path) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise _unread(file, error) from error


def _unread(file: Path, error: OSError) -> CasebookError:
    if isinstance(error, FileNotFoundError):
        if any(file.parent.glob(f"*{_ENDING}")):
            return MissingCasebookError(
                "{name} is not there any more: a later one has taken its place",
                "Open the last one in that folder.",
                name=file.name,
            )
        return MissingCasebookError(
            "{name} is not there", "Check its name, and that its drive is connected.", name=file
        )
    return CasebookError(
        "{name} can't be read: {why}",
        "Check that its drive is connected and that you may read it; nothing was changed.",
        name=file.name,
        why=why_refused(error),
    )
