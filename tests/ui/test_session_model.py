"""What all screens share is never older than what stands, and never stays empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reviewer.casebook import subject
from reviewer.desk import Desk, Home
from reviewer.desk.snapshot import Snapshot, snapshot
from reviewer.errors import CasebookError
from reviewer.model import Receipt
from reviewer.ui.messages import Messages
from reviewer.ui.session_model import SessionModel
from reviewer.ui.work import Work

FIRST, SECOND = "harrowdale", "thornwick"


class Sitter:
    """A session model without a window, on a casebook that can fail."""

    def __init__(self, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.fails = False
        self.looks: list[str] = []
        self.owner = QObject()
        self.messages = Messages(self.owner)
        self.work = Work(self.messages, self.owner)
        self.problems: list[str] = []
        self.messages.problem_raised.connect(self.problems.append)
        monkeypatch.setattr("reviewer.ui.session_model.snapshot", self._looked_up)
        self.session = SessionModel(desk, self.work, self.messages, snapshot(desk), self.owner)
        self.session.begin()

    def _looked_up(self, desk: Desk, body: str) -> Snapshot:
        self.looks.append(body)
        if self.fails:
            raise CasebookError("The disk failed", "")
        return snapshot(desk, body)

    def go_to(self, code: str) -> None:
        self.session.choose_body(code)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.session.settled and not self.work.busy, timeout=10_000)

    def verdicts(self) -> int:
        view = self.session.view
        assert view is not None
        return sum(len(card.verdicts) for card in view.criteria.values())

    def judge(self, body: str) -> None:
        criterion = self.desk.case.framework.criteria[0]
        self.desk.judging.verdict(body, criterion.key, criterion.findings[0], "It says so.")


@pytest.fixture
def sitter(qtbot: QtBot, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitter]:
    home = Home(tmp_path / "config", root / "resources", tmp_path / "data")
    with Desk.new(tmp_path / "a.casebook", root / "resources/samples/boundaries/case", home) as desk:
        made = Sitter(qtbot, desk, monkeypatch)
        yield made
        made.session.end()
        made.work.close()


def test_what_waits_for_an_act_is_done_after_it_is_shown(sitter: Sitter) -> None:
    """A screen may act while it is told of an earlier act."""
    seen: list[int] = []
    sitter.go_to(FIRST)

    def act_once(_snapshot: Snapshot) -> None:
        sitter.session.refreshed.disconnect(act_once)
        sitter.judge(FIRST)
        sitter.session.refresh(lambda: seen.append(sitter.verdicts()))

    sitter.session.refreshed.connect(act_once)
    sitter.session.refresh()
    sitter.settle()
    assert seen == [1]


def test_what_could_not_be_looked_up_is_not_shown_as_it_was(sitter: Sitter) -> None:
    sitter.go_to(FIRST)
    sitter.go_to(SECOND)
    sitter.fails = True
    sitter.judge(FIRST)
    sitter.session.refresh()
    sitter.settle()
    assert len(sitter.problems) == 1
    sitter.fails = False
    sitter.go_to(FIRST)
    assert sitter.verdicts() == 1


def test_a_body_that_could_not_be_looked_up_is_looked_up_when_it_is_chosen_again(sitter: Sitter) -> None:
    sitter.fails = True
    sitter.go_to(FIRST)
    assert sitter.session.view is None
    assert len(sitter.problems) == 1
    sitter.fails = False
    sitter.go_to(FIRST)
    assert not sitter.verdicts()


def test_one_who_comes_back_sees_what_came_meanwhile(sitter: Sitter, tmp_path: Path) -> None:
    """Documents are received and read beside the window for minutes before it is told that all is done."""
    sitter.go_to(FIRST)
    sitter.go_to(SECOND)
    sent = tmp_path / "plan.txt"
    sent.write_text("The unit has named a contact.", encoding="utf-8")
    sitter.desk.receiving.receive(FIRST, [sent], date(2025, 2, 1))
    sitter.go_to(FIRST)
    assert sitter.session.view is not None
    assert [row.name for row in sitter.session.view.documents] == ["plan.txt"]


def test_a_body_is_looked_up_once_though_a_list_that_follows_chooses_it_too(sitter: Sitter) -> None:
    sitter.go_to(FIRST)
    sitter.session.body_chosen.connect(sitter.session.choose_body)
    sitter.looks.clear()
    sitter.go_to(SECOND)
    assert sitter.looks == [SECOND]


def test_one_who_comes_back_to_what_is_as_it_was_is_told_once(sitter: Sitter) -> None:
    sitter.go_to(FIRST)
    sitter.go_to(SECOND)
    told: list[Snapshot] = []
    sitter.session.refreshed.connect(told.append)
    sitter.go_to(FIRST)
    assert [each.body for each in told] == [FIRST]


def test_a_text_that_is_read_meanwhile_is_seen_though_nothing_was_saved(
    sitter: Sitter, tmp_path: Path
) -> None:
    sent = tmp_path / "plan.txt"
    sent.write_text("The unit has named a contact.", encoding="utf-8")
    desk, casebook = sitter.desk, sitter.desk.session.casebook
    received = Receipt(FIRST, casebook.files.put(sent), "plan.txt", "", date(2025, 2, 1))
    desk.history.put(received, subject.itself("receipt"))
    desk.session.patient = False
    sitter.go_to(FIRST)
    view = sitter.session.view
    assert view is not None
    assert not view.documents[0].pages
    sitter.go_to(SECOND)
    assert desk.reading.catch_up() == 1
    sitter.go_to(FIRST)
    view = sitter.session.view
    assert view is not None
    assert view.documents[0].pages
