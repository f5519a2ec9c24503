"""Who has no line among those who ask is found by the code that was heard, and typed once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.casebook import waiting
from reviewer.desk import Desk
from tests.ui.person import WorkingPerson
from tests.ui.test_members import BODY, CRITERION, REASON, ask, rested, screen, share, sync

__all__ = ["ask", "share"]


@pytest.mark.thorough
def test_with_many_that_ask_the_digits_find_whose_they_are(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    ask("Flood")
    code = ask("Grace Adeyemi").members.own_code
    pane = screen(person).view.requests
    names = [pane.list.item(row).text() for row in range(pane.list.count())]
    assert sorted(names) == ["Flood", "Grace Adeyemi"]
    person.window.resize(1366, 640)
    pane.list.setCurrentRow(names.index("Flood"))
    person.focus(pane.field)
    person.settle()
    assert not pane.admit.visibleRegion().boundingRect().contains(pane.admit.rect()), "or this tells nothing"
    person.type(code.replace(" ", ""))
    assert pane.current is not None
    assert pane.current.name == "Grace Adeyemi"
    assert pane.told.text() == "✓ All twelve agree"
    assert pane.field.text() == code
    assert not pane.look_up.isVisible()
    person.settle()
    assert pane.admit.visibleRegion().boundingRect().contains(pane.admit.rect())


@pytest.mark.thorough
def test_one_without_a_line_is_looked_for_in_the_shared_folder_and_admitted(
    person: WorkingPerson, ask: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_AUTHORS", 1)
    ask("Flood")
    theirs = ask("Grace Adeyemi")
    pane = screen(person).view.requests
    assert pane.list.count() == 1
    assert not pane.look_up.isVisible()
    person.focus(pane.field)
    person.type("123412341234")
    assert pane.look_up.isVisible()
    person.press("Tab")
    person.press("Space")
    person.wait(lambda: "Nobody in the shared folder has this code" in person.message)
    rested(person)
    person.focus(pane.field)
    person.press("Ctrl+A")
    person.press("Delete")
    person.type(theirs.members.own_code.replace(" ", ""))
    assert not pane.admit.isEnabled()
    person.click(pane.look_up)
    rested(person)
    person.wait(lambda: pane.told.text() == "✓ All twelve agree")
    assert pane.current is not None
    assert pane.current.name == "Grace Adeyemi"
    person.press("Ctrl+Return")
    person.wait(lambda: "takes part as inspector" in person.message)
    rested(person)
    sync(person)
    verdicts = person.space.session.desk.standing.state(BODY).criteria[CRITERION].verdicts
    assert [each.content.because for each in verdicts] == [REASON]
