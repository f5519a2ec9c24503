"""A red error stays while its fault does, and goes when that is gone: by the same work, or by going to another body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk
from reviewer.errors import CasebookError
from reviewer.ui.messages import Messages
from reviewer.ui.work import Work
from tests.ui.person import WorkingPerson

FULL = "The disk is full"


def refuse(*_given: object, **_named: object) -> None:
    raise CasebookError(FULL, "Make room.")


@pytest.mark.thorough
def test_an_error_of_an_act_goes_with_the_body_it_is_about_and_by_an_act_that_succeeds(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    for away in ("body", "act"):
        person.go_to_body("harrowdale")
        person.open_document(person.view.documents[0].name)
        person.find_and_select("the")
        with monkeypatch.context() as broken:
            broken.setattr(person.space.session.desk.judging, "tie", refuse)
            person.press("1")
        assert FULL in person.message
        person.press("F6")
        assert FULL in person.message, "nothing has changed yet"
        if away == "body":
            person.press("Ctrl+PgDown")
            assert FULL in person.message, "the same body"
            person.go_to_body("penmarsh")
        else:
            person.find_and_select("the")
            person.press("1")
        assert FULL not in person.message, away


def test_an_error_of_work_beside_the_window_goes_when_that_work_succeeds(qtbot: QtBot) -> None:
    messages = Messages()
    work = Work(messages)
    told: list[str] = []
    cleared: list[bool] = []
    messages.problem_raised.connect(told.append)
    messages.cleared.connect(lambda: cleared.append(True))

    def run(title: str, job: Callable[[object], object]) -> None:
        work.start(title, job, lambda _made: None)
        qtbot.waitUntil(lambda: not work.busy)

    run("Syncing", refuse)
    assert told == [f"{FULL}. Make room."]
    run("Recognising", lambda _ticket: 1)
    assert not cleared, "other work says nothing of this"
    run("Syncing", lambda _ticket: 1)
    assert cleared == [True]
    run("Syncing", lambda _ticket: 1)
    assert cleared == [True], "there is nothing to take away"
    run("Syncing", refuse)
    messages.tell("Something else is told by now.")
    run("Syncing", lambda _ticket: 1)
    assert cleared == [True], "what is told since stays"
    work.close()


def test_an_error_of_work_stays_while_one_goes_to_other_bodies(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "cage", property(refuse))
    person.window.action_list.run("casebook.check")
    person.wait(lambda: FULL in person.message)
    person.go_to_body("penmarsh")
    assert FULL in person.message
