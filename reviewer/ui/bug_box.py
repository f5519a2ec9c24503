"""The dialog that says that the program itself is at fault."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from reviewer.ui.actions.listener import hear_menu_keys
from reviewer.ui.help.lookup import hear_help


class BugBox(QMessageBox):
    """Says that the program is at fault, that nothing is lost, and where the details are."""

    help = "README#nothing-is-lost"

    def __init__(self, trace: str, log_file: str, parent: QWidget | None = None) -> None:
        """``trace`` is shown on request; ``log_file`` names where it is kept."""
        super().__init__(parent)
        hear_help(self)
        hear_menu_keys(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Reviewer has a fault"))
        self.setText(self.tr("Something went wrong inside Reviewer. Everything recorded so far is safe."))
        self.setInformativeText(
            self.tr("You can go on. Please send the log to whoever looks after Reviewer: {}").format(log_file)
        )
        self.setDetailedText(trace)
        self.setStandardButtons(QMessageBox.StandardButton.Ok)
