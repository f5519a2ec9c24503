"""Files that bite: whatever one does to the process that reads it, the program goes on and says what happened."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import DEFAULT_HANDLERS, Limits, Reader
from reviewer.errors import DocumentError
from reviewer.model import Reason
from reviewer.model.problems import problem

pytestmark = pytest.mark.cold_reader

BITES = {
    **DEFAULT_HANDLERS,
    **{
        name: f"tests.faults.biting:{name}"
        for name in ("spin", "die", "eat", "bulky", "panic", "held", "echo", "write_file")
    },
}


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(Limits(reply=8 << 20), BITES) as made:
        yield made


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Some words.", encoding="utf-8")
    return path


def still_reads(reader: Reader, page: Path) -> bool:
    return reader.read(page, page.name, "00").text.parts[0].text == "Some words."


@pytest.mark.thorough
def test_a_file_that_never_ends_is_stopped_at_its_deadline(reader: Reader, page: Path) -> None:
    started = time.monotonic()
    with pytest.raises(DocumentError, match=r"reading-too-slow name=letter\.txt seconds=0\.5"):
        reader.call("spin", page, 0.5)
    assert time.monotonic() - started < 5
    assert still_reads(reader, page)


def test_a_file_that_kills_its_reader_is_named_and_the_next_is_read(reader: Reader, page: Path) -> None:
    with pytest.raises(DocumentError, match=r"reader-died name=letter\.txt"):
        reader.call("die", page)
    assert still_reads(reader, page)


def test_a_file_that_asks_for_too_much_memory_is_refused(reader: Reader, page: Path) -> None:
    with pytest.raises(DocumentError, match="reading-too-large megabytes=2048"):
        reader.call("eat", page)
    assert still_reads(reader, page)


def test_a_reply_larger_than_its_room_is_refused(reader: Reader, page: Path) -> None:
    assert len(reader.call("bulky", page, size=8 << 20)[1]) == 8 << 20
    with pytest.raises(DocumentError, match="reading-too-large"):
        reader.call("bulky", page, size=(8 << 20) + 1)


def test_what_no_one_foresaw_is_the_files_fault_too(reader: Reader, page: Path) -> None:
    with pytest.raises(DocumentError, match="reader-confused"):
        reader.call("panic", page)
    assert still_reads(reader, page)


def test_the_child_holds_only_what_it_was_handed(reader: Reader, page: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ours", encoding="utf-8")
    with secret.open("rb") as kept:
        os.set_inheritable(kept.fileno(), True)
        seen, _none = reader.call("held", page)
    named = [
        target
        for target in seen["targets"]
        if target.startswith("/") and not target.startswith(("/dev/null", "/memfd:"))
    ]
    assert named == [str(page)]
    assert set(seen["environment"]) <= {"PATH", "LC_ALL", "GLIBC_TUNABLES"}
    assert reader.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, reader.pid) >= min(19, os.nice(0) + 5)


def test_the_child_can_write_no_file(reader: Reader, page: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        reader.call("write_file", page, to=str(tmp_path / "made"))
    assert not (tmp_path / "made").exists() or (tmp_path / "made").stat().st_size == 0


def test_arguments_and_bytes_come_through_whole(reader: Reader, page: Path) -> None:
    reply, payload = reader.call("echo", page, text="\u017f\U0001f600\udc80", number=3, nothing=None)
    assert reply == {"args": {"text": "\u017f\U0001f600\udc80", "number": 3, "nothing": None}, "size": 11}
    assert payload == b"Some words."


def test_a_changed_file_is_handed_over_again(reader: Reader, page: Path) -> None:
    assert reader.call("echo", page)[1] == b"Some words."
    page.write_text("Other words", encoding="utf-8")
    assert reader.call("echo", page)[1] == b"Other words"


def test_a_page_that_kills_twice_ends_the_document_with_what_was_read(page: Path) -> None:
    bites = {**BITES, "read": "tests.faults.biting:die_on_page_two"}
    with Reader(handlers=bites) as reader:
        text = reader.read(page, page.name, "00").text
    assert [part.text for part in text.parts] == ["words"]
    assert text.problem == problem(Reason.READER_DIED_TWICE, page=2, is_pdf=1)


def test_a_file_that_is_gone_says_so(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"file-not-opened name=gone\.pdf"):
        reader.read(tmp_path / "gone.pdf", "gone.pdf", "00")


@pytest.mark.thorough
def test_a_word_bomb_is_refused_before_it_is_unpacked(reader: Reader, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _megabyte in range(300):
                part.write(b" " * (1 << 20))
        inside = archive.getinfo("word/document.xml").header_offset + 100
    with bomb.open("r+b") as opened:
        opened.seek(inside)
        opened.write(b"\xff" * 1000)  # who unpacks it finds it damaged
    text = reader.read(bomb, "bomb.docx", "00").text
    assert text.problem is not None
    assert text.problem.reason is Reason.BOMB_OF_RATIO


def test_a_zip_of_a_lying_size_gives_no_more_than_it_says(reader: Reader, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"a" * 5_000_000)
    true, lie = (5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    box = tmp_path / "box.zip"
    box.write_bytes(made.getvalue().replace(true, lie))
    reading = reader.read(box, "box.zip", "00")
    assert reading.members[0].path is None
    assert reading.text.problem == problem(Reason.MEMBER_DAMAGED)


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from reviewer.documents.reader import Reader\n"
        "r = Reader(handlers={'spin': 'tests.faults.biting:spin', 'echo': 'tests.faults.biting:echo'})\n"
        "r.call('echo', None); print(r.pid, flush=True)\n"
        "r.call('spin', None, 600.0)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.2)  # it spins by now
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    ended = time.monotonic() + 5
    while _runs(child) and time.monotonic() < ended:
        time.sleep(0.02)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_reader_is_back_with_the_page_quickly(reader: Reader, page: Path) -> None:
    assert still_reads(reader, page)
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGKILL)
    assert still_reads(reader, page)  # read() tries once again after a death


def test_closing_ends_the_child(page: Path) -> None:
    reader = Reader()
    assert still_reads(reader, page)
    child = reader.pid
    assert child is not None
    reader.close()
    assert not _runs(child)
