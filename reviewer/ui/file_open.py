"""macOS hands over what is opened by a double click as an event, not among the program's words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpened(QObject):
    """Hears what the desktop asks the program to open; of other systems nobody needs it, and each event would pass by here."""

    def __init__(self, application: QObject, wanted: Callable[[Path], object], owner: QObject) -> None:
        """``wanted`` is told the path, as long as the ``owner`` lives."""
        super().__init__(owner)
        self._wanted = wanted
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._wanted(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
