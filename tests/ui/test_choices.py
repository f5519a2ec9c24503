"""Passing over something chooses nothing: arrows move, Space or Enter choose, and Enter presses what has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from reviewer.ui.checklist.options import ChoiceOption
from reviewer.ui.checklist.tying import TieDialog
from reviewer.ui.letter.view import LetterView
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


@pytest.fixture
def letter(person: WorkingPerson) -> LetterView:
    """The letter of a body whose category stands, with the cursor on it."""
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    person.wait(lambda: person.view.category is not None)
    options(person)[[option.isChecked() for option in options(person)].index(True)].setFocus()
    return person.letter


def options(person: WorkingPerson) -> tuple[ChoiceOption, ...]:
    return person.letter.category.options.options


def category(person: WorkingPerson) -> str:
    assert person.view.category is not None
    return person.view.category.content.category


@pytest.mark.thorough
@pytest.mark.parametrize(
    "keys", grid(["Down", "Up", "Right", "Left", "Alt+1", "Alt+3"], ordinary=["Down", "Alt+3"])
)
def test_a_category_never_changes_by_passing_over_it(
    person: WorkingPerson, letter: LetterView, keys: str
) -> None:
    desk = person.space.session.desk
    before, position = category(person), desk.position
    for _time in range(4):
        person.press(keys)
    assert isinstance(person.at(), ChoiceOption), "the cursor stays in the choice"
    assert desk.position == position, "nothing is recorded"
    assert [option.key for option in options(person) if option.isChecked()] == [before]
    assert not letter.category.options.isHidden()


@pytest.mark.thorough
def test_a_category_is_recorded_by_space_or_enter_and_taken_back(
    person: WorkingPerson, letter: LetterView
) -> None:
    before = category(person)
    other = next(option for option in options(person) if option.key != before)
    for by in ("Space", "Return", "Enter"):
        person.press(f"Alt+{options(person).index(other) + 1}")
        assert other.hasFocus(), by
        person.press(by)
        person.wait(lambda: category(person) == other.key)
        position = person.space.session.desk.position
        person.press(by)
        assert person.space.session.desk.position == position, f"what stands is recorded again by {by}"
        person.press("Ctrl+Z")
        person.wait(lambda: category(person) == before)
        assert letter.category.options.chosen == before, by


@pytest.mark.thorough
def test_a_finding_is_not_chosen_by_passing_over_it(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    before = person.inside.options.chosen
    person.focus(person.inside.options.options[0])
    person.press("Down")
    assert person.inside.options.options[1].hasFocus()
    assert person.inside.options.chosen == before
    person.press("Return")
    assert person.inside.options.chosen == person.inside.options.options[1].key


@pytest.mark.thorough
def test_enter_in_a_dialog_chooses_before_it_ties(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    reading = person.space.session.desk.reading
    rows = reading.documents("thornwick")
    person.open_document(
        next(
            row.name
            for row in rows
            if " the " in "".join(part.text for part in reading.text(row.sha256).parts)
        )
    )
    person.find_and_select("the")
    person.press("Ctrl+J")
    dialog = person.dialog(TieDialog)
    contradicts = dialog.stance.options[1]
    person.focus(dialog.stance.options[0])
    person.press("Down")
    assert contradicts.hasFocus()
    assert dialog.stance.chosen == dialog.stance.options[0].key
    person.press("Return")
    assert dialog.stance.chosen == contradicts.key
    assert dialog.isVisible(), "the first Enter presses what has the focus"
    person.press("Escape")
    assert person.gone(dialog)


def test_enter_presses_the_button_that_has_the_focus_in_a_view(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+3")
    shown: QAbstractButton = person.space.bar.tabs["desk"]
    person.focus(shown)
    person.press("Return")
    assert shown.isChecked()
    assert person.desk.isVisible()
