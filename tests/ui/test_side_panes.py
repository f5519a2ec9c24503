"""The panes beside the document are hidden and shown again by a key, and nothing is left in one that is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.desk import Home
from tests.ui.person import Sits, WorkingPerson, closed

pytestmark = pytest.mark.shares_window


def entry(person: WorkingPerson, words: str) -> QAction:
    """The menu's entry with these words, as it stands when the menu is opened."""
    (view,) = [each.menu() for each in person.window.menuBar().actions() if each.text() == "&View"]
    assert isinstance(view, QMenu)
    view.aboutToShow.emit()
    return next(each for each in view.actions() if each.text().replace("&", "").startswith(words))


@pytest.mark.thorough
def test_a_pane_is_hidden_its_room_is_the_documents_and_comes_back_as_wide(person: WorkingPerson) -> None:
    desk = person.desk
    before = desk.panes.widths
    person.focus(desk.bodies.list)
    person.press("Ctrl+Shift+F9")
    person.wait(lambda: desk.splitter.sizes()[2] == before[2])
    assert not desk.bodies.isVisible()
    assert not desk.documents.isVisible()
    assert desk.middle.isAncestorOf(person.at()), "the focus is never in what is not seen"
    assert desk.middle.width() > before[1] + before[0] - 10
    assert not entry(person, "Left pane").isChecked()
    assert entry(person, "Right pane").isChecked()
    person.press("Shift+F9")
    assert not desk.checklist.isVisible()
    remembered = desk.panes.widths
    assert (remembered[0], remembered[2]) == (before[0], before[2])
    assert abs(remembered[1] - before[1]) <= 4, "the lines between panes are gone with them"
    seen = set()
    for _ in range(6):
        person.press("F6")
        seen.add(desk.middle.isAncestorOf(person.at()))
    assert seen == {True}, "F6 goes to no pane that is not there"
    person.press("Ctrl+Shift+F9")
    person.press("Shift+F9")
    person.wait(lambda: desk.splitter.sizes() == before)
    assert entry(person, "Left pane").isChecked()


def test_the_document_keeps_the_focus_when_a_pane_goes_in_which_it_is_not(person: WorkingPerson) -> None:
    person.desk.document.setFocus()
    where = QApplication.focusWidget()
    person.press("Shift+F9")
    assert QApplication.focusWidget() is where
    person.press("Ctrl+Shift+F9")
    assert QApplication.focusWidget() is where


@pytest.mark.thorough
def test_an_act_that_leads_into_a_hidden_pane_shows_it(person: WorkingPerson) -> None:
    desk = person.desk
    for keys in ("2", "Alt+1", "Ctrl+L"):
        person.desk.document.setFocus()
        person.press("Shift+F9")
        assert not desk.checklist.isVisible()
        person.press(keys)
        assert not desk.right.isHidden(), keys
        if not keys.startswith("Ctrl"):
            assert desk.checklist.isAncestorOf(person.at()), keys
    person.focus(desk.bodies.list)
    person.press("Ctrl+Shift+F9")
    person.press("Ctrl+PgDown")
    assert not desk.left.isVisible(), "the next document is opened without the list"


@pytest.mark.thorough
def test_what_is_hidden_is_hidden_in_the_next_sitting_and_widths_are_kept(
    sit_down: Sits, sample_home: Home, tmp_path: Path
) -> None:
    who = sit_down(sample_home)
    before = who.desk.panes.widths
    who.press("Shift+F9")
    folder = who.space.session.desk.folder
    closed(who.qtbot, who.window)
    again = sit_down(sample_home)
    assert again.space.session.desk.folder == folder
    again.wait(lambda: not again.desk.right.isVisible())
    assert again.desk.left.isVisible()
    again.press("Shift+F9")
    again.wait(lambda: all(abs(a - b) <= 2 for a, b in zip(again.desk.splitter.sizes(), before, strict=True)))


@pytest.mark.thorough
def test_larger_text_while_a_pane_is_hidden_leaves_it_hidden_and_fits_the_rest(person: WorkingPerson) -> None:
    person.press("Ctrl+Shift+F9")
    person.window.look.choose(percent=200)
    person.settle()
    assert not person.desk.left.isVisible()
    assert person.desk.middle.width() > 300
    person.press("Ctrl+Shift+F9")
    person.settle()
    person.wait(lambda: person.desk.left.isVisible() and all(person.desk.splitter.sizes()))
    assert person.desk.middle.width() > 300


@pytest.mark.thorough
def test_panes_that_have_no_widths_yet_are_not_measured(person: WorkingPerson) -> None:
    """As when another body is chosen in the moment in which what a search for an absence found goes away."""
    panes = person.desk.panes
    before = panes.widths
    panes.stand_looking(True)
    person.settle()
    panes.stand_looking(False)
    assert panes.widths == before
    panes.stand_searching(searching=True)
    panes.stand_searching(searching=False)
    person.wait(lambda: person.desk.splitter.sizes() == before)
    assert panes.widths == before
