"""The matrix in the real window, from a cell to its verdict and back."""

from __future__ import annotations

import pytest

from reviewer.ui.matrix.screen import MatrixScreen
from tests.ui.person import WorkingPerson


def _matrix(person: WorkingPerson) -> MatrixScreen:
    person.space.go("matrix")
    found = person.space.screen_of("matrix")
    assert isinstance(found, MatrixScreen)
    person.wait(lambda: found.controller.model.rows)
    return found


@pytest.mark.thorough
def test_a_cell_opens_its_verdict_and_back_is_at_the_same_cell(person: WorkingPerson) -> None:
    screen = _matrix(person)
    assert person.at() is screen.controller.table
    person.press("Down")
    person.press("Right")
    cell = screen.controller.cell
    person.press("Return")
    assert person.space.shown == "desk"
    person.wait(lambda: person.space.session.body == cell[0])
    person.wait(lambda: person.desk.checklist.open_key == cell[1])
    person.space.back()
    assert person.space.shown == "matrix"
    assert person.at() is screen.controller.table
    assert screen.controller.cell == cell


@pytest.mark.thorough
def test_the_card_is_looked_up_beside_the_window(person: WorkingPerson) -> None:
    screen = _matrix(person)
    person.wait(
        lambda: any(
            label.text() == "Reason" for label in screen.view.card.findChildren(type(screen.view.empty.words))
        )
    )


@pytest.mark.thorough
def test_space_opens_the_first_passage(person: WorkingPerson) -> None:
    screen = _matrix(person)
    code, key = screen.controller.cell
    passage = person.space.session.desk.standing.state(code).criteria[key].evidence[0]
    person.press("Space")
    person.wait(lambda: person.space.shown == "desk")
    document = passage.record.content.passage.document
    person.wait(lambda: (found := person.space.session.document) and found.sha256 == document)


def test_a_verdict_that_is_saved_is_in_the_matrix(person: WorkingPerson) -> None:
    screen = _matrix(person)
    desk = person.space.session.desk
    line = next(line for line in screen.controller.model.rows if not all(line.tones))
    at = line.tones.index("")
    criterion = desk.case.framework.criteria[at]
    person.space.session.act(
        lambda desk: desk.judging.verdict(line.code, criterion.key, criterion.findings[0], "Seen.")
    )
    person.wait(lambda: next(row for row in screen.controller.model.rows if row.code == line.code).tones[at])


@pytest.mark.thorough
def test_the_first_cell_is_come_back_to_too(person: WorkingPerson) -> None:
    person.press("Ctrl+5")
    matrix = person.screen(MatrixScreen, "matrix").controller
    cell = matrix.cell
    assert all(cell), "a body and a criterion"
    for _ in range(2):
        person.press("Return")
        assert person.space.shown == "desk"
        person.press("Ctrl+[")
        person.press("Ctrl+1")
        person.press("Ctrl+[")
        assert matrix.cell == cell
