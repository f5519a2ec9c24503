"""A process that has imported what reads documents, and forks for each reader process that a test's code starts.

A child is a process of its own in its own cage, which it enters by itself after the fork, before it sees a file; it only
spends no 0.1 seconds on importing. Tests run so, but for those of the cage itself (`@pytest.mark.cold_reader`).
REVIEWER_COLD=1 starts each reader from nothing.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from reviewer.documents.reader import posix
from reviewer.documents.reader.shared import SharedMemory

assert sys.platform == "linux"

FORMATS = "reviewer.documents.formats"
LIBRARIES = ("ctypes", "pikepdf", "pypdfium2", "lxml.etree", "PIL.Image")
_LONGEST = 1 << 18  # bytes of a request: what a child is started with
_CLOSED = (
    9  # what a status stands for that never came: the process that forks is gone, and its children with it
)


class Forked:
    """A child that was forked: of `subprocess.Popen`, what the program asks of a reader process."""

    def __init__(self, status: socket.socket) -> None:
        """Wait until it is there; *status* says who it is, and once it ended, how."""
        self._status = status
        self._hears = threading.Lock()
        self.pid = int(status.recv(64))
        self.returncode: int | None = None

    def kill(self) -> None:
        """End it, if it has not ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended since
                os.kill(self.pid, signal.SIGKILL)

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once there is one. Raises subprocess.TimeoutExpired after so many seconds."""
        while self.returncode is None:
            ready, _none, _none = select.select([self._status], [], [], timeout)
            if not ready:
                raise subprocess.TimeoutExpired(["a forked reader"], timeout or 0)
            with self._hears:  # of the threads that wait, one hears; the others know then
                if self.returncode is None:
                    self.returncode = os.waitstatus_to_exitcode(int(self._status.recv(64) or _CLOSED))
        return self.returncode

    def let_go(self) -> None:
        """Close what is held of it; it has ended."""
        self._status.close()


class ForkedHeld(posix.PosixHeld):
    """As for a process that was started here."""

    def __init__(self, forked: Forked, link: socket.socket, lifeline: int) -> None:
        process: Any = forked
        super().__init__(process, link, lifeline)
        self.forked = forked

    def let_go(self) -> None:
        """Close what is held of it."""
        super().let_go()
        self.forked.let_go()


class WarmReaders:
    """The process, asked from here and from any process that inherits `descriptor`."""

    def __init__(self, link: socket.socket, process: subprocess.Popen[bytes] | None = None) -> None:
        """Keep our end of the link; *process* is the other end's, where it is ours to end."""
        self._link = link
        self._process = process

    @classmethod
    def started(cls) -> WarmReaders:
        """Start it as a reader process is started: with its interpreter's options and its surroundings."""
        link, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (link, far):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
        start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import main; main({far.fileno()})"
        command = [sys.executable, "-I", "-S", "-B", "-c", start]
        surroundings = posix._SCRATCH  # noqa: SLF001  # what a reader process is given, and nobody else asks for
        with far:
            process = subprocess.Popen(
                command, pass_fds=[far.fileno()], stdin=subprocess.DEVNULL, env=surroundings
            )
        return cls(link, process)

    @property
    def descriptor(self) -> int:
        """Our end of the link."""
        return self._link.fileno()

    def close(self) -> None:
        """End it; its children end with those who hold them."""
        self._link.close()
        if self._process is not None:
            self._process.wait()

    def start(self, start: dict[str, Any], memory: SharedMemory) -> ForkedHeld:
        """Fork a child, with link, memory and lifeline as a started one has them (see `PosixCage.start`)."""
        link, theirs = socket.socketpair()
        status, told = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lifeline, ours = os.pipe()
        with theirs, told:
            handed = [told.fileno(), theirs.fileno(), memory.descriptor, lifeline]
            socket.send_fds(self._link, [json.dumps(start).encode()], handed)
        os.close(lifeline)
        return ForkedHeld(Forked(status), link, ours)

    def put_on(self, patch: Callable[[object, str, object], None]) -> None:
        """Have every reader process forked from now on; *patch* sets an attribute."""

        def start(
            _cage: object, _command: Sequence[str], start: dict[str, Any], memory: SharedMemory
        ) -> ForkedHeld:
            return self.start(start, memory)

        patch(posix.PosixCage, "start", start)


# --- the process itself -----------------------------------------------------------------------------


def main(number: int) -> None:
    """Serve the link of that descriptor; returns when nobody holds its other end, or as what was asked for, in a child."""
    for module in iter_modules(import_module(FORMATS).__path__, f"{FORMATS}."):
        import_module(module.name)
    for name in ("reviewer.documents.reader.child", *LIBRARIES):
        import_module(name)
    gc.collect()
    gc.freeze()  # what is there is the children's too, and none of them looks through it again
    asked = _Serving(socket.socket(fileno=number)).next_child()
    if asked is not None:
        from reviewer.documents.reader.child import main as run

        run(json.dumps(asked))


class _Serving:
    """Forks on request, and tells how each child ended."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._told: dict[
            int, tuple[int, int]
        ] = {}  # by the descriptor that its end shows on: pid, whom to tell

    def next_child(self) -> dict[str, Any] | None:
        """What to start with, in a child that was forked; None in the process itself, when no more will come."""
        watched = select.poll()
        watched.register(self._link, select.POLLIN)
        while True:
            for descriptor, _event in watched.poll():
                if descriptor != self._link.fileno():
                    watched.unregister(descriptor)
                    self._bury(descriptor)
                    continue
                data, handed, _flags, _address = socket.recv_fds(self._link, _LONGEST, 4)
                if not data:
                    return None
                pid = os.fork()
                if not pid:
                    return self._become(json.loads(data), handed)
                watched.register(self._keep(pid, handed), select.POLLIN)

    def _keep(self, pid: int, handed: Sequence[int]) -> int:
        for descriptor in handed[1:]:
            os.close(descriptor)
        _tell(handed[0], pid)
        ends = os.pidfd_open(pid)
        self._told[ends] = (pid, handed[0])
        return ends

    def _bury(self, ends: int) -> None:
        pid, told = self._told.pop(ends)
        _pid, status = os.waitpid(pid, 0)
        _tell(told, status)
        for descriptor in (ends, told):
            os.close(descriptor)

    def _become(self, start: dict[str, Any], handed: Sequence[int]) -> dict[str, Any]:
        """Let go of all that is not the child's."""
        os.setsid()
        self._link.close()
        for ends, (_pid, told) in self._told.items():
            os.close(ends)
            os.close(told)
        os.close(handed[0])
        with open(os.devnull, "r+b") as nothing:  # noqa: PTH123  # a device
            for descriptor in (0, 1, 2):
                os.dup2(nothing.fileno(), descriptor)
        sys.path[:] = start["path"]
        start |= dict(zip(("link", "shared", "lifeline"), handed[1:], strict=True))
        return start


def _tell(link: int, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody asks any more
        os.write(link, str(number).encode())
