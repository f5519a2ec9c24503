"""A menu wherever there are acts: by the mouse, on the row under it, and by the menu key, on the row that one is at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from reviewer.ui.body_delegate import LINE, BodyDelegate
from reviewer.ui.matrix.screen import MatrixScreen
from reviewer.ui.overview.screen import OverviewScreen
from reviewer.ui.screens import SCREENS
from tests.ui.person import WorkingPerson


def asked(widget: QWidget, at: QPoint, *, by_key: bool = False) -> list[str]:
    """The ids in the menu that opens there; it is closed again."""
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [line.data() for line in menu.actions() if line.data()]
    menu.close()
    return found


def asked_row(view: QAbstractItemView, row: int, column: int = 0) -> list[str]:
    return asked(view.viewport(), view.visualRect(view.model().index(row, column)).center())


def test_the_list_of_bodies_offers_on_the_row_under_the_mouse(person: WorkingPerson) -> None:
    listed = person.space.bodies.list
    names = [listed.model().index(row, 0).data(LINE).code for row in range(listed.model().rowCount())]
    found = asked_row(listed, 2)
    person.settle()
    assert person.space.session.body == names[2]
    assert {"body.late", "body.conflict", "body.facts", "documents.receive", "view.letter"} <= set(found)
    assert asked(listed.viewport(), QPoint(1, 1), by_key=True) == found


@pytest.mark.thorough
def test_what_is_late_leads_to_the_document_that_came_late(person: WorkingPerson) -> None:
    late = next(line for line in person.space.session.lines if line.late)
    person.go_to_body(late.code)
    person.press("Ctrl+2")
    assert person.window.action_list.why_not("body.late") == ""
    person.window.action_list.run("body.late")
    person.settle()
    assert person.space.shown == "desk"
    document = person.space.session.document
    assert document is not None
    assert document.late
    on_time = next(line for line in person.space.session.lines if not line.late)
    person.go_to_body(on_time.code)
    assert person.window.action_list.why_not("body.late") == "Nothing that was sent in came late."


def test_a_click_on_the_badge_leads_to_what_it_says_and_beside_it_only_chooses(person: WorkingPerson) -> None:
    listed = person.space.bodies.list
    lines = person.space.bodies.lines
    row = next(at for at, line in enumerate(lines) if line.late)
    delegate = listed.itemDelegate()
    assert isinstance(delegate, BodyDelegate)
    rect = listed.visualRect(listed.model().index(row, 0))
    beside = QPoint(rect.left() + 20, rect.center().y())
    for at, leads in ((beside, False), (delegate.badge_place(lines[row], rect).center().toPoint(), True)):
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        person.settle()
        assert person.space.session.body == lines[row].code
        document = person.space.session.document
        assert (document is not None and document.late) is leads


@pytest.mark.thorough
def test_a_cell_of_the_matrix_has_its_acts_and_what_is_selected_stays_so(person: WorkingPerson) -> None:
    person.press("Ctrl+5")
    matrix = person.screen(MatrixScreen, "matrix").controller
    found = asked_row(matrix.table, 1, 2)
    assert {"matrix.open", "matrix.sort", "matrix.copy"} <= set(found)
    assert matrix.cell[0] == matrix.model.rows[1].code
    person.press("Ctrl+A")
    chosen = len(matrix.table.selected_cells)
    asked_row(matrix.table, 2, 1)
    assert len(matrix.table.selected_cells) == chosen > 2
    assert matrix.cell[0] == matrix.model.rows[2].code


@pytest.mark.thorough
def test_a_number_of_the_overview_has_its_acts(person: WorkingPerson) -> None:
    person.press("Ctrl+3")
    view = person.screen(OverviewScreen, "overview").view
    number = next(iter(view.figures.made.values()))
    at = number.mapTo(view, number.rect().center())
    assert asked(number, number.rect().center()) == ["overview.bodies", "overview.export"]
    assert number.hasFocus()
    assert view.childAt(at) is number
    person.window.action_list.run("overview.bodies")
    assert person.space.shown == "matrix"


@pytest.mark.thorough
def test_every_list_of_a_screen_has_a_menu(person: WorkingPerson) -> None:
    """Lists that have no acts of their own are named here, each with the reason."""
    without = {
        "Which pieces to show": "a choice of what is shown",
    }
    bare = set()
    for kind in SCREENS:
        widget = person.space.screen_of(kind.id).widget
        person.space.go(kind.id)
        person.settle()
        for view in widget.findChildren(QAbstractItemView):
            own = view.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu
            if (
                not own
                and view.isVisible()
                and view.accessibleName()
                and view.accessibleName() not in without
            ):
                bare.add((kind.id, view.accessibleName()))
    assert sorted(bare) == []
    for hidden in (person.intake.assign.table, person.intake.decide.tree):
        assert hidden.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu


@pytest.mark.parametrize("percent", [200])
def test_a_menu_that_is_higher_than_the_screen_scrolls_and_shows_its_keys_whole(
    person: WorkingPerson, percent: int
) -> None:
    """In columns beside each other it was wider than a small screen."""
    assert person.window.look.percent == percent
    for top in person.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        menu.popup(person.window.mapToGlobal(QPoint(0, 0)))
        places = [menu.actionGeometry(each) for each in menu.actions() if not each.isSeparator()]
        assert menu.height() <= menu.screen().availableGeometry().height()
        assert len({place.left() for place in places}) == 1, f"{top.text()} stands in columns"
        menu.setActiveAction(menu.actions()[-1])
        last = menu.actionGeometry(menu.actions()[-1])
        assert last.bottom() <= menu.rect().bottom(), (
            f"{top.text()}: keys don't bring its last line into view"
        )
        menu.close()
