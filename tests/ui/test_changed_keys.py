"""Keys are changed: heard, refused with a reason, kept, taken back; menus, sheet, palette and tips say the new one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.desk import Home
from reviewer.desk.settings import KEYS
from reviewer.ui.actions.action import Action, Menu, Scope
from reviewer.ui.actions.chosen_keys import settled
from reviewer.ui.actions.keyboard import KeyboardSheet
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.keys import NAME, KeysPage
from reviewer.ui.preferences.preference import Section
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_palette import palette


def keys_page(person: WorkingPerson) -> tuple[PreferencesDialog, KeysPage]:
    person.press("Ctrl+,")
    dialog = person.dialog(PreferencesDialog)
    dialog.show_section(Section.KEYS)
    page = dialog.page(Section.KEYS)
    assert isinstance(page, KeysPage)
    return dialog, page


def give(person: WorkingPerson, page: KeysPage, act: str, key: str) -> None:
    """Choose an act in the list and press its new key in the field."""
    person.focus(page.tree)
    page.choose(act)
    person.press("Return")
    assert QApplication.focusWidget() is page.field
    person.press(key)


@pytest.mark.thorough
def test_a_new_key_works_and_the_old_one_does_not(person: WorkingPerson, sample_home: Home) -> None:
    dialog, page = keys_page(person)
    give(person, page, "view.overview", "Ctrl+Shift+X")
    assert dialog.news.text() == "“Overview” has Ctrl+Shift+X now."
    assert QApplication.focusWidget() is page.tree, "one goes on at the act"
    assert sample_home.settings.get(KEYS) == {"view.overview": ("Ctrl+Shift+X",)}
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: person.window.workspace is not None and person.space.furnished)
    person.settle()
    person.press("Ctrl+3")
    assert person.space.shown == "desk"
    person.press("Ctrl+Shift+X")
    assert person.space.shown == "overview"


@pytest.mark.thorough
def test_menus_sheet_palette_and_tips_say_the_new_key(person: WorkingPerson) -> None:
    dialog, page = keys_page(person)
    give(person, page, "view.overview", "Ctrl+Shift+X")
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    menu = person.window.menus[Menu.VIEW]
    (line,) = [line for line in menu.actions() if line.data() == "view.overview"]
    assert [key.toString() for key in line.shortcuts()] == ["Ctrl+Shift+X"]
    person.wait(lambda: person.space.bar.tabs["overview"].toolTip() == "Ctrl+Shift+X")
    person.wait(lambda: person.space.furnished)
    person.settle()
    shown = palette(person, "overview")
    assert shown.chosen is not None
    assert shown.chosen.offer.key == "Ctrl+Shift+X"
    person.press("Escape")
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    assert ("Ctrl+Shift+X", "Overview") in sheet.lines


def test_a_key_of_another_act_is_refused_by_its_name(person: WorkingPerson, sample_home: Home) -> None:
    dialog, page = keys_page(person)
    give(person, page, "view.overview", "Ctrl+J")
    assert dialog.news.text() == (
        "Ctrl+J: It is the key of “Make the selection evidence”. Give that another one first."
    )
    assert QApplication.focusWidget() is page.field
    assert page.field.text() == "Ctrl+3"
    assert not sample_home.settings.get(KEYS)


def test_a_key_that_desktops_take_is_refused_with_the_reason(person: WorkingPerson) -> None:
    dialog, page = keys_page(person)
    for key, part in (
        ("Ctrl+Alt+Up", "taken by desktops"),
        ("Ctrl+Shift+U", "IBus"),
        ("Alt+F4", "GNOME"),
        ("Ctrl+H", "macOS"),
        ("J", "Without Ctrl or Alt it types"),
        ("Ctrl+V", "In every field"),
        ("Alt+V", "opens a menu"),
    ):
        give(person, page, "view.overview", key)
        assert part in dialog.news.text(), key
        assert page.field.text() == "Ctrl+3"


@pytest.mark.thorough
def test_it_is_taken_back_and_given_back(person: WorkingPerson, sample_home: Home) -> None:
    dialog, page = keys_page(person)
    actions = person.window.action_list
    give(person, page, "view.overview", "Ctrl+Shift+X")
    person.press("Ctrl+Z")
    assert actions["view.overview"].keys == ("Ctrl+3",)
    assert dialog.news.text() == "Taken back: keys of “Overview”."
    assert not sample_home.settings.get(KEYS)
    give(person, page, "view.overview", "Ctrl+Shift+X")
    give(person, page, "view.matrix", "Ctrl+3")
    person.click(page.all_back)
    assert actions["view.matrix"].keys == ("Ctrl+5",)
    person.focus(page.tree)
    person.press("Ctrl+Z")
    assert actions["view.matrix"].keys == ("Ctrl+3",)
    page.choose("view.overview")
    person.click(page.back)
    assert "It is the key of “Matrix”" in dialog.news.text(), "what it came with was given away"
    person.click(page.none)
    assert not actions["view.overview"].keys


def test_keys_are_there_at_the_next_start_without_those_that_hold_no_more(
    sit_down: Sits, sample_home: Home
) -> None:
    kept = {"view.overview": ("Ctrl+Shift+X",), "view.matrix": ("Ctrl+J",), "later.act": ("Ctrl+Shift+G",)}
    sample_home.settings.put(KEYS, kept)
    person = sit_down(Home(sample_home.config, sample_home.resources, sample_home.data))
    person.press("Ctrl+Shift+X")
    assert person.space.shown == "overview"
    assert person.window.action_list["view.matrix"].keys == ("Ctrl+5",), "Ctrl+J is another act's"
    assert person.window.action_list.chosen == kept, "what another version knows is not forgotten"


@pytest.mark.thorough
def test_acts_are_found_by_words_and_by_keys(person: WorkingPerson) -> None:
    dialog, page = keys_page(person)
    person.press("Ctrl+F")
    person.type("ctrl+shift+y")
    assert [line.text(0) for line in page.lines() if not line.isHidden()] == ["Sync"]
    assert dialog.section is Section.KEYS
    person.press("Down")
    assert QApplication.focusWidget() is page.tree
    assert page.chosen == "share.sync"


def test_a_key_that_two_came_to_have_is_its_own_act_s_again() -> None:
    one = Action("a.one", "One", ("Ctrl+J",), Scope.CASEBOOK, print)
    two = Action("a.two", "Two", ("Ctrl+K",), Scope.CASEBOOK, print)
    swapped = {"a.one": ("Ctrl+K",), "a.two": ("Ctrl+J",)}
    assert settled((one, two), swapped) == swapped
    assert settled((one, two), {"a.one": ("Ctrl+K",)}) == {}
    assert settled((one, two), {"a.one": ("Nonsense+",), "a.two": ()}) == {"a.two": ()}
    assert settled((one,), swapped) == {"a.one": ("Ctrl+K",)}


@pytest.mark.thorough
def test_acts_by_number_have_their_keys_together(person: WorkingPerson, sample_home: Home) -> None:
    dialog, page = keys_page(person)
    give(person, page, "verdict.finding_1", "Ctrl+3")
    assert dialog.news.text() == "Ctrl+1: It is the key of “Desk”. Give that another one first."
    person.press("Shift+4")
    assert "types another sign" in dialog.news.text()
    person.press("Ctrl+K")
    assert dialog.news.text().startswith("Hold what is to stand before the number")
    for act in (line.data(0, NAME) for line in list(page.lines())):
        if act.startswith("view.") and any("Ctrl+" in key for key in person.window.action_list[act].keys):
            page.choose(act)
            page.give_none()
    for act in ("document.two", "document.fit_page", "letter.fit_page"):
        page.choose(act)
        page.give_none()
    give(person, page, "verdict.finding_1", "Ctrl+3")
    assert dialog.news.text() == "“Choose a finding of the open card” has Ctrl+1 … 9 now."
    kept = sample_home.settings.get(KEYS)
    assert [kept[f"verdict.finding_{number}"] for number in range(1, 10)] == [
        (f"Ctrl+{number}",) for number in range(1, 10)
    ]
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: person.window.workspace is not None and person.space.furnished)
    person.settle()
    person.go_to_body("thornwick")
    person.focus(person.card.header)
    person.press("Ctrl+2")
    assert person.inside.options.options[1].isChecked()
    assert person.inside.options.options[1].toolTip() == "Ctrl+2"
    person.press("Shift+F1")
    sheet = person.dialog(KeyboardSheet)
    assert ("Ctrl+1 … 9", "Choose a finding of the open card") in sheet.lines


@pytest.mark.thorough
def test_all_numbers_go_back_by_one_ctrl_z(person: WorkingPerson) -> None:
    dialog, page = keys_page(person)
    page.choose("verdict.finding_1")
    page.give_none()
    assert dialog.news.text() == "“Choose a finding of the open card” has no key now."
    assert not any(person.window.action_list[f"verdict.finding_{number}"].keys for number in range(1, 10))
    person.press("Ctrl+Z")
    assert page.field.text() == "Alt+1 … 9"
    assert person.window.action_list["verdict.finding_9"].keys == ("Alt+9",)
