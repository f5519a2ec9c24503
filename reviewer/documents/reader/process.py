"""The child from the outside: started, asked, killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reviewer.documents.reader import wire
from reviewer.documents.reader.shared import SharedMemory
from reviewer.documents.reader.values import Cage, Limits

_START = (
    "import sys, json; start = json.loads(sys.argv[1]); sys.path[:] = start['path']; "
    "from reviewer.documents.reader.child import main; main(sys.argv[1])"
)
_RESOURCES = ("resources", "reviewer_resources")  # of the repository, of the wheel
_DYING = 0.5  # seconds between the end of the link and that of the process
_SCRATCH = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}

Stamp = tuple[int, int, int, int]
"""Device, inode, size and time of change: what tells a file from another, and from itself when changed."""


class ChildProcess:
    """One child, with the link and the memory it shares with us. Not thread-safe: ``Reader`` sees to that."""

    def __init__(self, limits: Limits, handlers: Mapping[str, str], warm: Iterable[str] = ()) -> None:
        """Start it, and have it import the handlers of the ops *warm*; ``ready`` waits until it answers."""
        self._until = time.monotonic() + limits.start
        self._cage: Cage | None = None
        self._memory = SharedMemory.create(limits.reply)
        self._link, theirs = socket.socketpair()
        lifeline, self._lifeline = os.pipe()
        self._sent: Stamp | None = None
        self.ended = False
        start = {
            "link": theirs.fileno(), "shared": self._memory.descriptor, "lifeline": lifeline,
            "memory": limits.memory, "reply": limits.reply, "files": limits.files, "niceness": limits.niceness,
            "handlers": dict(handlers), "path": [entry for entry in sys.path if Path(entry).is_absolute()],
            "readable": _code(), "warm": list(warm),
        }  # fmt: skip
        # -I and -S: no environment, no site, no .pth; the path is ours. -B: it may write no file.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-c", _START, json.dumps(start)],
            pass_fds=(theirs.fileno(), self._memory.descriptor, lifeline),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_SCRATCH,
            start_new_session=True,  # Ctrl+C at the terminal is for us, not for it
        )
        theirs.close()
        os.close(lifeline)

    def ready(self) -> Cage:
        """Wait until it answers; returns what keeps it in. TimeoutError or wire.ClosedError if it does not."""
        if self._cage is None:
            told, _none = wire.receive(self._link, max(self._until, time.monotonic() + 1.0))
            self._cage = Cage.of(told.get("cage"))
        return self._cage

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask(self, op: str, path: Path | None, deadline: float, args: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait; returns the reply with the payload's bytes under ``payload``.

        *deadline* in seconds. Raises OSError when *path* cannot be opened, TimeoutError, wire.ClosedError.
        """
        until = time.monotonic() + deadline
        self._link.settimeout(deadline)
        request: dict[str, Any] = {"op": op, "args": args, "file": "none"}
        if path is None:
            self._sent = None
            wire.send(self._link, request)
        else:
            with path.open("rb") as file:
                stamp = stamp_of(os.fstat(file.fileno()))
                request["file"] = "same" if stamp == self._sent else "new"
                wire.send(self._link, request, None if stamp == self._sent else file.fileno())
                self._sent = stamp
        reply, _none = wire.receive(self._link, until)
        return self._with_payload(reply)

    def _with_payload(self, reply: dict[str, Any]) -> dict[str, Any]:
        size, refused = reply.get("payload", 0), reply.get("refused", ["", ""])
        if not isinstance(size, int) or not 0 <= size <= self._memory.size:
            raise wire.ClosedError
        if not isinstance(reply.get("ok", {}), dict) or not isinstance(refused, list) or len(refused) != 2:  # noqa: PLR2004
            raise wire.ClosedError
        return {**reply, "payload": self._memory.read(size) if size else b""}

    def runs(self) -> bool:
        """Tell whether it is there to be asked."""
        return not self.ended and self._process.poll() is None

    def end(self) -> None:
        """End it at once, from any thread; whoever waits in ``ask`` gets wire.ClosedError. ``kill`` comes after."""
        self.ended = True
        self._process.kill()

    def was_killed(self) -> bool:
        """Tell, once its link is closed, whether someone else ended it: a person, or a system short of memory."""
        try:
            return self._process.wait(_DYING) == -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False  # it lives, and said what is no message

    def kill(self) -> None:
        """End it at once and give everything back."""
        self._process.kill()
        self._process.wait()
        self._link.close()
        os.close(self._lifeline)
        self._memory.close()


_TRAINED = Path(__file__).resolve().parents[3] / "resources/tessdata"


def _code() -> list[str]:
    """Return the folders of Python's own modules and of the installed packages, which the child imports from.

    And of what recognition was trained to know, which an installation has among its packages.
    """
    import sysconfig

    libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    installed = [entry for entry in sys.path if entry.endswith(("-packages", "lib-dynload"))]
    return list(dict.fromkeys([*libraries, *installed, str(_TRAINED)]))


def stamp_of(state: os.stat_result) -> Stamp:
    """Return what a file is known by."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
