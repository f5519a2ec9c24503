"""Screens are put together from the outside in: what is put into another is dressed anew, with all that it holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from reviewer.ui.screens import SCREENS
from tests.ui.person import WorkingPerson

MOST = 5.2
"""How often a widget is told that it is dressed otherwise until its screen is there, on average. Put together from the inside out it was
seven times, and half of what the first opening took."""


class Dressings(QObject):
    """Hears which widgets are told that they are dressed otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.StyleChange:
            self.told.append(Shiboken.getCppPointer(watched)[0])
        return False


@pytest.mark.thorough
def test_screens_that_are_opened_first_are_dressed_hardly_more_than_they_must_be(
    person: WorkingPerson,
) -> None:
    application = QApplication.instance()
    assert application is not None
    for kind in SCREENS[1:]:
        heard = Dressings()
        application.installEventFilter(heard)
        person.space.go(kind.id)
        QApplication.processEvents()
        application.removeEventFilter(heard)
        widgets = person.space.screen_of(kind.id).widget.findChildren(QWidget)
        its = {Shiboken.getCppPointer(widget)[0] for widget in widgets}
        assert len([each for each in heard.told if each in its]) <= MOST * len(widgets), kind.id
