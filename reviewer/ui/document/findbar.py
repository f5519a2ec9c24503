"""The bar to find words in the document that is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reviewer.ui.look import margins
from reviewer.ui.widgets import Label, tool


class FindBar(QFrame):
    """Announces what is sought and where to go next; the pane closes it."""

    sought = Signal(str)
    moved = Signal(int)  # 1 next, -1 previous
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin closed."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.words = QLineEdit()
        self.words.setProperty("role", "tool")
        self.words.setPlaceholderText(self.tr("Find in this document"))
        self.words.setAccessibleName(self.tr("Find in this document"))
        self.words.setClearButtonEnabled(True)
        self.count = Label("", "muted")
        self.previous = tool("‹", self.tr("Previous hit"), "Shift+Enter")
        self.next = tool("›", self.tr("Next hit"), "Enter")
        self.close_button = tool(self.tr("Close"), self.tr("Close find"), "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(16, 6, 8, 6, self.layoutDirection()))
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        self.words.textChanged.connect(self.sought)
        self.words.installEventFilter(self)
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def open(self, text: str) -> None:
        """Show the bar, with a text to look for unless it is empty, ready to type over."""
        self.show()
        if text:
            self.words.setText(text)
        self.words.setFocus()
        self.words.selectAll()

    def tell(self, at: int | None, count: int, *, done: bool) -> None:
        """Say which hit is current (from 1) and how many there are."""
        if not self.words.text().strip():
            said = ""
        elif count == 0:
            said = self.tr("Not found") if done else self.tr("Looking…")
        else:
            said = self.tr("{} of {}").format(at, count) if at else str(count)
            said += "" if done else "…"
        self.count.setText(said)
        self.count.setAccessibleName(said)
        # Whoever can't see the count is told it with the field that has the focus.
        self.words.setAccessibleDescription(said)
        self.previous.setEnabled(count > 0)
        self.next.setEnabled(count > 0)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go from hit to hit with Enter, Shift+Enter and the arrows up and down."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.moved.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        else:
            return False
        return True
