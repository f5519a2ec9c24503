"""The list of bodies: a line each, whatever the name, and how one is found among many."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from reviewer.desk import Desk, Home
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.body_delegate import cut_in_the_middle
from reviewer.ui.intake_dialogs import ReceiveDialog
from tests.ui.person import Sits, WorkingPerson

pytestmark = pytest.mark.shares_window

FORCES = (
    "Avon and Somerset", "Bedfordshire", "British Transport", "Cambridgeshire", "Cheshire", "City of London", "Cleveland",
    "Cumbria", "Derbyshire", "Devon and Cornwall", "Dorset", "Durham", "Dyfed-Powys", "Essex", "Gloucestershire",
    "Greater Manchester", "Gwent", "Hampshire and Isle of Wight", "Hertfordshire", "Humberside", "Kent", "Lancashire",
    "Leicestershire", "Lincolnshire", "Merseyside", "Metropolitan", "Norfolk", "North Wales", "North Yorkshire",
    "Northamptonshire", "Northumbria", "Nottinghamshire", "South Wales", "South Yorkshire", "Staffordshire", "Suffolk",
    "Surrey", "Sussex", "Thames Valley", "Warwickshire", "West Mercia", "West Midlands", "West Yorkshire",
)  # fmt: skip
SERVICES = {"British Transport": "Police", "Cambridgeshire": "Constabulary", "Gloucestershire": "Constabulary",
            "Hampshire and Isle of Wight": "Constabulary", "Metropolitan": "Police Service"}  # fmt: skip


def named(force: str) -> str:
    return f"{force} {SERVICES.get(force, 'Police')}"


@pytest.fixture
def forces(open_window: Sits, home: Home, tmp_path: Path) -> WorkingPerson:
    """Someone before a case of 43 forces and four criteria, on a small screen."""
    case = tmp_path / "case"
    shutil.copytree(home.resources / "samples/boundaries/case", case)
    head, like, *_ = (case / "bodies.tsv").read_text("utf-8").splitlines()
    rest = like.split("\t", 2)[2]
    rows = [f"{force.lower().replace(' ', '-')}\t{named(force)}\t{rest}" for force in FORCES]
    (case / "bodies.tsv").write_text("\n".join((head, *rows, "")), encoding="utf-8")
    Desk.new(tmp_path / "many.casebook", case, home).close()
    who = open_window(home)
    who.window.resize(1366, 768)
    who.window.opening.open(tmp_path / "many.casebook")
    who.wait(lambda: who.window.workspace is not None and who.window.workspace.furnished)
    who.settle()
    return who


def heights(pane: BodiesPane) -> set[int]:
    model = pane.list.model()
    return {pane.list.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())}


@pytest.mark.thorough
def test_forty_three_forces_stand_in_single_lines(forces: WorkingPerson) -> None:
    pane, session = forces.space.bodies, forces.space.session
    assert len(session.lines) == len(FORCES)
    assert len(session.lines[0].tones) >= 4
    for more in ({}, {"late": 2}, {"late": 12}, {"conflicts": 2}, {"damaged": 3}):
        lines = tuple(replace(line, **more) for line in session.lines)  # type: ignore[arg-type]
        pane.refresh(replace(session.snapshot, lines=lines))
        forces.settle()
        assert heights(pane) == {32}, more
        assert pane.list.horizontalScrollBar().maximum() == 0
        model = pane.list.model()
        for row, force in enumerate(FORCES):
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                assert str(model.index(row, 0).data(role)).startswith(f"{named(force)}. ")


def drop_on(view: QAbstractItemView, at: QPoint, path: Path) -> bool:
    """Drag a file over a list and let it go there; tells whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    where = view.viewport()
    QApplication.sendEvent(where, QDragEnterEvent(at, actions, data, buttons, keys))
    QApplication.sendEvent(where, QDragMoveEvent(at, actions, data, buttons, keys))
    event = QDropEvent(QPointF(at), actions, data, buttons, keys)
    QApplication.sendEvent(where, event)
    return event.isAccepted()


@pytest.mark.thorough
def test_what_lies_under_a_line_follows_choice_focus_and_mouse(person: WorkingPerson) -> None:
    listed, palette = person.space.bodies.list, person.window.look.palette
    person.focus(listed)
    person.press("Home")

    def ground(row: int) -> tuple[str, str]:
        """The colours of the outermost pixels of a line, and of those a little within."""
        rect = listed.visualRect(listed.model().index(row, 0))
        picture = listed.viewport().grab().toImage()
        places = (rect.left() + 1, rect.top() + 1), (rect.left() + 7, rect.top() + 5)
        return tuple(picture.pixelColor(*place).name().upper() for place in places)  # type: ignore[return-value]

    accent, wash, sunk, surface = palette.accent, palette.wash, palette.sunk, palette.surface
    assert ground(0) == (accent, wash)
    assert ground(1) == (surface, surface)
    person.focus(person.space.bodies.head.field)
    assert ground(0) == (accent, wash)  # the bar at its beginning
    under = listed.visualRect(listed.model().index(1, 0)).center()
    QTest.mouseMove(listed.viewport(), QPoint(1, listed.viewport().height() - 2))
    QTest.mouseMove(listed.viewport(), under)
    person.wait(lambda: ground(1) == (sunk, sunk))
    assert ground(2) == (surface, surface)


