"""Numbers stand near what they count, and what is found near the words it was found by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from reviewer.ui.actions.palette import Palette
from reviewer.ui.overview.screen import OverviewScreen
from reviewer.ui.overview.view import Narrow
from reviewer.ui.theme import ThemeName
from reviewer.ui.widgets import Label
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_the_numbers_of_a_criterion_stand_beside_its_title(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(ThemeName.LIGHT, percent)
    person.space.go("overview")
    person.settle()
    view = person.screen(OverviewScreen, "overview").view
    (table,) = view.findChildren(Narrow)
    title = max(
        (each for each in table.findChildren(Label) if each.wordWrap()), key=lambda each: len(each.text())
    )
    ends = title.mapTo(table, QPoint()).x() + title.fontMetrics().horizontalAdvance(title.text())
    first = min(each.mapTo(table, QPoint()).x() for each in table.findChildren(QPushButton))
    assert 0 <= first - ends <= person.window.look.px(60)


@pytest.mark.thorough
def test_the_palette_is_as_high_as_what_it_found(person: WorkingPerson) -> None:
    person.press("Ctrl+K")
    palette = person.dialog(Palette)
    few, rows = palette.height(), palette.list
    last = rows.visualRect(rows.model().index(rows.model().rowCount() - 1, 0))
    assert rows.viewport().height() - 4 <= last.bottom() + 1 <= rows.viewport().height()
    QTest.keyClicks(palette.field, "e")
    assert few < palette.height() < person.window.height()
    QTest.keyClicks(palette.field, "qzx")
    assert palette.nothing.isVisible()
    assert palette.height() < few
    assert palette.nothing.heightForWidth(palette.nothing.width()) <= palette.nothing.height()
    palette.close()
