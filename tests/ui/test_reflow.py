"""Rows that become columns are as high as their width alone says, so that no scroll bar comes and goes by them for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.key_row import HintRow
from reviewer.ui.look import Look
from reviewer.ui.preferences.rows import LEAST, NAME, SettingRow, SettingsPage
from reviewer.ui.triage.assigning import Foot
from reviewer.ui.widgets import Beside, Box, Label, Turning, scrolled
from tests.ui.laid_out import out_of_place

WIDTHS = range(60, 700, 7)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look()
    made.wear(qapp)
    yield made
    made.choose(percent=100)


@pytest.fixture(
    params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["left", "right"]
)
def way(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Qt.LayoutDirection]:
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def buttons(count: int = 3) -> list[QPushButton]:
    return [QPushButton(f"Button number {at}") for at in range(count)]


def sorts(look: Look) -> Iterator[Box]:
    """One of each sort."""
    yield Turning(look, *buttons())
    yield Beside(
        look,
        Label("So many words that they take several lines in most widths. " * 2, wrap=True),
        QPushButton("Act"),
    )
    yield Beside(
        look, Label("12 documents · 340 pages", "small", wrap=True), Turning(look, *buttons(2), gap=0)
    )
    yield SettingRow(
        look, "What it is called", Turning(look, *buttons()), explanation="A sentence about it. " * 8
    )
    yield Foot(look, Box(look, *buttons(2), across=True), Turning(look, *buttons(2)))


@pytest.mark.thorough
@pytest.mark.parametrize("sort", range(5))
def test_the_height_in_a_width_is_known_before_and_holds_after(
    qtbot: QtBot, look: Look, way: Qt.LayoutDirection, sort: int
) -> None:
    made = list(sorts(look))[sort]
    qtbot.addWidget(made)
    asked = [made.heightForWidth(width) for width in WIDTHS]
    made.show()
    for order in (WIDTHS, reversed(WIDTHS)):
        for width in order:
            if width >= made.minimumSizeHint().width():
                made.resize(width, asked[WIDTHS.index(width)])
                QApplication.processEvents()
                assert made.heightForWidth(width) == asked[WIDTHS.index(width)]
                assert list(out_of_place(made)) == [], (width, way)


def test_a_row_begins_where_one_begins_to_read(qtbot: QtBot, look: Look, way: Qt.LayoutDirection) -> None:
    first, last = buttons(2)
    row = Turning(look, first, last)
    qtbot.addWidget(row)
    row.resize(600, 40)
    row.show()
    qtbot.waitExposed(row)
    right = way is Qt.LayoutDirection.RightToLeft
    assert (first.x() > last.x()) is right
    assert (first.geometry().right() == row.rect().right()) is right


def test_what_is_hidden_takes_no_room(qtbot: QtBot, look: Look) -> None:
    first, middle, last = buttons(3)
    row = Turning(look, first, middle, last)
    qtbot.addWidget(row)
    row.resize(first.sizeHint().width() * 2 + 20, 200)
    row.show()
    qtbot.waitUntil(lambda: last.y() > middle.y() > first.y())
    middle.hide()
    qtbot.waitUntil(lambda: last.y() == first.y())


class Requests(QObject):
    """Counts how often something is laid out anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.number = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        self.number += event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}
        return False


def test_no_scroll_bar_comes_and_goes_for_ever(qtbot: QtBot, look: Look) -> None:
    """Beside their name the buttons stand in a column, which is too high; with a bar they stand beneath it, in a row that is not."""
    made = [QPushButton(f"{at}") for at in range(6)]
    room = LEAST - NAME - 16
    for each in made:
        each.setFixedWidth(room // 6)  # with the gaps wider than that
    row = SettingRow(look, "Name", Turning(look, *made))
    area = scrolled(SettingsPage(look, row))
    qtbot.addWidget(area)
    low, high = (row.heightForWidth(width) for width in (LEAST - 1, LEAST))
    assert low < high
    area.resize(LEAST + 48, (low + high) // 2 + 24)
    area.show()
    qtbot.waitExposed(area)
    qtbot.wait(100)
    requests = Requests(row)
    qtbot.wait(200)
    assert requests.number == 0
    assert list(out_of_place(area)) == []


def test_keys_that_have_no_room_once_the_text_is_larger_are_left_out(qtbot: QtBot, look: Look) -> None:
    row = HintRow(look, [(("Enter",), f"does what is number {at}") for at in range(4)], ())
    box = Box(look, row)
    qtbot.addWidget(box)
    row.show_place("1 to 3 of 6")
    hints = row.findChildren(Box, options=Qt.FindChildOption.FindDirectChildrenOnly)
    box.resize(sum(each.sizeHint().width() + 16 for each in hints) + row.place.sizeHint().width() + 60, 60)
    box.show()
    qtbot.waitExposed(box)

    def keys() -> int:
        return sum(label.isVisible() and label.text() == "Enter" for label in row.findChildren(Label))

    qtbot.waitUntil(lambda: keys() == len(hints))
    look.choose(percent=200)
    qtbot.waitUntil(lambda: 0 < keys() < len(hints))
    qtbot.waitUntil(lambda: list(out_of_place(row)) == [])
