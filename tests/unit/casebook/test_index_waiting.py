"""Texts that are put in beside the work are in the index when the work is done, whatever ends it."""

from __future__ import annotations

import _thread
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from reviewer.casebook import Index, TextsBeside, index_waiting
from reviewer.errors import CasebookBusyError, CasebookError
from reviewer.model import DocumentText, Note, NoteCode, NoText, Part
from tests.disks import disk, fill, make_room


def made(number: int, words: str = "capacity of the unit") -> DocumentText:
    parts = (Part("p1", "page 1", words), Part("p2", "page 2", "", no_text=NoText.PICTURE))
    return DocumentText(f"{number:064x}", "pdf", "made 1", parts, also=(Note(NoteCode.MACROS),))


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


def refuses(_texts: Sequence[DocumentText]) -> None:
    raise CasebookBusyError("Another program writes to it", "Wait for it.")


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
        with TextsBeside(refuses, nothing) as texts:
            texts.put(made(1))

    def many() -> None:
        with TextsBeside(refuses, nothing) as texts:
            for number in range(10_000_000):
                texts.put(made(number))

    for work in (one, many):
        with pytest.raises(CasebookBusyError, match="Another program"):
            work()


def test_what_follows_from_a_text_is_done_in_order_once_it_is_written(index: Index) -> None:
    done: list[tuple[int, bool]] = []

    def note(number: int) -> None:
        done.append((number, index.has(made(number).document)))

    with index.beside() as texts:
        for number in range(5):
            if number != 3:
                texts.put(made(number))
            texts.then(made(number).document, partial(note, number))
        until = time.monotonic() + 30
        while len(done) < 5 and time.monotonic() < until:
            time.sleep(0.01)
            texts.follow()
        assert [number for number, _ in done] == [0, 1, 2, 3, 4]
        texts.then("", partial(note, 5))
    assert done == [(0, True), (1, True), (2, True), (3, False), (4, True), (5, False)]


def test_nothing_follows_from_a_text_that_could_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.01)
    done: list[int] = []

    def work() -> None:
        with TextsBeside(refuses, nothing) as texts:
            texts.put(made(1))
            texts.then(made(1).document, lambda: done.append(1))
            texts.then("", lambda: done.append(2))

    with pytest.raises(CasebookBusyError):
        work()
    assert done == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, KeyError, CasebookError])
def test_what_was_found_before_an_error_is_followed_too(index: Index, error: type[BaseException]) -> None:
    done: list[int] = []

    def work() -> None:
        with index.beside() as texts:
            for each in range(3):
                texts.put(made(each))
                texts.then(made(each).document, partial(done.append, each))
            raise error("mine")

    with pytest.raises(error, match="mine"):
        work()
    assert done == [0, 1, 2]


def test_nothing_comes_after_what_failed_to_follow(index: Index) -> None:
    done: list[int] = []

    def follow(number: int) -> None:
        if number == 1:
            raise CasebookError("The disk is full", "Make room.")
        done.append(number)

    def work() -> None:
        with index.beside() as texts:
            for number in range(4):
                texts.put(made(number))
                texts.then(made(number).document, partial(follow, number))

    with pytest.raises(CasebookError, match="disk is full"):
        work()
    assert done == [0]


@pytest.mark.thorough
def test_ctrl_c_while_the_last_are_written_waits_for_them() -> None:
    done: list[int] = []
    over = threading.Event()

    def write(_texts: Sequence[DocumentText]) -> None:
        _thread.interrupt_main()
        over.wait(0.5)

    def work() -> None:
        with TextsBeside(write, nothing) as texts:
            texts.put(made(1))
            texts.then(made(1).document, lambda: done.append(1))

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == [1]


def test_what_is_missing_is_put_in_and_what_came_meanwhile_stays(index: Index) -> None:
    with index.beside(missing=True) as texts:
        texts.put(made(1, "older"))
        texts.put(made(2, "older"))
        index.put(made(1, "newer"))
    assert (index.text(made(1).document), index.text(made(2).document)) == (
        made(1, "newer"),
        made(2, "older"),
    )


def test_a_text_is_put_in_though_another_program_began_to_and_went(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has left its mark between two of our transactions, and nothing else."""
    marked = [True]
    monkeypatch.setattr("reviewer.casebook.index._is_theirs", lambda *_row: not (marked and marked.pop()))
    index.put(made(1))
    assert marked == []
    assert index.text(made(1).document) == made(1)
    assert index.count("capacity") == 1


def test_two_who_put_in_the_same_document_at_once_leave_one_whole_text(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.casebook.index._BATCH_SECONDS", 0.002)
    texts = [
        DocumentText(
            made(1).document, "pdf", f"made {who}", tuple(Part(f"p{n}", "", f"word{who}") for n in range(150))
        )
        for who in range(3)
    ]

    def put(text: DocumentText) -> None:
        with index.beside() as texts:
            texts.put(text)

    for _ in range(3):
        threads = [threading.Thread(target=put, args=(text,)) for text in texts]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        for thread in threads:
            thread.join()
        kept = index.text(made(1).document)
        assert kept in texts
        counts = [index.count(f"word{who}") for who in range(3)]
        assert sorted(counts) == [0, 0, 150]
        assert kept == texts[counts.index(150)]


def test_another_error_is_not_hidden_by_what_cannot_be_written() -> None:
    def work() -> None:
        with TextsBeside(refuses, nothing) as texts:
            texts.put(made(1))
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        work()


def test_others_write_meanwhile(index: Index) -> None:
    """The index's lock goes to whoever is awake: the one who writes on and on has to let others in."""
    waited, all_began = list[float](), time.monotonic()
    with index.beside() as texts:
        for number in range(40):
            texts.put(made(number, f"word{number} capacity " * 3000))
        for number in range(5):
            began = time.monotonic()
            index.keep_relocated([(made(0).document, "", f"passage {number}", "")])
            waited.append(time.monotonic() - began)
    assert sorted(waited)[2] < (time.monotonic() - all_began) / 4, (
        waited
    )  # else each waits for all that is written
    assert index.count("capacity") == 40


@pytest.mark.thorough
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


@pytest.mark.thorough
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
            stands = sum(len(hit.occurrences) for hit in found.hits)
            seen.add((hash_of.get(told, "unread"), stands))
    finally:
        over.set()
        thread.join()
    assert seen <= {("even", 2), ("odd", 0)} | {("unread", number) for number in range(3)}
    assert {name for name, _ in seen} >= {"even", "odd"}
