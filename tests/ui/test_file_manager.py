"""“Show in folder”: a real message bus, with a file manager on it that answers, refuses, or says nothing; and none at all."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import ClassInfo, QObject, QProcess, QTimer, QUrl, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from reviewer.ui import file_manager
from reviewer.ui.file_manager import NAME, Choose, FileManager, bus_address, chooser


@cast("Any", ClassInfo)({"D-Bus Interface": NAME})  # its stub takes no argument
class OnTheBus(QObject):
    """A file manager that keeps which files it was asked to choose."""

    def __init__(self, answers: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.answers = answers

    @Slot("QStringList", str, QDBusMessage)
    def ShowItems(self, uris: list[str], _startup: str, message: QDBusMessage) -> None:  # noqa: N802 - as on the bus
        self.asked += uris
        message.setDelayedReply(True)
        if self.answers != "is silent":
            error = message.createErrorReply(f"{NAME}.Error", "It shows nothing")
            QDBusConnection("file-manager").send(message.createReply() if self.answers == "yes" else error)


@pytest.fixture
def address(tool: Callable[[str], str], tmp_path: Path) -> Iterator[str]:
    """Where a message bus of its own listens."""
    command = [tool("dbus-daemon"), "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path}/bus"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def on_the_bus(address: str, request: pytest.FixtureRequest) -> Iterator[OnTheBus]:
    bus = QDBusConnection.connectToBus(address, "file-manager")
    there = OnTheBus(request.param)
    assert bus.registerObject(
        f"/{NAME.replace('.', '/')}", there, QDBusConnection.RegisterOption.ExportAllSlots
    )
    assert bus.registerService(NAME)
    yield there
    QDBusConnection.disconnectFromBus("file-manager")


class Told(QObject):
    """What a window would say, and the longest time (s) in which it did nothing else."""

    def __init__(self, qtbot: QtBot, environment: Mapping[str, str], choose: Choose | None = None) -> None:
        super().__init__()
        self.said: list[str] = []
        self.refused: list[str] = []
        self._files = FileManager(self, choose or chooser(self, "linux", environment))
        self._qtbot, self._ticks, self.gap = qtbot, time.monotonic(), 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        before, self._ticks = self._ticks, time.monotonic()
        self.gap = max(self.gap, self._ticks - before)

    def show(self, path: Path) -> None:
        self._ticks = time.monotonic()
        self._timer.start(10)
        self._files.show(path, self.said.append, self.refused.append)
        self._qtbot.waitUntil(lambda: bool(self.said or self.refused), timeout=20_000)
        self._tick()
        self._timer.stop()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were opened without a file being chosen in them."""
    folders: list[Path] = []

    def show(url: QUrl) -> bool:
        folders.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return folders


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A file whose name must not be taken for anything else."""
    path = tmp_path / "Gwent & Heddlu #1 100% öä.pdf"
    path.write_bytes(b"%PDF")
    return path


@pytest.mark.parametrize("on_the_bus", ["yes"], indirect=True)
def test_the_file_manager_is_asked_to_choose_the_file(
    qtbot: QtBot, address: str, on_the_bus: OnTheBus, opened: list[Path], signed: Path
) -> None:
    told = Told(qtbot, {"DBUS_SESSION_BUS_ADDRESS": address})
    told.show(signed)
    assert on_the_bus.asked == [signed.as_uri()]
    assert Path(QUrl(on_the_bus.asked[0]).toLocalFile()) == signed
    assert told.said == [f"Shown in the file manager: {signed}"]
    assert opened == []


@pytest.mark.thorough
@pytest.mark.parametrize("on_the_bus", ["refuses", "is silent"], indirect=True)
def test_one_that_refuses_or_does_not_answer_keeps_nobody_waiting_and_the_folder_is_opened(
    qtbot: QtBot,
    address: str,
    on_the_bus: OnTheBus,
    opened: list[Path],
    signed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_manager, "PATIENCE", 2_000)
    told = Told(qtbot, {"DBUS_SESSION_BUS_ADDRESS": address})
    told.show(signed)
    assert on_the_bus.asked
    assert opened == [signed.parent]
    (said,) = told.said
    assert f"The folder was opened: {signed.parent}." in said
    assert signed.name in said
    assert told.gap < 1, "the window goes on while it is waited for"


def test_without_a_file_manager_or_a_bus_the_folder_is_opened(
    qtbot: QtBot, address: str, opened: list[Path], signed: Path, tmp_path: Path
) -> None:
    for environment in ({"DBUS_SESSION_BUS_ADDRESS": address}, {"XDG_RUNTIME_DIR": str(tmp_path / "no")}, {}):
        told = Told(qtbot, environment)
        told.show(signed)
        assert "The folder was opened" in told.said[0]
    assert opened == [signed.parent] * 3
    assert bus_address({"XDG_RUNTIME_DIR": "/run/user/7"}) == "unix:path=/run/user/7/bus"


def test_where_nothing_shows_a_folder_it_is_said_where_the_file_is(
    qtbot: QtBot, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    told = Told(qtbot, {}, lambda _path, done: done(False))
    told.show(signed)
    assert told.refused == [f"No program here shows a folder. It is at {signed}."]
    assert not told.said


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("win32", [r"D:\Win/explorer.exe", "/select,"]),
        ("darwin", ["/usr/bin/open", "-R"]),
    ],
)
def test_other_systems_have_a_program_of_their_own_for_it(
    platform: str, command: list[str], monkeypatch: pytest.MonkeyPatch, signed: Path
) -> None:
    started: list[list[str]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append([program, *arguments])
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    chosen: list[bool] = []
    chooser(QObject(), platform, {"SYSTEMROOT": r"D:\Win"})(signed, chosen.append)
    assert chosen == [True]
    assert started == [[*command, str(signed)]]
