"""All that is left before signing is listed on demand, and each thing leads to where it is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.desk.words.blockers import left_words
from tests.ui.person import WorkingPerson


def with_several_left(person: WorkingPerson) -> list[str]:
    """Go to a body with several things left; returns these."""
    line = next(line for line in person.space.session.lines if sum(not tone for tone in line.tones) > 1)
    person.go_to_body(line.code)
    left = [left_words(each) for each in person.view.left_in(person.space.session.language)]
    assert len(left) > 1
    return left


def listed(person: WorkingPerson) -> QMenu:
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_down_on_what_is_left_lists_all_and_enter_goes_to_the_one(person: WorkingPerson) -> None:
    left = with_several_left(person)
    person.focus(person.desk.remaining.sentence)
    assert "Down" in person.desk.remaining.sentence.accessibleDescription()
    person.press("Down")
    menu = listed(person)
    assert [each.toolTip() for each in menu.actions()] == left
    open_before = person.desk.checklist.open_key
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    person.settle()
    blocker = person.view.left_in(person.space.session.language)[1]
    assert blocker.criterion is not None
    assert person.desk.checklist.open_key == blocker.criterion
    assert person.desk.checklist.open_key != open_before
    assert person.desk.checklist.isAncestorOf(person.at())


def test_a_click_on_the_mark_lists_and_escape_goes_nowhere(person: WorkingPerson) -> None:
    left = with_several_left(person)
    sentence, before = person.desk.remaining.sentence, person.desk.checklist.open_key
    at = QPoint(sentence.width() - 5, sentence.height() // 2)
    QTest.mouseClick(sentence, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    menu = listed(person)
    assert len(menu.actions()) == len(left)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    person.settle()
    assert person.desk.checklist.open_key == before


@pytest.mark.thorough
def test_pressed_again_it_goes_on_to_the_next_thing_and_round(person: WorkingPerson) -> None:
    with_several_left(person)
    wanted = [each.criterion for each in person.view.left_in(person.space.session.language)]
    assert None not in wanted[:2]
    seen = []
    for _ in range(2):
        person.press("Ctrl+L")
        seen.append(person.desk.checklist.open_key)
    assert seen == wanted[:2]
    person.go_to_body("harrowdale")
    with_several_left(person)
    person.press("Ctrl+L")
    assert person.desk.checklist.open_key == wanted[0], "of another body one begins at the first"
