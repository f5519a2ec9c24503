"""Files given to the laptop's own programs: opened by the one for them, or shown in their folder by the file manager."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QDesktopServices

from reviewer.desk.words.language import say

PATIENCE = 4_000
"""Milliseconds in which a file manager has to answer: it may have to be started first."""
NAME = "org.freedesktop.FileManager1"
"""https://www.freedesktop.org/wiki/Specifications/file-manager-interface/"""

Done = Callable[[bool], object]
Choose = Callable[[Path, Done], object]
"""Asks for a file, by its absolute path, to be chosen in its folder; tells whether it was, then or within ``PATIENCE``."""
Say = Callable[[str], object]


class ProgramChooser:
    """Starts a program that shows a folder with a file chosen in it. None has an exit code that says whether it did."""

    def __init__(self, program: str, option: str) -> None:
        """``option`` stands before the file."""
        self._program, self._option = program, option

    def __call__(self, path: Path, done: Done) -> None:
        """Start it."""
        started, _number = QProcess.startDetached(self._program, [self._option, str(path)])
        done(started)


class BusChooser(QObject):
    """Asks the file manager over the session's message bus, which starts one that is not running."""

    def __init__(self, address: str, parent: QObject) -> None:
        """``address`` is where the bus is; "": nowhere."""
        super().__init__(parent)
        self._address = address

    def __call__(self, path: Path, done: Done) -> None:
        """Ask. Nothing waits for the answer: a call that blocks would hold up every thread of Python, the window's too."""
        name = f"reviewer-{uuid4()}"
        bus = QDBusConnection.connectToBus(self._address, name) if self._address else None
        if bus is None or not bus.isConnected():
            QDBusConnection.disconnectFromBus(name)
            done(False)
            return
        message = QDBusMessage.createMethodCall(NAME, f"/{NAME.replace('.', '/')}", NAME, "ShowItems")
        message.setArguments([[path.as_uri()], ""])  # no id of a startup notice
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, PATIENCE), self)
        watcher.finished.connect(lambda: self._answered(watcher, name, done))

    @staticmethod
    def _answered(watcher: QDBusPendingCallWatcher, name: str, done: Done) -> None:
        watcher.deleteLater()
        QDBusConnection.disconnectFromBus(name)
        done(not watcher.isError())


def chooser(
    parent: QObject, platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Choose:
    """Return how the file manager of a platform is asked; it lives as long as ``parent``."""
    if platform == "win32":
        program = Path(environment.get("SYSTEMROOT", r"C:\Windows")) / "explorer.exe"
        return ProgramChooser(str(program), "/select,")
    if platform == "darwin":
        return ProgramChooser("/usr/bin/open", "-R")
    return BusChooser(bus_address(environment), parent)


def bus_address(environment: Mapping[str, str]) -> str:
    """Return where the session's message bus is, or "": none is started for this."""
    named, runtime = environment.get("DBUS_SESSION_BUS_ADDRESS", ""), environment.get("XDG_RUNTIME_DIR", "")
    return named or (f"unix:path={runtime}/bus" if runtime else "")


def open_file(path: Path) -> str:
    """Have the laptop's own program open a file; returns "", or a sentence that says where it is when no program does."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return ""
    return say("No program here opens it. It is at {path}.", path=path)


class FileManager(QObject):
    """Shows files in their folders, and says what was done. A file manager that does not answer keeps nobody waiting.

    The file is chosen there where the file manager can do that; else its folder is opened, and the file is named.
    """

    def __init__(self, parent: QObject, choose: Choose | None = None) -> None:
        """``choose`` is how a file is chosen; by default as this laptop does it."""
        super().__init__(parent)
        self._choose = chooser(self) if choose is None else choose

    def show(self, path: Path, say: Say, refused: Say) -> None:
        """Show a file that is there; ``say`` gets a sentence on what was done, ``refused`` why nothing could be."""
        there = path.absolute()
        self._choose(there, lambda chosen: self._tell(there, say, refused, chosen=chosen))

    def _tell(self, path: Path, say: Say, refused: Say, *, chosen: bool) -> None:
        if chosen:
            say(self.tr("Shown in the file manager: {}").format(path))
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            say(
                self.tr("The folder was opened: {}. The file in it is called {}.").format(
                    path.parent, path.name
                )
            )
        else:
            refused(self.tr("No program here shows a folder. It is at {}.").format(path))
