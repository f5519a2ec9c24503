"""The keyboard sheet is filtered by what is typed: keys, words, or a topic."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.ui.actions.keyboard import KeyboardSheet
from tests.ui.person import WorkingPerson


@pytest.mark.thorough
def test_typing_leaves_the_lines_that_fit_and_escape_brings_all_back(person: WorkingPerson) -> None:
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    everything = sheet.shown
    assert len(everything) > 100
    person.type("sync")
    assert QApplication.focusWidget() is sheet.filter, "what is typed goes into the field"
    assert sheet.shown == (("Ctrl+Shift+Y", "Sync"),)
    assert sheet.filter.accessibleDescription() == "Ctrl+Shift+Y: Sync"
    person.press("Escape")
    assert sheet.isVisible()
    assert sheet.shown == everything
    person.type("ctrl+shift+y")
    assert ("Ctrl+Shift+Y", "Sync") in sheet.shown
    person.press("Down")
    assert QApplication.focusWidget() is not sheet.filter
    person.press("Escape")
    assert sheet.shown == everything
    person.press("Escape")
    person.wait(lambda: person.gone(sheet))


@pytest.mark.thorough
def test_a_topic_is_shown_whole_and_nothing_says_so(person: WorkingPerson) -> None:
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    person.type("finding words")
    assert any("Ctrl+F" in keys for keys, _ in sheet.shown)
    assert 3 < len(sheet.shown) < 20
    person.press("Ctrl+A")
    person.type("xylophone")
    assert sheet.nothing.isVisible()
    assert not sheet.shown
