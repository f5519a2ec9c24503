"""A document's parts in a text widget's document: put in bit by bit, and found again by place or position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from reviewer.desk.words.kinds import fact_of
from reviewer.model import DocumentText
from reviewer.ui.document.positions import ShownText
from reviewer.ui.document.source import Range
from reviewer.ui.document.telling import title_of
from reviewer.ui.words import say

_CHUNK = 8_000  # characters put in at a time


@dataclass(frozen=True, slots=True)
class Placed:
    """A part as it stands in the widget: ``head`` where its heading begins, ``at`` where its text does."""

    place: str
    text: ShownText
    head: int
    at: int

    def points(self, first: int, last: int) -> tuple[int, int]:
        """Return code points for two widget positions, kept inside the part."""
        length = self.text.length
        return (
            self.text.point(max(0, min(length, first - self.at))),
            self.text.point(max(0, min(length, last - self.at))),
        )

    def units(self, start: int, end: int) -> tuple[int, int]:
        """Return widget positions for two code points."""
        return self.at + self.text.unit(start), self.at + self.text.unit(end)


class Parts:
    """The parts that have been put in so far, in order."""

    def __init__(self, document: QTextDocument) -> None:
        """Take the widget's document."""
        self._document = document
        self._placed: list[Placed] = []
        self._heads: list[int] = []
        self._names: dict[str, int] = {}

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._placed)

    def of(self, place: str) -> Placed | None:
        """Return the part of a place if it is put in."""
        number = self._names.get(place)
        return None if number is None else self._placed[number]

    def at(self, unit: int) -> Placed | None:
        """Return the part at a widget position."""
        return self._placed[max(0, bisect_right(self._heads, unit) - 1)] if self._placed else None

    def range(self, anchor: int, position: int) -> Range | None:
        """Return what is selected, kept inside the part where the selection began; None if nothing."""
        part = self.at(anchor)
        if part is None or anchor == position:
            return None
        start, end = part.points(min(anchor, position), max(anchor, position))
        return Range(part.place, start, end) if start < end else None

    def text(self, first: int, last: int) -> str:
        """Return the parts' own text between two widget positions, parts divided by a blank line."""
        pieces = []
        for part in self._placed:
            start, end = part.points(first, last)
            if start < end:
                pieces.append(part.text.text[start:end])
        return "\n\n".join(pieces)

    def fill(self, text: DocumentText) -> Iterator[None]:
        """Put in everything, yielding after each bit; a part counts as put in when it is whole."""
        self._document.clear()
        self._placed, self._heads, self._names = [], [], {}
        cursor = QTextCursor(self._document)
        alone = len(text.parts) == 1 and text.parts[0].place == "text"
        for part in text.parts:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            head = cursor.position()
            if head:
                cursor.insertText("\n", QTextCharFormat())
            shown, title = ShownText(part.text), title_of(part)
            # A section's text often begins with its heading, which then stands for it.
            headed = shown.shown.partition("\n")[0].strip().casefold() == title.casefold()
            if not alone and not headed:
                cursor.insertText(title + "\n", _heading())
            if part.recognised:
                cursor.insertText(f"({fact_of(part)}.)\n", _aside())
            at = cursor.position()
            start = shown.shown.find("\n") + 1 if headed and not alone else 0
            cursor.insertText(shown.shown[:start], _heading())
            for begin in range(start, len(shown.shown), _CHUNK):
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.insertText(shown.shown[begin : begin + _CHUNK], QTextCharFormat())
                yield
            self._names[part.place] = len(self._placed)
            self._placed.append(Placed(part.place, shown, head, at))
            self._heads.append(head)
            if part.unreadable:
                cursor.insertText(say("(Something is shown here that could not be read as text.)"), _aside())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n", QTextCharFormat())
            yield


def _heading() -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)  # in steps of the widget's own size
    return shape


def _aside() -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFontItalic(True)
    return shape
