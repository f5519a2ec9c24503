"""No key that the program comes with is one that a desktop takes, nor does the guide name one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.key_tables import GUIDE, all_actions
from reviewer.ui.actions.keys import canonical
from reviewer.ui.actions.taken import desktop_of, why_not_key

SHARED = {"act.undo", "act.redo"}
"""Acts whose keys fields have too, and which are meant where a field has nothing to undo."""
MEANT = {"Shift+F10"}
"""What the guide names for what the desktop does by it."""
NAMED = re.compile(r"(?:(?:Ctrl|Alt|Shift|Meta)\+)+(?:Page (?:Up|Down)|[A-Za-z0-9]+|\S)")


def test_no_act_comes_with_a_key_that_a_desktop_takes() -> None:
    taken = [
        f"{action.id}: {key} ({who})"
        for action in all_actions()
        for key in map(canonical, action.keys)
        if (who := desktop_of(key))
    ]
    assert not taken


def test_no_act_comes_with_a_key_that_nobody_could_give_it() -> None:
    wrong = [
        f"{action.id}: {key}: {why}"
        for action in all_actions()
        if action.id not in SHARED and action.family is None
        for key in map(canonical, action.keys)
        if (why := why_not_key(action, key))
    ]
    assert not wrong


def test_the_guide_names_no_key_that_a_desktop_takes() -> None:
    """But for the table of those that are taken, which stands under a heading of its own."""
    found = [
        f"{page.name}: {key}"
        for page in sorted(GUIDE.parent.glob("*.md"))
        for key in NAMED.findall(page.read_text("utf-8").partition("### Keys that are taken")[0])
        if key not in MEANT and taken(key)
    ]
    assert not found
    assert Path("docs/guide") == GUIDE.parent


def taken(named: str) -> str:
    """Who takes a key as the guide names it; "" of what is no key, as "Alt+digit"."""
    try:
        return desktop_of(canonical(named.replace("Page Down", "PgDown").replace("Page Up", "PgUp")))
    except ValueError:
        return ""


@pytest.mark.parametrize(
    "key",
    [
        "Ctrl+Alt+Up",
        "Ctrl+Alt+Down",
        "Ctrl+Shift+U",
        "Ctrl+Shift+E",
        "Alt+F4",
        "Alt+Tab",
        "Ctrl+H",
        "Meta+L",
        "F10",
    ],
)
def test_what_desktops_take_is_known(key: str) -> None:
    assert desktop_of(canonical(key))


@pytest.mark.parametrize("key", ["J", "Shift+J", "Space", "Return", "Down", "Ctrl+V", "Alt+F", "Tab"])
def test_what_fields_and_menus_need_is_not_heard_everywhere(key: str) -> None:
    everywhere = Action("a.one", "One", (), Scope.CASEBOOK, print)
    assert why_not_key(everywhere, canonical(key))


@pytest.mark.parametrize(
    "key", ["Ctrl+J", "Ctrl+Shift+L", "F6", "Shift+F6", "Alt+PgDown", "Alt+Left", "Ctrl+,"]
)
def test_all_others_can_be_given(key: str) -> None:
    everywhere = Action("a.one", "One", (), Scope.CASEBOOK, print)
    assert not why_not_key(everywhere, canonical(key))


def test_a_letter_alone_can_be_given_where_nothing_is_typed() -> None:
    assert not why_not_key(Action("a.one", "One", (), Scope.TABLE, print), "J")
