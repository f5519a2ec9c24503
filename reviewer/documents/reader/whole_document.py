"""One whole document, read in steps: each call goes as far as it gets, and a page that kills the child is left out."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol, cast

from reviewer.documents.reader.values import Limits, Member, Reading, StoppedError
from reviewer.model import Aside, DocumentText, Note, NoteCode, NoText, Part, Picture, Place
from reviewer.model.documents import Sides
from reviewer.model.notes import note, note_of
from reviewer.model.problems import Problem, ProblemError, Reason, problem, problem_of

_MOST_ALSO = 200
_AND_MORE = note(NoteCode.AND_MORE)
_STOPS = 2  # a file that stops the reader as often is left alone
_MEMBER_STOPS = 3  # after as many of its documents, the others are left packed
_PDF = "pdf"
_HASH = re.compile("[0-9a-f]{64}")
_SIDES = 4
# What may befall a file of any kind, where the remedy is another one for a PDF.
_OF_ANY_KIND = frozenset({
    Reason.NO_TEXT_FOUND, Reason.READING_TOO_SLOW, Reason.READING_TOO_LARGE, Reason.READER_DIED,
    Reason.READER_CONFUSED, Reason.READER_DIED_TWICE,
})  # fmt: skip


class Calls(Protocol):
    """The part of ``Reader`` that calls a child, and knows whom to believe."""

    def call(
        self, op: str, path: Path | None, deadline: float | None = None, **args: Any
    ) -> tuple[dict[str, Any], bytes]:
        """See ``Reader.call``."""

    def believing(self, path: Path) -> AbstractContextManager[None]:
        """See ``Reader.believing``."""


class Caller(Calls, Protocol):
    """The part of ``Reader`` that is used here."""

    limits: Limits


@dataclass(slots=True)
class _Progress:
    kind: str = "unknown"
    extractor: str = ""
    problem: Problem | None = None
    parts: list[Part] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    also: list[Note] = field(default_factory=list)
    stops: int = 0
    member_stops: int = 0


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
    fault = done.problem or _left_packed(
        done.members, Reason.FILES_LEFT if _is_read(done) else Reason.MEMBERS_LEFT
    )
    if not (fault or done.parts or done.members):
        fault = problem(Reason.NO_TEXT_FOUND)
    if fault and done.kind == _PDF and fault.reason in _OF_ANY_KIND:
        fault = fault.having(is_pdf=1)
    # What stands beside pages comes after all of them, so that a page's number is its place among the parts.
    parts = _apart(sorted(done.parts, key=lambda part: part.is_beside))
    text = DocumentText(sha256, done.kind, done.extractor, tuple(parts), fault, tuple(done.also))
    return Reading(text, tuple(done.members))


def _apart(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, each at a place of its own: a sheet may be named like a picture of another."""
    taken: set[str] = set()
    for part in parts:
        places = (f"{part.place} ({number})" for number in count(2))
        place = part.place if part.place not in taken else next(each for each in places if each not in taken)
        taken.add(place)
        yield part if place == part.place else replace(part, place=place)


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


def _is_read(done: _Progress) -> bool:
    """Tell whether a document that holds others was read itself."""
    return done.kind == "pdf" and bool(done.parts)


def _left_packed(members: list[Member], reason: Reason) -> Problem | None:
    """Return what is wrong with members that were not unpacked, or None; *reason* is for the document."""
    left = [(member.name, member.problem) for member in members if member.problem]
    if not left:
        return None
    name, first = next((each for each in left if each[1].wants_password), left[0])
    if (
        reason is Reason.MEMBERS_LEFT
        and len(left) == len(members)
        and len({fault for _name, fault in left}) == 1
    ):
        return first
    return replace(problem(reason, left=len(left), of=len(members), name=name), inner=first)


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
        if stop.reason is Reason.READER_CLOSED:
            raise
        if done.kind == "unknown":
            done.kind = _kind(reader, path)
        return _after_stop(stop, at, done)
    except ProblemError as refused:
        if isinstance(refused.__cause__, OSError):
            raise
        done.problem = refused.problem
        return None
    for entry in inside:
        if done.member_stops >= _MEMBER_STOPS and not entry.problem:
            given_up = problem(Reason.MEMBERS_GIVEN_UP)
            done.members.append(Member(entry.name, None, entry.origin, given_up))
        else:
            done.members.append(_fetch(reader, path, name, password, entry, done))
    return following if following is not None and following > at else None


