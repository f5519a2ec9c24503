"""What Reviewer is made of, with its licences: a list and a text, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from reviewer.ui.dialogs import TextDialog
from reviewer.ui.licences import LicencesDialog
from tests.ui.person import WorkingPerson


@pytest.mark.thorough
def test_licences_are_listed_from_about_and_read_by_keys(person: WorkingPerson) -> None:
    person.window.action_list.run("program.about")
    person.wait(lambda: bool(person.window.findChildren(TextDialog)))
    about = person.dialog(TextDialog)
    (leads,) = [made for made in about.findChildren(QPushButton) if made.text() == "Licences…"]
    for _press in range(12):
        if QApplication.focusWidget() is leads:
            break
        person.press("Tab")
    assert QApplication.focusWidget() is leads
    person.press("Return")
    person.wait(lambda: bool(person.window.findChildren(LicencesDialog)))
    dialog = person.dialog(LicencesDialog)
    assert "parts, each under its own licence" in dialog.told.text()
    assert dialog.list.hasFocus()
    lines = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert lines[0].startswith("reviewer ")
    assert lines[0].endswith("\nMIT")
    assert any(line.startswith("pyside6-essentials ") and line.endswith("\nLGPL-3.0-only") for line in lines)
    assert not any(line.startswith(("pytest ", "pip ")) for line in lines)
    person.type("pyyaml")
    assert dialog.list.currentItem().text().startswith("pyyaml ")
    assert "Permission is hereby granted" in dialog.text.toPlainText()
    assert dialog.text.accessibleName() == "Text of the licence of pyyaml"
    person.press("Tab")
    assert dialog.text.hasFocus()
    assert dialog.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    person.press("Tab")
    assert not dialog.text.hasFocus(), "nothing keeps the keyboard"
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
