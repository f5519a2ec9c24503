"""Reading on all cores: the order stays, stopping is prompt and leaves nothing, one bad file is met once."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.casebook.document_files import Files, Staged
from reviewer.documents.intake import Again, Ahead, Intake, Taken
from reviewer.documents.reader import DEFAULT_HANDLERS, Limits, Reader, Reading, StoppedError
from reviewer.documents.reader.pool import ReaderPool, most_readers
from reviewer.errors import CasebookError
from reviewer.model import DocumentText, Part, Reason
from reviewer.model.problems import problem
from tests.disks import disk
from tests.guards import running_threads

pytestmark = pytest.mark.cold_reader

BITES = {**DEFAULT_HANDLERS, "read": "tests.faults.biting:die_of_marked"}


class Reads:
    """A reader whose pace the test sets by a file's name; it notes how many files are read at one time."""

    def __init__(self, pace: dict[str, float] | None = None) -> None:
        self.pace = pace or {}
        self.names: list[str] = []
        self.stop = threading.Event()

    def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
        del password
        self.names.append(name)
        if self.stop.wait(self.pace.get(name, 0.0)):
            raise StoppedError(problem(Reason.READER_CLOSED, name=name))
        text = path.read_text("utf-8")
        return Reading(DocumentText(sha256, "text", "made", (Part("text", "text", text),)))

    def close(self) -> None:
        self.stop.set()


def sent(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"file {number}", encoding="utf-8")
    return folder


def lying(root: Path) -> list[str]:
    """What is on the way to being a document."""
    return [path.name for path in root.glob(".incoming-*")]


def test_there_is_a_reader_for_each_core_that_may_be_used() -> None:
    import os

    assert 1 <= most_readers() <= max(1, len(os.sched_getaffinity(0)))


@pytest.mark.thorough
def test_the_order_is_that_of_the_files_whatever_is_done_first(store: Files, tmp_path: Path) -> None:
    pace = {"000.txt": 0.4, "005.txt": 0.2}
    readers = [Reads(pace) for _ in range(4)]
    taken = [each.name for each in Intake(readers, store).take([sent(tmp_path / "in", 40)])]
    assert taken == [f"{number:03}.txt" for number in range(40)]
    first = next(reader for reader in readers if "000.txt" in reader.names)
    assert len(first.names) < 30, "the others went on while it read the slow one"
    assert sum(len(reader.names) for reader in readers) == 40


