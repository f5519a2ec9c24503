"""The last picture stands for a moment, and no longer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.ui.last_picture import HOLD, LastPicture


def test_who_holds_an_arrow_key_down_sees_where_they_are(qtbot: QtBot) -> None:
    widget = QWidget()
    picture, seen = LastPicture(widget), list[bool]()
    for _ in range(8):
        seen.append(widget.updatesEnabled())
        picture.keep()
        qtbot.wait(HOLD // 3)
    Shiboken.delete(widget)
    assert any(seen[1:])
