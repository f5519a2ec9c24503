"""A reader that tests fork is kept in as one from nothing is, holds no more, and tells how it ended."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import DEFAULT_HANDLERS, Reader, StoppedError
from reviewer.documents.reader.posix import PosixCage, PosixHeld
from reviewer.documents.reader.shared import SharedMemory
from tests.scale import COLD
from tests.warm_readers import WarmReaders

pytestmark = pytest.mark.skipif(COLD or sys.platform != "linux", reason="each reader is started from nothing")

BITES = {**DEFAULT_HANDLERS, **{name: f"tests.faults.biting:{name}" for name in ("die", "spin", "held")}}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Some words.", encoding="utf-8")
    return path


@pytest.fixture
def forked() -> Iterator[Reader]:
    with Reader(handlers=BITES) as made:
        yield made


@pytest.fixture(scope="session")
def from_nothing() -> object:
    """How the program starts a reader: taken before a test has its readers forked."""
    return PosixCage.start


@pytest.fixture
def cold(from_nothing: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    with Reader(handlers=BITES) as made:
        with monkeypatch.context() as only:
            only.setattr(PosixCage, "start", from_nothing)
            assert made.cage is not None  # starts it
        yield made


def test_it_is_kept_in_and_holds_what_one_from_nothing_holds(
    forked: Reader, cold: Reader, page: Path
) -> None:
    assert forked.cage == cold.cage
    told, expected = (each.call("held", page)[0] for each in (forked, cold))
    assert told["environment"] == expected["environment"]
    assert sorted(map(_sort, told["targets"])) == sorted(map(_sort, expected["targets"]))
    assert b"warm_readers" in Path(f"/proc/{forked.pid}/cmdline").read_bytes()
    assert b"warm_readers" not in Path(f"/proc/{cold.pid}/cmdline").read_bytes()


def _sort(target: str) -> str:
    """What a descriptor is of: a socket or a pipe without its number."""
    return target.partition(":")[0]


def test_it_tells_how_it_ended_and_another_goes_on(forked: Reader, page: Path) -> None:
    with pytest.raises(StoppedError, match="reader-died"):
        forked.call("die", page)
    with pytest.raises(StoppedError, match="reading-too-slow"):
        forked.call("spin", page, 0.1)
    assert forked.read(page, page.name, "00").text.parts[0].text == "Some words."


def test_it_ends_when_it_is_closed(forked: Reader, page: Path) -> None:
    forked.read(page, page.name, "00")
    pid = forked.pid
    forked.close()
    assert not Path(f"/proc/{pid}").exists()


def test_it_is_gone_when_nobody_holds_its_lifeline(warm_readers: WarmReaders) -> None:
    memory = SharedMemory.create(1 << 20)
    held = warm_readers.start(
        {
            "memory": 1 << 31, "reply": 1 << 20, "files": 64, "niceness": 0, "handlers": dict(BITES),
            "path": sys.path, "readable": [], "warm": [],
        },
        memory,
    )  # fmt: skip
    PosixHeld.let_go(held)
    assert held.process.wait(30) in {0, -signal.SIGIO}  # it may find it closed as it begins
    held.forked.let_go()
    memory.close()
