"""The matrix of the sample, and made ones of 43 by 4 and 500 by 12."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bench.make_matrix import made_framework, made_lines
from reviewer.desk import Desk, Home
from reviewer.desk.display import CriterionView
from reviewer.desk.matrix.card_facts import CellDetails, details_of
from reviewer.ui.look import Look
from reviewer.ui.matrix.controller import MatrixController
from reviewer.ui.theme import ThemeName
from tests.ui.matrix.person import Person, Shown, Sits, away, seated


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(ThemeName.LIGHT)
    look.wear(qapp)
    yield look
    look.choose(ThemeName.LIGHT, 100)


@pytest.fixture
def sit(qtbot: QtBot, look: Look) -> Iterator[Sits]:
    """Show a made matrix."""
    screens: list[MatrixController] = []

    def make(bodies: int, criteria: int) -> Person:
        framework, lines = made_framework(criteria), made_lines(bodies, criteria)

        def look_up(body: str, key: str, done: Callable[[CellDetails], object]) -> None:
            at = [criterion.key for criterion in framework.criteria].index(key)
            view = CriterionView(framework.criteria[at], at + 1, (), False, (), None, {})
            done(CellDetails(body, view, (), (), None, {}))

        person = seated(qtbot, look, framework, look_up, ("force", "forces"))
        screens.append(person.screen)
        person.screen.refresh(Shown(lines))
        person.screen.take_focus()
        return person

    yield make
    for screen in screens:
        away(screen)


@pytest.fixture
def forces(sit: Sits) -> Person:
    return sit(43, 4)


@pytest.fixture
def many(sit: Sits) -> Person:
    return sit(500, 12)


@pytest.fixture
def at_sample(qtbot: QtBot, look: Look, sample_home: Home) -> Iterator[tuple[Person, Desk]]:
    """Someone at the matrix of the sample, whose details come from its desk."""
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:

        def look_up(body: str, key: str, done: Callable[[CellDetails], object]) -> None:
            done(details_of(desk.standing.state(body), key, desk.people()))

        noun = desk.case.inspection.body_noun
        person = seated(qtbot, look, desk.case.framework, look_up, noun)
        person.screen.refresh(Shown(desk.standing.body_lines()))
        person.screen.take_focus()
        yield person, desk
        away(person.screen)
