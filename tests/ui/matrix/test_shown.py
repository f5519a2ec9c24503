"""What a cell, its card and assistive technology say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bench.make_matrix import made_framework, made_lines
from reviewer.desk import Desk
from reviewer.desk.display import CriterionView
from reviewer.desk.matrix.card_facts import CellDetails
from reviewer.desk.matrix.row_order import Column, Field
from reviewer.ui.look import Look
from reviewer.ui.matrix.actions import matrix_actions
from reviewer.ui.theme import ThemeName
from tests.ui.matrix.person import Person, Shown, away, seated


def test_cells_say_whose_they_are_what_of_and_what_they_say(at_sample: tuple[Person, Desk]) -> None:
    person, desk = at_sample
    table, model = person.screen.table, person.screen.model
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.role() == QAccessible.Role.Table
    across = len(model.columns) + 1  # a heading leads each row, and one row of headings leads
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    rows = [names[at : at + across] for at in range(0, len(names), across)]
    assert len(rows) == len(desk.case.bodies) + 1
    criteria = desk.case.framework.criteria
    assert [name.split(". ")[-1] for name in rows[0][2:-2]] == [criterion.title for criterion in criteria]
    for line, cells in zip(model.rows, rows[1:], strict=True):
        finding = line.cells[0].finding
        says = desk.case.framework.finding(finding).label if finding else "Not judged"
        assert cells[2].startswith(f"{line.name}, {criteria[0].title}: {says}")
    assert any(name.endswith(": Not judged") for name in names)


def test_every_control_has_a_name(forces: Person) -> None:
    for widget in (*forces.screen.view.findChildren(QPushButton), *forces.screen.panes()):
        interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    assert "Two verdicts" not in forces.screen.view.totals.accessibleName()
    assert "need attention" in forces.screen.view.totals.accessibleName()


def test_the_samples_card_says_reason_passages_who_and_when(at_sample: tuple[Person, Desk]) -> None:
    person, desk = at_sample
    code, criterion = next(
        (line.code, desk.case.framework.criteria[at])
        for line in desk.standing.body_lines()
        for at, tone in enumerate(line.tones)
        if tone and desk.standing.state(line.code).criteria[desk.case.framework.criteria[at].key].evidence
    )
    person.screen.go_to(code, Column(Field.CRITERION, criterion.key))
    view = desk.standing.state(code).criteria[criterion.key]
    verdict = view.verdicts[0]
    person.qtbot.waitUntil(lambda: verdict.content.because in person.card)
    assert desk.people()[verdict.author] in person.card
    assert view.evidence[0].where in person.card
    assert criterion.question in person.card
    person.press("Space")
    assert person.passages == [(code, view.evidence[0])]


def test_space_says_where_there_is_no_passage(forces: Person) -> None:
    forces.press("Space")
    forces.qtbot.waitUntil(lambda: bool(forces.told))
    assert forces.told == ["No passage is tied to it yet"]
    forces.press("Left")
    forces.press("Space")
    assert "criteria" in forces.told[-1]
    assert not forces.passages


def test_a_passage_asked_for_before_its_cell_is_looked_up_is_opened_then(
    at_sample: tuple[Person, Desk], qtbot: QtBot
) -> None:
    person, desk = at_sample
    code, key = person.screen.cell
    assert desk.standing.state(code).criteria[key].evidence
    person.press("Space")  # at once
    qtbot.waitUntil(lambda: len(person.passages) == 1)
    qtbot.wait(150)
    assert len(person.passages) == 1


def test_a_late_answer_is_not_shown_for_another_cell(qtbot: QtBot, look: Look) -> None:
    framework, lines = made_framework(4), made_lines(43, 4)
    asked: list[tuple[str, str, Callable[[CellDetails], object]]] = []
    person = seated(qtbot, look, framework, lambda *given: asked.append(given), ("force", "forces"))
    try:
        person.screen.refresh(Shown(lines))
        person.screen.take_focus()
        qtbot.waitUntil(lambda: len(asked) == 1)
        person.press("Down")
        body, key, done = asked[0]
        view = CriterionView(framework.criteria[0], 1, (), False, (), None, {})
        done(CellDetails(body, view, (), (), None, {}))
        assert (body, key) == ("b0", "c1")
        assert "Bedfordshire" in person.card
        assert "Looking it up…" in person.card
    finally:
        away(person.screen)


def test_the_guide_lists_every_key(forces: Person, root: Path) -> None:
    guide = (root / "docs/guide/matrix.md").read_text("utf-8")
    for act in matrix_actions():
        shown = act.keys[0].replace("Return", "Enter")
        assert f"| {shown} |" in guide, act


@pytest.mark.thorough
@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST])
def test_the_chosen_row_and_the_focus_are_seen_in_every_theme(
    forces: Person, look: Look, theme: ThemeName
) -> None:
    look.choose(theme)
    forces.qtbot.wait(50)
    table, palette = forces.screen.table, look.palette
    image: QImage = table.viewport().grab().toImage()
    row = table.visualRect(table.model().index(0, 4))
    assert image.pixelColor(row.right() - 2, row.top() + 3).name() == palette.wash.lower()
    ring = table.visualRect(table.currentIndex())
    assert image.pixelColor(ring.center().x(), ring.top() + 2).name() == palette.accent.lower()
