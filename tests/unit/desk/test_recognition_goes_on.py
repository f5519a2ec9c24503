"""Recognition past what stops it: one bad page or document holds up no other, and what was tried does not wait for ever."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Self

import pytest

from reviewer.desk import Desk, Home, recognition
from reviewer.documents.reader import StoppedError
from reviewer.model import DocumentText, NoText, Part, ProblemError, Reason
from reviewer.model.problems import problem
from tests.unit.desk.pieces import LOGO, document, picture

PAGES = 6


class Faulty:
    """A reader that is stopped by some ``pages`` (from 0), each time in one way, and cannot open some ``closed`` files.

    A file that it died of twice is not opened again, as with the true one.
    """

    def __init__(self, pages: dict[int, Reason], closed: frozenset[str], why: Reason) -> None:
        self.pages, self.closed, self.why = pages, closed, why
        self.deaths = 0

    def call(
        self, _op: str, path: Path, _deadline: float | None = None, **args: Any
    ) -> tuple[dict[str, Any], bytes]:
        if path.name in self.closed:
            raise ProblemError(problem(self.why, name=path.name))
        if self.deaths == 2:
            raise StoppedError(problem(Reason.READER_DIED_TWICE, name=path.name))
        reason = self.pages.get(args.get("page", -1))
        if reason is not None:
            self.deaths += reason is Reason.READER_DIED
            raise StoppedError(problem(reason, name=path.name, seconds="60", megabytes=2))
        head = {"text": 5, "width": 1.0, "height": 1.0, "confidence": 90, "engine": "engine/1"}
        return {**head, "rows": 1, "unread_rows": 0}, b"words" + bytes(4 * 4 * 5)

    def believing(self, _path: Path) -> AbstractContextManager[None]:
        return nullcontext()

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let recognition be done by readers with these faults."""

    def with_faults(
        pages: dict[int, Reason], closed: frozenset[str] = frozenset(), why: Reason = Reason.LOCKED
    ) -> None:
        monkeypatch.setattr(recognition, "new_recogniser", lambda: Faulty(pages, closed, why))

    return with_faults


def scan(desk: Desk, tmp_path: Path) -> str:
    """A PDF whose pages are pictures, all of which wait."""
    sha = document(desk, tmp_path, "scan.txt")
    pages = tuple(Part(f"p{n + 1}", f"page {n + 1}", "", NoText.PICTURE) for n in range(PAGES))
    desk.session.casebook.index.put(DocumentText(sha, "pdf", "x", pages))
    return sha


@pytest.mark.parametrize(
    "reason",
    [Reason.READING_TOO_LARGE, Reason.READER_CONFUSED, Reason.READING_TOO_SLOW, Reason.READER_DIED],
)
def test_pages_that_stop_the_reader_are_told_and_the_others_are_read(
    desk: Desk, tmp_path: Path, readers: Callable[..., None], reason: Reason
) -> None:
    sha = scan(desk, tmp_path)
    readers({1: reason, 4: reason})
    assert desk.recognition.recognise() == PAGES - 2
    assert desk.recognition.waiting() == 0
    left = [(piece.place, piece.why) for piece in desk.reading.text(sha).unread]
    assert left == [("p2", NoText.WRITING), ("p5", NoText.WRITING)]
    assert [piece.to_look_at for piece in desk.pieces.of("harrowdale")] == [True, True]


def test_a_picture_in_a_document_that_is_closed_is_read_where_it_stands_in_another(
    desk: Desk, tmp_path: Path, readers: Callable[..., None]
) -> None:
    closed, other = (document(desk, tmp_path, name, picture(1, LOGO)) for name in ("a.txt", "b.txt"))
    assert desk.recognition.waiting() == 1
    readers({}, frozenset({desk.session.casebook.files.path(closed).name}))
    assert desk.recognition.recognise() == 1
    assert desk.recognition.waiting() == 0
    assert [desk.reading.text(sha).parts[1].text for sha in (closed, other)] == ["words", "words"]


def test_where_the_program_lacks_something_that_is_said_and_nothing_is_called_tried(
    desk: Desk, tmp_path: Path, readers: Callable[..., None]
) -> None:
    sha = scan(desk, tmp_path)
    readers({}, frozenset({desk.session.casebook.files.path(sha).name}), Reason.OCR_DATA_MISSING)
    with pytest.raises(ProblemError):
        desk.recognition.recognise()
    home = desk.session.home
    assert home.recognition.lacking is Reason.OCR_DATA_MISSING
    assert Home(home.config, home.resources, home.data).recognition.lacking is Reason.OCR_DATA_MISSING, (
        "another start knows it"
    )
    assert {piece.why for piece in desk.pieces.of("harrowdale")} == {NoText.UNTRIED}, (
        "nothing waits for what nobody can do"
    )
    assert desk.recognition.waiting() == PAGES, "it is tried again when somebody asks"
    readers({})
    assert desk.recognition.recognise() == PAGES
    assert home.recognition.lacking is None
