"""Buttons that stay down do the same whether they are clicked or turned by what speaks for a person who listens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.screens import SCREENS
from reviewer.ui.staying import mark, stays_down
from tests.ui.person import WorkingPerson


def pair(qtbot: QtBot) -> tuple[QWidget, list[QPushButton], list[str]]:
    """A window with two buttons of which one is down, the first; and what was done by them."""
    around = QWidget()
    qtbot.addWidget(around)
    group = QButtonGroup(around)
    done: list[str] = []
    made = []
    for name in ("first", "second"):
        button = stays_down(QPushButton(name, around))
        button.clicked.connect(lambda _on, name=name: done.append(name))
        group.addButton(button)
        made.append(button)
    mark(made[0], on=True)
    around.show()
    return around, made, done


@pytest.mark.parametrize(
    ("turn", "done"),
    [
        (lambda button: button.toggle(), ["second"]),  # what Qt does when a client asks for it to be toggled
        (lambda button: button.click(), ["second"]),
        (lambda button: mark(button, on=True), []),
    ],
    ids=["toggled", "clicked", "marked"],
)
def test_it_is_done_once_however_a_person_turns_it_and_not_when_it_only_shows_what_stands(
    qtbot: QtBot,
    turn: Callable[[QPushButton], None],
    done: list[str],
) -> None:
    _window, (first, second), what = pair(qtbot)
    turn(second)
    qtbot.wait(20)
    assert (first.isChecked(), second.isChecked(), what) == (False, True, done)


def test_one_that_stands_alone_is_turned_off_again(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    alone = stays_down(QPushButton("Show", around))
    seen: list[bool] = []
    alone.clicked.connect(lambda _on: seen.append(alone.isChecked()))
    for _ in range(2):
        alone.toggle()
        qtbot.wait(20)
    assert seen == [True, False]


@pytest.mark.thorough
def test_screens_cards_and_findings_can_be_chosen_without_keys_and_mouse(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    card = person.card
    assert card.is_open
    other = next(each for each in person.desk.checklist.cards.values() if not each.is_open)
    other.header.toggle()
    person.wait(lambda: other.is_open and not card.is_open)
    option = other.inside.options.options[1] if other.inside else None
    assert option is not None
    option.toggle()
    person.wait(lambda: person.card.inside is not None and person.card.inside.options.chosen == option.key)
    tabs = person.window.findChildren(QPushButton, options=Qt.FindChildOption.FindChildrenRecursively)
    for kind in filter(lambda kind: kind.tab, SCREENS):
        (tab,) = [each for each in tabs if each.isCheckable() and each.text() == kind.title()]
        tab.toggle()
        person.wait(partial(_is_at, person, kind.id))


def _is_at(person: WorkingPerson, screen: str) -> bool:
    return person.space.shown == screen


@pytest.mark.thorough
def test_every_button_that_stays_down_hears_that_it_was_turned(person: WorkingPerson) -> None:
    for number in range(1, len(SCREENS) + 1):
        person.press(f"Ctrl+{number}")
        person.settle()
    turned = SIGNAL("toggled(bool)")
    staying = [each for each in person.window.findChildren(QAbstractButton) if each.isCheckable()]
    assert len(staying) > 20
    assert not [each.accessibleName() or each.text() for each in staying if not each.receivers(turned)]
