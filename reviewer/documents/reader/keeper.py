"""Who starts the child, asks it, ends it, and remembers which files it died of."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reviewer.documents.reader import wire
from reviewer.documents.reader.process import ChildProcess, Stamp, stamp_of
from reviewer.documents.reader.values import MEBIBYTE, Cage, Limits, StoppedError
from reviewer.model.fields import Value
from reviewer.model.problems import ProblemError, Reason, problem

DEATHS = 2
"""A file that the child died of as often is not handed to it again while the keeper lives."""


class Quarantine:
    """How often a child died of each file. Keepers that share one keep each other from such a file. Thread-safe."""

    def __init__(self) -> None:
        """Begin with no death."""
        self._deaths: Counter[Stamp | None] = Counter()
        self._lock = threading.Lock()

    def blame(self, stamp: Stamp | None) -> None:
        """Put a death down to a file."""
        with self._lock:
            self._deaths[stamp] += 1

    def holds(self, stamp: Stamp) -> bool:
        """Tell whether a file is left alone from now on."""
        with self._lock:
            return self._deaths[stamp] >= DEATHS


class Keeper:
    """One child at a time. Thread-safe: calls wait for one another, and ``stop`` waits for none of them."""

    def __init__(
        self,
        limits: Limits,
        handlers: Mapping[str, str],
        *,
        spare: bool,
        quarantine: Quarantine | None = None,
    ) -> None:
        """Keep the limits and the ops; nothing is started yet. *spare*: keep a second child to go on with at once.

        *quarantine* may be shared with other keepers.
        """
        self._limits = limits
        self._handlers = handlers
        self._lock = threading.RLock()
        self._child: ChildProcess | None = None
        self._keeps_spare = spare
        self._spare: ChildProcess | None = None
        self._stops = 0
        self._quarantine = quarantine or Quarantine()

    @property
    def pid(self) -> int | None:
        """The child's process id, or None when there is none."""
        child = self._child
        return child.pid if child else None

    @property
    def cage(self) -> Cage:
        """What the child is kept in; starts one if there is none. StoppedError when it cannot be started."""
        stops = self._stops
        with self._lock:
            try:
                return self._alive(stops).ready()
            except (TimeoutError, wire.ClosedError):
                raise self.stopped(None, Reason.READER_DIED, self._limits.start) from None

    def warm(self, ops: Iterable[str]) -> None:
        """Start a child, and the one in reserve, with the handlers of *ops*; not waited for. Nothing if there is one."""
        ops = tuple(ops)
        with self._lock:
            if self._child is None:
                self._child = ChildProcess(self._limits, self._handlers, ops)
            if self._keeps_spare and self._spare is None:
                self._spare = ChildProcess(self._limits, self._handlers, ops)

    def ask(self, op: str, path: Path | None, seconds: float, args: dict[str, Any]) -> dict[str, Any]:
        """Return the child's reply, with the payload's bytes under "payload".

        Raises StoppedError when the child was stopped, died or is not asked because the file killed it before, and
        ProblemError when the file cannot be opened.
        """
        stops = self._stops
        with self._lock:
            if self._stops != stops:
                raise self.stopped(path, Reason.READER_CLOSED, seconds)
            return self._ask(op, path, seconds, args)

    def stop(self) -> None:
        """End the child at once, whatever it is doing: calls under way and waiting raise StoppedError.

        The next call starts another child.
        """
        self._stops += 1
        child = self._child
        if child is not None:
            child.end()  # whoever waits for its answer hears now, and lets go of the lock
        with self._lock:
            self._drop()
            self._drop_spare()

    @contextmanager
    def believing(self, path: Path | None) -> Iterator[None]:
        """Take apart in here what was answered about *path*; an answer that makes no sense is raised as StoppedError.

        Handlers give no such answers: something in the file took the child over, so it is ended.
        """
        try:
            yield
        except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as lie:
            with self._lock:
                self._drop()
            raise self.stopped(path, Reason.READER_CONFUSED, 0) from lie

    def stopped(self, path: Path | None, reason: Reason, seconds: float) -> StoppedError:
        """Return the error that says why the file at *path* has no answer."""
        values: Mapping[Reason, dict[str, Value]] = {
            Reason.READING_TOO_SLOW: {"seconds": f"{seconds:g}"},
            Reason.READING_TOO_LARGE: {"megabytes": self._limits.memory // MEBIBYTE},
        }
        return StoppedError(problem(reason, name=path.name if path else "", **values.get(reason, {})))

    def _ask(self, op: str, path: Path | None, seconds: float, args: dict[str, Any]) -> dict[str, Any]:
        child = stamp = None
        try:
            stamp = self._admitted(path, seconds)
            child = self._alive(self._stops)
            child.ready()
            return self._settled(op, child.ask(op, path, seconds, args))
        except TimeoutError:
            self._drop()
            raise self.stopped(path, Reason.READING_TOO_SLOW, seconds) from None
        except wire.ClosedError:
            why = self._bury(child, stamp)
            took = self._limits.work if why is Reason.READING_TOO_SLOW else seconds
            raise self.stopped(path, why, took) from None
        except OSError as error:
            name = path.name if path else op
            refusal = error.strerror or type(error).__name__
            raise ProblemError(problem(Reason.FILE_NOT_OPENED, name=name, why=refusal)) from error
        except ProblemError:
            raise
        except BaseException:  # an interrupt leaves a half-read reply behind
            self._drop()
            raise

    def _bury(self, child: ChildProcess | None, stamp: Stamp | None) -> Reason:
        """Put the death down to the file, if it was its doing; returns why there is no answer."""
        if child is not None and not child.ended and child.has_worked_too_long():
            self._drop()
            return Reason.READING_TOO_SLOW
        if child is not None and not child.ended and not child.was_killed():
            self._quarantine.blame(stamp)
        self._drop()
        return Reason.READER_CLOSED if child is not None and child.ended else Reason.READER_DIED

    def _settled(self, op: str, reply: dict[str, Any]) -> dict[str, Any]:
        """Return the reply; a child that ran out of something, or into what nobody foresaw, does not get the next file."""
        if "ok" not in reply and "refused" not in reply:
            self._drop()
        elif self._keeps_spare and self._spare is None:
            self._spare = ChildProcess(self._limits, self._handlers, (op,))
        return reply

    def _admitted(self, path: Path | None, seconds: float) -> Stamp | None:
        """Return what the file is known by; StoppedError if it is left alone."""
        if path is None:
            return None
        stamp = stamp_of(os.stat(path))  # noqa: PTH116  # as os.fstat gives it
        if self._quarantine.holds(stamp):
            raise self.stopped(path, Reason.READER_DIED_TWICE, seconds)
        return stamp

    def _alive(self, stops: int) -> ChildProcess:
        """Return a child that can be asked. One that died since its last answer died of no file of ours."""
        if self._child is not None and not self._child.runs():
            self._drop()
        if self._spare is not None and not self._spare.runs():
            self._drop_spare()
        if self._child is None:
            self._child, self._spare = self._spare or ChildProcess(self._limits, self._handlers), None
            if self._stops != stops:  # stopped while it came up
                self._child.end()
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _drop_spare(self) -> None:
        if self._spare is not None:
            self._spare.kill()
            self._spare = None


__all__ = ["DEATHS", "Keeper", "Quarantine"]
