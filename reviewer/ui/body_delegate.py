"""How a body's line is drawn in the list: its name, what is to be known of it, a shape per criterion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.words.language import say
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.row_ground import RowDelegate, steady_width
from reviewer.ui.shapes import SIZE, paint_tone

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
GAP = 5
INSET = 12
MOST_WIDTHS = 20_000  # that are remembered
LEAST_NAME = 96  # of a name that is cut; where there is less room, a line takes two rows


class BodyDelegate(RowDelegate[BodyLine]):
    """Draws a line in one row: name, cut in its middle where it is too long, badge, shapes.

    Where large text or many criteria would leave of the name hardly anything, a line takes two rows. ``badge_pressed`` carries the
    code of the body whose badge was clicked.
    """

    badge_pressed = Signal(str)

    def __init__(self, look: Look, view: QListView, lines: Callable[[], Sequence[BodyLine]]) -> None:
        """``lines`` tells what ``view`` shows."""
        super().__init__(look, view, lines, self._heights_of)
        self._widths: dict[tuple[int, str, int, str], int] = {}
        self._cuts: dict[tuple[int, str, int], str] = {}

    def _heights_of(self, rows: Sequence[BodyLine], width: int) -> Sequence[int]:
        one, two = self._look.px(self._look.row), self._look.px(self._look.row * 1.75)
        return [
            one if self._needed(line) <= width or self._is_wide_enough(line, _short_badge(line)) else two
            for line in rows
        ]

    def width_of(self, line: BodyLine) -> int:
        """Return the width that a line needs in one row, a scroll bar beside it."""
        return self._needed(line) + self._view.verticalScrollBar().sizeHint().width()

    def _needed(self, line: BodyLine) -> int:
        badge = _badge(line)
        key = (self._look.percent, line.name, len(line.tones), badge)
        needed = self._widths.get(key)
        if needed is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths.clear()
            name = QFontMetrics(self._look.font(bold=True)).horizontalAdvance(line.name)
            needed = name + self._shapes_width(line) + self._badge_width(badge) + self._look.px(2 * INSET + 8)
            self._widths[key] = needed
        return needed

    def _in_one_row(self, line: BodyLine) -> bool:
        return self._is_wide_enough(line, _short_badge(line))

    def _badge(self, line: BodyLine) -> str:
        """Return the badge in words, or as a sign and a number where those leave more of the name."""
        words = _badge(line)
        return words if self._is_wide_enough(line, words) else _short_badge(line)

    def _is_wide_enough(self, line: BodyLine, badge: str) -> bool:
        """Tell whether the name stands whole beside a badge, or enough of it to be known."""
        spare = steady_width(self._view) - self._needed(line)
        if spare >= 0:
            return True
        name = QFontMetrics(self._look.font(bold=True)).horizontalAdvance(line.name)
        spare += self._badge_width(_badge(line)) - self._badge_width(badge)
        return name + min(spare, 0) >= min(name, self._look.px(LEAST_NAME))

    def _cut(self, name: str, width: int) -> str:
        """Return a name as it fits in a width, chosen or not: what is chosen is bold, and its name stays as it is."""
        key = (self._look.percent, name, width)
        if key not in self._cuts:
            if len(self._cuts) > MOST_WIDTHS:
                self._cuts.clear()
            self._cuts[key] = cut_in_the_middle(name, QFontMetrics(self._look.font(bold=True)), width)
        return self._cuts[key]

    def _shapes_width(self, line: BodyLine) -> int:
        return len(line.tones) * self._look.px(SIZE + GAP)

    def _badge_width(self, badge: str) -> int:
        metrics = QFontMetrics(self._look.font(SMALL, bold=True))
        return metrics.horizontalAdvance(badge) + self._look.px(8) if badge else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: BodyLine = index.data(LINE)
        px = self._look.px
        painter.save()
        room, chosen = self.paint_ground(painter, option.rect, index)
        inner = QRectF(room).adjusted(px(INSET), 0, -px(INSET), 0)
        if self._in_one_row(line):
            left = self._paint_shapes(painter, line, inner, chosen=chosen)
            left = self._paint_badge(painter, line, inner, left)
            self._paint_name(
                painter,
                line,
                QRectF(inner.left(), inner.top(), left - inner.left(), inner.height()),
                inner,
                chosen,
            )
        else:
            top = QRectF(inner.left(), inner.top() + px(4), inner.width(), inner.height() / 2 - px(4))
            low = QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2 - px(4))
            self._paint_name(painter, line, top, top, chosen)
            left = self._paint_shapes(painter, line, low, chosen=chosen)
            self._paint_badge(painter, line, low, left)
        painter.restore()

    def badge_place(self, line: BodyLine, rect: QRect) -> QRectF:
        """Return where in a line's rectangle its badge stands; empty where it has none."""
        px, width = self._look.px, self._badge_width(self._badge(line))
        inner = QRectF(rect).adjusted(px(INSET), 0, -px(INSET), 0)
        if not self._in_one_row(line):
            inner.setTop(inner.center().y())
        right = inner.right() - self._shapes_width(line) + px(GAP) - px(8)
        place = QRectF(right - width, inner.top(), width, inner.height())
        return mirrored(place, QRectF(rect), self._view.layoutDirection())

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Hear a click on a badge, which leads to what it says."""
        left = isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton
        if not left or event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        line: BodyLine = index.data(LINE)
        if not self.badge_place(line, option.rect).contains(event.position()):
            return False
        self.badge_pressed.emit(line.code)
        return True

    def _paint_name(self, painter: QPainter, line: BodyLine, box: QRectF, row: QRectF, chosen: bool) -> None:
        painter.setFont(self._look.font(bold=chosen))
        painter.setPen(QColor(self._look.palette.text))
        name = self._cut(line.name, int(box.width()))
        place = mirrored(box, row, painter.layoutDirection())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_shapes(self, painter: QPainter, line: BodyLine, box: QRectF, *, chosen: bool) -> float:
        palette, px = self._look.palette, self._look.px
        left = box.right() - self._shapes_width(line) + px(GAP)
        start = left
        for tone in line.tones:
            square = QRectF(left, box.center().y() - px(SIZE) / 2, px(SIZE), px(SIZE))
            place = mirrored(square, box, painter.layoutDirection())
            paint_tone(painter, place, tone, palette, palette.wash if chosen else palette.surface)
            left += px(SIZE + GAP)
        return start - px(8)

    def _paint_badge(self, painter: QPainter, line: BodyLine, box: QRectF, right: float) -> float:
        badge = self._badge(line)
        if not badge:
            return right
        width = self._badge_width(badge)
        painter.setFont(self._look.font(SMALL, bold=True))
        palette = self._look.palette
        painter.setPen(QColor(palette.gap if line.conflicts or line.damaged else palette.part))
        place = QRectF(right - width, box.top(), width, box.height())
        place = mirrored(place, box, painter.layoutDirection())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, badge)
        return right - width - self._look.px(4)


def cut_in_the_middle(name: str, metrics: QFontMetrics, width: int) -> str:
    """Return a name that is no wider than ``width``: without words of its middle, or, where that is too wide still, of its end.

    What tells bodies apart comes first in their names. A word is cut only where not even the first one fits.
    """
    if metrics.horizontalAdvance(name) <= width:
        return name
    words = name.split()
    cuts = (
        f"{' '.join(words[:first])} … {' '.join(words[last:])}"
        for first in range(1, len(words))
        for last in range(first + 1, len(words))
    )
    for several in (cuts, (f"{' '.join(words[:first])} …" for first in range(1, len(words)))):
        fitting = [cut for cut in several if metrics.horizontalAdvance(cut) <= width]
        if fitting:
            return max(fitting, key=len)
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)


def _badge(line: BodyLine) -> str:
    if line.damaged:
        return say("{} damaged").format(line.damaged)
    if line.conflicts:
        return say("{} in conflict").format(line.conflicts)
    return say("{} late").format(line.late) if line.late else ""


def _short_badge(line: BodyLine) -> str:
    if line.damaged:
        return f"! {line.damaged}"
    return f"≠ {line.conflicts}" if line.conflicts else _badge(line)
