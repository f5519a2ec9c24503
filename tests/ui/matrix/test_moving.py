"""Going from cell to cell, opening a verdict, coming back to the same cell; a matrix that is long both ways."""

from __future__ import annotations

import time
from statistics import median

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from bench.make_matrix import made_lines
from reviewer.desk.matrix.row_order import Column, Field
from reviewer.ui.look import Look
from tests.ui.matrix.person import FRAME, Person, Shown, Sits


def test_arrows_go_from_cell_to_cell_and_the_card_follows(forces: Person) -> None:
    assert forces.screen.cell == ("b0", "c1")
    forces.press("Down")
    forces.press("Right")
    assert forces.screen.cell == ("b1", "c2")
    assert "Bedfordshire" in forces.card
    assert "Counter-corruption unit" in forces.card
    forces.press("End")
    assert forces.screen.cell == ("b1", "")
    forces.press("Ctrl+End")
    assert forces.names[-1] in forces.card
    forces.press("Ctrl+Home")
    forces.press("PgDown")
    row = forces.screen.table.currentIndex().row()
    assert row >= 15
    forces.press("PgUp")
    assert forces.screen.table.currentIndex().row() == 0


def test_enter_opens_the_verdict_and_coming_back_is_at_the_same_cell(forces: Person) -> None:
    forces.press("Down")
    forces.press("Right")
    forces.press("Return")
    assert forces.opened == [("b1", "c2")]
    forces.screen.tools.sort.setFocus()  # as another screen would take it
    forces.screen.take_focus()
    assert forces.at() is forces.screen.table
    assert forces.screen.cell == ("b1", "c2")


def test_a_double_click_and_the_button_open_it_too(forces: Person) -> None:
    table = forces.screen.table
    place = table.visualRect(table.model().index(4, 3)).center()
    forces.click(4, 3)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseClick(forces.screen.view.card.open, Qt.MouseButton.LeftButton)
    assert forces.opened == [("b4", "c3"), ("b4", "c3")]


def test_a_name_opens_its_body(forces: Person) -> None:
    forces.press("Left")
    forces.press("Return")
    assert forces.opened == [("b0", "")]


def test_what_is_unfinished_leads_to_its_first_open_cell(forces: Person) -> None:
    first = next(line for line in forces.screen.model.rows if not all(line.tones))
    QTest.mouseClick(forces.screen.view.card.first, Qt.MouseButton.LeftButton)
    code, key = forces.screen.cell
    assert code == first.code
    assert first.tones[int(key[1:]) - 1] == ""
    assert forces.at() is forces.screen.table


def test_tab_leaves_the_table(forces: Person) -> None:
    forces.press("Tab")
    assert forces.at() is not forces.screen.table


def test_refreshing_keeps_cell_order_and_filter(forces: Person) -> None:
    forces.press("/")
    forces.type("wales")
    forces.press("Return")
    forces.press("Down")
    forces.press("S")
    kept = forces.screen.remember()
    cell, names = forces.screen.cell, forces.names
    forces.screen.refresh(Shown(made_lines(43, 4)))
    assert (forces.screen.cell, forces.names) == (cell, names)
    assert forces.screen.remember() == kept


def test_what_is_remembered_is_restored_elsewhere(forces: Person, sit: Sits) -> None:
    forces.screen.go_to("b5", Column(Field.CRITERION, "c3"))
    forces.press("S")
    other = sit(43, 4)
    other.screen.restore(forces.screen.remember())
    assert other.screen.cell == ("b5", "c3")
    assert other.names == forces.names
    other.screen.restore({"body": 3, "column": ["criterion", "gone"], "order": None, "group": "?"})
    assert other.screen.cell == ("b5", "c3")


def test_names_and_totals_stay_while_columns_scroll(many: Person) -> None:
    table = many.screen.table
    many.press("End")
    assert table.horizontalScrollBar().value() > 0
    assert table.visualRect(table.model().index(0, 0)).left() == 0
    assert table.indexAt(QPoint(5, 5)).column() == 0
    assert many.screen.view.across.isVisible()
    many.press("Home")  # the names are in view, so nothing has to scroll
    assert many.screen.cell == ("b0", "")
    many.press("Right")
    rect = table.visualRect(table.currentIndex())
    assert rect.left() >= table.frozen
    many.press("Ctrl+End")
    assert table.shown_rows[1] == 499


def test_beyond_six_criteria_words_go_and_are_in_the_card(many: Person, forces: Person) -> None:
    assert not many.screen.table.cells.words
    assert forces.screen.table.cells.words
    finding = many.screen.model.shown[0][0][1]
    assert finding
    many.qtbot.waitUntil(lambda: finding in many.card)


def test_close_rows_show_more_and_are_kept(forces: Person) -> None:
    before = forces.screen.table.shown_rows[1]
    assert before == 16  # 17 forces, as in the agreed picture
    forces.press("R")
    assert forces.close_rows == [True]
    assert forces.screen.table.shown_rows[1] >= 21


@pytest.mark.parametrize("percent", [100, 200])
def test_what_has_the_focus_stays_in_view_at_every_size(forces: Person, look: Look, percent: int) -> None:
    forces.screen.go_to("b40", Column(Field.CRITERION, "c4"))
    look.choose(percent=percent)
    forces.qtbot.wait(50)
    table = forces.screen.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


@pytest.mark.thorough
def test_a_scrolled_viewport_is_painted_within_a_frame(many: Person) -> None:
    many.press("R")
    table, bar = many.screen.table, many.screen.table.verticalScrollBar()
    took = []
    for value in range(0, bar.maximum(), 10):
        bar.setValue(value)
        tries = []
        for _ in range(3):  # others use this machine too: the quickest says what painting takes
            began = time.thread_time()
            table.viewport().repaint()
            tries.append(time.thread_time() - began)
        took.append(min(tries))
    assert median(took) < FRAME  # the bench bounds the slowest
