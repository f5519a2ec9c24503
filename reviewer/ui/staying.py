"""Buttons that stay down, such as tabs and findings: what a click on one does, assistive technology does by its own way too.

Who listens, or speaks to the computer, has such a button toggled. Qt then turns it and emits ``toggled`` alone, so that
whatever is done on ``clicked`` would not be done: a finding would look chosen and be recorded by nobody.
"""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtCore import QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

B = TypeVar("B", bound=QAbstractButton)


class _Answer(QObject):
    """Emits a button's ``clicked`` when it was turned neither by a click nor by ``mark``."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._owed = False
        button.toggled.connect(self._hear)
        button.released.connect(self._acquit)  # a click emits it after ``toggled`` and before ``clicked``

    def _hear(self, on: bool) -> None:
        button = self.parent()
        if not isinstance(button, QAbstractButton):
            return
        group = cast("QButtonGroup | None", button.group())
        exclusive = button.autoExclusive() if group is None else group.exclusive()
        if on or not exclusive:  # else it went up because another one went down
            self._owed = True
            QTimer.singleShot(0, self, self._answer)

    def _acquit(self) -> None:
        self._owed = False

    def _answer(self) -> None:
        button = self.parent()
        if self._owed and isinstance(button, QAbstractButton):
            self._owed = False
            button.clicked[bool].emit(button.isChecked())  # type: ignore[index] # the stubs know one of the two


def stays_down(button: B) -> B:
    """Have a button stay down, and do what it does on ``clicked`` however a person turns it."""
    button.setCheckable(True)
    _Answer(button)
    return button


def mark(button: QAbstractButton, *, on: bool) -> None:
    """Show a button down or up, as things stand; nothing is done by it."""
    with QSignalBlocker(button):
        button.setChecked(on)