def test_members_come_after_their_container_in_order(store: Files, tmp_path: Path) -> None:
    folder = sent(tmp_path / "in", 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(20):
            archive.writestr(f"m{number:02}.txt", f"member {number}")
    (folder / "001.zip").write_bytes(packed.getvalue())
    with ReaderPool(lambda quarantine: Reader(quarantine=quarantine), 3) as pool:
        names = [each.name for each in Intake(pool.readers, store).take([folder])]
    members = [f"m{number:02}.txt" for number in range(20)]
    assert names == ["000.txt", "001.txt", "001.zip", *members, "002.txt"]


@pytest.mark.thorough
def test_one_slow_file_does_not_let_the_others_run_ahead_without_bound(store: Files, tmp_path: Path) -> None:
    readers = [Reads({"000.txt": 1.0}), Reads({"000.txt": 1.0})]
    taking = Intake(readers, store, ahead=Ahead(results=8)).take([sent(tmp_path / "in", 100)])
    began = threading.Timer(0.6, lambda: seen.append(sum(len(reader.names) for reader in readers)))
    seen: list[int] = []
    began.start()
    assert next(taking).name == "000.txt"
    began.join()
    assert seen[0] <= 8
    assert len([*taking]) == 99


@pytest.mark.thorough
def test_what_lies_ready_is_bounded_by_its_size_too(store: Files, tmp_path: Path) -> None:
    readers = [Reads({"000.txt": 1.0}), Reads({"000.txt": 1.0})]
    taking = Intake(readers, store, ahead=Ahead(weight=30)).take([sent(tmp_path / "in", 50)])
    next(taking)
    assert sum(len(reader.names) for reader in readers) < 12
    assert len([*taking]) == 49


@pytest.mark.parametrize("how", ["stopped", "closed"])
def test_stopping_is_prompt_keeps_what_was_taken_and_nothing_else(
    store: Files, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    threads = running_threads()
    readers = [Reads({"003.txt": 60.0}), Reads({"003.txt": 60.0})]
    stop = threading.Event()
    taking = Intake(readers, store).take([sent(tmp_path / "in", 30)], stopped=stop.is_set)
    taken = [next(taking) for _ in range(3)]
    began = time.monotonic()
    if how == "stopped":
        threading.Timer(0.1, stop.set).start()
        assert list(taking) == []
    else:
        taking.close()
    assert time.monotonic() - began < 20  # of a minute
    assert sorted(store.all()) == sorted(each.document for each in taken)
    assert lying(tmp_path / "store") == []
    assert [each for each in running_threads() - threads if each.name == "reading ahead"] == []


def test_bytes_that_come_often_at_once_are_read_once(store: Files, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text("the same")
    readers = [Reads({f"{number}.txt": 0.1 for number in range(6)}) for _ in range(3)]
    known: dict[str, DocumentText] = {}
    taken = []
    for each in Intake(readers, store, known=known.get).take([folder]):
        known[each.document] = each.text  # as the desk keeps it before it asks for the next
        taken.append(each.name)
    assert taken == [f"{number}.txt" for number in range(6)]
    assert sum(len(reader.names) for reader in readers) == 1
    assert lying(tmp_path / "store") == []


def test_the_first_waits_for_a_later_one_that_was_quicker_to_claim_its_bytes(
    store: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text("the same")
    claimed, stage = threading.Event(), store.stage

    class Waiting(Reads):
        def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
            claimed.set()
            time.sleep(0.2)  # so that the first is asked for while this goes on
            return super().read(path, name, sha256, password)

    def slow_for_the_first(source: Path | bytes, *more: Callable[[], bool]) -> Staged:
        if isinstance(source, Path) and source.name == "0.txt":
            claimed.wait(20)
        return stage(source, *more)

    monkeypatch.setattr(store, "stage", slow_for_the_first)
    readers = [Waiting() for _ in range(2)]
    taken = [(each.name, each.text.parts[0].text) for each in Intake(readers, store).take([folder])]
    assert taken == [("0.txt", "the same"), ("1.txt", "the same")]
    assert readers[0].names + readers[1].names == ["1.txt"]
    assert lying(tmp_path / "store") == []


@pytest.mark.thorough
def test_a_full_disk_comes_through_in_its_place_and_leaves_no_half_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:03}.txt").write_text(f"{number:010}" * 30_000)
    with disk(tmp_path / "disk", "2m") as small:
        store = Files(small / "store", "store", writable=True)
        taken: list[Taken] = []
        with pytest.raises(CasebookError, match="full"):
            taken.extend(Intake([Reads(), Reads()], store).take([folder]))
        assert [each.name for each in taken] == [f"{number:03}.txt" for number in range(len(taken))]
        assert all(store.verify(each.document) for each in taken)
        assert sorted(store.all()) == sorted(each.document for each in taken)
        assert lying(small / "store") == []


@pytest.fixture
def biting() -> Iterator[ReaderPool]:
    limits = Limits(deadline=5.0)
    with ReaderPool(lambda q: Reader(limits, BITES, quarantine=q), 3) as pool:
        yield pool


def test_a_file_that_killed_one_reader_twice_is_kept_from_all(
    biting: ReaderPool, store: Files, tmp_path: Path
) -> None:
    folder = sent(tmp_path / "in", 12)
    (folder / "005.txt").write_bytes(b"KILL")
    taken = {each.name: each for each in Intake(biting.readers, store).take([folder])}
    assert taken["005.txt"].text.problem == problem(Reason.READER_DIED_TWICE)
    assert all(each.text.problem is None for name, each in taken.items() if name != "005.txt")
    path = store.path(taken["005.txt"].document)
    for reader in biting.readers:
        with pytest.raises(StoppedError, match="reader-died-twice"):
            reader.call("read", path, at=0, name="", step=0.0)


def test_reading_again_takes_the_same_way(store: Files, tmp_path: Path) -> None:
    folder = sent(tmp_path / "in", 5)
    taken = list(Intake([Reads()], store).take([folder]))
    readers = [Reads(), Reads()]
    wishes = [Again(each.document, each.name, each.origin) for each in taken]
    again = list(Intake(readers, store).read_again(wishes))
    assert [(each.document, each.text) for each in again] == [(each.document, each.text) for each in taken]
    assert sorted(store.all()) == sorted(each.document for each in taken)
