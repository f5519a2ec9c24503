"""In what cage documents are read is told where someone asks what the program is, and whether all is well."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from reviewer.ui.dialogs import TextDialog
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


def lines(dialog: TextDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


@pytest.mark.thorough
def test_about_tells_the_cage(person: WorkingPerson) -> None:
    person.window.action_list.run("program.about")
    person.wait(lambda: bool(person.window.findChildren(TextDialog)))
    said = lines(person.dialog(TextDialog))
    assert any(line.startswith("Documents are read in a process") for line in said)
    assert any("A file that stops it twice is left alone" in line for line in said)


@pytest.mark.thorough
def test_about_works_without_a_casebook(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    person.window.action_list.run("program.about")
    person.wait(lambda: bool(person.window.findChildren(TextDialog)))
    assert any(
        line.startswith("Documents are read in a process") for line in lines(person.dialog(TextDialog))
    )


def test_the_check_tells_the_cage_and_that_all_is_well(person: WorkingPerson) -> None:
    person.window.action_list.run("casebook.check")
    person.wait(lambda: bool(person.window.findChildren(TextDialog)))
    said = lines(person.dialog(TextDialog))
    assert "Everything is as it was recorded." in said
    assert any(line.startswith("Documents are read in a process") for line in said)
