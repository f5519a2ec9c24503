"""Pieces that could not be read: what is said of one is said once a press, and each has a menu."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.desk import Desk, Home
from reviewer.ui.pieces.screen import PiecesScreen
from tests.ui.person import Sits, WorkingPerson


@pytest.fixture
def who(sample_home: Home, sit_down: Sits, tmp_path: Path) -> WorkingPerson:
    """At the wall of two files that are damaged."""
    for name in ("first.pdf", "second.pdf"):
        (tmp_path / name).write_bytes(f"%PDF-1.7 {name} and nothing else".encode())
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        desk.receiving.receive(
            "thornwick", [tmp_path / "first.pdf", tmp_path / "second.pdf"], date(2025, 2, 20)
        )
    someone = sit_down(sample_home)
    someone.go_to_body("thornwick")
    someone.press("Ctrl+6")
    someone.wait(lambda: screen(someone).controller.model.rowCount() == 2)
    return someone


def screen(who: WorkingPerson) -> PiecesScreen:
    return who.screen(PiecesScreen, "pieces")


@pytest.mark.thorough
def test_a_key_that_is_held_down_says_of_one_piece_that_it_was_seen(who: WorkingPerson) -> None:
    wall = screen(who).view.wall
    for again in (False, True, True):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s", autorep=again
        )
        QApplication.sendEvent(wall, held)
        who.settle()
    who.wait(lambda: screen(who).controller.model.pieces[0].seen)
    assert not screen(who).controller.model.pieces[1].seen


@pytest.mark.thorough
def test_keys_that_keep_something_count_once_a_press_in_the_whole_window(who: WorkingPerson) -> None:
    heard = {each.key().toString(): each.autoRepeat() for each in who.window.findChildren(QShortcut)}
    assert heard["Ctrl+Return"] is False, "held down, it said of every piece that it was seen"
    assert heard["Ctrl+PgDown"] is True, "one goes through documents as long as one holds it"


@pytest.mark.thorough
def test_a_piece_has_a_menu_of_what_can_be_done_to_it(who: WorkingPerson) -> None:
    wall = screen(who).view.wall
    middle = wall.visualRect(wall.model().index(1, 0)).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, wall.viewport().mapToGlobal(middle))
    QApplication.postEvent(wall.viewport(), asked)
    who.wait(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {"pieces.see", "pieces.type", "pieces.open"} <= {line.data() for line in menu.actions()}
    menu.close()
    piece = wall.current()
    assert piece
    assert piece.name == "second.pdf", "the menu is of the piece under it"
