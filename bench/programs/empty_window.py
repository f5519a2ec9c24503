"""The peer of a start: an empty QMainWindow, from nothing to its first paint."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class EmptyWindow(QMainWindow):
    """Says when it has been painted (the monotonic clock's seconds), and ends."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        print(f"{time.monotonic():.6f}", flush=True)
        QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = EmptyWindow()
    window.resize(1280, 800)
    window.show()
    sys.exit(application.exec())
