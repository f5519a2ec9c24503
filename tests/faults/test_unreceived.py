"""Documents that are kept ahead of their receipts: few, and cleared after a kill unless a record names them."""

# ruff: noqa: S608 - a statement is put together from hashes that the test made

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.casebook.index_waiting import TextsBeside
from reviewer.desk import Desk, Home
from reviewer.desk.receipts import ReceiptBook
from reviewer.errors import CasebookBusyError
from reviewer.model import DocumentText
from tests.faults.altering import edited
from tests.faults.conftest import Clean

BODY, ON = "harrowdale", date(2025, 2, 28)
AHEAD = 100
"""What may lie there without a receipt; one more is on its way."""


def files(casebook: Path) -> set[str]:
    return {path.name for path in (casebook / "documents").glob("??/*")}


def received(desk: Desk) -> set[str]:
    return {row.sha256 for row in desk.reading.documents(BODY)}


def sent(folder: Path, number: int) -> Path:
    folder.mkdir()
    for at in range(number):
        (folder / f"{at:03}.txt").write_text(f"File {at} in {folder.name}.", encoding="utf-8")
    return folder


def killed(work: Callable[[], None]) -> None:
    """Do a piece of work in a process that kills itself, with no chance to clean up."""
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def cut_off(casebook: Path, home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Receive, and be killed between a document and its receipt: none was recorded by then."""

    def die(*_receipt: object) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    def work() -> None:
        monkeypatch.setattr(ReceiptBook, "keep_receipt", die)
        with Desk.open(casebook, home) as desk:
            desk.receiving.receive(BODY, [folder], ON)

    killed(work)


def test_what_was_kept_and_not_received_when_it_was_killed_is_cleared_at_the_next_opening(
    fresh: Path, home: Home, tmp_path: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sent(tmp_path / "before", 2)
    with Desk.open(fresh, home) as desk:
        desk.receiving.receive(BODY, [before], ON)
        named = received(desk)
    assert files(fresh) == named
    cut_off(fresh, home, sent(tmp_path / "sent", 3), monkeypatch)
    assert named < files(fresh), "a document lies there that nobody received"
    with Desk.open(fresh, home, writable=False) as looking:
        assert "cut off" not in looking.notice
    assert named < files(fresh), "who only looks clears nothing"
    with Desk.open(fresh, home) as desk:
        assert "was cut off: " in desk.notice
        assert "no receipt yet" in desk.notice
        assert files(fresh) == named == received(desk)
        desk.receiving.receive(BODY, [tmp_path / "sent"], ON)
        assert len(received(desk)) == 5
    with Desk.open(fresh, home) as desk:
        assert "cut off" not in desk.notice
        assert len(received(desk)) == 5
    clean(fresh)


def test_what_a_record_of_any_version_names_stays(
    fresh: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(fresh, home, sent(tmp_path / "sent", 1), monkeypatch)
    (orphan,) = files(fresh)
    named = tmp_path / "named"
    named.mkdir()
    (named / "it.txt").write_bytes((fresh / "documents" / orphan[:2] / orphan).read_bytes())
    other = tmp_path / "other.casebook"
    Desk.new(other, home.resources / "samples/boundaries/case", home).close()
    with Desk.open(other, home) as desk:
        desk.receiving.receive(BODY, [named], ON)
        assert files(other) == {orphan}
        desk.history.undo()
    (other / "documents/.taking-in-0").touch()
    with Desk.open(other, home) as desk:
        assert files(other) == {orphan}, "a receipt that was taken back names it still"
        assert "cut off" not in desk.notice


def test_nothing_is_cleared_while_another_process_takes_in(
    fresh: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(fresh, home, sent(tmp_path / "sent", 1), monkeypatch)
    (orphan,) = files(fresh)
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        lock = Casebook.open(fresh, home.author(), lambda: 1)
        lock.files.put(b"on its way")
        os.write(writing, b"x")
        signal.pause()
    os.read(reading, 1)
    before = files(fresh)
    try:
        with pytest.raises(CasebookBusyError):
            Desk.open(fresh, home)
        assert files(fresh) == before
        assert orphan not in before
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(reading)
        os.close(writing)


def test_nothing_is_cleared_while_a_record_is_damaged_and_may_name_it(
    fresh: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sent(tmp_path / "before", 1)
    with Desk.open(fresh, home) as desk:
        desk.receiving.receive(BODY, [before], ON)
        (named,) = received(desk)
    cut_off(fresh, home, sent(tmp_path / "sent", 2), monkeypatch)
    edited(
        fresh, f"UPDATE record SET body = replace(body, '{named}', '{'0' * 64}') WHERE instr(body, '{named}')"
    )
    whole = files(fresh)
    Desk.open(fresh, home).close()
    assert files(fresh) == whole


def test_only_so_many_documents_lie_ahead_of_their_receipts() -> None:
    lying, most = 0, 0
    slow = Slow()
    with TextsBeside(slow, lambda _document: None) as texts:
        for number in range(4 * AHEAD):
            lying += 1
            most = max(most, lying)
            document = f"{number:064x}"
            texts.put(DocumentText(document, "text", "1"))

            def recorded() -> None:
                nonlocal lying
                lying -= 1

            texts.then(document, recorded)
    assert lying == 0
    assert most <= AHEAD + 1
    assert slow.times >= 3, "they were put in many at once"


def test_only_so_many_bytes_lie_ahead_of_their_receipts() -> None:
    done: list[int] = []
    with TextsBeside(Slow(), lambda _document: None) as texts:
        for number in range(6):
            document = f"{number:064x}"
            texts.put(DocumentText(document, "picture", "1"))
            texts.then(document, lambda number=number: done.append(number), 200_000_000)  # type: ignore[misc]
            assert len(done) >= number
    assert done == list(range(6))


@pytest.mark.thorough
@pytest.mark.timeout(30)
def test_who_waits_for_what_is_under_way_goes_on_when_nothing_else_comes() -> None:
    """Two receivings stood still for ever: the thread had written all, waited for more, and told nobody."""
    let_go, done = threading.Event(), list[int]()

    def write(_texts: object) -> None:
        let_go.wait(20)

    with TextsBeside(write, lambda _document: None) as texts:
        for number in range(2):
            texts.put(DocumentText(f"{number:064x}", "text", "1"))
        time.sleep(0.5)  # both are under way
        threading.Timer(0.2, let_go.set).start()
        for number in range(2):
            texts.then(f"{number:064x}", lambda number=number: done.append(number), 300_000_000)  # type: ignore[misc]
        assert done
    assert done == [0, 1]


class Slow:
    """Puts texts in, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _texts: object) -> None:
        self.times += 1
