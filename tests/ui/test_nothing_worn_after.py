"""What one test puts on the application is off in the next: a text size that stays changes where lines end for all that follow."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

SHEET = "QLabel { color: red }"


@pytest.mark.xdist_group("one after the other")
@pytest.mark.parametrize("_time", [1, 2])
def test_letters_and_sheet_of_a_test_before_are_gone(qapp: QApplication, _time: int) -> None:
    assert qapp.font().pixelSize() != 57
    assert qapp.styleSheet() != SHEET
    font = QFont(qapp.font())
    font.setPixelSize(57)
    qapp.setFont(font)
    qapp.setStyleSheet(SHEET)
