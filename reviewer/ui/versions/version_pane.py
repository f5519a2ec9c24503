"""One version's page or part, with what differs from the other marked by shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reviewer.desk.values import Change, Spot
from reviewer.desk.words.differences import is_only_part
from reviewer.model import DocumentText, Part
from reviewer.ui.document.positions import ShownText
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label

Side = Literal["old", "new"]


class VersionPane(Box):
    """The text of the part that a change is in. What is gone is struck through, what is new underlined."""

    def __init__(self, look: Look, name: str, side: Side) -> None:
        """``name`` says which version it is, in the heading and to assistive technology."""
        super().__init__(look, gap=4, margins=(8, 0, 0, 0))
        self._name, self._side = name, side
        self._part: Part | None = None
        self.heading = Label(name, "strong", wrap=True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "well")
        self.text.document().setDocumentMargin(look.px(8))
        self.text.setAccessibleName(name)
        self.add(self.heading)
        self.add(self.text, 1)

    def show_spot(self, text: DocumentText, spot: Spot, changes: Sequence[Change]) -> None:
        """Show the part of a spot with all its changes, and bring the spot into view."""
        part = text.part(spot.place)
        label = "" if is_only_part(spot.place) else spot.label
        self.heading.setText(f"{self._name} · {label}" if label else self._name)
        self.text.setAccessibleName(self.heading.text())
        shown = ShownText(part.text if part else "")
        if part is not self._part or not self.text.toPlainText():
            self._part = part
            self.text.setPlainText(shown.shown)
        everything = QTextCursor(self.text.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.setCharFormat(QTextCharFormat())
        for change in changes:
            own = change.old if self._side == "old" else change.new
            if own.place == spot.place:
                self._mark(shown, change, own)
        self._go_to(shown, spot)

    def _mark(self, shown: ShownText, change: Change, spot: Spot) -> None:
        for start, end in self._differing(change, spot.start):
            cursor = self._cursor(shown, start, end)
            cursor.mergeCharFormat(self._format(moved=change.kind == "moved"))

    def _differing(self, change: Change, at: int) -> Iterator[tuple[int, int]]:
        for piece in change.pieces:
            length = len(piece.old if self._side == "old" else piece.new)
            if length and (piece.kind != "same" or change.kind == "moved"):
                yield at, at + length
            at += length

    def _format(self, *, moved: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if moved:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            return made
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontStrikeOut(self._side == "old")
        made.setFontUnderline(self._side == "new")
        return made

    def _go_to(self, shown: ShownText, spot: Spot) -> None:
        """Put a ground behind the spot, and its end and then its beginning into view."""
        cursor = self._cursor(shown, spot.start, spot.end)
        ground = QTextEdit.ExtraSelection()
        ground.cursor = cursor
        ground.format.setBackground(QColor(self._look.palette.wash))
        self.text.setExtraSelections([ground])
        for at in (spot.end, spot.start):
            self.text.setTextCursor(self._cursor(shown, at, at))
            self.text.ensureCursorVisible()

    def _cursor(self, shown: ShownText, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(shown.unit(start))
        cursor.setPosition(shown.unit(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
