"""The cage on Windows: a job object. Written by its documentation, not tried on such a machine.

The job holds the child to its memory, lets it start no process, takes its clipboard and desktop away, and ends it when our
handle closes, which the kernel does when we die. It forbids neither the network nor files: that needs an AppContainer
(see docs/decisions/0016). Descriptors cannot be inherited one by one as on POSIX: the child waits at its standard input for
the link (``socket.share``) and handles that are duplicated into it, and so does each file that it is handed.
"""

from __future__ import annotations

import base64
import ctypes
import json
import msvcrt
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from ctypes import wintypes
from typing import Any

from reviewer.documents.reader.cage import Request, Terms
from reviewer.documents.reader.shared import SharedMemory

assert sys.platform == "win32"  # noqa: S101 # what follows is there on Windows only, and checked for it only

_SAME_ACCESS = 0x2
_BASIC_UI, _EXTENDED = 4, 9  # JOBOBJECTINFOCLASS
_ACTIVE, _MEMORY, _DIE, _ON_CLOSE = 0x8, 0x100, 0x400, 0x2000  # JOB_OBJECT_LIMIT_...
_ALL_UI = 0xFF
_KEPT = ("SYSTEMROOT",)  # without it Python finds no source of chance
_QUIET = (
    subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NEW_PROCESS_GROUP
)


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", ctypes.c_int64), ("per_job_time", ctypes.c_int64), ("flags", wintypes.DWORD),
        ("least", ctypes.c_size_t), ("most", ctypes.c_size_t), ("processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
    )  # fmt: skip


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
    )  # fmt: skip


class _Kernel:
    """The calls of kernel32 that are needed here."""

    def __init__(self) -> None:
        self._library = ctypes.WinDLL("kernel32", use_last_error=True)
        for name in ("CreateJobObjectW", "GetCurrentProcess"):
            getattr(self._library, name).restype = wintypes.HANDLE

    def job(self, memory: int) -> int:
        """Return the handle of a job with our limits; OSError if the system refuses."""
        made = self._library.CreateJobObjectW(None, None)
        if not made:
            raise ctypes.WinError(ctypes.get_last_error())
        limits = _Extended()
        limits.basic.flags = _ACTIVE | _MEMORY | _DIE | _ON_CLOSE
        limits.basic.processes = 1
        limits.process_memory = memory
        self._set(made, _EXTENDED, limits)
        self._set(made, _BASIC_UI, wintypes.DWORD(_ALL_UI))
        return int(made)

    def _set(self, job: int, sort: int, value: Any) -> None:
        size = ctypes.sizeof(value)
        if not self._library.SetInformationJobObject(wintypes.HANDLE(job), sort, ctypes.byref(value), size):
            raise ctypes.WinError(ctypes.get_last_error())

    def assign(self, job: int, process: int) -> None:
        """Put a process into the job."""
        if not self._library.AssignProcessToJobObject(wintypes.HANDLE(job), wintypes.HANDLE(process)):
            raise ctypes.WinError(ctypes.get_last_error())

    def given(self, handle: int, process: int) -> int:
        """Return what *handle* of ours is called in *process*, which has it from now on."""
        made = wintypes.HANDLE()
        ours = wintypes.HANDLE(self._library.GetCurrentProcess())
        done = self._library.DuplicateHandle(
            ours, wintypes.HANDLE(handle), wintypes.HANDLE(process), ctypes.byref(made), 0, 0, _SAME_ACCESS
        )
        if not done or made.value is None:
            raise ctypes.WinError(ctypes.get_last_error())
        return made.value

    def close(self, handle: int) -> None:
        """Give a handle back."""
        self._library.CloseHandle(wintypes.HANDLE(handle))


class WindowsHeld:
    """See ``cage.Held``."""

    def __init__(
        self, process: subprocess.Popen[bytes], link: socket.socket, job: int, kernel: _Kernel
    ) -> None:
        """Take the process, our end of the link, and the job, which ends the process when it is closed."""
        self.process = process
        self.link = link
        self._job, self._kernel = job, kernel

    def hand(self, request: Request, descriptor: int | None) -> int | None:
        """Duplicate the file's handle into the child, and write there what it is called in the child."""
        if descriptor is not None:
            handle = msvcrt.get_osfhandle(descriptor)
            request["handle"] = self._kernel.given(handle, _handle_of(self.process))
        return None

    def was_killed(self, seconds: float) -> bool:
        """Tell nothing: Windows has no word for who ended a process, so each death counts against the file."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return False

    def has_worked_too_long(self, seconds: float) -> bool:  # noqa: ARG002 # the interface's
        """Tell nothing: nothing counts it."""
        return False

    def let_go(self) -> None:
        """Close link and job."""
        self.link.close()
        self._kernel.close(self._job)


class WindowsCage:
    """See ``cage.Cage``."""

    def start(self, command: Sequence[str], start: dict[str, Any], memory: SharedMemory) -> WindowsHeld:
        """Start it, put it into its job while it waits at its standard input, then hand over link and memory."""
        kernel = _Kernel()
        job = kernel.job(start["memory"])
        link, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        process = subprocess.Popen(
            [_interpreter(command[0]), *command[1:], json.dumps(start)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, "PATH": os.defpath},
            creationflags=_QUIET,
        )
        kernel.assign(job, _handle_of(process))
        shared = kernel.given(msvcrt.get_osfhandle(memory.descriptor), _handle_of(process))
        start_values = {"link": base64.b64encode(theirs.share(process.pid)).decode("ascii"), "shared": shared}
        if process.stdin is not None:
            process.stdin.write(json.dumps(start_values).encode("ascii") + b"\n")
            process.stdin.close()
        theirs.close()
        return WindowsHeld(process, link, job, kernel)

    def join(self, start: Mapping[str, Any]) -> tuple[socket.socket, SharedMemory]:
        """Read what the parent wrote once this process was in its job."""
        start_values = json.loads(sys.stdin.buffer.readline())
        link = socket.fromshare(base64.b64decode(start_values["link"]))
        descriptor = msvcrt.open_osfhandle(int(start_values["shared"]), os.O_RDWR)
        return link, SharedMemory(descriptor, start["reply"])

    def handed(self, request: Request, descriptor: int | None) -> int | None:  # noqa: ARG002 # the interface's
        """Open what was duplicated into this process."""
        handle = request.get("handle")
        return msvcrt.open_osfhandle(handle, os.O_RDONLY) if isinstance(handle, int) else None

    def enter(self, terms: Terms) -> dict[str, int]:  # noqa: ARG002 # the interface's
        """Give up nothing more: the job holds already."""
        return {"job": 1}

    def allow_work(self, seconds: float) -> None:
        """Count nothing: a job counts the time of its process from its start, not from a call."""


def _interpreter(named: str) -> str:
    """Return Python itself: that of a virtual environment starts another process, which the job forbids."""
    bundled = getattr(sys, "frozen", False)  # there the base interpreter's name is that of no file
    return named if bundled else str(getattr(sys, "_base_executable", named))


def _handle_of(process: subprocess.Popen[bytes]) -> int:
    return int(process._handle)  # type: ignore[attr-defined]  # noqa: SLF001  # Popen has no public word for it
