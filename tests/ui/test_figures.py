"""Numbers lead to the bodies that they count: in the overview, and in the bar at the top."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from reviewer.desk.matrix.tallies import Counts, Tally
from reviewer.ui.matrix.controller import MatrixController
from reviewer.ui.matrix.screen import MatrixScreen
from reviewer.ui.overview.screen import OverviewScreen
from reviewer.ui.overview.view import OverviewView
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.theme import ThemeName
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


def overview(person: WorkingPerson) -> OverviewView:
    person.press("Ctrl+3")
    return person.screen(OverviewScreen, "overview").view


def matrix(person: WorkingPerson) -> MatrixController:
    return person.screen(MatrixScreen, "matrix").controller


def numbers(view: OverviewView) -> list[QPushButton]:
    return [
        each
        for each in view.findChildren(QPushButton)
        if each.property("role") == "figure" and each.isVisible()
    ]


def shown(person: WorkingPerson) -> list[str]:
    return [line.name for line in matrix(person).model.rows]


@pytest.mark.thorough
def test_every_number_of_the_overview_opens_as_many_bodies_as_it_says(person: WorkingPerson) -> None:
    view = overview(person)
    made = numbers(view)
    assert len(made) > 8
    for number in made:
        told = number.accessibleName()
        person.focus(number)
        person.press("Return")
        assert person.space.shown == "matrix"
        assert matrix(person).table.hasFocus()
        assert str(len(shown(person))) == number.text().split()[0]
        assert told.rpartition(": ")[2] == number.text()
        person.press("Escape")
        assert person.space.shown == "overview"
        assert QApplication.focusWidget() is number
    person.press("Ctrl+5")
    assert len(shown(person)) == 6  # nothing stays filtered


@pytest.mark.thorough
def test_the_matrix_says_which_number_it_shows_and_lets_go_of_it(person: WorkingPerson) -> None:
    view = overview(person)
    number = next(each for each in numbers(view) if each.accessibleName().startswith("A clear policy, met"))
    person.click(number)
    tools = matrix(person).tools
    assert tools.tally.isVisible()
    assert tools.tally.accessibleName().startswith("Only A clear policy: ")
    counted = len(shown(person))
    person.press("/")
    person.type("po")
    assert len(shown(person)) <= counted
    person.click(tools.tally)
    assert not tools.tally.isVisible()
    assert len(shown(person)) >= counted


def test_the_way_back_leads_to_the_number_too_and_forward_to_its_bodies(person: WorkingPerson) -> None:
    view = overview(person)
    number = numbers(view)[2]
    person.focus(number)
    person.press("Space")
    counted = shown(person)
    person.press("Ctrl+[")
    assert person.space.shown == "overview"
    assert QApplication.focusWidget() is number
    person.press("Ctrl+]")
    assert shown(person) == counted


def test_a_number_that_has_the_focus_keeps_it_when_all_is_counted_anew(person: WorkingPerson) -> None:
    view = overview(person)
    criterion = person.space.session.desk.case.framework.criteria[0]
    tally = Tally(Counts.FINDING, criterion.key, 0, "met")
    assert view.figures.take_focus(tally)
    person.space.session.act(
        lambda desk: desk.judging.verdict("thornwick", criterion.key, criterion.findings[0], "Read.")
    )
    person.settle()
    assert view.figures.focused == tally


@pytest.mark.thorough
def test_nobody_counted_is_no_link(person: WorkingPerson) -> None:
    view = overview(person)
    assert all(number.text().split()[0] != "0" for number in numbers(view))


def test_the_numbers_at_the_top_lead_to_their_bodies(person: WorkingPerson) -> None:
    for name, wanted in (("judged", 3), ("signed", 0), ("all", 6)):
        person.space.go("desk")
        count = person.space.bar.counts[name]
        assert count.text().split()[0] == str(wanted)
        assert count.accessibleName()
        person.focus(count)
        person.press("Return")
        assert person.space.shown == "matrix"
        assert len(shown(person)) == wanted, name


def test_the_initials_lead_to_the_name(person: WorkingPerson) -> None:
    you = person.space.bar.findChild(QPushButton, "you")
    assert isinstance(you, QPushButton)
    person.focus(you)
    person.press("Return")
    person.dialog(PreferencesDialog).close()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_no_number_at_the_top_is_cut(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(ThemeName.DARK, percent)
    person.settle()
    for count in person.space.bar.counts.values():
        assert count.width() >= count.sizeHint().width()
        assert count.height() >= count.fontMetrics().height()
