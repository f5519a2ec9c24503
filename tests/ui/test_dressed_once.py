"""Screens are put together from the outside in: what is put into another is dressed anew, with all that it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.screens import SCREENS
from tests.ui.person import WorkingPerson

MOST = 5.2
"""How often a widget is told that it is dressed otherwise until its screen is there, on average. Put together from the inside out it was
seven times, and half of what the first opening took."""


class Dressings(QObject):
    """Counts how often widgets are told that they are dressed otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_screens_that_are_opened_first_are_dressed_hardly_more_than_they_must_be(
    person: WorkingPerson,
) -> None:
    application = QApplication.instance()
    assert application is not None
    for kind in SCREENS[1:]:
        counted = Dressings()
        application.installEventFilter(counted)
        person.space.go(kind.id)
        QApplication.processEvents()
        application.removeEventFilter(counted)
        widgets = person.space.screen_of(kind.id).widget.findChildren(QWidget)
        assert counted.count <= MOST * len(widgets), kind.id
