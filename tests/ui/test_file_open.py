"""What macOS asks the program to open comes as an event, and is opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from reviewer.ui.file_open import FileOpened


def test_a_double_click_opens_and_all_else_passes(qapp: QApplication, tmp_path: Path) -> None:
    wanted: list[Path] = []
    owner = QObject()
    hears = FileOpened(qapp, wanted.append, owner)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "mine.casebook")))
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/x")))
    assert wanted == [tmp_path / "mine.casebook"]
    assert not hears.eventFilter(qapp, QEvent(QEvent.Type.ApplicationStateChange))
    qapp.removeEventFilter(hears)
