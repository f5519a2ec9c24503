"""An inspection without a programmer: `case new`, then the window's keys alone, to a letter that verifies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.desk import Home
from reviewer.ui.intake_dialogs import FolderDialog
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.new_case.dialogs import MakeDialog
from tests.commands import Run
from tests.ui.conftest import begin_window, home, open_window, reading_size  # noqa: F401 - the same window as in tests/ui
from tests.ui.person import WorkingPerson
from tests.walk.test_window import receive, sign

BODIES = "Parish\tChief\tOversight\nAsh Parish\tClerk to the Parish\tAsh District Council\nElm Parish\tClerk\tElm Council\n"
NOTE = "Every fence was looked at in March, and was whole.\n"


def keys(person: WorkingPerson, *said: str) -> None:
    """Press keys; what begins with a space is typed, without it."""
    for each in said:
        if each.startswith(" "):
            person.type(each[1:])
        else:
            person.press(each)


@pytest.mark.thorough
def test_from_an_empty_folder_to_a_letter_that_verifies(
    reviewer: Run,
    open_window: Callable[[Home], WorkingPerson],  # noqa: F811
    home: Home,  # noqa: F811
    tmp_path: Path,
) -> None:
    folder = tmp_path / "Safe playgrounds"
    reviewer("case", "new", folder)
    person = open_window(home)

    keys(person, "Ctrl+K", " Go on with a case folder", "Return")
    person.dialog(FolderDialog)
    keys(person, f" {folder}", "Return")
    window = person.dialog(CaseWindow)
    person.wait(lambda: window.model.check is not None and window.model.check.faults)
    keys(person, "Ctrl+Return")
    assert "still to be filled in" in window.place.text(), "it says why no casebook can be made yet"

    _inspection(person)
    _sender(person)
    _question(person)
    _bodies(person)
    person.wait(lambda: window.model.check is not None)
    assert window.model.check is not None
    assert window.model.check.faults == (), window.faults.heading.text()
    assert reviewer("case", "check", folder).out.endswith("a casebook can be made of it.\n")
    assert "# Days are written as year-month-day" in (folder / "inspection.toml").read_text("utf-8")

    keys(person, "Ctrl+Return")
    person.dialog(MakeDialog)
    keys(person, "Ctrl+A", f" {tmp_path / 'play'}", "Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    person.settle()
    assert person.gone(window)
    assert home.cases() == (), "one has not to go on with it any more"

    person.go_to_body("ash-parish")
    receive(person, tmp_path, "Fences.txt", NOTE, "25 Mar 2025")
    person.open_document("Fences.txt")
    person.tie("was whole", 1)
    assert person.card.key == "fences"
    person.judge(1, "All were looked at.")
    keys(person, "Alt+1", "Return") if person.view.category is None else None
    person.click(person.desk.remaining.preview)
    letter = person.letter
    person.wait(lambda: "Dear Clerk to the Parish" in letter.preview.toPlainText())
    assert "We saw good evidence of the fences." in letter.preview.toPlainText()
    person.click(letter.remaining.sentence)
    keys(person, "Alt+1", "Return")
    person.wait(lambda: person.view.category is not None)
    out = tmp_path / "ash.pdf"
    sign(person, out)

    told = reviewer("verify", out, "--casebook", tmp_path / "play.casebook", code=None)
    assert "Ada Example" in told.out
    assert "changed" not in told.out


def _inspection(person: WorkingPerson) -> None:
    """The section that the window begins in: one is in its first field."""
    keys(
        person,
        " Safe playgrounds, 2025", "Tab", " Safe playgrounds", "Tab", " 3 March 2025", "Tab", " 31/3/2025", "Tab",
        " April 2025", "Tab", " 2025-05-12", "Tab", "Ctrl+A", " parish", "Return", " parishes",
    )  # fmt: skip


def _sender(person: WorkingPerson) -> None:
    keys(
        person,
        "Ctrl+PgDown", " Office for Play", "Tab", "Tab", " 4 Swing Lane", "Return", " Exampleton", "Tab", "Tab",
        "Tab", "Tab", "Tab", " Ada Example", "Tab", "Tab", " the play desk", "Tab", " desk@play.example.org",
    )  # fmt: skip


def _question(person: WorkingPerson) -> None:
    """From the list of questions past what can be done with them to the fields of the first."""
    keys(person, "Ctrl+PgDown", "Tab", "Tab", "Tab")
    at = QApplication.focusWidget()
    assert at is not None
    assert at.accessibleName() == "What the question is called"
    keys(
        person,
        " Fences", "Tab", " Are the fences whole?", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", " the fences",
    )  # fmt: skip


def _bodies(person: WorkingPerson) -> None:
    QApplication.clipboard().setText(BODIES)
    keys(person, "Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+V")
