"""What differs from system to system about keeping the child in: one small interface; ``system`` chooses.

A ``Cage`` starts the child with what it may hold (the link, the shared memory), hands it one file after the other, and,
in the child, gives up all else before a file is seen. Linux: ``linux``; macOS and other POSIX systems: ``macos``, ``posix``;
Windows: ``windows``. What a machine lacks, the child says as it starts (see ``values.Cage``).
"""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reviewer.documents.reader.shared import SharedMemory

if TYPE_CHECKING:
    import subprocess  # the parent's alone: the child starts without it

Request = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the child keeps.

    ``memory`` in bytes of address space, ``files`` open at once, ``niceness`` added, ``readable`` the files and folders
    that its code is loaded from, ``start`` what the parent wrote for it, with what the system's own cage added.
    """

    memory: int
    files: int
    niceness: int
    readable: tuple[str, ...]
    start: Mapping[str, Any]


class Held(Protocol):
    """A child that was started, from the outside."""

    process: subprocess.Popen[bytes]
    link: socket.socket

    def hand(self, request: Request, descriptor: int | None) -> int | None:
        """Make a file reachable for the child: returns what rides along with the request, or writes into it."""

    def was_killed(self, seconds: float) -> bool:
        """Tell whether someone other than the file ended it, after waiting for its end for some seconds."""

    def has_worked_too_long(self, seconds: float) -> bool:
        """Tell, after waiting as ``was_killed`` does, whether the system ended it for what ``Cage.allow_work`` said."""

    def let_go(self) -> None:
        """Close what is held of it; it is dead."""


class Cage(Protocol):
    """One system's ways. The first is the parent's, the others are the child's."""

    def start(self, command: Sequence[str], start: dict[str, Any], memory: SharedMemory) -> Held:
        """Run *command* with *start* (JSON, last argument) and what it needs to reach us and the shared memory."""

    def join(self, start: Mapping[str, Any]) -> tuple[socket.socket, SharedMemory]:
        """Take what the parent handed over."""

    def handed(self, request: Request, descriptor: int | None) -> int | None:
        """Return a descriptor of the request's file, if it came with one."""

    def enter(self, terms: Terms) -> dict[str, int]:
        """Take the terms on, for good; returns what ``values.Cage`` is made of. Call it with one thread."""

    def allow_work(self, seconds: float) -> None:
        """Have the system end this process once it has been at work for some seconds from now; 0: for as long as it likes."""
