"""Receiving on all cores is cut off in every way: what was received stays whole, and no process is left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.search import Question
from tests.commands import Run, saves, words_of
from tests.faults.conftest import Clean
from tests.faults.test_unreceived import AHEAD

pytestmark = pytest.mark.cold_reader  # readers are looked for among the children of who started them

FILES = 300


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(f"Words of file {number}. " * 200, encoding="utf-8")
    return folder


def children(pid: int) -> list[int]:
    """The processes that a process started, whichever of its threads did."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return found


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.thorough
def test_readers_that_are_killed_half_way_cost_no_file(fresh: Path, home: Home, sent: Path) -> None:
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.done % 60 == 20:
            victim = children(os.getpid())[-1]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    with Desk.open(fresh, home) as desk:
        rows = desk.receiving.receive("harrowdale", [sent], date(2025, 2, 28), progress=kill)
        assert len(killed) == 5
        assert [row.name for row in rows] == [f"{number:03}.txt" for number in range(FILES)]
        assert [row.name for row in rows if row.problem] == []
        assert len(desk.search.search(Question('"words of file"'), limit=FILES)) == FILES
        assert desk.sharing.check() == ()


@pytest.mark.thorough
def test_ctrl_c_keeps_what_was_received_and_leaves_no_reader(
    fresh: Path, sent: Path, home: Home, clean: Clean
) -> None:
    command = words_of(["receive", fresh, "harrowdale", sent, "--on", "2025-02-28"])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 30
    before = saves(fresh)
    while saves(fresh) < before + 5 and time.monotonic() < end:
        time.sleep(0.01)
    readers = children(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 1, (out, err)
    assert "Receiving was stopped; " in err
    kept = int(err.partition("stopped; ")[2].split()[0])
    assert 0 < kept < FILES
    assert readers
    assert not any(runs(pid) for pid in readers)
    assert list((fresh / "documents").glob(".incoming-*")) == []
    # A few more, which were kept when it was stopped and have no receipt: they are gone at the next opening.
    assert kept <= len(list((fresh / "documents").glob("*/*"))) <= kept + AHEAD + 1
    with Desk.open(fresh, home) as desk:
        received = len(desk.reading.documents("harrowdale"))
        assert kept <= received <= kept + 1  # the last may have been recorded, and not yet counted
        assert len(list((fresh / "documents").glob("*/*"))) == received
    clean(fresh)


@pytest.mark.thorough
def test_what_was_on_its_way_when_the_power_failed_is_gone_at_the_next_opening(
    fresh: Path, sent: Path, clean: Clean, reviewer: Run
) -> None:
    command = words_of(["receive", fresh, "harrowdale", sent, "--on", "2025-02-28"])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    before = saves(fresh)
    while saves(fresh) < before + 5 and time.monotonic() < end:
        time.sleep(0.01)
    readers = children(process.pid)
    process.kill()
    process.wait()
    while any(runs(pid) for pid in readers) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(runs(pid) for pid in readers)
    kept = len(reviewer("documents", fresh, "--json").rows)
    assert 0 < kept < FILES
    (sent / "one more.txt").write_text("Another.")
    reviewer("receive", fresh, "harrowdale", sent / "one more.txt", "--on", "2025-02-28")
    assert list((fresh / "documents").glob(".incoming-*")) == []
    clean(fresh)
