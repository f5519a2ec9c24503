"""In lists and tables of plain words no word is cut, however little too wide they are: what has no room goes on below."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.case.table import ReadTable
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.theme import ThemeName
from tests.ui.laid_out import cut_items

WORDS = "29 November 2026, 19:56; Rowan Ellery; stands; recorded by Robin Ash"


@pytest.fixture(params=[100, 200])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Look:
    look = Look(ThemeName.LIGHT, request.param)
    look.wear(qapp)
    return look


@pytest.mark.thorough
def test_a_line_of_a_list_that_is_a_little_too_wide_goes_on_below(qtbot: QtBot, look: Look) -> None:
    made = plain_list("Letters")
    qtbot.addWidget(made)
    made.addItem(WORDS)
    made.show()
    for spare in range(-8, 60, 4):
        made.resize(made.fontMetrics().horizontalAdvance(WORDS) + spare, 300)
        qtbot.wait(120)  # Qt puts it off for a tenth of a second
        assert list(cut_items(made)) == [], spare


def test_a_cell_of_a_table_that_is_a_little_too_wide_goes_on_below(qtbot: QtBot, look: Look) -> None:
    made = ReadTable(look, "Changes", ("What", "Before"), ((WORDS, "Chief Constable"),))
    qtbot.addWidget(made)
    made.show()
    for spare in range(-8, 60, 4):
        made.resize(2 * (made.fontMetrics().horizontalAdvance(WORDS) + spare), 300)
        qtbot.wait(1)
        assert list(cut_items(made)) == [], spare
