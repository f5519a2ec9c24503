"""The power fails at any moment, and the disk keeps only what was fsynced (tests/faults/forgetful.py)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reviewer.casebook import Casebook, load_or_make_author
from reviewer.errors import ReviewerError
from tests.conftest import missing
from tests.faults.rounds import CASE, Acknowledged, Sessions, sessions
from tests.scale import scale

CUTS = scale("cuts", small=10, whole=100)
FORGOTTEN = scale("forgotten", small=10, whole=20)
EACH = 20  # cuts of a casebook
DISK = Path(__file__).with_name("forgetful.py")


class Disk:
    """A mounted forgetful file system."""

    def __init__(self, mountpoint: Path) -> None:
        self.mountpoint = mountpoint

    def cut_after(self, changes: int) -> None:
        with suppress(OSError):
            (self.mountpoint / f".cut-after-{changes}").mkdir()

    def stop(self) -> None:
        with suppress(OSError):
            (self.mountpoint / ".stop").mkdir()
        self._unmount()

    def cycle(self) -> None:
        """Forget what was not synced, and be there again."""
        self._unmount()
        self.wait()

    def wait(self) -> None:
        end = time.monotonic() + 20
        while not os.path.ismount(self.mountpoint):
            assert time.monotonic() < end, "the forgetful disk was not mounted"
            time.sleep(0.005)

    def _unmount(self) -> None:
        subprocess.run(["umount", str(self.mountpoint)], check=True)


@contextmanager
def mounted(mountpoint: Path, seed: int) -> Iterator[Disk]:
    mountpoint.mkdir()
    disk = Disk(mountpoint)
    with subprocess.Popen([sys.executable, str(DISK), str(mountpoint), str(seed)]) as process:
        try:
            disk.wait()
            yield disk
            disk.stop()
            assert process.wait(20) == 0
        finally:
            if process.poll() is None:
                process.kill()
                subprocess.run(["umount", "-l", str(mountpoint)], check=False)


@pytest.fixture
def able(tool: Callable[[str], str]) -> None:
    try:
        import mfusepy  # noqa: F401
    except OSError:
        missing("libfuse", "packaging/setup.sh --tests installs it")
    tool("umount")
    if not os.access("/dev/fuse", os.R_OK | os.W_OK) or os.geteuid() != 0:
        missing("a file system of our own (root and /dev/fuse)", "run as root on a machine with FUSE")


def rounds(disk: Disk, running: Sessions, config: Path, cuts: int, durability: str) -> list[list[str]]:
    """Cut the power ``cuts`` times over; return what each reopening missed."""
    chance = random.Random(cuts)
    author = load_or_make_author(config, "Tess Tester")
    found = []
    for number, before in enumerate(range(0, cuts, EACH)):
        folder = disk.mountpoint / f"{number}.casebook"
        Casebook.create(folder, author, lambda: 0, CASE).close()
        acknowledged = Acknowledged()
        for _ in range(min(EACH, cuts - before)):
            running.start(folder, chance.randrange(1 << 30), durability)
            disk.cut_after(chance.randrange(1, 150))
            acknowledged.add(running.rest())
            disk.cycle()
            try:
                found.append(acknowledged.missing(folder, author))
            except ReviewerError as error:
                found.append([str(error)])
        if durability == "FULL":
            assert acknowledged.records, "the power failed before anything was done"
    return found


@pytest.mark.thorough
@pytest.mark.usefixtures("able")
def test_a_hundred_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 7) as disk, sessions(tmp_path / "config") as running:
        found = rounds(disk, running, tmp_path / "config", CUTS, "FULL")
    assert found == [[]] * CUTS


@pytest.mark.thorough
@pytest.mark.usefixtures("able")
@pytest.mark.parametrize("durability", ["OFF", "NORMAL"])
def test_the_same_with_less_syncing_does_lose_acknowledged_saves(tmp_path: Path, durability: str) -> None:
    with mounted(tmp_path / "disk", 7) as disk, sessions(tmp_path / "config") as running:
        found = rounds(disk, running, tmp_path / "config", FORGOTTEN, durability)
    assert any(line.startswith("record ") for lines in found for line in lines), "the disk forgets nothing"


@pytest.mark.usefixtures("able")
def test_a_casebook_that_was_just_made_outlives_a_power_cut(tmp_path: Path) -> None:
    author = load_or_make_author(tmp_path / "config", "Tess Tester")
    with mounted(tmp_path / "disk", 1) as disk:
        for number in range(4):
            folder = disk.mountpoint / f"{number}.casebook"
            Casebook.create(folder, author, lambda: 0, CASE).close()
            disk.cut_after(0)
            disk.cycle()
            assert Acknowledged().missing(folder, author) == []
