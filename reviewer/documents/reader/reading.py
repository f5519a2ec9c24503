"""One whole document, read in steps: each call goes as far as it gets, and a page that kills the child is left out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from reviewer.documents.locks import can_be_unlocked
from reviewer.documents.reader.values import REMEDY, Limits, Member, Reading, StoppedError
from reviewer.errors import DocumentError
from reviewer.model import DocumentText, Part

_MOST_ALSO = 200
_AND_MORE = "And more of the same."
_STOPS = 2  # a file that stops the reader as often is left alone


class Caller(Protocol):
    """The part of ``Reader`` that is used here."""

    limits: Limits

    def call(
        self, op: str, path: Path | None, deadline: float | None = None, **args: Any
    ) -> tuple[dict[str, Any], bytes]:
        """See ``Reader.call``."""

    def believing(self, path: Path) -> AbstractContextManager[None]:
        """See ``Reader.believing``."""


@dataclass(slots=True)
class _Progress:
    kind: str = "unknown"
    extractor: str = ""
    problem: str | None = None
    parts: list[Part] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    stops: int = 0


def read_all(reader: Caller, path: Path, name: str, sha256: str, password: str | None) -> Reading:
    """Read the document at *path* to its end; see ``Reader.read``."""
    done = _Progress()
    try:
        at: int | None = 0
        while at is not None:
            at = _step(reader, path, name, password, at, done)
    except BaseException:  # stopped: nobody will fetch what was unpacked
        forget(done.members)
        raise
    problem = done.problem or _left_packed(done.members, read=done.kind == "pdf" and bool(done.parts))
    if not (problem or done.parts or done.members):
        problem = _NOTHING
    # What stands beside pages comes after all of them, so that a page's number is its place among the parts.
    parts = sorted(done.parts, key=lambda part: part.is_beside)
    text = DocumentText(sha256, done.kind, done.extractor, tuple(parts), problem, tuple(done.also))
    return Reading(text, tuple(done.members))


def forget(members: Iterable[Member]) -> None:
    """Remove the temporary files of documents that were unpacked."""
    for member in members:
        if member.path is not None:
            member.path.unlink(missing_ok=True)


def _kind(reader: Caller, path: Path) -> str:
    try:
        return str(reader.call("kind", path)[0]["kind"])
    except StoppedError:
        return "unknown"


def _left_packed(members: list[Member], *, read: bool) -> str | None:
    """Return what to say of members that were not unpacked, or None; *read*: the document itself was."""
    left = [member for member in members if member.problem]
    if not left:
        return None
    first = next((member for member in left if can_be_unlocked(member.problem)), left[0])
    if read:
        return f"Its pages were read, but {len(left)} of the {len(members)} files inside it could not be: {first.name}: {first.problem}"
    if len(left) == len(members) == 1 or (len(left) == len(members) and len({m.problem for m in left}) == 1):
        return first.problem
    return f"{len(left)} of its {len(members)} documents could not be unpacked, for example {first.name}: {first.problem}"


def _step(
    reader: Caller, path: Path, name: str, password: str | None, at: int, done: _Progress
) -> int | None:
    """Read from page *at* on; returns where to go on, or None."""
    try:
        # One page at a time after a stop, so that the page that did it is known.
        step = 0.0 if done.stops else reader.limits.step
        head, payload = reader.call("read", path, at=at, name=name, password=password, step=step)
        with reader.believing(path):
            inside, following = _take(done, head, payload)
    except StoppedError as stop:
        if stop.why == "stop":
            raise
        if done.kind == "unknown":
            done.kind = _kind(reader, path)
        return _after_stop(stop, at, done)
    except DocumentError as refused:
        if isinstance(refused.__cause__, OSError):
            raise
        done.problem = str(refused)
        return None
    for entry in inside:
        done.members.append(_fetch(reader, path, name, password, entry))
    return following if following is not None and following > at else None


def _take(
    done: _Progress, head: dict[str, Any], payload: bytes
) -> tuple[list[dict[str, str | None]], int | None]:
    """Add what was read to *done*; returns the documents inside, to be fetched, and where to go on."""
    parts = _parts(head["parts"], payload)
    inside = [{word: _words(entry[word]) for word in _MEMBER} for entry in head["members"]]
    done.kind, done.extractor = str(head["kind"]), str(head["extractor"])
    done.problem = done.problem or _words(head["problem"])
    done.parts += parts
    _tell_also(done, head.get("also", ()))
    return inside, None if head["next"] is None else int(head["next"])


_MEMBER = ("key", "name", "origin", "problem")


def _words(told: object) -> str | None:
    return None if told is None else str(told)


def _tell_also(done: _Progress, told: list[str]) -> None:
    """Add what else is in the file, each once, and not without end."""
    new = [str(sentence) for sentence in dict.fromkeys(told) if sentence not in done.also]
    room = max(0, _MOST_ALSO - len(done.also))
    done.also += new[:room]
    if len(new) > room and _AND_MORE not in done.also:
        done.also.append(_AND_MORE)


def _after_stop(stop: StoppedError, at: int, done: _Progress) -> int | None:
    done.stops += 1
    if stop.why == "death" and done.stops < _STOPS:
        return at
    own = [part for part in done.parts if not part.is_beside]
    paged = bool(own) and own[-1].place == f"p{at}"
    where = f"Page {at + 1} " if paged else "This document "
    done.problem = (
        f"{where}{stop.reason}. {REMEDY}" if stop.why not in _DEATHS else _DIED.format(where.strip())
    )
    return None


_NOTHING = "No text was found in it. Ask the sender for another copy, or for the same as a PDF."
_DEATHS = {"death", "quarantine"}
_DIED = "{} stopped the reader twice, so it is left alone. " + REMEDY


def _parts(entries: list[dict[str, Any]], payload: bytes) -> list[Part]:
    parts, at = [], 0
    for entry in entries:
        end = at + int(entry["size"])
        text = payload[at:end].decode("utf-8")
        cells = tuple((int(offset), str(cell)) for offset, cell in entry.get("cells", ()))
        parts.append(Part(str(entry["place"]), str(entry["label"]), text, bool(entry["unreadable"]), cells))
        at = end
    return parts


def _fetch(
    reader: Caller, path: Path, name: str, password: str | None, entry: dict[str, str | None]
) -> Member:
    inside, origin = str(entry["name"]), str(entry["origin"])
    if entry["problem"]:
        return Member(inside, None, origin, str(entry["problem"]))
    try:
        _head, data = reader.call("member", path, key=entry["key"], name=name, password=password)
    except DocumentError as error:
        if isinstance(error, StoppedError) and error.why == "stop":
            raise
        return Member(inside, None, origin, str(error))
    descriptor, made = tempfile.mkstemp(prefix="reviewer-member-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return Member(inside, Path(made), origin)
