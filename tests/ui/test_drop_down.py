"""What can be chosen from looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.ui.drop_down import DropDown
from reviewer.ui.look import Look
from reviewer.ui.stylesheet import style_sheet


def painted(image: QImage, area: QRect) -> int:
    """How many pixels of an area are not as its first one."""
    colours = [
        image.pixel(x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom())
    ]
    return sum(colour != colours[0] for colour in colours)


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_an_arrow_stands_where_the_line_ends(qtbot: QtBot, way: Qt.LayoutDirection) -> None:
    box = DropDown()
    look = Look()
    box.setStyleSheet(style_sheet(look.palette, look.px, way))
    box.setLayoutDirection(way)
    box.addItem("In place")
    box.resize(400, 32)
    box.show()
    qtbot.waitExposed(box)
    image = box.grab().toImage()
    end, start = QRect(372, 8, 20, 16), QRect(180, 8, 20, 16)
    if way is Qt.LayoutDirection.RightToLeft:
        end = QRect(8, 8, 20, 16)
    assert painted(image, end) > 10
    assert painted(image, start) == 0
    Shiboken.delete(box)


def test_nothing_is_chosen_from_by_a_list_without_an_arrow(root: Path) -> None:
    plain = [
        str(path) for path in (root / "reviewer/ui").rglob("*.py") if "QComboBox(" in path.read_text("utf-8")
    ]
    assert plain == []
