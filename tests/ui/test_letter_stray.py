"""What is done to a letter in passing: one press adds a paragraph, no stray click changes what a signed letter says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.letter.category import WAKING, CategoryDialog
from reviewer.ui.letter.paragraph_editor import ParagraphDialog
from tests.ui.person import WorkingPerson


@pytest.mark.thorough
@pytest.mark.parametrize("seen", [False, True])
def test_one_press_begins_a_paragraph_from_the_desk(person: WorkingPerson, seen: bool) -> None:
    person.go_to_body("harrowdale")
    if seen:
        person.press("Ctrl+2")
        person.wait(lambda: person.letter.drafted)
        person.press("Ctrl+1")
    person.press("Ctrl+Shift+P")
    dialog = person.dialog(ParagraphDialog)
    assert person.letter.isVisible()
    dialog.reject()


@pytest.mark.thorough
def test_no_paragraph_is_begun_for_who_went_elsewhere_meanwhile(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.window.action_list.run("letter.add_paragraph")
    person.window.action_list.run("view.desk")
    person.settle()
    person.qtbot.wait(300)
    assert not writing()
    person.press("Ctrl+2")
    person.wait(lambda: person.letter.drafted)
    person.qtbot.wait(100)
    assert not writing()


def writing() -> bool:
    return any(
        isinstance(each, ParagraphDialog) and each.isVisible() for each in QApplication.topLevelWidgets()
    )


def other_category(person: WorkingPerson) -> QWidget:
    options = person.letter.category.options
    return next(each for each in options.options if each.key != options.chosen)


def chosen(person: WorkingPerson) -> tuple[str, str]:
    assert person.view.category is not None
    return person.letter.category.options.chosen, person.view.category.content.category


@pytest.mark.thorough
def test_the_click_that_brings_the_window_to_the_front_chooses_no_category(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    person.wait(lambda: person.letter.drafted)
    before = chosen(person)
    option = other_category(person)
    elsewhere = QWidget()
    elsewhere.show()
    elsewhere.activateWindow()
    person.wait(lambda: QApplication.activeWindow() is elsewhere)
    for waking in (False, True):
        if waking:
            person.window.activateWindow()
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)
        person.settle()
        assert chosen(person) == before
    elsewhere.close()
    person.window.activateWindow()
    person.qtbot.wait(2 * WAKING)
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    person.settle()
    person.wait(lambda: chosen(person) != before)


@pytest.mark.thorough
def test_another_category_under_a_signed_letter_is_asked_about(person: WorkingPerson, tmp_path: Path) -> None:
    letters, identity = person.space.session.desk.letters, tmp_path / "rowan.p12"
    letters.identity_new(identity, "Rowan Ellery", "right")
    letters.write("harrowdale", tmp_path / "letter.pdf", identity, "right")
    person.go_to_body("harrowdale")
    person.space.session.refresh()
    person.press("Ctrl+2")
    person.wait(lambda: person.letter.drafted and person.view.letters)
    before = chosen(person)
    person.qtbot.wait(2 * WAKING)
    for way in ("click", "Space"):
        option = other_category(person)
        if way == "click":
            QTest.mouseClick(option, Qt.MouseButton.LeftButton)
        else:
            person.focus(option)
            person.press(way)
        dialog = person.dialog(CategoryDialog)
        assert chosen(person) == before, "the one that stands is shown until it is another"
        person.press("Escape")
        person.wait(partial(person.gone, dialog))
        person.settle()
        assert chosen(person) == before
    person.focus(other_category(person))
    person.press("Space")
    person.dialog(CategoryDialog)
    person.press("Return")
    person.wait(lambda: chosen(person) != before)
