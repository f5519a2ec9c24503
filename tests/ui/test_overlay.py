"""What is told lies over the window: it moves nothing, and what has the focus stays in sight."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.app import make_window
from reviewer.desk import Home
from reviewer.ui.look import Look
from reviewer.ui.overlay import Overlay
from reviewer.ui.widgets import Label
from tests.scale import grid
from tests.ui.person import WorkingPerson, closed

pytestmark = pytest.mark.shares_window

LONG = "12 documents received. " * 6 + "Choose one in the list to type its password."


def places(person: WorkingPerson) -> dict[QWidget, QRect]:
    """Where everything of the casebook stands in the window."""
    window = person.window
    return {
        widget: QRect(widget.mapTo(window, QPoint()), widget.size())
        for widget in person.space.findChildren(QWidget)
        if widget.isVisible() and widget.window() is window
    }


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_neither_a_message_nor_work_moves_anything(person: WorkingPerson, percent: int) -> None:
    window, over = person.window, threading.Event()
    window.preferences.choose_size(percent)
    person.go_to_body("harrowdale")
    person.settle()
    before = places(person)
    window.messages.tell(LONG)
    window.work.start("Receiving", lambda _ticket: over.wait(30), lambda _none: None)
    person.wait(window.status.isVisible)
    person.wait(window.message_bar.isVisible)
    assert person.message == LONG
    assert places(person) == before
    text = window.message_bar.findChildren(Label)[0]
    assert text.height() >= text.heightForWidth(text.width()), "all of it is read"
    told: list[QWidget] = [window.message_bar, window.status]
    for each in told:
        assert window.rect().contains(QRect(each.mapTo(window, QPoint()), each.size()))
    preview = person.desk.remaining.preview
    there = QRect(preview.mapTo(window, QPoint()), preview.size())
    assert not [each for each in told if QRect(each.mapTo(window, QPoint()), each.size()).intersects(there)]
    over.set()
    person.wait(lambda: not window.status.isVisible())
    window.message_bar.dismiss()
    person.settle()
    assert places(person) == before


def test_what_has_the_focus_is_not_covered(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(900, 600)
    low, high = QPushButton("Low", window), QPushButton("High", window)
    low.setGeometry(16, 530, 200, 30)
    high.setGeometry(16, 100, 200, 30)
    note = Label("Something was done.\n" * 4, wrap=True)  # higher than a button in any typeface
    overlay = Overlay(Look(), window, note)
    window.show()
    qtbot.waitExposed(window)

    def seen(button: QWidget) -> bool:
        return not overlay.geometry().intersects(button.geometry())

    low.setFocus()
    qtbot.waitUntil(low.hasFocus)
    assert seen(low)
    high.setFocus()
    qtbot.waitUntil(high.hasFocus)
    assert seen(high)
    assert window.rect().contains(overlay.geometry())
    note.hide()
    assert not overlay.isVisible(), "nothing is left over the window"
    Shiboken.delete(window)


def test_the_window_fits_on_the_screen_with_the_frame_round_it(
    qtbot: QtBot, qapp: object, home: Home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    window = make_window(qapp, home, tmp_path_factory.mktemp("log") / "log")  # type: ignore[arg-type]
    room = window.screen().availableGeometry()
    assert window.width() < room.width() or room.width() > 1366
    assert window.height() < room.height() or room.height() > 768
    closed(qtbot, window)
