"""Texts that are put in beside the work are known at once, and in the index when the work is done, whatever ends it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from reviewer.casebook import Index, index_waiting
from reviewer.casebook.index_waiting import WaitingTexts
from reviewer.errors import CasebookError
from reviewer.model import DocumentText, Part
from tests.disks import disk, fill, make_room


def made(number: int, words: str = "capacity of the unit") -> DocumentText:
    parts = (Part("p1", "page 1", words), Part("p2", "page 2", "", unreadable=True))
    return DocumentText(f"{number:064x}", "pdf", "made 1", parts, also=("Macros; not run.",))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "a.casebook" / "cache", writable=True)


class Held:
    """A writer that writes nothing until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.written: list[list[DocumentText]] = []

    def __call__(self, texts: Sequence[DocumentText]) -> None:
        self.begun.set()
        assert self.go.wait(10)
        self.written.append(list(texts))


def test_a_text_is_known_before_it_is_written_and_found_afterwards(index: Index) -> None:
    text = made(1)
    with index.beside():
        index.put(text)
        assert index.text(text.document) == text
        assert index.has(text.document)
        early = index.summary([text.document])
    assert index.summary([text.document]) == early
    assert index.text(text.document) == text
    assert [hit.document for hit in index.search("capacity")] == [text.document]


def test_of_a_document_that_comes_twice_the_later_text_stands(index: Index) -> None:
    index.put(made(1, "the first words"))
    with index.beside():
        index.put(made(1, "the second words"))
        index.put(made(1, "the third words"))
        assert index.text(made(1).document) == made(1, "the third words")
    assert index.count("first") == index.count("second") == 0
    assert index.count("third") == 1


def test_what_was_put_is_written_when_the_work_is_cut_off(index: Index) -> None:
    def work() -> None:
        with index.beside():
            for number in range(20):
                index.put(made(number))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert index.count("capacity") == 20


def test_work_within_work_waits_for_nothing_and_loses_nothing(index: Index) -> None:
    with index.beside():
        with index.beside():
            index.put(made(1))
        index.put(made(2))
    assert index.count("capacity") == 2
    index.put(made(3))  # outside of it is written at once
    assert index.count("capacity") == 3


def test_closing_writes_what_waits(index: Index, tmp_path: Path) -> None:
    block = index.beside()
    block.__enter__()
    index.put(made(1))
    index.close()
    again = Index(tmp_path / "a.casebook" / "cache", writable=True)
    assert again.text(made(1).document) == made(1)
    again.close()


def test_many_texts_are_written_together_and_few_before_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.05)
    writer = Held()
    waiting = WaitingTexts(writer)
    with waiting.taken():
        assert waiting.take(made(0))
        assert writer.begun.wait(10), "one text was not written by itself"
        for number in range(1, 6):
            waiting.take(made(number))
        assert waiting.get(made(0).document) == made(0), "it is being written, and must be known meanwhile"
        writer.go.set()
    assert [len(texts) for texts in writer.written] == [1, 5]
    assert waiting.get(made(0).document) is None


def test_who_finds_more_than_can_wait_waits_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_waiting, "_MOST", 1000)
    monkeypatch.setattr(index_waiting, "_WORTH_WHILE", 500)
    writer, found = Held(), list[int]()
    waiting = WaitingTexts(writer)

    def find() -> None:
        with waiting.taken():
            for number in range(40):
                waiting.take(made(number, "x" * 300))
                found.append(number)

    finder = threading.Thread(target=find)
    finder.start()
    assert writer.begun.wait(10)
    finder.join(0.3)
    assert finder.is_alive()
    assert len(found) < 10
    writer.go.set()
    finder.join(10)
    assert [text.document for texts in writer.written for text in texts] == [
        made(n).document for n in range(40)
    ]


def test_what_cannot_be_written_is_told_at_the_next_text_or_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.01)

    def fails(_texts: Sequence[DocumentText]) -> None:
        raise CasebookError("The disk is full", "Make room.")

    waiting = WaitingTexts(fails)

    def one() -> None:
        with waiting.taken():
            waiting.take(made(1))

    def many() -> None:
        with waiting.taken():
            for number in range(10_000_000):
                waiting.take(made(number))

    for work in (one, many):
        with pytest.raises(CasebookError, match="disk is full"):
            work()


def test_another_error_is_not_hidden_by_what_cannot_be_written() -> None:
    def fails(_texts: Sequence[DocumentText]) -> None:
        raise CasebookError("The disk is full", "Make room.")

    waiting = WaitingTexts(fails)

    def work() -> None:
        with waiting.taken():
            waiting.take(made(1))
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        work()
    with waiting.taken():  # and it is not told to whoever comes next
        pass


def test_a_full_disk_ends_it_and_what_is_there_stays(tmp_path: Path) -> None:
    with disk(tmp_path / "small", "4m") as small:
        index = Index(small / "a.casebook" / "cache", writable=True)
        index.put(made(0))
        fill(small)

        def work() -> None:
            with index.beside():
                for number in range(1, 50):
                    index.put(made(number, f"word{number} " * 5000))

        with pytest.raises(CasebookError, match="is full"):
            work()
        make_room(small)
        assert index.text(made(0).document) == made(0)
        with index.beside():
            index.put(made(1))
        assert index.count("capacity") == 2
        index.close()
