"""Asks for a password that a body gave for its files."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.widgets import Label


class PasswordDialog(Form):
    """One line; the password is kept in memory until the casebook is closed."""

    help = "documents#passwords"

    password_given = Signal(str)

    def __init__(self, look: Look, body: str, parent: QWidget) -> None:
        """``body`` is whose files it opens."""
        super().__init__(look, self.tr("Password of {}").format(body), parent)
        words = self.tr("It is tried on all that is locked of {}, and forgotten when the casebook is closed.")
        self.add_wide(Label(words.format(body), "muted", wrap=True))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_line(self.tr("Password"), self.password)
        self.finish(self.tr("Unlock"), self._check)
        self.password.setFocus()

    def _check(self) -> None:
        if not self.password.text():
            self.complain(self.tr("Type the password."), self.password)
            return
        self.password_given.emit(self.password.text())
        self.accept()
