"""The colours on a text widget's letters: marks, hits, and the passage that was led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.document_source import Range
from reviewer.ui.document.filling import Parts
from reviewer.ui.theme import Palette


class Sort(Enum):
    """What a range is coloured for."""

    MARK = "mark"
    HIT = "hit"
    CURRENT = "current"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Touch:
    """A range to colour; ``number`` is the criterion's for a mark, else 0."""

    number: int
    place: str
    start: int
    end: int
    sort: Sort = Sort.MARK

    @classmethod
    def hit(cls, hit: Range, *, current: bool) -> Touch:
        """Return the touch of something found."""
        return cls(0, hit.place, hit.start, hit.end, Sort.CURRENT if current else Sort.HIT)

    @classmethod
    def target(cls, target: Range) -> Touch:
        """Return the touch of the passage that was led to."""
        return cls(0, target.place, target.start, target.end, Sort.TARGET)


def touches(
    wanted: Iterable[Touch], parts: Parts, document: QTextDocument, palette: Palette
) -> list[QTextEdit.ExtraSelection]:
    """Return Qt's extra selections for the touches whose part is in the document."""
    made = []
    for touch in wanted:
        part = parts.of(touch.place)
        if part is None:
            continue
        first, last = part.units(touch.start, touch.end)
        if last >= document.characterCount():
            continue  # marks of the document that comes next may be here before its text is
        extra = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        extra.cursor, extra.format = cursor, _format(touch, palette)
        made.append(extra)
    return made


def _format(touch: Touch, palette: Palette) -> QTextCharFormat:
    shape = QTextCharFormat()
    if touch.sort is Sort.MARK:
        inks = inks_of(palette)
        shape.setBackground(inks.highlight(touch.number))
        shape.setForeground(inks.ink)  # highlights are light in every theme
        shape.setUnderlineColor(inks.ink)
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    elif touch.sort is Sort.CURRENT:
        shape.setBackground(QColor(palette.accent))
        shape.setForeground(QColor(palette.on_accent))
    else:
        is_hit = touch.sort is Sort.HIT
        style = QTextCharFormat.UnderlineStyle
        shape.setBackground(QColor(palette.wash))
        shape.setForeground(QColor(palette.text))
        shape.setUnderlineColor(QColor(palette.accent))
        shape.setUnderlineStyle(style.DashUnderline if is_hit else style.SingleUnderline)
    return shape
