"""A document that was made to break out of the reader process: it gets nothing, and the next file is read."""

from __future__ import annotations

import os
import platform
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reviewer.desk.words.cage import cage_words
from reviewer.desk.words.errors import error_words
from reviewer.documents.reader import DEFAULT_HANDLERS, Cage, Reader, StoppedError
from reviewer.documents.reader.seccomp import assembled, available
from reviewer.errors import DocumentError
from reviewer.model import Problem, Reason
from tests.said import said_of

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such cage"),
    pytest.mark.cold_reader,
]

WAYS = (
    "connect", "read_file", "write_file", "handed", "eat", "eat_by_maps", "last", "last_deaf", "run", "fork_bomb",
    "thread_bomb", "parent", "owned", "gain", "imports", "lie",
)  # fmt: skip
HANDLERS = {**DEFAULT_HANDLERS, **{way: f"tests.faults.escaping:{way}" for way in WAYS}}
REFUSED = {"PermissionError"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Some words.", encoding="utf-8")
    return path


@pytest.fixture
def reader(page: Path) -> Iterator[Reader]:
    """A reader that, whatever was asked of it, reads the next file afterwards."""
    other = page.with_name("other.txt")
    other.write_text("Other words.", encoding="utf-8")
    with Reader(handlers=HANDLERS) as made:
        yield made
        assert made.read(other, other.name, "00").text.parts[0].text == "Other words."


@pytest.fixture
def files(reader: Reader) -> None:
    """Landlock, or a skip that says so."""
    if not reader.cage.files:
        pytest.skip("this kernel has no Landlock")


@pytest.fixture
def calls(reader: Reader) -> None:
    """The filter of calls. Every machine that checks the program has it."""
    if not reader.cage.calls and not os.environ.get("CI"):
        pytest.skip("this kernel filters no system calls")
    assert reader.cage.calls


def refusals(reader: Reader, way: str, page: Path, **args: Any) -> set[str]:
    return set(reader.call(way, page, **args)[0]["refused"])


@pytest.mark.usefixtures("calls")
def test_a_document_reaches_no_network(reader: Reader, page: Path, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listens, socket.socket(socket.AF_UNIX) as unnamed:
        listens.bind(str(tmp_path / "door"))
        unnamed.bind("\0reviewer-test")
        listens.listen()
        unnamed.listen()
        assert refusals(reader, "connect", page, port=9, unix=str(tmp_path / "door")) == REFUSED


@pytest.mark.usefixtures("files")
def test_a_document_reads_no_other_file(reader: Reader, page: Path, tmp_path: Path) -> None:
    key = tmp_path / "home" / ".ssh" / "id_ed25519"
    key.parent.mkdir(parents=True)
    key.write_text("ours", encoding="utf-8")
    casebook = tmp_path / "casebook.sqlite"
    casebook.write_bytes(b"SQLite format 3\0")
    paths = ["/etc/passwd", str(key), str(casebook), "/proc/self/environ", "/proc/self/fd/0", str(page)]
    assert refusals(reader, "read_file", page, paths=paths) == REFUSED


@pytest.mark.usefixtures("calls")
def test_a_document_writes_no_file(reader: Reader, page: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.write_text("ours", encoding="utf-8")
    made = tmp_path / "made"
    assert refusals(reader, "write_file", page, ours=str(ours), made=str(made)) == REFUSED
    assert ours.read_text(encoding="utf-8") == "ours"
    assert not made.exists()


@pytest.mark.usefixtures("calls", "files")
def test_a_document_cannot_change_what_the_reader_was_handed(reader: Reader, page: Path) -> None:
    assert refusals(reader, "handed", page) == REFUSED
    assert page.read_text(encoding="utf-8") == "Some words."


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["eat", "eat_by_maps"])
def test_a_document_gets_no_60_gigabytes(reader: Reader, page: Path, way: str) -> None:
    with pytest.raises(DocumentError, match=r"reading-too-large megabytes=2048 name=letter\.txt"):
        reader.call(way, page)


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["last", "last_deaf"])
def test_a_document_gets_no_hour(reader: Reader, page: Path, way: str) -> None:
    started = time.monotonic()
    with pytest.raises(DocumentError, match=r"reading-too-slow name=letter\.txt seconds=0\.5"):
        reader.call(way, page, 0.5)
    assert time.monotonic() - started < 30  # of an hour


@pytest.mark.usefixtures("calls")
def test_a_document_runs_no_program(reader: Reader, page: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert refusals(reader, "run", page, made=str(made)) == REFUSED
    assert not made.exists()


@pytest.mark.usefixtures("calls")
def test_a_document_makes_no_other_process(reader: Reader, page: Path) -> None:
    assert reader.call("fork_bomb", page)[0]["forks"] == 0


@pytest.mark.thorough
def test_a_document_full_of_threads_ends_with_its_reader(reader: Reader, page: Path) -> None:
    with pytest.raises(DocumentError, match=r"letter\.txt"):
        reader.call("thread_bomb", page, 3.0)


@pytest.mark.usefixtures("calls")
def test_a_document_neither_looks_into_nor_ends_the_program(reader: Reader, page: Path) -> None:
    assert refusals(reader, "parent", page) <= REFUSED | {"ProcessLookupError"}
    assert (
        refusals(reader, "owned", page) == REFUSED | {"OSError"} or refusals(reader, "owned", page) == REFUSED
    )


@pytest.mark.usefixtures("calls")
def test_a_document_gains_no_rights(reader: Reader, page: Path) -> None:
    assert refusals(reader, "gain", page) <= REFUSED | {"ValueError"}  # ValueError: Python's word for a limit


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["deep", "noise", "list", "room", "turned", "mute", "unheard", "nested"])
def test_a_reader_that_was_taken_over_can_only_lie(reader: Reader, page: Path, how: str) -> None:
    with pytest.raises(StoppedError, match=r"letter\.txt") as stopped:
        reader.call("lie", page, 60.0, how=how)
    assert stopped.value.reason is not Reason.READING_TOO_SLOW, "what it said was heard"


def test_pixels_and_boxes_that_are_not_there_are_not_looked_at(page: Path) -> None:
    ops = ("render", "boxes", "words", "sizes", "outline", "links")
    with Reader(handlers=dict.fromkeys(ops, "tests.faults.escaping:lie_well")) as reader:
        for ask in (
            lambda: reader.render(page, 0, 1.0),
            lambda: reader.page_boxes(page, 0),
            lambda: list(reader.words(page)),
            lambda: reader.page_sizes(page),
            lambda: reader.outline(page),
            lambda: reader.links(page, 0),
        ):
            with pytest.raises(StoppedError, match="reader-confused"):
                ask()
            assert reader.pid is None  # it is not trusted with the next file


def test_a_text_that_is_a_lie_is_a_damaged_document(page: Path) -> None:
    with Reader(handlers={**DEFAULT_HANDLERS, "read": "tests.faults.escaping:lie_of_a_text"}) as reader:
        text = reader.read(page, page.name, "00").text
    assert text.parts == ()
    assert text.problem == Problem(Reason.READER_CONFUSED)


def test_a_document_without_an_end_ends(page: Path) -> None:
    with Reader(handlers={**DEFAULT_HANDLERS, "read": "tests.faults.escaping:read_forever"}) as reader:
        text = reader.read(page, page.name, "00").text
    assert text.parts == ()
    assert text.problem == Problem(Reason.NO_TEXT_FOUND)  # found by make fuzz: neither text nor a reason


@pytest.mark.thorough
def test_what_reads_documents_still_works_inside(reader: Reader, page: Path) -> None:
    names = (
        "reviewer.letters.inspect", "mammoth", "lxml.etree", "lxml.html", "nh3", "pptx", "python_calamine", "PIL.Image",
        "PIL.TiffImagePlugin", "oxmsg", "striprtf.striprtf", "msoffcrypto", "tesserocr", "charset_normalizer",
        "email.parser", "zipfile", "encodings.cp1252", "encodings.gb18030", "pyhanko.sign.validation", "cryptography.x509",
        "mimetypes", "tempfile", "ssl", "decimal",
    )  # fmt: skip
    assert reader.call("imports", page, names=names)[0]["failed"] == {}


def test_the_cage_says_what_it_is(reader: Reader) -> None:
    assert cage_words(reader.cage).startswith("Documents are read in a process")
    if os.environ.get("CI"):
        assert reader.cage.calls
    told = {cage_words(Cage(files, calls)) for files in (0, 7) for calls in (False, True)}
    assert len(told) == 4
    assert Cage.of("nonsense") == Cage()


def test_the_filter_fits_each_machine_and_no_other() -> None:
    assert available() == (platform.machine() in {"x86_64", "aarch64"})
    for machine in ("x86_64", "aarch64"):
        program = assembled(machine, 1234)
        assert len(program) % 8 == 0
        assert len(program) // 8 < 4096  # the kernel's limit
        assert program[-8:] == b"\x06\0\0\0\x01\0\x05\0"  # what is not listed: EPERM


def test_a_file_that_killed_it_twice_is_left_alone(page: Path) -> None:
    bites = {**DEFAULT_HANDLERS, "die": "tests.faults.biting:die"}
    with Reader(handlers=bites) as reader:
        for _twice in range(2):
            with pytest.raises(StoppedError, match="reader-died"):
                reader.call("die", page)
        assert reader.pid is None
        for ask in (
            lambda: reader.render(page, 0, 1.0),
            lambda: reader.page_boxes(page, 0),
            lambda: reader.call("die", page),
        ):
            with pytest.raises(StoppedError) as stopped:
                ask()
            said = "letter.txt: stopped the reader twice, so it is left alone. It is kept"
            assert error_words(stopped.value).startswith(said)
        problem = reader.read(page, page.name, "00").text.problem
        assert problem == Problem(Reason.READER_DIED_TWICE)
        assert "This document stopped the reader twice, so it is left alone. It is kept; ask" in said_of(
            problem
        )
        assert reader.pid is None  # nothing was started for it
        page.write_text("Another file now", encoding="utf-8")
        assert reader.read(page, page.name, "00").text.parts[0].text == "Another file now"


def test_a_page_that_killed_twice_keeps_the_whole_document_from_the_reader(page: Path) -> None:
    bites = {**DEFAULT_HANDLERS, "read": "tests.faults.biting:die_on_page_two"}
    with Reader(handlers=bites) as reader:
        problem = reader.read(page, page.name, "00").text.problem
        assert "Page 2 stopped the reader twice" in said_of(problem)
        with pytest.raises(StoppedError, match="reader-died-twice"):
            reader.render(page, 0, 1.0)


def test_closing_waits_for_no_page(page: Path) -> None:
    reader = Reader(
        handlers={**DEFAULT_HANDLERS, "spin": "tests.faults.biting:spin", "die": "tests.faults.biting:die"}
    )
    said: list[StoppedError] = []

    def ask() -> None:
        try:
            reader.call("spin", page, 60.0)
        except StoppedError as stopped:
            said.append(stopped)

    reader.read(page, page.name, "00")
    asking = [threading.Thread(target=ask) for _ in range(3)]  # one is under way, two wait for it
    for thread in asking:
        thread.start()
    time.sleep(0.2)
    started = time.monotonic()
    reader.close()
    for thread in asking:
        thread.join()
    assert time.monotonic() - started < 20  # of three times a minute
    assert [stopped.reason for stopped in said] == [Reason.READER_CLOSED] * 3
    assert reader.pid is None
    assert reader.read(page, page.name, "00").text.parts[0].text == "Some words."  # not held against it
    reader.close()


def test_a_reader_that_someone_else_killed_is_not_held_against_the_file(page: Path) -> None:
    with Reader() as reader:
        for _time in range(4):
            assert reader.page_sizes(page) == ()
            assert reader.pid is not None
            os.kill(reader.pid, signal.SIGKILL)
            with suppress(StoppedError):  # it may be met while it dies
                reader.page_sizes(page)
        assert reader.page_sizes(page) == ()


@pytest.mark.thorough
def test_a_reader_with_a_spare_goes_on_with_it(page: Path) -> None:
    with Reader(handlers=HANDLERS, spare=True) as reader:
        for _time in range(3):
            assert reader.page_sizes(page) == ()
            first = reader.pid
            with pytest.raises(StoppedError, match="reading-too-slow"):
                reader.call("last", page, 0.3)
            assert reader.page_sizes(page) == ()
            assert reader.pid not in {None, first}
    assert reader.pid is None
