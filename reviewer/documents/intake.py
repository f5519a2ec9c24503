"""Receiving: files, folders, archives and e-mails in; each document kept by its hash and read, one after another."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from reviewer.documents.reader import Member, Reading
from reviewer.errors import DocumentError
from reviewer.model import DocumentText

NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
CONTAINERS = frozenset({"zip", "eml", "mbox", "msg"})
_AGAIN = "Check it and receive it again."


class Files(Protocol):
    """Where bytes are kept by their SHA-256 (``casebook.files``)."""

    def put(self, source: Path | bytes) -> str:
        """Keep a file and return its SHA-256 (hex); DocumentError if the source cannot be read."""

    def path(self, sha256: str) -> Path:
        """Return where a kept file is."""


class Reads(Protocol):
    """What reads a file (``reader.Reader``)."""

    def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
        """Return the file's text and members."""


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """How far documents inside documents are followed: levels, and how many from one received file."""

    depth: int = 6
    members: int = 5000


@dataclass(frozen=True, slots=True)
class Taken:
    """One document received. ``document`` is its SHA-256; "" when it could not be had, and ``text.problem`` says why.

    ``origin`` is the folder, archive or message it came in.
    """

    document: str
    name: str
    origin: str
    text: DocumentText


@dataclass(slots=True)
class _Budget:
    left: int


class Intake:
    """Takes documents in. Never raises for one bad file; what the store raises (a full disk) goes through."""

    def __init__(
        self,
        reader: Reads,
        files: Files,
        limits: IntakeLimits | None = None,
        known: Callable[[str], DocumentText | None] = lambda _sha: None,
    ) -> None:
        """Keep the reader and the store; *known* gives a document's text if it was read before."""
        self._reader = reader
        self._files = files
        self._limits = limits or IntakeLimits()
        self._known = known

    def take(self, paths: Iterable[Path], password: str | None = None) -> Generator[Taken, None, None]:
        """Yield each document as it is kept and read; what was yielded is done, so stopping loses nothing."""
        for path in paths:
            for found in walk(path):
                if isinstance(found, Taken):
                    yield found
                else:
                    origin = readable(str(found.parent))
                    budget = _Budget(self._limits.members)
                    yield from self._file(found, readable(found.name), origin, password, 0, budget)

    def _file(
        self, path: Path, name: str, origin: str, password: str | None, depth: int, budget: _Budget
    ) -> Iterator[Taken]:
        try:
            sha256 = self._files.put(path)
        except OSError as error:
            yield not_had(name, origin, error)
            return
        except DocumentError as error:
            yield Taken("", name, origin, DocumentText("", "none", "", (), str(error)))
            return
        known = self._known(sha256)
        if known and not known.problem and not _may_hold_others(known):
            yield Taken(sha256, name, origin, known)
            return
        reading = self._reading(sha256, name, password)
        inside = f"{origin}/{name}" if depth else name
        kept, problem = self._within(reading.members, depth, budget)
        try:
            yield Taken(sha256, name, origin, _with_problem(reading.text, problem))
            for member in kept:
                yield from self._member(member, inside, password, depth + 1, budget)
        finally:  # also when it is stopped half way
            for member in kept:
                _forget(member)

    def _reading(self, sha256: str, name: str, password: str | None) -> Reading:
        try:
            return self._reader.read(self._files.path(sha256), name, sha256, password)
        except DocumentError as error:
            return Reading(DocumentText(sha256, "unknown", "", (), str(error)))

    def _within(
        self, members: tuple[Member, ...], depth: int, budget: _Budget
    ) -> tuple[tuple[Member, ...], str | None]:
        """Return the members to follow, and what to say of those that are not."""
        problem = None
        kept = members if depth < self._limits.depth else ()
        if len(kept) < len(members):
            problem = (
                f"It lies {depth} archives or messages deep, so its own {len(members)} were not unpacked."
            )
        elif len(kept) > budget.left:
            kept = kept[: budget.left]
            problem = (
                f"Only {len(kept):,} of its {len(members):,} documents were unpacked: the limit for one file is "
                f"{self._limits.members:,}. Ask the sender for it in smaller parts."
            )
        budget.left -= len(kept)
        for member in members[len(kept) :]:
            _forget(member)
        return kept, problem

    def _member(
        self, member: Member, inside: str, password: str | None, depth: int, budget: _Budget
    ) -> Iterator[Taken]:
        if member.path is None:
            return  # its container says so
        origin = f"{inside}/{member.origin}" if member.origin else inside
        yield from self._file(member.path, readable(member.name), origin, password, depth, budget)
        _forget(member)


def _may_hold_others(text: DocumentText) -> bool:
    """Tell whether documents may lie inside, so that it is opened again to receive them too."""
    return text.kind in CONTAINERS or (text.kind == "pdf" and bool(text.also))


def _forget(member: Member) -> None:
    if member.path is not None:
        member.path.unlink(missing_ok=True)


def _with_problem(text: DocumentText, problem: str | None) -> DocumentText:
    if problem is None:
        return text
    both = f"{text.problem} {problem}" if text.problem else problem
    return replace(text, problem=both)


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
                    yield _nothing(here, _BACK, "none")
                    continue
                within = sorted(os.scandir(here), key=lambda entry: entry.name, reverse=True)
                above.append(folder)
                left += [None, *(Path(entry.path) for entry in within)]
            elif found := _file_or_nothing(here, state, bare=not above):
                yield found
        except OSError as error:
            yield not_had(readable(here.name), readable(str(here.parent)), error)


_Folder = tuple[int, int]  # device and inode
_BACK = "It is a link back to a folder that it lies in; it was not followed."


def _file_or_nothing(path: Path, state: os.stat_result, *, bare: bool) -> Path | Taken | None:
    """Return a file whose bytes can be had, what to say of anything else, or None for a system's own litter."""
    if not stat.S_ISREG(state.st_mode):
        return _nothing(path, "It is a device or a pipe, not a file; it was left alone.", "none")
    if path.name.lower() in NOISE and not bare:
        return None
    with path.open("rb"):  # its bytes can be had
        return path


def not_had(name: str, origin: str, error: OSError) -> Taken:
    """Return what to say of a file whose bytes could not be had."""
    reason = {
        FileNotFoundError: "It is not there any more, or never was",
        PermissionError: "It may not be read with your rights",
    }.get(type(error), f"It cannot be read ({error.strerror})")
    return Taken("", name, origin, DocumentText("", "none", "", (), f"{reason}. {_AGAIN}"))


def _nothing(path: Path, problem: str, kind: str) -> Taken:
    return Taken("", readable(path.name), readable(str(path.parent)), DocumentText("", kind, "", (), problem))


def readable(name: str) -> str:
    """Return a name that can be shown and stored: bytes that are no text become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
