"""Recognition on a busy machine: what it may take is counted by its own work, never by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer.documents.formats.ocr_reading import Reading
from reviewer.documents.formats.ocr_tesseract import Tesseract
from reviewer.documents.formats.scan import Scan
from reviewer.documents.reader import Limits, Reader, StoppedError
from reviewer.documents.recognising import NICENESS, NOTHING, SECONDS, WORK, recognise
from reviewer.model import Reason
from tests.needles import pictures

LOOPS, NICE = 3, 15
PHRASE = "the council refused the second offer"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one core is chosen as Linux does")


@contextmanager
def busy() -> Iterator[None]:
    """Have one core shared with programs that never rest, each by itself, as another's are; what is started in here runs there too."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    words = [sys.executable, "-c", f"import os; os.nice({NICE})\nwhile True: pass"]
    loops = [subprocess.Popen(words, start_new_session=True) for _ in range(LOOPS)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
        os.sched_setaffinity(0, cores)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page"
    path.write_bytes(b"as good as any")
    return path


def reader(bite: str, work: float) -> Reader:
    limits = Limits(niceness=NICENESS, work=work, start=120.0)
    return Reader(limits, {"recognise": f"tests.faults.biting:{bite}"})


@pytest.mark.cold_reader  # one that is forked runs where the warm process does, on any core
@pytest.mark.thorough
def test_what_takes_long_for_others_work_has_its_answer(page: Path) -> None:
    with busy(), reader("work", 0.8) as made:
        took = 0.0
        made.call("recognise", page, SECONDS, page=0)  # what it brings in is work as well, and done once
        for _ in range(20):  # how much the system leaves it is the system's; once it is little enough
            began = time.monotonic()
            assert made.call("recognise", page, SECONDS, page=6) == ({}, b"")
            took = max(took, time.monotonic() - began)
            if took > 0.8:
                break
        assert took > 0.8, "by the clock it took longer than it may work"
        began = time.monotonic()
        for _ in range(3):
            made.call("recognise", page, SECONDS, page=4)
        assert time.monotonic() - began > 0.8, "each call has its own time"


@pytest.mark.thorough
def test_what_works_on_and_on_is_ended_by_its_work(page: Path) -> None:
    with reader("spin", 0.5) as made:
        with pytest.raises(StoppedError) as stopped:
            made.call("recognise", page, SECONDS, page=0)
        assert stopped.value.reason is Reason.READING_TOO_SLOW
        assert recognise(made, page, 0, None, lambda: False) == NOTHING, "and nobody begins again"


@pytest.mark.thorough
def test_what_waits_for_ever_is_ended_by_the_clock(page: Path) -> None:
    with reader("wait_for_ever", 0.5) as made, pytest.raises(StoppedError) as stopped:
        made.call("recognise", page, 1.0, page=0)
    assert stopped.value.reason is Reason.READING_TOO_SLOW
    assert SECONDS >= 10 * WORK, "a page that waits for its turn is not taken for one that hangs"


class Delayed:
    """Tesseract where others take most of the machine: its clock runs out unless it is given ``needs`` milliseconds for little work."""

    def __init__(self, needs: int) -> None:
        self.needs = needs
        self.given: list[int] = []

    def Recognize(self, milliseconds: int) -> bool:  # noqa: N802 - the engine's own name
        self.given.append(milliseconds)
        time.sleep(min(milliseconds, self.needs) / 1000)
        return milliseconds >= self.needs

    def GetIterator(self) -> None:  # noqa: N802
        raise ReadError

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_given: None


class ReadError(Exception):
    """What was recognised is looked at."""


def drawn() -> Scan:
    page = pictures.drawn(PHRASE, size=40).convert("L")
    return Scan(page, 1.0, page.width, page.height)


@pytest.mark.thorough
def test_what_the_clock_ends_before_its_work_is_begun_again_with_more_time() -> None:
    engine = Delayed(needs=1200)
    with pytest.raises(ReadError):
        Reading(Tesseract(engine), time.process_time() + 0.2).of(drawn())
    assert engine.given == sorted(engine.given), "each time it has more"
    assert engine.given[-1] >= engine.needs


def test_a_picture_for_which_no_work_is_left_is_not_begun() -> None:
    engine = Delayed(needs=0)
    Reading(Tesseract(engine), time.process_time()).of(drawn())
    assert engine.given == []


class Early(Delayed):
    """One whose clock, of whole milliseconds, ends it a moment before its time."""

    def Recognize(self, milliseconds: int) -> bool:  # noqa: N802
        return super().Recognize(milliseconds - 4)


def test_what_ends_it_a_moment_early_ended_it_for_want_of_time() -> None:
    engine = Early(needs=600)
    with pytest.raises(ReadError):
        Reading(Tesseract(engine), time.process_time() + 0.2).of(drawn())
