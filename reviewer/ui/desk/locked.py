"""A locked document in the middle of the desk: why it is not shown, and where its password goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.desk.display import DocumentRow
from reviewer.desk.words.problems import beside_password
from reviewer.model import Problem
from reviewer.ui.look import Look
from reviewer.ui.staying import stays_down
from reviewer.ui.widgets import Box, Label, Turning, button, scrolled

WIDEST = 520


class LockedView(Box):
    """Asks for the password of one document, in place, and says in place when it does not fit.

    ``password_given`` carries the row and the password.
    """

    password_given = Signal(object, str)

    def __init__(self, look: Look) -> None:
        """Begin hidden; ``ask`` shows it."""
        super().__init__(look, gap=0, role="pane")
        self._row: DocumentRow | None = None
        self._title = Label("", "heading", wrap=True)
        self._why = Label("", wrap=True)
        words = self.tr(
            "It is tried on everything locked that came from the same sender, and on what comes later, until you "
            "close the casebook. It is kept in memory only."
        )
        self._name = Label(self.tr("Password"), "strong")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Password of this document"))
        self.field.returnPressed.connect(self._give)
        self._name.setBuddy(self.field)
        self.open = button(self.tr("Open"), self._give, "primary")
        self.shows = stays_down(button(self.tr("Show"), self._show_word, "quiet"))
        self.shows.setAccessibleName(self.tr("Show the password"))
        self._complaint = Label("", "bad", wrap=True)
        self._complaint.hide()
        inner = Box(look, self._title, self._why, self._name, self.field, self._complaint, gap=8)
        inner.add(Turning(look, self.open, self.shows))
        inner.add(Label(words, "muted", wrap=True))
        self._inner = inner
        self._fit()
        around = Box(look, inner, None, margins=(24, 24, 24, 24), role="pane")
        self.add(scrolled(around, role="pane"), 1)
        self.setFocusProxy(self.field)
        self.hide()

    @property
    def complaint(self) -> str:
        """What is said against the last password, "" if nothing."""
        return self._complaint.text() if not self._complaint.isHidden() else ""

    def ask(self, row: DocumentRow, why: Problem) -> None:
        """Ask for the password of a document; what was typed for another one goes."""
        if self._row is None or self._row.sha256 != row.sha256:
            self.field.clear()
            self._complain("")
        self._row = row
        self._title.setText(row.name)
        said = self.tr("This document is locked: type its password. {}")
        self._why.setText(said.format(beside_password(why)))
        self.field.setAccessibleDescription(self._why.text())
        self.setVisible(True)

    def _fit(self) -> None:
        self._inner.setMaximumWidth(self._look.px(WIDEST))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_inner"):
            self._fit()

    def leave(self) -> None:
        """Hide, and forget what was typed."""
        self._row = None
        self.field.clear()
        self._complain("")
        self.hide()

    @property
    def has_focus(self) -> bool:
        """Whether the focus of the window is in here, be the window in front or not."""
        return self.isVisible() and self.isAncestorOf(self.window().focusWidget())

    def asks_for(self, row: DocumentRow) -> bool:
        """Tell whether it is this document's password that is asked for."""
        return self._row is not None and self._row.sha256 == row.sha256

    def wait(self) -> None:
        """Take nothing while the password is tried."""
        if self.open.hasFocus():  # a button that is switched off gives the focus to whatever comes next
            self.field.setFocus()
        self.open.setEnabled(False)
        self._complain("")

    def go_on(self, complaint: str) -> None:
        """Say why it did not open, and take another password; whoever went elsewhere meanwhile stays there."""
        self.open.setEnabled(True)
        self._complain(complaint)
        self.field.selectAll()
        if self.has_focus:
            self.field.setFocus()

    def _complain(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        if words:
            self.field.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.Alert))

    def _show_word(self) -> None:
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Normal if self.shows.isChecked() else modes.Password)

    def _give(self) -> None:
        if not self.field.text():
            self._complain(self.tr("Type the password first."))
            self.field.setFocus()
        elif self._row is not None and self.open.isEnabled():
            self.password_given.emit(self._row, self.field.text())
