"""What is told of a document, beneath its page: it comes and goes, and nothing that one reads or presses moves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class NoticeFoot(QWidget):
    """Notices one under the other, each of which shows and hides itself; no higher than they are."""

    def __init__(self) -> None:
        """Begin without notices."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, notice: QWidget) -> None:
        """Take a notice, beneath the others."""
        self._column.addWidget(notice)
