"""What comes only after the first paint is there before anybody can miss it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.desk import Desk, Home
from reviewer.desk.snapshot import first_sight, snapshot
from reviewer.ui.actions.action import Action, Menu, Scope, Spot
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.intake_dialogs import FolderDialog
from tests.ui.person import WorkingPerson


@pytest.fixture
def home_of_acts(qtbot: QtBot) -> Iterator[QWidget]:
    """A window without anything in it."""
    home = QWidget()
    qtbot.addWidget(home)
    yield home
    Shiboken.delete(home)


def _act(name: str, key: str, done: list[str]) -> Action[object]:
    return Action(name, name, (key,), Scope.PROGRAM, lambda _: done.append(name), spot=Spot(Menu.FILE, 11))


def test_a_key_that_is_pressed_before_anything_is_painted_is_heard(
    open_window: Callable[[Home], WorkingPerson], home: Home
) -> None:
    person = open_window(home)
    person.press("Ctrl+Shift+O")
    assert person.dialog(FolderDialog).isVisible()
    menus = person.window.menus
    assert [menu for menu in menus if not menus[menu].menuAction().isVisible()] == []
    assert all(menus[menu].actions() for menu in menus)


def test_acts_that_are_declared_later_are_known_to_whoever_asks(home_of_acts: QWidget) -> None:
    done: list[str] = []
    listed = ActionList(home_of_acts, done.append)
    listed.declare([_act("a", "Ctrl+A", done)])
    listed.declare_later(lambda: [_act("b", "Ctrl+B", done)])
    listed.add(home_of_acts, [_act("c", "Ctrl+J", done)])
    menu = ListedMenu("File", listed, Menu.FILE, home_of_acts)
    assert menu.menuAction().isVisible()  # its title stands, whatever is in it
    assert "a" in listed
    before = listed.settled
    assert listed["b"].id == "b"
    assert (before, listed.settled) == (False, True)
    assert [action.id for action in listed] == ["a", "b", "c"]
    assert [line.data() for line in menu.actions() if line.data()] == ["a", "b", "c"]
    assert listed.why_not("b") == "Open a casebook first."


def test_acts_that_cannot_be_declared_now_are_asked_for_again(home_of_acts: QWidget) -> None:
    fails = [True]

    def later() -> list[Action[object]]:
        if fails:
            raise ImportError("no module")
        return [_act("b", "Ctrl+B", [])]

    listed = ActionList(home_of_acts, lambda _why: None)
    listed.declare_later(later)
    with pytest.raises(ImportError, match="no module"):
        listed.settle()
    fails.clear()
    assert "b" in listed


def test_what_can_be_undone_is_known_before_any_act_can_be_done(person: WorkingPerson) -> None:
    shown, desk = person.space.session.snapshot, person.space.session.desk
    assert shown.undo == desk.history.can_undo()
    assert shown.undo


def test_a_first_sight_is_a_snapshot_but_for_acts(sample_home: Home) -> None:
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        first, whole = first_sight(desk), snapshot(desk)
    assert (first.undo, first.redo) == (None, None)
    assert whole.undo
    assert (first.lines, first.people, first.share, first.position) == (
        whole.lines, whole.people, whole.share, whole.position,
    )  # fmt: skip


def test_the_file_that_a_file_manager_can_open_stands_for_its_casebook(
    open_window: Callable[[Home], WorkingPerson], sample_home: Home
) -> None:
    """A casebook is a folder, which a file manager only looks into: there lies one file of ours."""
    person = open_window(sample_home)
    folder = sample_home.data / "sample.casebook"
    assert person.window.opening.open(folder / "casebook.sqlite")
    assert person.window.workspace is not None
    desk = person.space.session.desk
    assert (desk.folder.name, desk.session.passes) == ("sample.casebook", False)
