"""Grades and a logo in the window of a new inspection."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QLineEdit

from reviewer.desk import Home
from reviewer.ui.new_case.rows import RowsPage
from tests.ui.test_new_case import Open, focused, go_on, keys, lines, read, sound  # noqa: F401 - the same folder


@pytest.mark.thorough
def test_a_grade_is_added_and_when_it_is_suggested_is_chosen(
    open_window: Open,
    home: Home,
    sound: Path,  # noqa: F811
) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    keys(person, *["Ctrl+PgDown"] * 4)
    page = window.page
    assert isinstance(page, RowsPage)
    first = page.list.item(0).text()
    person.press("Ctrl+Shift+N")
    assert focused(QLineEdit).accessibleName() == "What the grade is called"
    person.type("Needs attention")
    person.press("Tab")
    choice = focused(QComboBox)
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == "Never: it is chosen by hand"
    keys(person, "Home", "Down")
    assert choice.currentText() == "When any answer is a gap"
    person.wait(
        lambda: 'label = "Needs attention"\nsuggest = "\'gap\' in tones"' in read(sound, "framework.toml")
    )
    assert (page.list.item(0).text(), page.list.item(1).text()) == (first, "2. Needs attention")
    person.wait(lambda: window.model.check is not None)
    assert window.model.check is not None
    assert window.model.check.faults == ()


@pytest.mark.thorough
def test_a_logo_is_taken_into_the_folder_and_one_that_is_none_is_told(
    open_window: Open,
    home: Home,
    sound: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "words.png").write_text("no picture")
    Image.new("RGB", (400, 100), "navy").save(tmp_path / "crest of arms.png")
    before = read(sound, "inspection.toml")
    person = open_window(home)
    window = go_on(person, sound)
    person.press("Ctrl+PgDown")
    field = next(
        each for each in window.page.findChildren(QLineEdit) if each.accessibleName() == "Its logo (optional)"
    )
    person.focus(field)
    person.type(str(tmp_path / "words.png"))
    person.press("Return")
    assert "words.png is neither PNG nor JPEG" in window.place.text()
    assert field.text() == ""
    person.type(str(tmp_path / "crest of arms.png"))
    person.press("Tab")
    assert field.text() == "logo.png"
    person.wait(lambda: lines(window) == ["What the logo shows (only with a logo): still empty"])
    window.faults.list.setCurrentRow(-1)
    person.press("F8")
    assert focused(QLineEdit).accessibleName() == "What the logo shows (only with a logo)"
    person.type("A crest")
    person.wait(lambda: window.model.check is not None and not window.model.check.faults)
    for each in (field, focused(QLineEdit)):
        person.focus(each)
        person.press("Ctrl+A")
        person.press("Delete")
    person.press("Tab")
    person.wait(lambda: read(sound, "inspection.toml") == before)
    assert (sound / "logo.png").read_bytes() == (tmp_path / "crest of arms.png").read_bytes()
