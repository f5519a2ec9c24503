"""A label remembers how high it is at a width, and forgets it with whatever changes that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.look import Look
from reviewer.ui.widgets import Beside, Box, Label

WORDS = "Words that take several lines where there is little room for them, as there mostly is. "


def fresh(look: Look, label: Label) -> int:
    """What a label that remembers nothing says."""
    other = Label(label.text(), str(label.property("role") or ""), wrap=True)
    box = Box(look, other)
    box.show()
    return other.heightForWidth(200)


@pytest.mark.parametrize(
    "change",
    [
        lambda label, _look: label.setText(WORDS * 5),
        lambda label, _look: label.setText("Short."),
        lambda _label, look: look.choose(percent=200),
        lambda label, _look: label.set_role("title"),
    ],
    ids=["longer", "shorter", "larger text", "role"],
)
def test_a_label_is_as_high_as_its_words_need(
    qtbot: QtBot, qapp: QApplication, change: Callable[[Label, Look], None]
) -> None:
    look = Look()
    look.wear(qapp)
    label = Label(WORDS * 2, "small", wrap=True)
    box = Box(look, label)
    qtbot.addWidget(box)
    box.show()
    before = [label.heightForWidth(width) for width in range(100, 300)]
    assert label.heightForWidth(200) == before[100] == fresh(look, label)
    change(label, look)
    try:
        assert label.heightForWidth(200) == fresh(look, label) != before[100]
    finally:
        look.choose(percent=100)


@pytest.mark.parametrize(
    ("width", "fits"),
    [
        (400, True),  # there is room
        (150, False),  # a word would be cut beside it
        (80, False),
    ],
)
def test_a_button_stands_beside_words_only_where_none_of_them_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, fits: bool
) -> None:
    look = Look()
    look.wear(qapp)
    words = Label("12 documents · 340 pages", "small", wrap=True)
    act = QPushButton("Receive…")
    beside = Beside(look, words, act)
    qtbot.addWidget(beside)
    beside.resize(width, 200)
    beside.show()

    def stands_beside() -> bool:
        return act.geometry().left() > words.geometry().right()

    qtbot.waitUntil(lambda: stands_beside() is fits)
    longest = max(words.fontMetrics().horizontalAdvance(word) for word in words.text().split())
    qtbot.waitUntil(lambda: words.width() >= min(longest, width))
    words.setText("1 page")  # which fits
    qtbot.waitUntil(lambda: stands_beside() or width < 150)
