"""The child from the outside: started, asked, killed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reviewer.documents import children
from reviewer.documents.reader import system, wire
from reviewer.documents.reader.shared import SharedMemory
from reviewer.documents.reader.values import Cage, Limits

_RESOURCES = ("resources", "reviewer_resources")  # of the repository, of the wheel
_DYING = 0.5  # seconds between the end of the link and that of the process

Stamp = tuple[int, int, int, int]
"""Device, inode, size and time of change: what tells a file from another, and from itself when changed."""


class ChildProcess:
    """One child, with the link and the memory it shares with us. Not thread-safe: ``Reader`` sees to that."""

    def __init__(self, limits: Limits, handlers: Mapping[str, str], warm: Iterable[str] = ()) -> None:
        """Start it, and have it import the handlers of the ops *warm*; ``ready`` waits until it answers."""
        self._until = time.monotonic() + limits.start
        self._cage: Cage | None = None
        self._memory = SharedMemory.create(limits.reply)
        self._sent: Stamp | None = None
        self.ended = False
        start = {
            "memory": limits.memory, "reply": limits.reply, "files": limits.files, "niceness": limits.niceness, "work": limits.work,
            "handlers": dict(handlers), "path": [entry for entry in sys.path if Path(entry).is_absolute()],
            "readable": _code(), "warm": list(warm),
        }  # fmt: skip
        self._held = system.of_this_system().start(children.command("reader"), start, self._memory)

    def ready(self) -> Cage:
        """Wait until it answers; returns what keeps it in. TimeoutError or wire.ClosedError if it does not."""
        if self._cage is None:
            reply, _none = wire.receive(self._held.link, max(self._until, time.monotonic() + 1.0))
            self._cage = Cage.of(reply.get("cage"))
        return self._cage

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._held.process.pid

    def ask(self, op: str, path: Path | None, deadline: float, args: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait; returns the reply with the payload's bytes under ``payload``.

        *deadline* in seconds. Raises OSError when *path* cannot be opened, TimeoutError, wire.ClosedError.
        """
        until = time.monotonic() + deadline
        self._held.link.settimeout(deadline)
        request: dict[str, Any] = {"op": op, "args": args, "file": "none"}
        if path is None:
            self._sent = None
            wire.send(self._held.link, request)
        else:
            with path.open("rb") as file:
                stamp = stamp_of(os.fstat(file.fileno()))
                request["file"] = "same" if stamp == self._sent else "new"
                new = None if stamp == self._sent else file.fileno()
                wire.send(self._held.link, request, self._held.hand(request, new))
                self._sent = stamp
        reply, _none = wire.receive(self._held.link, until)
        return self._with_payload(reply)

    def _with_payload(self, reply: dict[str, Any]) -> dict[str, Any]:
        size, answers = reply.get("payload", 0), (reply.get("ok", {}), reply.get("refused", {}))
        if not isinstance(size, int) or not 0 <= size <= self._memory.size:
            raise wire.ClosedError
        if not all(isinstance(each, dict) for each in answers):
            raise wire.ClosedError
        return {**reply, "payload": self._memory.read(size) if size else b""}

    def runs(self) -> bool:
        """Tell whether it is there to be asked."""
        return not self.ended and self._held.process.poll() is None

    def end(self) -> None:
        """End it at once, from any thread; whoever waits in ``ask`` gets wire.ClosedError. ``kill`` comes after."""
        self.ended = True
        self._held.process.kill()

    def was_killed(self) -> bool:
        """Tell, once its link is closed, whether someone else ended it: a person, or a system short of memory."""
        return self._held.was_killed(_DYING)

    def has_worked_too_long(self) -> bool:
        """Tell, once its link is closed, whether the system ended it since one call took more work than it may."""
        return self._held.has_worked_too_long(_DYING)

    def kill(self) -> None:
        """End it at once and give everything back."""
        self._held.process.kill()
        self._held.process.wait()
        self._held.let_go()
        self._memory.close()


_TRAINED = Path(__file__).resolve().parents[3] / "resources/tessdata"


def _code() -> list[str]:
    """Return the folders of Python's own modules and of the installed packages, which the child imports from.

    And of what recognition was trained to know, which an installation has among its packages.
    """
    if children.is_bundled():
        return children.bundle()
    import sysconfig

    libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    installed = [entry for entry in sys.path if entry.endswith(("-packages", "lib-dynload"))]
    return list(dict.fromkeys([*libraries, *installed, str(_TRAINED)]))


def stamp_of(state: os.stat_result) -> Stamp:
    """Return what a file is known by."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
