"""One taking in of documents: each file staged, read and kept in its place, and what is inside it after it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reviewer.documents.file_walk import Taken, not_had, readable
from reviewer.documents.locks import Reads, read_with
from reviewer.documents.ordered_pool import Ahead, Order, ReadAhead
from reviewer.documents.reader import Member, Reading
from reviewer.documents.reader.whole_document import forget
from reviewer.model import DocumentText, NoteCode, Problem, ProblemError, Reason, kind_named
from reviewer.model.problems import both, problem

if TYPE_CHECKING:
    from reviewer.casebook.document_files import Staged

_LISTED = 256  # files that are listed ahead of the one that is taken


class Files(Protocol):
    """Where bytes are kept by their SHA-256 (``casebook.files``). Used by several threads."""

    def stage(self, source: Path | bytes, stopped: Callable[[], bool] = ...) -> Staged:
        """Copy a file; ProblemError if the source cannot be read."""

    def keep(self, staged: Staged) -> None:
        """Make a document of what was staged."""

    def drop(self, staged: Staged) -> None:
        """Let go of what was staged."""

    def staged_again(self, sha256: str) -> Staged:
        """Return what is a document already; keeping it again does nothing."""


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """How far documents inside documents are followed: levels, and how many from one received file."""

    depth: int = 6
    members: int = 5000


@dataclass(frozen=True, slots=True)
class Job:
    """A file to stage and read: ``staged`` if that is done already."""

    path: Path
    name: str
    origin: str
    passwords: tuple[str, ...]
    depth: int = 0
    staged: Staged | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job; ``staged`` is None if the bytes could not be had."""

    staged: Staged | None
    reading: Reading
    password: str | None = None


@dataclass(slots=True)
class _Budget:
    left: int


class _StoppedError(Exception):
    """The person wants no more."""


