"""Two documents side by side as plain text, with what they share marked: a wash, and a line under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from reviewer.errors import ended
from reviewer.ui.actions.listener import hear_menu_keys
from reviewer.ui.document.positions import ShownText
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: whose it is, its text, and where it is shared (code points)."""

    title: str
    share: str
    text: str
    spans: tuple[tuple[int, int], ...]


class BesideDialog(QDialog):
    """Shown over the window; Escape closes it."""

    help = "triage#how-alike-two-documents-are"

    def __init__(self, look: Look, one: Side, other: Side, parent: QWidget) -> None:
        """Show two documents."""
        super().__init__(parent)
        self._look = look
        hear_help(self)
        hear_menu_keys(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Side by side"))
        self.texts = (self._text(one), self._text(other))
        sides = Box(look, across=True, gap=16)
        for side, text in zip((one, other), self.texts, strict=True):
            column = Box(
                look, Label(side.title, "strong", wrap=True), Label(side.share, "small", wrap=True), gap=4
            )
            column.add(text, 1)
            sides.add(column, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look.px(16),) * 4)
        layout.addWidget(Label(self.tr("What both have is marked and underlined."), "muted", wrap=True))
        layout.addWidget(sides, 1)
        layout.addWidget(buttons)
        screen = self.screen().availableGeometry()
        self.resize(min(look.px(1000), screen.width() - 80), min(look.px(640), screen.height() - 80))
        self.texts[0].setFocus()

    def _text(self, side: Side) -> QPlainTextEdit:
        kept = ShownText(side.text)
        shown = QPlainTextEdit(kept.shown)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(f"{ended(side.title)} {side.share}")
        form = QTextCharFormat()
        form.setBackground(QColor(self._look.palette.wash))
        form.setFontUnderline(True)
        marks = []
        for start, end in side.spans:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(shown.document())
            cursor.setPosition(kept.unit(start))
            cursor.setPosition(kept.unit(end), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        shown.setExtraSelections(marks)
        return shown
