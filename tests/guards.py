"""What a test may not do or leave behind, found out by looking rather than by trusting the code under test."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS_TO_END = 5.0


class NetworkUsedError(AssertionError):
    """A test, or the code under test, reached for the network."""


class OfflineGuard:
    """Refuses and remembers every use of an Internet socket while it is on.

    It listens to Python's audit events (PEP 578), so that it also sees libraries that took the socket
    class before the test began. An audit hook can't be taken out again: one is made for a whole run.
    """

    _EVENTS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
    _NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})

    def __init__(self) -> None:
        self._on = False
        self._seen: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[object, ...]) -> None:
        if not self._on or not event.startswith("socket."):
            return
        reached = event in self._NAMES
        if event in self._EVENTS and isinstance(args[0], socket.SocketType):
            reached = args[0].family in {socket.AF_INET, socket.AF_INET6}
        if reached:
            self._seen.append(f"{event} {args[1:] or args}")
            raise NetworkUsedError(self._seen[-1])

    @contextmanager
    def on(self) -> Iterator[None]:
        """Guard the block. Raises NetworkUsedError at its end too, in case the code swallowed the first."""
        self._seen, self._on = [], True
        try:
            yield
        finally:
            self._on = False
        if self._seen:
            raise NetworkUsedError(f"reached for the network: {'; '.join(self._seen)}")


def running_threads() -> set[threading.Thread]:
    """The threads that Python started; a thread of Qt's that ran Python once leaves a dummy behind for ever."""
    return {each for each in threading.enumerate() if not isinstance(each, threading._DummyThread)}  # noqa: SLF001  # Python has no other name for them


def surviving_threads(before: set[threading.Thread], seconds: float = SECONDS_TO_END) -> list[str]:
    """The names of threads that were not there before and do not end within the seconds given."""
    end = time.monotonic() + seconds
    new = running_threads() - before
    for each in new:
        each.join(max(0.0, end - time.monotonic()))
    return sorted(each.name for each in new if each.is_alive())


def surviving_qt() -> list[str]:
    """What Qt still keeps alive: windows, running timers, running threads; each as a line for the person who reads it."""
    from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    def named(each: QObject | None) -> str:
        """By its place in memory: Python may wrap what stays anew, and then prints it as another."""
        return f"{type(each).__name__} {Shiboken.getCppPointer(each)[0]:#x}" if each else "nobody"

    QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_END * 1000))
    left = [f"window {named(each)}" for each in QApplication.topLevelWidgets()]
    ticking = (each for each in Shiboken.getAllValidWrappers() if isinstance(each, (QTimer, QThread)))
    for each in ticking:
        if isinstance(each, QTimer):
            if each.isActive():
                left.append(f"timer {named(each)} of {named(each.parent())}")
        elif each.isRunning() and each is not QThread.currentThread():
            left.append(f"thread {named(each)}")
    return left
