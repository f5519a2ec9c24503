"""Lines that can be ticked: ticking one of thousands measures none of them again, and each stays whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.ui.look import Look
from reviewer.ui.ticks import Index, TickDelegate, TickList

LINES = 300


@pytest.fixture
def look() -> Iterator[Look]:
    made = Look()
    yield made
    made.choose(percent=100)


@pytest.fixture
def ticks(look: Look, qtbot: QtBot) -> Iterator[TickList]:
    look.choose(percent=100)
    listed = TickList(look)
    for number in range(LINES):
        item = QListWidgetItem(f"Line {number}: " + "more words than one row of it holds " * (number % 4))
        item.setCheckState(Qt.CheckState.Unchecked)
        listed.addItem(item)
    listed.resize(300, 400)
    with qtbot.waitExposed(listed):
        listed.show()
    yield listed
    Shiboken.delete(listed)


def heights(listed: TickList) -> list[int]:
    return [listed.visualItemRect(listed.item(row)).height() for row in range(LINES)]


def afresh(listed: TickList, look: Look) -> list[int]:
    """The heights that a delegate that remembers nothing gives."""
    delegate, option = TickDelegate(look, listed), QStyleOptionViewItem()
    listed.initViewItemOption(option)
    return [
        delegate.sizeHint(option, listed.indexFromItem(listed.item(row))).height() for row in range(LINES)
    ]


def test_a_tick_measures_no_line_again(
    ticks: TickList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights(ticks)
    measured: list[int] = []
    found = TickDelegate._height  # noqa: SLF001 - what must not be done is no act of its own

    def counted(delegate: TickDelegate, option: QStyleOptionViewItem, index: Index, width: int) -> int:
        measured.append(index.row())
        return found(delegate, option, index, width)

    monkeypatch.setattr(TickDelegate, "_height", counted)
    ticks.item(7).setCheckState(Qt.CheckState.Checked)
    qtbot.wait(20)
    heights(ticks)
    assert not measured


@pytest.mark.thorough
def test_lines_are_as_high_as_their_words_at_every_size_and_width(
    ticks: TickList, look: Look, qtbot: QtBot
) -> None:
    before = heights(ticks)
    assert before == afresh(ticks, look)
    assert before[3] > before[0]
    look.choose(percent=200)
    qtbot.wait(20)
    assert heights(ticks) == afresh(ticks, look)
    assert heights(ticks)[0] > before[0]
    ticks.resize(1200, 400)
    qtbot.wait(20)
    assert heights(ticks) == afresh(ticks, look)
    look.choose(percent=100)
    ticks.resize(300, 400)
    qtbot.wait(20)
    assert heights(ticks) == before
    ticks.item(0).setText("Now it is a line of which nobody could say that it has room in a single row")
    qtbot.wait(20)
    assert heights(ticks) == afresh(ticks, look)
