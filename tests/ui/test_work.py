"""What a job makes is taken by somebody, or let go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk, Home
from reviewer.ui.messages import Messages
from reviewer.ui.work import Ticket, Work
from tests.ui.person import WorkingPerson


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    owner = QObject()
    made = Work(Messages(owner), owner)
    yield made
    made.close()


def until_stopped(ticket: Ticket) -> str:
    while not ticket.cancelled():
        threading.Event().wait(0.005)
    return "made"


def test_what_nobody_takes_any_more_is_let_go(work: Work) -> None:
    taken: list[str] = []
    left: list[str] = []
    work.start("Making", until_stopped, taken.append, unwanted=left.append)
    work.close()
    assert (taken, left) == ([], ["made"])
    work.close()
    assert left == ["made"]


def test_what_is_taken_is_not_let_go(work: Work, qtbot: QtBot) -> None:
    taken: list[str] = []
    left: list[str] = []
    work.start("Making", lambda _ticket: "made", taken.append, unwanted=left.append)
    qtbot.waitUntil(lambda: bool(taken))
    work.close()
    assert (taken, left) == (["made"], [])


def test_closing_goes_on_though_something_cannot_be_let_go(work: Work) -> None:
    left: list[str] = []

    def fail(_made: str) -> None:
        raise OSError("gone")

    work.start("Making", until_stopped, left.append, unwanted=fail)
    work.start("Making", until_stopped, left.append, unwanted=left.append)
    work.close()
    assert left == ["made"]


@pytest.mark.thorough
def test_a_casebook_that_is_made_while_another_is_closed_is_free(
    person: WorkingPerson, sample_home: Home, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it is open in a window that nobody sees, until the program ends."""
    begun, make = threading.Event(), Desk.new

    def slowly(folder: Path, case: Path, home: Home) -> Desk:
        begun.set()
        threading.Event().wait(0.2)
        return make(folder, case, home)

    monkeypatch.setattr(Desk, "new", slowly)
    person.window.opening.new(root / "resources/samples/boundaries/case", tmp_path / "new.casebook")
    assert begun.wait(10)
    person.window.close_casebook()
    with Desk.open(tmp_path / "new.casebook", sample_home) as desk:
        assert not desk.read_only