class Run:
    """One taking in, from its first file to its last."""

    def __init__(
        self,
        readers: Sequence[Reads],
        files: Files,
        limits: IntakeLimits,
        known: Callable[[str], DocumentText | None],
        ahead: Ahead,
        stopped: Callable[[], bool],
    ) -> None:
        self._files, self._limits, self._known, self._stopped = files, limits, known, stopped
        self._line = ReadAhead(readers, self._read, _weight, ahead)
        self._claimed: dict[str, Order] = {}
        self._claims = threading.Lock()
        self._early: dict[Order, Done | Staged] = {}  # waited for before their turn

    def taken(self, steps: Iterator[Taken | Job]) -> Generator[Taken, None, None]:
        """Yield what comes of what was found; whatever is not yielded leaves nothing behind."""
        try:
            yield from self._in_order(steps)
        except _StoppedError:
            return
        finally:
            for left in (*self._line.close(), *self._early.values()):
                self._drop(left)

    def _in_order(self, steps: Iterator[Taken | Job]) -> Iterator[Taken]:
        numbers, listed = count(), deque[Taken | tuple[Order, Job]]()
        more = True
        while more or listed:
            while more and len(listed) < _LISTED:
                each = next(steps, None)
                more = each is not None
                if isinstance(each, Taken):
                    listed.append(each)
                elif each is not None:
                    place = (next(numbers),)
                    self._line.add(place, each)
                    listed.append((place, each))
            first = listed.popleft() if listed else None
            if isinstance(first, Taken):
                yield first
            elif first is not None:
                yield from self._file(*first, _Budget(self._limits.members))

    def _file(self, place: Order, job: Job, budget: _Budget) -> Iterator[Taken]:
        done, inside = self._done(place, job), len(place) > 1
        if done.staged is None:
            yield Taken("", job.name, job.origin, done.reading.text, inside=inside)
            return
        sha = self._kept(done, done.staged)
        followed, unfollowed = self._within(done.reading.members, job.depth, budget)
        try:
            members = [
                ((*place, number), self._member(member, member.path, job))
                for number, member in enumerate(followed)
                if member.path is not None  # else its container says so
            ]
            for each in members:
                self._line.add(*each)
            text = _with_problem(done.reading.text, unfollowed)
            yield Taken(sha, job.name, job.origin, text, done.password, inside)
            self._let_go(sha)
            for member_place, member in members:
                yield from self._file(member_place, member, budget)
                member.path.unlink(missing_ok=True)
        finally:  # also when it is stopped half way
            forget(followed)

    def _kept(self, done: Done, staged: Staged) -> str:
        try:
            self._files.keep(staged)
        except BaseException:
            self._drop(done)
            raise
        return staged.sha256

    def _done(self, place: Order, job: Job) -> Done:
        """Wait for what comes of a job; bytes that another has under way are known now, waited for, or read now."""
        done = self._wait(place)
        if isinstance(done, Done):
            return done
        try:
            known = self._known_whole(done.sha256)
            if known is not None:
                return Done(done, Reading(known))
            other = self._of_another(done.sha256)
            if other is not None and self._whole(other.reading.text):
                return Done(done, Reading(other.reading.text), other.password)
            self._line.add((*place, -1), replace(job, staged=done))
            read = self._wait((*place, -1))
        except BaseException:
            self._files.drop(done)
            raise
        return read if isinstance(read, Done) else _not_had(DocumentText("", "none", ""))

    def _of_another(self, sha256: str) -> Done | None:
        """Wait for the job further on that was quicker to claim these bytes; what comes of it is kept for its turn."""
        with self._claims:
            place = self._claimed.get(sha256)
        if place is None:
            return None
        done = self._early[place] = self._wait(place)
        return done if isinstance(done, Done) else None

    def _wait(self, place: Order) -> Done | Staged:
        if place in self._early:
            return self._early.pop(place)
        done = self._line.take(place, self._stopped)
        if done is None:
            raise _StoppedError
        return done

    def _claim(self, sha256: str, place: Order) -> bool:
        """Say that the job at this place reads these bytes; False if another has said so."""
        with self._claims:
            return self._claimed.setdefault(sha256, place) == place

    def _let_go(self, sha256: str) -> None:
        with self._claims:
            self._claimed.pop(sha256, None)

    @staticmethod
    def _member(member: Member, path: Path, holder: Job) -> Job:
        inside = f"{holder.origin}/{holder.name}" if holder.depth else holder.name
        origin = f"{inside}/{member.origin}" if member.origin else inside
        return Job(path, readable(member.name), origin, holder.passwords, holder.depth + 1)

    def _within(
        self, members: tuple[Member, ...], depth: int, budget: _Budget
    ) -> tuple[tuple[Member, ...], Problem | None]:
        """Return the members to follow, and why those that are not are not."""
        why = None
        followed = members if depth < self._limits.depth else ()
        if len(followed) < len(members) and self._limits.depth >= 0:
            why = problem(Reason.MEMBERS_TOO_DEEP, depth=depth, of=len(members))
        elif len(followed) > budget.left:
            followed = followed[: budget.left]
            limit = self._limits.members
            why = problem(Reason.MEMBERS_TOO_MANY, kept=len(followed), of=len(members), limit=limit)
        budget.left -= len(followed)
        forget(members[len(followed) :])
        return followed, why

    def _drop(self, left: Done | Staged) -> None:
        if isinstance(left, Done):
            forget(left.reading.members)
        staged = left.staged if isinstance(left, Done) else left
        if staged is not None:
            self._files.drop(staged)

    # --- in the threads ----------------------------------------------------------------------------

    def _read(self, reader: Reads, place: Order, job: Job) -> Done | Staged:
        """Do a job; bytes that another job has under way are only staged."""
        if job.staged is not None:
            return self._reading(reader, job, job.staged)
        try:
            staged = self._files.stage(job.path, lambda: self._line.closed)
        except OSError as error:
            return _not_had(not_had(job.name, job.origin, error).text)
        except ProblemError as error:
            if isinstance(error.__cause__, OSError):  # gone since the walk found it: said as the walk says it
                return _not_had(not_had(job.name, job.origin, error.__cause__).text)
            return _not_had(DocumentText("", "none", "", (), error.problem))
        try:
            free = self._claim(staged.sha256, place)
            # Asked after the claim: who had it until now let go of it when its text was known.
            known = self._known_whole(staged.sha256)
            if known is not None:
                if free:
                    self._let_go(staged.sha256)
                return Done(staged, Reading(known))
            return self._reading(reader, job, staged) if free else staged
        except BaseException:
            self._files.drop(staged)
            raise

    @staticmethod
    def _reading(reader: Reads, job: Job, staged: Staged) -> Done:
        try:
            reading, password = read_with(reader, staged.path, job.name, staged.sha256, job.passwords)
        except ProblemError as error:
            reading, password = (
                Reading(DocumentText(staged.sha256, "unknown", "", (), error.problem)),
                None,
            )
        return Done(staged, reading, password)

    def _known_whole(self, sha256: str) -> DocumentText | None:
        known = self._known(sha256)
        return known if known and self._whole(known) else None

    @staticmethod
    def _whole(text: DocumentText) -> bool:
        return not text.problem and not _may_hold_others(text)


def _not_had(text: DocumentText) -> Done:
    return Done(None, Reading(text))


def _weight(done: Done | Staged) -> int:
    """Return about how many bytes a result takes."""
    parts = done.reading.text.parts if isinstance(done, Done) else ()
    return sum(len(part.text) + 100 * len(part.cells) for part in parts)


def _with_problem(text: DocumentText, more: Problem | None) -> DocumentText:
    return text if more is None else replace(text, problem=both(text.problem, more))


def _may_hold_others(text: DocumentText) -> bool:
    """Tell whether documents may lie inside, so that it is opened again to receive them too."""
    return kind_named(text.kind).container or any(one.code is NoteCode.FILES for one in text.also)
