"""Comparing from our side: step by step, past what stops the reader, and never silently left off."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from reviewer.documents.doubting import doubted
from reviewer.documents.reader import DEFAULT_HANDLERS, Limits, Reader, StoppedError
from reviewer.documents.recognising import HANDLERS, SECONDS
from reviewer.model import ProblemError, Reason
from reviewer.model.doubts import Doubt, DoubtedPage
from reviewer.model.problems import problem
from tests.needles import pdf_fonts
from tests.needles.pdf_writing import says

PAGES = 10
FILE = Path("a.pdf")
ONE = DoubtedPage(2, (Doubt.OUTLINES,), 0.5)


def never() -> bool:
    return False


def unseen(number: int) -> DoubtedPage:
    return DoubtedPage(number, (Doubt.NOT_COMPARED,), 1.0)


class Faulty:
    """A reader of a document of ten pages, of which page 2 is doubted and some stop it, in a certain way each time."""

    def __init__(self, stopping: dict[int, Reason], *, kept_after: int = 99, forgets: int = 0) -> None:
        self.stopping, self.kept_after, self.forgets = stopping, kept_after, forgets
        self.deaths = 0
        self.seen: list[int] = []

    def call(
        self, op: str, path: Path | None, deadline: float | None = None, **args: Any
    ) -> tuple[dict[str, Any], bytes]:
        assert (op, path, deadline) == ("doubt", FILE, SECONDS)
        if self.deaths >= self.kept_after:
            raise StoppedError(problem(Reason.READER_DIED_TWICE, name="a.pdf"))
        at = args["at"]
        if at and self.forgets:
            self.forgets -= 1
            return {"pages": [], "next": 0}, b""
        end = min(PAGES, at + (4 if args["step"] else 1), args["until"] or PAGES)
        for number in range(at, end):
            if number not in args["leave"] and number in self.stopping:
                self.deaths += 1
                raise StoppedError(problem(self.stopping[number], name="a.pdf", seconds="1"))
        pages = [(2, ["outlines"], 0.5)] if end > ONE.number else []
        return {"pages": pages, "next": None if end == PAGES else end}, b""

    def believing(self, path: Path) -> AbstractContextManager[None]:
        assert path == FILE
        return nullcontext()

    def close(self) -> None:
        self.seen.append(-1)


def compared(reader: Faulty, cancelled: Callable[[], bool] = never) -> tuple[DoubtedPage, ...] | None:
    return doubted(reader, FILE, PAGES, None, cancelled)


def test_a_document_is_gone_through_in_steps() -> None:
    assert compared(Faulty({})) == (ONE,)


@pytest.mark.parametrize("reason", [Reason.READING_TOO_SLOW, Reason.READER_DIED, Reason.READING_TOO_LARGE])
def test_a_page_that_stops_the_reader_is_left_and_told(reason: Reason) -> None:
    assert compared(Faulty({5: reason})) == (ONE, unseen(5))


def test_after_too_many_stops_the_rest_is_told() -> None:
    stopping = dict.fromkeys((4, 5, 6, 7), Reason.READING_TOO_SLOW)
    found = compared(Faulty(stopping))
    assert found is not None
    assert found[0] == ONE
    assert {page.number for page in found[1:]} >= {4, 5, 6, 7}
    assert all(page.why == (Doubt.NOT_COMPARED,) for page in found[1:])


def test_a_file_that_is_kept_from_the_reader_is_told_from_where_it_died() -> None:
    assert compared(Faulty({5: Reason.READER_DIED}, kept_after=2)) == (ONE, *map(unseen, range(5, PAGES)))


def test_a_document_that_is_kept_from_the_reader_from_the_start_is_told_as_a_whole() -> None:
    assert compared(Faulty({}, kept_after=0)) == tuple(map(unseen, range(PAGES)))


def test_what_another_process_has_not_seen_is_seen_again() -> None:
    assert compared(Faulty({}, forgets=1)) == (ONE,)


def test_a_cancel_ends_it() -> None:
    reader = Faulty({})
    assert compared(reader, lambda: True) is None
    assert reader.seen == [-1]


def test_a_document_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    with Reader(Limits(niceness=0), {**DEFAULT_HANDLERS, **HANDLERS}) as reader, pytest.raises(ProblemError):
        doubted(reader, path, 1, None, never)


def test_it_is_compared_in_its_cage(tmp_path: Path) -> None:
    lying, honest = tmp_path / "lying.pdf", tmp_path / "honest.pdf"
    lying.write_bytes(pdf_fonts.one_bad_font("badano tunigi sunite"))
    honest.write_bytes(says("An honest line of a report", "and another one"))
    with Reader(Limits(niceness=0), {**DEFAULT_HANDLERS, **HANDLERS}) as reader:
        (found,) = doubted(reader, lying, 1, None, never) or ()
        assert (found.number, found.why) == (0, (Doubt.OTHER_LETTERS,))
        assert 0 < found.share < 0.1
        assert doubted(reader, honest, 1, None, never) == ()
