"""One list of actions: menus, keys, buttons, palette, keyboard sheet and guide say and do the same, and say why not."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.desk import Home
from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic, heard_everywhere
from reviewer.ui.actions.faces import button_of
from reviewer.ui.actions.key_tables import BEGIN, END, all_actions, key_tables, main, with_tables
from reviewer.ui.actions.keyboard import KeyboardSheet
from reviewer.ui.actions.keys import canonical
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.checklist.quotes import QuoteRow
from reviewer.ui.theme import ThemeName
from tests.scale import grid
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_palette import offered, palette

pytestmark = pytest.mark.shares_window

GUIDE = Path("docs/guide/keys.md")


def lines_of(menu: QMenu) -> list[QAction]:
    return [line for line in menu.actions() if line.data()]


@pytest.fixture
def home_of_acts(qtbot: QtBot) -> Iterator[QWidget]:
    """A window without anything in it."""
    home = QWidget()
    qtbot.addWidget(home)
    yield home
    Shiboken.delete(home)


# --- the list ----------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_every_act_has_words_a_scope_and_something_that_it_does(person: WorkingPerson) -> None:
    listed = person.window.action_list
    assert len(list(listed)) == len({action.id for action in listed}) > 100
    for action in listed:
        assert action.plain.strip(), action.id
        assert isinstance(action.scope, Scope)
        assert callable(action.run)
        assert [canonical(key) for key in action.keys] or not action.keys
        assert listed.why_not(action.id) is not None
        assert listed.listed(action.id)


def test_every_line_of_a_menu_shows_the_keys_of_its_act(person: WorkingPerson) -> None:
    seen = []
    for menu in person.window.menus.values():
        for line in lines_of(menu):
            action = person.window.action_list[line.data()]
            assert [key.toString() for key in line.shortcuts()] == [
                QKeySequence(key).toString() for key in action.keys
            ]
            seen.append(action.id)
    listed = {action.id for action in person.window.action_list if action.spot is not None}
    assert set(seen) == listed
    assert len(seen) == len(listed)


def test_no_two_acts_that_can_be_meant_at_once_have_one_key(home_of_acts: QWidget) -> None:
    home = home_of_acts
    listed = ActionList(home, lambda _why: None)
    listed.add(home, [Action("a.one", "One", ("Ctrl+J",), Scope.SCREEN, print, screen="desk")])
    with pytest.raises(ValueError, match=r"Ctrl\+J is the key of a.one and of a.two"):
        listed.add(home, [Action("a.two", "Two", ("CTRL+j",), Scope.DOCUMENT, print, screen="desk")])
    assert "a.two" not in listed
    listed.add(home, [Action("a.three", "Three", ("Ctrl+J",), Scope.SCREEN, print, screen="letter")])
    with pytest.raises(ValueError, match=r"a.three is in the list already"):
        listed.add(home, [Action("a.three", "Three", (), Scope.SCREEN, print, screen="letter")])
    with pytest.raises(ValueError, match="no key"):
        listed.add(home, [Action("a.four", "Four", ("Ctrl+Nonsense",), Scope.SCREEN, print, screen="letter")])
    with pytest.raises(ValueError, match=r"Ctrl\+J is the key of a.one and of a.five"):
        listed.add(home, [Action("a.five", "Five", ("Ctrl+J",), Scope.PROGRAM, print)])


# --- why not -----------------------------------------------------------------------------------------


def test_a_key_says_why_its_act_can_not_be_done(person: WorkingPerson) -> None:
    listed = person.window.action_list
    person.focus(person.space.bodies.list)
    told = 0
    for action in tuple(listed):
        why = listed.why_not(action.id)
        alone = sum(action.keys == other.keys and heard_everywhere(other.scope) for other in listed) == 1
        if why and action.keys and alone and heard_everywhere(action.scope):
            person.press(action.keys[0])
            assert person.message == why, action.id
            told += 1
    assert told > 5


def test_without_a_casebook_keys_and_menus_say_to_open_one(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    person.press("Ctrl+O")
    assert person.message == "Open a casebook first."
    file = person.window.menus[Menu.FILE]
    file.aboutToShow.emit()
    (line,) = [line for line in lines_of(file) if line.data() == "documents.receive"]
    assert not line.isEnabled()
    assert line.toolTip() == line.statusTip() == "Open a casebook first."
    file.aboutToHide.emit()
    assert line.isEnabled(), "an assistive program that asks for it in the closed menu is told why not"
    line.trigger()
    assert person.message == "Open a casebook first."


@pytest.mark.thorough
def test_a_casebook_for_reading_says_so(person: WorkingPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = person.space.session.desk
    monkeypatch.setattr(desk.session.casebook, "read_only", True)
    person.press("Ctrl+I")
    assert person.message == "This casebook is open for reading only."


def test_a_key_of_one_view_says_in_another_where_it_works(person: WorkingPerson) -> None:
    person.press("Ctrl+2")
    person.press("Ctrl+R")
    assert person.message == "Go to “Desk” first (Ctrl+1)."
    person.press("Ctrl+4")
    person.press("F2")
    assert person.message == "Go to “Letter” first (Ctrl+2)."


@pytest.mark.thorough
def test_a_function_key_says_why_in_the_view_that_has_no_use_for_it(person: WorkingPerson) -> None:
    document = person.desk.document
    person.wait(document.page_view.isVisible)
    document.page_view.setFocus()
    person.press("Ctrl+T")
    person.wait(document.text_view.isVisible)
    document.text_view.setFocus()
    person.press("F7")
    assert person.message == "This document is not shown as pages."


def test_one_key_does_what_it_means_in_the_view_that_is_shown(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    assert person.inside.options.options[1].isChecked()
    person.press("Ctrl+2")
    person.press("Alt+1")
    assert person.letter.category.options.options[0].hasFocus()
    person.press("Alt+9")
    assert person.message == "There is no category 9."
    person.press("Ctrl+4")
    person.press("Ctrl+Return")
    assert person.message == "Choose a force for what is to be received."


def test_a_button_says_the_words_and_the_key_of_its_act(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Ctrl+2")
    letter, listed = person.letter, person.window.action_list
    assert letter.sign.text() == "Sign…"
    assert not letter.sign.isEnabled()
    assert listed.why_not("letter.sign") in letter.sign.toolTip()
    assert "Ctrl+Shift+S" in letter.sign.toolTip()
    person.press("Ctrl+1")
    assert person.inside.save.toolTip() == listed.key("verdict.save") == "Ctrl+Enter"


def test_the_menu_of_a_passage_does_what_its_keys_do(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(1)
    row = person.inside.quotes.findChildren(QuoteRow)[0]
    person.wait(row.isVisible)
    person.focus(row)
    offered_in_menu = {
        f"passage.{act}" for act in ("show", "quote", "print", "note", "turn", "confirm", "untie")
    }
    QCoreApplication.postEvent(row, _menu_event(row))
    person.wait(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {line.data() for line in lines_of(menu)} == offered_in_menu
    (confirm,) = [line for line in lines_of(menu) if line.data() == "passage.confirm"]
    assert confirm.toolTip() == "This passage reads as it was tied."
    assert not confirm.isEnabled()
    menu.close()
    person.wait(lambda: QApplication.activePopupWidget() is None)


def _menu_event(row: QWidget) -> QEvent:
    from PySide6.QtGui import QContextMenuEvent

    middle = row.rect().center()
    return QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, row.mapToGlobal(middle))


# --- an act is one Action ----------------------------------------------------------------------------


def test_adding_an_act_takes_one_action(person: WorkingPerson) -> None:
    done: list[object] = []
    greet = Action(
        "test.greet", "Gree&t the inspector", ("Ctrl+Alt+G",), Scope.CASEBOOK, done.append,
        topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 14),
    )  # fmt: skip
    owner = object()
    person.window.action_list.add(owner, [greet])
    assert "test.greet" in [line.data() for line in lines_of(person.window.menus[Menu.HELP])]
    person.press("Ctrl+Alt+G")
    assert done == [owner]
    shown = palette(person, "greet")
    assert offered(shown) == ["Acts", "Greet the inspector"]
    person.press("Return")
    person.wait(lambda: len(done) == 2)
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    assert ("Ctrl+Alt+G", "Greet the inspector") in sheet.lines
    sheet.close()
    assert "| Ctrl+Alt+G | Greet the inspector |" in key_tables(person.window.action_list)
    person.window.action_list.drop(owner)
    assert "test.greet" not in person.window.action_list
    assert "test.greet" not in [line.data() for line in lines_of(person.window.menus[Menu.HELP])]
    person.press("Ctrl+Alt+G")
    assert len(done) == 2


# --- closing -----------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_casebook_that_is_closed_leaves_no_act_behind(person: WorkingPerson, sample_home: Home) -> None:
    window = person.window
    known = [action.id for action in window.action_list]
    first = person.space
    person.press("Ctrl+W")
    assert set(window.action_list.owners()) == {window, window.welcome}
    assert [action.id for action in window.action_list] == known
    window.opening.open(sample_home.recent()[0])
    person.wait(lambda: window.workspace is not None and window.workspace.furnished)
    assert person.space is not first
    owners = window.action_list.owners()
    assert person.space in owners
    assert first not in owners
    person.press("Ctrl+2")
    assert person.space.shown == "letter"
    person.press("Ctrl+1")
    assert person.space.shown == "desk"
    person.focus(person.space.bodies.list)
    person.press("F9")
    assert person.desk.document.strip.isVisible()


class Thing(QWidget):
    """Something that has acts."""


@pytest.mark.thorough
def test_the_list_keeps_no_owner_alive(home_of_acts: QWidget) -> None:
    listed = ActionList(home_of_acts, lambda _why: None)
    thing = Thing()
    acts = [Action("a.thing", "Do", ("Ctrl+J",), Scope.CASEBOOK, Thing.update, spot=Spot(Menu.FILE, 1))]
    listed.declare(acts)
    menu = ListedMenu("File", listed, Menu.FILE, home_of_acts)
    listed.add(thing, acts)
    listen(listed, thing, Scope.CASEBOOK)
    button = button_of(listed, "a.thing")
    button.setParent(thing)
    menu.aboutToShow.emit()
    gone, button_gone = weakref.ref(thing), weakref.ref(button)
    listed.drop(thing)
    Shiboken.delete(thing)
    del thing, button
    gc.collect()
    assert gone() is None
    assert button_gone() is None
    listed.look_again()
    menu.aboutToShow.emit()
    assert not lines_of(menu)[0].isEnabled()


def test_acts_that_come_and_go_together_are_told_once(home_of_acts: QWidget) -> None:
    listed, told = ActionList(home_of_acts, lambda _why: None), list[int]()
    things = [Thing(home_of_acts) for _ in range(3)]
    listed.changed.connect(lambda: told.append(sum(1 for _act in listed)))
    with listed.at_once():
        for number, thing in enumerate(things):
            keys = (f"Ctrl+{number + 1}",)
            listed.add(thing, [Action(f"a.{number}", "Do", keys, Scope.CASEBOOK, Thing.update)])
        with listed.at_once():
            listed.drop(things[0])
        assert "a.2" in listed
        assert told == []
    assert told == [2]
    listed.drop(things[1])
    assert told == [2, 1]
    with pytest.raises(ValueError, match=r"a\.2"), listed.at_once():
        listed.add(Thing(home_of_acts), [Action("a.2", "Do", (), Scope.CASEBOOK, Thing.update)])
    assert told == [2, 1, 1], "what was told before it failed is so"


def test_a_casebook_that_is_opened_or_closed_fills_each_menu_a_few_times(
    sit_down: Sits, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    fill = ListedMenu.fill

    def counted(menu: ListedMenu) -> None:
        filled.append(menu.title())
        fill(menu)

    monkeypatch.setattr(ListedMenu, "fill", counted)
    who = sit_down(sample_home)
    assert max(filled.count(title) for title in filled) <= 8
    filled.clear()
    who.window.close_casebook()
    assert max(filled.count(title) for title in filled) <= 3


# --- the keyboard sheet and the guide ------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_the_keyboard_sheet_lists_all_keys_and_cuts_nothing(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(ThemeName.LIGHT, percent)
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    keys = ", ".join(keys for keys, _ in sheet.lines)
    for action in person.window.action_list:
        if action.keys and action.family is None:
            assert person.window.action_list.key(action.id) in keys
    for label in sheet.findChildren(QLabel):
        assert label.width() >= label.minimumSizeHint().width(), label.text()
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    area = sheet.findChild(QScrollArea)
    assert area is not None
    assert area.hasFocus()
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    person.press("Page Down")
    assert area.verticalScrollBar().value() > 0


def test_the_guide_has_the_keys_of_the_list(root: Path, qtbot: object) -> None:
    del qtbot
    guide = (root / GUIDE).read_text("utf-8")
    assert guide == with_tables(guide, key_tables(all_actions())), "python -m reviewer.ui.actions.key_tables"


def test_the_guide_is_written_by_one_command(root: Path, tmp_path: Path, qtbot: object) -> None:
    del qtbot
    page = tmp_path / "keys.md"
    page.write_text(f"Before\n{BEGIN}\nthe old table\n{END}\nAfter\n", "utf-8")
    assert main([str(page)]) == 0
    written = page.read_text("utf-8")
    assert written.startswith("Before\n")
    assert written.endswith("After\n")
    assert "| Ctrl+K | Find by name |" in written
    assert "the old table" not in written
    with pytest.raises(ValueError, match="needs"):
        with_tables("no marks", "")


def test_the_window_has_no_act_that_the_guide_does_not_know(person: WorkingPerson) -> None:
    assert {action.id for action in person.window.action_list} == {action.id for action in all_actions()}


@pytest.mark.thorough
def test_acts_that_differ_by_a_number_are_one_line(person: WorkingPerson) -> None:
    listed = [action for action in person.window.action_list if isinstance(action.family, Family)]
    lines = [
        line for line in key_tables(person.window.action_list).splitlines() if "…" in line and "Alt+1" in line
    ]
    assert len(listed) > 27
    assert len(lines) == 3


def test_a_message_is_closed_by_escape_in_it(person: WorkingPerson) -> None:
    person.press("Ctrl+J")
    assert person.message == "Select the passage in the document first."
    person.focus(person.window.message_bar.findChildren(QPushButton)[0])
    person.press("Escape")
    assert not person.message
