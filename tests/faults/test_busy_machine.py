"""Recognition on a busy machine: what it may take is counted by its own work, never by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer.documents.reader import Limits, Reader, StoppedError
from reviewer.documents.recognising import NICENESS, NOTHING, SECONDS, WORK, recognise
from reviewer.model import Reason
from tests.needles import pictures

LOOPS, NICE = 6, 15
PHRASE = "the council refused the second offer"
READS = """
import io, os, sys, time
os.nice(19)
from PIL import Image
from reviewer.documents.formats.ocr import read_picture
read = read_picture(Image.open(sys.argv[1]), float(sys.argv[2]))
print(time.process_time(), " ".join(read.text.split()))
"""

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


def test_what_takes_long_for_others_work_has_its_answer(page: Path) -> None:
    with busy(), reader("work", 0.8) as made:
        began = time.monotonic()
        assert made.call("recognise", page, SECONDS, page=4) == ({}, b"")
        assert time.monotonic() - began > 0.8, "by the clock it took longer than it may work"
        began = time.monotonic()
        for _ in range(3):
            made.call("recognise", page, SECONDS, page=4)
        assert time.monotonic() - began > 0.8, "each call has its own time"


def test_what_works_on_and_on_is_ended_by_its_work(page: Path) -> None:
    with reader("spin", 0.5) as made:
        with pytest.raises(StoppedError) as stopped:
            made.call("recognise", page, SECONDS, page=0)
        assert stopped.value.reason is Reason.READING_TOO_SLOW
        assert recognise(made, page, 0, None, lambda: False) == NOTHING, "and nobody begins again"


def test_what_waits_for_ever_is_ended_by_the_clock(page: Path) -> None:
    with reader("wait_for_ever", 0.5) as made, pytest.raises(StoppedError) as stopped:
        made.call("recognise", page, 1.0, page=0)
    assert stopped.value.reason is Reason.READING_TOO_SLOW
    assert SECONDS >= 10 * WORK, "a page that waits for its turn is not taken for one that hangs"


def test_a_page_is_read_though_the_clock_ends_the_engine_before_its_work(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(pictures.saved(pictures.drawn(PHRASE, size=40), "PNG"))

    def read(seconds: float) -> tuple[float, str]:
        words = [sys.executable, "-c", READS, str(path), str(seconds)]
        said = subprocess.run(words, check=True, capture_output=True, text=True, start_new_session=True)
        worked, _, text = said.stdout.strip().partition(" ")
        return float(worked), text

    cost, text = read(30.0)
    assert PHRASE in text
    with busy():
        worked, text = read(2.5 * cost)
    assert PHRASE in text, f"{worked:.1f} s of work, of {2.5 * cost:.1f} s that it had"
