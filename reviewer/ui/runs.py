"""A line of words of which some look otherwise, such as those that were searched for: painted as one, so that it reads as one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from reviewer.ui.look import mirrored

Run = tuple[str, QFont, QColor]
"""Words, and what they are painted with."""


def paint_runs(painter: QPainter, box: QRectF, runs: Iterable[Run]) -> float:
    """Paint runs of words in the middle of a box, from where one begins to read in the window; return their width in pixels.

    The words keep their own direction, whichever the window has. What has no room is left out at the end.
    """
    made = [run for run in runs if run[0]]
    layout, wide = _line(made, "".join(words for words, _font, _colour in made))
    if wide > box.width():
        widest = max((font for _words, font, _colour in made), key=QFont.weight)
        whole = layout.text()
        shown = QFontMetricsF(widest).elidedText(whole, Qt.TextElideMode.ElideRight, box.width())
        layout, wide = _line(made, shown)
    place = QRectF(box.left(), box.center().y() - layout.lineAt(0).height() / 2, wide, 0)
    layout.draw(painter, QPointF(mirrored(place, box, painter.layoutDirection()).topLeft()))
    return wide


def _line(runs: Iterable[Run], text: str) -> tuple[QTextLayout, float]:
    """Return a text laid out in one line, its beginning as the runs say, and how wide it is."""
    layout, formats, start = QTextLayout(text), [], 0
    for words, font, colour in runs:
        look, length = QTextCharFormat(), len(words.encode("utf-16-le")) // 2  # Qt counts so
        look.setFont(font)
        look.setForeground(colour)
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, length, look
        formats.append(part)
        start += length
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the text's own, not the window's
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1 << 16)
    layout.endLayout()
    return layout, line.naturalTextWidth()