def _take(done: _Progress, head: dict[str, Any], payload: bytes) -> tuple[list[_Inside], int | None]:
    """Add what was read to *done*; returns the documents inside, to be fetched, and where to go on."""
    parts = _parts(head["parts"], payload)
    inside = [
        _Inside(str(one["key"]), str(one["name"]), str(one["origin"]), _problem(one["problem"]))
        for one in head["members"]
    ]
    notes = [note_of(packed) for packed in head.get("also", ())]
    wrong, following = _problem(head["problem"]), None if head["next"] is None else int(head["next"])
    done.kind, done.extractor = str(head["kind"]), str(head["extractor"])
    done.problem = done.problem or wrong
    done.parts += parts
    _add_notes(done, notes)
    return inside, following


@dataclass(frozen=True, slots=True)
class _Inside:
    key: str
    name: str
    origin: str
    problem: Problem | None


def _problem(packed: Any) -> Problem | None:
    return None if packed is None else problem_of(packed)


def _add_notes(done: _Progress, notes: list[Note]) -> None:
    """Add what else is in the file, each once, and not without end."""
    new = [each for each in dict.fromkeys(notes) if each not in done.also]
    most = max(0, _MOST_ALSO - len(done.also))
    done.also += new[:most]
    if len(new) > most and _AND_MORE not in done.also:
        done.also.append(_AND_MORE)


def _after_stop(stop: StoppedError, at: int, done: _Progress) -> int | None:
    done.stops += 1
    if stop.reason is Reason.READER_DIED and done.stops < _STOPS:
        return at
    own = [part for part in done.parts if not part.is_beside]
    paged = bool(own) and own[-1].place == str(Place.page(at - 1))
    known = {name: value for name, value in stop.problem.values if name != "name"}
    reason = Reason.READER_DIED_TWICE if stop.reason is Reason.READER_DIED else stop.reason
    done.problem = problem(reason, **known, **({"page": at + 1} if paged else {}))
    return None


def _parts(entries: list[dict[str, Any]], payload: bytes) -> list[Part]:
    parts, at = [], 0
    for entry in entries:
        end = at + int(entry["size"])
        text = payload[at:end].decode("utf-8")
        cells = tuple((int(offset), str(cell)) for offset, cell in entry.get("cells", ()))
        no_text, aside = entry.get("no_text"), entry.get("aside")
        parts.append(
            Part(
                str(entry["place"]),
                str(entry["label"]),
                text,
                None if no_text is None else NoText(no_text),
                cells,
                hidden=bool(entry.get("hidden")),
                aside=None if aside is None else Aside(aside),
                picture=_picture(entry.get("picture")),
                raw=tuple((str(cell), str(value)) for cell, value in entry.get("raw", ())),
            )
        )
        at = end
    return parts


def _picture(packed: Any) -> Picture | None:
    if packed is None:
        return None
    key, sha256, within, at, box = packed
    if sha256 and not _HASH.fullmatch(sha256):
        raise ValueError(sha256)
    sides = None if box is None else tuple(map(float, box))
    if sides is not None and len(sides) != _SIDES:
        raise ValueError(box)
    return Picture(str(key), sha256, str(within), int(at), cast("Sides | None", sides))


def _fetch(
    reader: Caller, path: Path, name: str, password: str | None, entry: _Inside, done: _Progress
) -> Member:
    if entry.problem:
        return Member(entry.name, None, entry.origin, entry.problem)
    try:
        _head, data = reader.call("member", path, key=entry.key, name=name, password=password)
    except ProblemError as error:
        if error.problem.reason is Reason.READER_CLOSED:
            raise
        done.member_stops += isinstance(error, StoppedError)
        return Member(entry.name, None, entry.origin, error.problem)
    descriptor, made = tempfile.mkstemp(prefix="reviewer-member-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return Member(entry.name, Path(made), entry.origin)
