"""Texts that are put in beside the work are in the index when the work is done, whatever ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.casebook import Index, TextsBeside, index_waiting
from reviewer.errors import CasebookBusyError, CasebookError
from reviewer.model import DocumentText, Part
from tests.disks import disk, fill, make_room


def made(number: int, words: str = "capacity of the unit") -> DocumentText:
    parts = (Part("p1", "page 1", words), Part("p2", "page 2", "", unreadable=True))
    return DocumentText(f"{number:064x}", "pdf", "made 1", parts, also=("Macros; not run.",))


def nothing(_document: str) -> DocumentText | None:
    return None


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "a.casebook" / "cache", writable=True)
    yield index
    index.close()


class Held:
    """A writer that writes nothing until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.written: list[list[DocumentText]] = []

    def __call__(self, texts: Sequence[DocumentText]) -> None:
        self.begun.set()
        assert self.go.wait(10)
        self.written.append(list(texts))


class Refusing:
    """A writer that fails so many times."""

    def __init__(self, times: int = 1_000_000) -> None:
        self.times = times
        self.written: list[DocumentText] = []

    def __call__(self, texts: Sequence[DocumentText]) -> None:
        if self.times:
            self.times -= 1
            raise CasebookBusyError("Another program writes to it", "Wait for it.")
        self.written += texts


def test_only_who_found_a_text_knows_it_before_it_is_written(index: Index) -> None:
    text = made(1)
    with index.beside() as texts:
        texts.put(text)
        assert texts.text(text.document) == text
        assert not index.has(text.document), "a text that no search finds must not count as read"
    assert index.text(text.document) == texts.text(text.document) == text
    assert [hit.document for hit in index.search("capacity")] == [text.document]


def test_of_a_document_that_comes_twice_the_later_text_stands(index: Index) -> None:
    index.put(made(1, "the first words"))
    with index.beside() as texts:
        texts.put(made(1, "the second words"))
        texts.put(made(1, "the third words"))
        assert texts.text(made(1).document) == made(1, "the third words")
    assert index.count("first") == index.count("second") == 0
    assert index.count("third") == 1


def test_what_was_put_is_written_when_the_work_is_cut_off(index: Index) -> None:
    def work() -> None:
        with index.beside() as texts:
            for number in range(20):
                texts.put(made(number))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert index.count("capacity") == 20


def test_two_works_at_once_have_their_own(index: Index) -> None:
    with index.beside() as one, index.beside() as other:
        one.put(made(1))
        other.put(made(2))
        index.put(made(3))
        assert index.has(made(3).document)
    assert index.count("capacity") == 3


def test_many_texts_are_written_together_and_few_before_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.05)
    writer = Held()
    with TextsBeside(writer, nothing) as texts:
        texts.put(made(0))
        assert writer.begun.wait(10), "one text was not written by itself"
        for number in range(1, 6):
            texts.put(made(number))
        assert texts.text(made(0).document) == made(0), "it is being written, and must be known meanwhile"
        writer.go.set()
    assert [len(each) for each in writer.written] == [1, 5]


def test_who_finds_more_than_can_wait_waits_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_waiting, "_MOST", 1000)
    monkeypatch.setattr(index_waiting, "_WORTH_WHILE", 500)
    writer, found = Held(), list[int]()

    def find() -> None:
        with TextsBeside(writer, nothing) as texts:
            for number in range(40):
                texts.put(made(number, "x" * 300))
                found.append(number)

    finder = threading.Thread(target=find)
    finder.start()
    assert writer.begun.wait(10)
    finder.join(0.3)
    assert finder.is_alive()
    assert len(found) < 10
    writer.go.set()
    finder.join(10)
    assert [text.document for each in writer.written for text in each] == [
        made(n).document for n in range(40)
    ]


def test_what_cannot_be_written_is_told_at_the_next_text_or_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.01)

    def one() -> None:
        with TextsBeside(Refusing(), nothing) as texts:
            texts.put(made(1))

    def many() -> None:
        with TextsBeside(Refusing(), nothing) as texts:
            for number in range(10_000_000):
                texts.put(made(number))

    for work in (one, many):
        with pytest.raises(CasebookBusyError, match="Another program"):
            work()


def test_what_could_not_be_written_once_is_tried_again_at_the_end_with_all_that_came_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.01)
    writer = Refusing(times=1)
    with TextsBeside(writer, nothing) as texts:
        texts.put(made(1, "older"))
        while writer.times:
            time.sleep(0.01)
        assert texts.text(made(1).document) == made(1, "older")
    assert writer.written == [made(1, "older")]

    cut = Refusing(times=1)

    def work() -> None:
        with TextsBeside(cut, nothing) as texts:
            texts.put(made(1))
            while cut.times:
                time.sleep(0.01)
            texts.put(made(2))

    with pytest.raises(CasebookBusyError):
        work()
    assert cut.written == [made(1)]


def test_another_error_is_not_hidden_by_what_cannot_be_written() -> None:
    def work() -> None:
        with TextsBeside(Refusing(), nothing) as texts:
            texts.put(made(1))
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        work()


def test_others_write_meanwhile(index: Index) -> None:
    """The index's lock goes to whoever is awake: the one who writes on and on has to let others in."""
    waited = list[float]()
    with index.beside() as texts:
        for number in range(40):
            texts.put(made(number, f"word{number} capacity " * 3000))
        for number in range(5):
            began = time.monotonic()
            index.keep_refound([(made(0).document, "", f"passage {number}", "")])
            waited.append(time.monotonic() - began)
    assert sorted(waited)[2] < 1.5, waited
    assert index.count("capacity") == 40


def test_a_full_disk_ends_it_and_what_is_there_stays(tmp_path: Path) -> None:
    with disk(tmp_path / "small", "4m") as small:
        index = Index(small / "a.casebook" / "cache", writable=True)
        index.put(made(0))
        fill(small)

        def work() -> None:
            with index.beside() as texts:
                for number in range(1, 50):
                    texts.put(made(number, f"word{number} " * 5000))

        with pytest.raises(CasebookError, match="is full"):
            work()
        make_room(small)
        assert index.text(made(0).document) == made(0)
        with index.beside() as texts:
            texts.put(made(1))
        assert index.count("capacity") == 2
        index.close()


def test_a_proof_sees_the_index_at_one_moment(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are replaced without end while it is asked: the hash it tells is of the text that it searched."""
    words = {"even": made(1, "policy and capacity"), "odd": made(1, "nothing of the sort")}
    monkeypatch.setattr("reviewer.casebook.index._BATCH_SECONDS", 0)
    for text in words.values():
        index.put(text)
    hash_of = {}
    for name, text in words.items():
        index.put(text)
        hash_of[index.summary([text.document])[text.document].text_hash] = name
    over = threading.Event()

    def replace() -> None:
        while not over.is_set():
            for text in words.values():
                index.put(text)

    thread = threading.Thread(target=replace)
    thread.start()
    seen = set[tuple[str, int]]()
    try:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            found = index.every(["policy", "capacity"], [made(1).document])
            (told,) = found.texts.values() or ("",)
            seen.add((hash_of.get(told, "unread"), len(found.hits)))
    finally:
        over.set()
        thread.join()
    assert seen <= {("even", 2), ("odd", 0)} | {("unread", number) for number in range(3)}
    assert {name for name, _ in seen} >= {"even", "odd"}