@pytest.mark.thorough
def test_what_is_dropped_on_a_line_is_received_for_that_body(person: WorkingPerson, tmp_path: Path) -> None:
    session, listed = person.space.session, person.space.bodies.list
    chosen, meant = session.body, session.lines[2]
    assert meant.code != chosen
    paper = tmp_path / "for the third.txt"
    paper.write_text("It was let go over the third line.", encoding="utf-8")
    middle = listed.visualRect(listed.model().index(2, 0)).center()
    assert drop_on(listed, middle, paper)
    dialog = person.dialog(ReceiveDialog)
    assert meant.name in dialog.windowTitle()
    person.press("Return")
    person.wait(lambda: person.message.startswith("1 document received."))

    rows = [row for row in session.desk.reading.documents() if row.name == paper.name]
    assert [row.body for row in rows] == [meant.code]
    assert session.body == chosen, "one goes on where one was"


@pytest.mark.usefixtures("qapp")
def test_a_name_is_cut_between_words_and_only_a_single_one_in_itself() -> None:
    metrics = QFontMetrics(QApplication.font())

    def cut(name: str, like: str) -> str:
        return cut_in_the_middle(name, metrics, metrics.horizontalAdvance(like))

    whole = "Hampshire and Isle of Wight Constabulary"
    assert cut(whole, whole) == whole
    assert cut(whole, "Hampshire and … Wight Constabulary") == "Hampshire and … Wight Constabulary"
    assert cut(whole, "Hampshire … Constabulary") == "Hampshire … Constabulary"
    assert cut("Gloucestershire Constabulary", "Gloucestershire Const") == "Gloucestershire …"
    short = cut("Northamptonshire", "Northampton")
    assert "…" in short
    assert not short.endswith("…")
    assert not short.startswith("…")


def names(person: WorkingPerson) -> list[str]:
    return [line.name for line in person.space.bodies.lines]


@pytest.mark.thorough
def test_the_list_is_narrowed_as_one_types_and_all_comes_back(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    pane, everybody, chosen = person.space.bodies, names(person), person.view.body
    person.press("/")
    assert QApplication.focusWidget() is pane.head.field
    person.type("penm")
    assert names(person) == [person.space.session.desk.body("penmarsh").name]
    assert pane.head.field.accessibleDescription() == f"1 of {len(everybody)} shown"
    assert person.view.body == chosen, "nobody is chosen by typing"
    person.press("Return")
    assert QApplication.focusWidget() is pane.list
    assert person.view.body.code == "penmarsh"
    person.press("Escape")
    assert names(person) == everybody
    assert QApplication.focusWidget() is pane.list
    assert pane.list.currentIndex().data() == person.view.body.name


def test_where_no_body_fits_it_is_said_with_what_to_do(person: WorkingPerson) -> None:
    pane, everybody, chosen = person.space.bodies, names(person), person.view.body
    person.focus(pane.list)
    person.press("/")
    person.type("zzz")
    assert not pane.list.isVisible()
    assert pane.nothing.isVisible()
    assert "No force fits “zzz”" in pane.nothing.text()
    person.press("Return")
    assert QApplication.focusWidget() is pane.head.field, "there is no list to go to"
    person.press("Escape")
    assert names(person) == everybody
    assert QApplication.focusWidget() is pane.head.field, "the first one empties it, the second one leaves"
    person.press("Escape")
    assert QApplication.focusWidget() is pane.list
    assert person.view.body == chosen
    person.press("/")
    person.type("zzz")
    person.click(pane.all)
    assert names(person) == everybody


def test_findings_are_found_as_in_the_matrix_and_tab_through_the_list_chooses_nothing(
    person: WorkingPerson,
) -> None:
    person.go_to_body("harrowdale")
    pane, chosen, lines = person.space.bodies, person.view.body, person.space.session.lines
    found = next(cell.finding for line in lines for cell in line.cells if cell.finding)
    findings = person.space.session.desk.case.framework.findings
    person.focus(pane.list)
    person.press("/")
    person.type(next(finding.label for finding in findings if finding.key == found).upper())
    with_it = [line.name for line in lines if any(cell.finding == found for cell in line.cells)]
    assert names(person) == with_it
    assert with_it != [line.name for line in lines]
    other = next(line.name for line in lines if line.code != chosen.code)
    person.press("Ctrl+A")
    person.type(other)
    assert chosen.name not in names(person)
    person.press("Tab")
    person.press("Tab")
    assert QApplication.focusWidget() is pane.list
    assert person.view.body == chosen
    person.press("Down")
    assert person.view.body.name == other
