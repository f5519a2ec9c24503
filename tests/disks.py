"""Disks of our own: small ones, ones that become read-only, and one that is on the network."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.conftest import ROOT, missing

FILLER = "filler"


@contextmanager
def disk(folder: Path, size: str = "16m") -> Iterator[Path]:
    """A disk of this size in memory; the test is skipped (failed in CI) where none can be mounted."""
    folder.mkdir(exist_ok=True)
    done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    if done.returncode:
        missing("a file system of our own", f"run as root ({done.stderr.strip()})")
    try:
        yield folder
    finally:
        gc.collect()  # frames of an act that failed, in a cycle with what it raised, may still hold a file open
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *words], capture_output=True, text=True, check=False)


def fill(folder: Path) -> None:
    """Leave no room at all on a disk."""
    with (folder / FILLER).open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def make_room(folder: Path) -> None:
    """Take away what `fill` put there."""
    (folder / FILLER).unlink()


def make_read_only(folder: Path) -> None:
    """Let nothing be written to a disk any more."""
    assert _mount("-o", "remount,ro", str(folder)).returncode == 0


@contextmanager
def network_folder(folder: Path) -> Iterator[Path]:
    """A folder that the kernel says lies behind sshfs (tests/faults/networked.py); skipped where FUSE is not."""
    with _fuse(folder, "tests.faults.networked") as place:
        yield place


@contextmanager
def _fuse(folder: Path, module: str, *words: str) -> Iterator[Path]:
    """Mount the file system that a module of the tests is, in a process of its own."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK) or os.geteuid() != 0:
        missing("a file system of our own (root and /dev/fuse)", "run as root on a machine with FUSE")
    folder.mkdir()
    command = [sys.executable, "-m", module, str(folder), *words]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            wait_until_mounted(folder, process)
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=False)
            process.wait(20)


def wait_until_mounted(folder: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while not os.path.ismount(folder):
        assert process.poll() is None, "it was not mounted"
        assert time.monotonic() < end, "it was not mounted"
        time.sleep(0.01)


@contextmanager
def failing_drive(folder: Path, seed: int) -> Iterator[Path]:
    """A shared drive whose calls fail when told to (tests/faults/failing_mount.py); skipped where FUSE is not."""
    with _fuse(folder, "tests.faults.failing_mount", str(seed)) as place:
        yield place


def fails(drive: Path, of_thousand: int) -> None:
    """Have so many of a thousand calls to a failing drive fail from now on."""
    with suppress(OSError):
        (drive / f".fail-{of_thousand}").mkdir()
