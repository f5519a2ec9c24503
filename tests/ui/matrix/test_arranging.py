"""Sorting, filtering and copying by keys and mouse."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from reviewer.desk.matrix.cell_states import MARKS
from reviewer.desk.matrix.row_order import Column, Field, Group
from reviewer.ui.widgets import Label
from tests.ui.matrix.person import Person


def test_s_sorts_by_the_column_and_again_turns_it(forces: Person) -> None:
    forces.press("Right")
    cell = forces.screen.cell
    forces.press("S")
    marks = [shown[1][0] for shown in forces.screen.model.shown]
    assert marks == sorted(marks, key=MARKS.index)
    assert forces.screen.cell == cell
    forces.press("S")
    marks = [shown[1][0] for shown in forces.screen.model.shown]
    assert marks == sorted(marks, key=MARKS.index, reverse=True)
    assert "Counter-corruption unit, open first" in forces.screen.tools.sort.text()
    index = forces.screen.table.currentIndex()
    assert forces.screen.table.viewport().rect().contains(forces.screen.table.visualRect(index).center())


def test_a_heading_sorts_by_the_mouse(forces: Person) -> None:
    header = forces.screen.table.header
    place = QPoint(header.sectionViewportPosition(0) + 20, 20)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert forces.names[0] == "Wiltshire"


def test_the_list_of_orders_is_opened_by_key(forces: Person) -> None:
    forces.press("Shift+S")
    menu = forces.screen.tools.findChild(QMenu)
    assert menu is not None
    assert [act.text() for act in menu.actions() if act.text()] == [*forces.screen.model.titles, "Close rows"]
    menu.actions()[-2 - 1].trigger()  # the letter's
    menu.close()
    assert forces.screen.model.order.column == Column(Field.LETTER)


def test_a_slash_filters_by_name_and_by_finding_and_escape_clears(forces: Person) -> None:
    forces.screen.go_to("b10", Column(Field.CRITERION, "c2"))
    forces.press("/")
    forces.type("yorksh")
    assert forces.names == ["North Yorkshire", "South Yorkshire", "West Yorkshire"]
    forces.screen.tools.filter.clear()
    forces.type("no information")
    assert 0 < len(forces.names) < 43
    assert f"All {len(forces.names)} shown" in forces.screen.view.totals.accessibleName()
    forces.press("Return")
    assert forces.at() is forces.screen.table
    forces.press("Escape")
    assert len(forces.names) == 43
    assert forces.screen.tools.filter.text() == ""


def test_a_cell_is_come_back_to_when_its_body_is_shown_again(forces: Person) -> None:
    forces.screen.go_to("b10", Column(Field.CRITERION, "c2"))
    forces.press("/")
    forces.type("yorksh")
    assert forces.screen.cell[0] != "b10"
    forces.press("Escape")
    assert forces.screen.cell == ("b10", "c2")
    forces.press("Escape")  # from the empty field
    assert forces.at() is forces.screen.table


def test_nobody_fits_is_said_with_the_way_to_clear(forces: Person) -> None:
    forces.press("/")
    forces.type("xyz")
    empty = forces.screen.view.empty
    assert empty.isVisible()
    assert empty.words.text() == "No force fits “xyz”"
    assert not forces.screen.view.card.open.isEnabled()
    caps = [label.text() for label in forces.screen.view.findChildren(Label) if label.isVisible()]
    assert "Esc" in caps
    assert not {"Enter", "S", "Ctrl+C"} <= set(caps)  # a cap is shown for what works now
    QTest.mouseClick(empty.clear, Qt.MouseButton.LeftButton)
    assert not empty.isVisible()
    assert len(forces.names) == 43


def test_chips_show_groups_with_their_numbers(forces: Person) -> None:
    chip = forces.screen.tools.chips.buttons[Group.CARE]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert re.fullmatch(rf"Needs care {len(forces.names)}", chip.text())
    assert all(
        any(cell.left for cell in line.cells) or line.letter_changed for line in forces.screen.model.rows
    )
    assert chip.isChecked()


def test_all_is_copied_as_a_table_where_one_cell_is_chosen(forces: Person) -> None:
    forces.press("Ctrl+C")
    assert forces.clipboard[0] == list(forces.screen.model.titles)
    assert len(forces.clipboard) == 44
    assert forces.clipboard[1][0] == "Avon and Somerset"
    assert "Not judged" in forces.clipboard[-1]
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 44
    assert forces.told == ["43 forces copied as a table"]


def test_selected_cells_are_copied_with_their_headings(forces: Person) -> None:
    forces.click(1, 2)
    forces.click(2, 3, Qt.KeyboardModifier.ShiftModifier)
    forces.press("Ctrl+C")
    rows = forces.clipboard
    assert rows[0] == ["Force", "Counter-corruption unit", "IT monitoring"]
    assert [row[0] for row in rows[1:]] == ["Bedfordshire", "Cambridgeshire"]
    assert forces.told == ["2 forces copied as a table"]


def test_ctrl_a_selects_all(many: Person) -> None:
    many.press("Ctrl+A")
    many.press("Ctrl+C")
    assert len(many.clipboard) == 501
    assert len(many.clipboard[0]) == 15
