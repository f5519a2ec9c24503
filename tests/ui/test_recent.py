"""The casebooks opened last, in the File menu and on the first screen; what is gone is named and can be taken off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from reviewer.desk import Desk, Home
from reviewer.ui.actions.action import Menu
from tests.ui.person import Sits, WorkingPerson


@pytest.fixture
def two(sample_home: Home, root: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two casebooks that were opened, the second one later."""
    made = []
    for name in ("plans & papers", "second"):
        folder = tmp_path / f"{name}.casebook"
        Desk.new(folder, root / "resources/samples/boundaries/case", sample_home).close()
        sample_home.remember(folder)
        made.append(folder)
    return made[0], made[1]


def rows(person: WorkingPerson) -> list[str]:
    person.window.recent.aboutToShow.emit()
    return [row.text() for row in person.window.recent.actions()]


def links(person: WorkingPerson) -> list[str]:
    return [each.text() for each in person.window.welcome.recent]


def choose(person: WorkingPerson, row: int) -> None:
    """Open File, Open recent, and the row, by keys as a menu gives them."""
    rows(person)
    person.window.recent.actions()[row].trigger()
    person.settle()


@pytest.mark.thorough
def test_the_file_menu_opens_what_was_opened_last(
    two: tuple[Path, Path], sit_down: Sits, sample_home: Home
) -> None:
    first, second = two
    person = sit_down(sample_home)
    file = person.window.menus[Menu.FILE]
    assert person.window.recent.menuAction() in file.actions()
    assert rows(person) == [f"&1 second, in {second.parent}", f"&2 plans && papers, in {first.parent}"]
    choose(person, 1)
    person.wait(lambda: person.window.workspace is not None and person.space.session.desk.folder == first)
    person.wait(lambda: person.space.furnished)
    assert rows(person)[0].startswith("&1 sample, in ")
    assert rows(person)[1].startswith("&2 second, in ")


@pytest.mark.thorough
def test_one_that_is_gone_is_named_and_taken_off_the_list_when_that_is_chosen(
    two: tuple[Path, Path], sit_down: Sits, sample_home: Home
) -> None:
    first, second = two
    shutil.rmtree(second)
    person = sit_down(sample_home)  # opening another casebook does not forget it
    gone = f"&1 second is not in {second.parent} any more: take it off the list"
    assert rows(person) == [gone, f"&2 plans && papers, in {first.parent}"]
    choose(person, 0)
    assert person.message == "second is off the list; no file was touched. Open it to have it listed again."
    assert rows(person) == [f"&1 plans && papers, in {first.parent}"]
    assert [each.folder for each in sample_home.opened_last() if not each.is_there] == []


def test_the_first_screen_names_what_is_gone_and_the_focus_stays_in_the_list(
    two: tuple[Path, Path], open_window: Sits, sample_home: Home
) -> None:
    first, second = two
    shutil.rmtree(second)
    person = open_window(sample_home)
    welcome = person.window.welcome
    assert links(person) == ["Take off the list", "plans & papers"]
    assert welcome.recent[0].accessibleName() == "Take second off the list"
    person.focus(welcome.recent[0])
    person.press("Return")
    assert links(person) == ["plans & papers"]
    assert welcome.recent[0].hasFocus()
    assert first.is_dir()


def test_delete_takes_a_casebook_off_the_list_until_it_is_opened_again(
    two: tuple[Path, Path], open_window: Sits, sample_home: Home
) -> None:
    first, second = two
    person = open_window(sample_home)
    welcome = person.window.welcome
    assert links(person) == ["second", "plans & papers"]
    files = sorted(second.rglob("*"))
    person.focus(welcome.recent[0])
    person.press("Delete")
    assert links(person) == ["plans & papers"]
    assert person.message == "second is off the list; no file was touched. Open it to have it listed again."
    assert sorted(second.rglob("*")) == files
    assert welcome.recent[0].hasFocus(), "the next one has the focus"
    assert rows(person) == [f"&1 plans && papers, in {first.parent}"]

    person.focus(welcome.verify)
    person.press("Delete")
    assert links(person) == ["plans & papers"], "nothing is meant there"
    person.window.opening.open(second)
    person.wait(lambda: person.window.workspace is not None)
    assert [each.folder for each in sample_home.opened_last()] == [second, first]


def test_delete_takes_a_case_folder_off_the_list_until_one_goes_on_with_it(
    open_window: Sits, home: Home, root: Path, tmp_path: Path
) -> None:
    folders = [
        shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / name)
        for name in ("one", "two")
    ]
    for folder in folders:
        home.remember_case(folder)
    person = open_window(home)
    welcome = person.window.welcome
    assert [each.text() for each in welcome.cases] == ["Go on with two", "Go on with one"]
    person.focus(welcome.cases[1])
    actions = person.window.action_list
    assert (actions.menu_words("recent.open"), actions.menu_words("recent.forget")) == (
        "Go on with the case folder", "Take it off the list",
    )  # fmt: skip
    person.press("Delete")
    assert [each.text() for each in welcome.cases] == ["Go on with two"]
    assert welcome.cases[0].hasFocus()
    assert (folders[0] / "framework.toml").exists()
    person.press("Delete")
    assert welcome.cases == []
    assert welcome.verify.hasFocus()
    assert person.message == "two is off the list; no file was touched. Open it to have it listed again."
    person.window.opening.go_on_with(folders[0])
    assert home.cases() == (folders[0],)


def test_a_drive_that_comes_back_is_offered_again(
    two: tuple[Path, Path], open_window: Sits, sample_home: Home
) -> None:
    _, second = two
    away = second.rename(second.with_name("away"))
    person = open_window(sample_home)
    assert "is not in" in rows(person)[0]
    away.rename(second)
    assert rows(person)[0] == f"&1 second, in {second.parent}"


def test_who_has_opened_nothing_is_told_so(open_window: Sits, home: Home) -> None:
    person = open_window(home)
    assert rows(person) == ["No other casebook was opened yet"]
    assert not person.window.recent.actions()[0].isEnabled()
    assert person.window.welcome.findChildren(QPushButton)
