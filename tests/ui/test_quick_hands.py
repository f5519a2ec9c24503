"""Who is quicker than the program loses nothing: words looked for before they can be, and a document that is read first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyle, QStyleOptionButton

from reviewer.ui.dialogs import TextDialog
from tests.ui.person import WorkingPerson


def test_a_body_begins_with_what_has_words_and_not_with_the_archive_it_came_in(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    opened = person.space.session.document
    assert opened is not None
    assert person.view.documents[0].name == "Thornwick papers.zip"
    assert opened.name != "Thornwick papers.zip"
    assert not opened.problem
    state = person.desk.document.state
    person.wait(lambda: state.text is not None and any(part.text.strip() for part in state.text.parts))


def test_words_are_looked_for_while_the_document_is_still_being_read(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    document = person.desk.document
    document.setFocus()
    QTest.keyClick(
        person.at(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )  # nothing is waited for
    assert document.state.text is None
    QTest.keyClick(person.at(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert person.message == ""
    assert QApplication.focusWidget() is document.find_bar.words
    QTest.keyClicks(person.at(), "unit")
    person.wait(lambda: document.find_bar.count.text().startswith("1 of "))


def test_escape_before_the_search_has_answered_selects_what_it_finds(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    document = person.desk.document
    document.setFocus()
    QTest.keyClick(person.at(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(person.at(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(person.at(), "unit")
    QTest.keyClick(person.at(), Qt.Key.Key_Escape)
    assert not document.find_bar.isVisible()
    person.wait(lambda: document.selection() is not None)
    selected = document.selection()
    assert selected is not None
    assert selected.quote.lower() == "unit"


@pytest.mark.thorough
def test_words_looked_for_are_not_selected_in_the_next_document(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    document = person.desk.document
    person.wait(lambda: document.state.text is not None)
    document.setFocus()
    QTest.keyClick(person.at(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(person.at(), "unit")
    QTest.keyClick(person.at(), Qt.Key.Key_Escape)
    QTest.keyClick(person.at(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    person.wait(lambda: document.state.text is not None)
    person.qtbot.wait(200)
    assert document.selection() is None


@pytest.mark.thorough
def test_lines_of_a_dialog_of_text_are_reached_by_tab_and_copied(person: WorkingPerson) -> None:
    person.window.action_list.run("program.about")
    dialog = person.dialog(TextDialog)
    at = QApplication.focusWidget()
    lines: list[str] = []
    for _ in range(20):
        person.press("Tab")
        reached = QApplication.focusWidget()
        if reached is at:
            break
        if isinstance(reached, QLabel):
            lines.append(reached.text())
    assert len(lines) > 2
    assert dialog.findChildren(QLabel)[0].text() == "About Reviewer"
    while not isinstance(QApplication.focusWidget(), QLabel):
        person.press("Tab")
    person.press("Ctrl+A")
    person.press("Ctrl+C")
    assert QApplication.clipboard().text() in lines


def test_words_of_links_begin_where_their_column_does(person: WorkingPerson) -> None:
    links = [
        each
        for each in person.window.findChildren(QPushButton)
        if each.property("role") == "link" and each.isVisible()
    ]
    assert len(links) > 2
    for link in links:
        option = QStyleOptionButton()
        link.initStyleOption(option)
        inside = link.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, link)
        assert inside.left() == 0, link.text()
