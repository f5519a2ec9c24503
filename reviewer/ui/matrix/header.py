"""The headings of the matrix: a number in its criterion's colour, the title in two lines, the order, the current column."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.matrix.model import MatrixModel
from reviewer.ui.matrix.painting import INSET, LEFT, PAD

HEIGHT, SWATCH, TRIANGLE, LINES, MOST_TITLE = 44, 20, 9, 2, 128
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
WRAP = int(Qt.TextFlag.TextWordWrap)


class MatrixHeader(QHeaderView):
    """Stays in place while rows scroll; its first section stays while columns do."""

    sort_wanted = Signal(int)

    def __init__(self, look: Look, model: MatrixModel, parent: QWidget) -> None:
        """``model`` tells titles and the order."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._matrix = model
        self._pictures: dict[tuple[int, int, int, bool, bool | None, float], QPixmap] = {}
        self._current = -1
        self._titled = True
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setToolTip("")

    def forget(self) -> None:
        """Draw anew, in other colours or another size."""
        self._pictures.clear()
        self.updateGeometry()
        self.viewport().update()

    def show_titles(self, *, words: bool) -> None:
        """Show the criteria's titles beside their numbers; with shapes alone, only if none of them is cut."""
        titled = words or all(self._is_whole(column) for column in range(1, self._matrix.criteria + 1))
        if titled != self._titled:
            self._titled = titled
            self.forget()

    def _is_whole(self, column: int) -> bool:
        title, metrics = self._matrix.titles[column], QFontMetrics(self._look.font(SMALL, bold=True))
        width = self.sectionSize(column) - self._look.px(PAD + SWATCH + 6)
        return in_lines(title, metrics, width).replace("\n", "").replace(" ", "") == title.replace(" ", "")

    def width_for(self, column: int) -> int:
        """Return the width in which a criterion's title stands whole in two lines, as far as that is sensible."""
        metrics = QFontMetrics(self._look.font(SMALL, bold=True))
        parted = min(
            max(metrics.horizontalAdvance(line) for line in lines)
            for lines in parted_lines(self._matrix.titles[column])
        )
        beside = self._look.px(PAD + SWATCH + 6 + PAD) + self._look.px(TRIANGLE + 4)
        return min(parted, self._look.px(MOST_TITLE)) + beside

    def show_current(self, column: int) -> None:
        """Underline a column's heading."""
        if column != self._current:
            self._current = column
            self.viewport().update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font(SMALL, bold=True))
        high = LINES * metrics.height() + self._look.px(PAD)
        return QSize(super().sizeHint().width(), max(self._look.px(HEIGHT), high))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.count() and self.offset() > 0:  # what is scrolled away stands at the edge nevertheless
            self.paintSection(painter, self._names, 0)
        end = self.length() - self.offset()
        if end < self.width():
            rest = QRect(end, 0, self.width() - end, self.height())
            rest = mirrored(rest, self.viewport().rect(), self.layoutDirection())
            painter.fillRect(rest, QColor(self._look.palette.sunk))
            painter.fillRect(rest.left(), rest.bottom(), rest.width(), 1, QColor(self._look.palette.line))

    @property
    def _names(self) -> QRect:
        """Where the heading of the names stands, which stays."""
        first = QRect(0, 0, self.sectionSize(0), self.height())
        return mirrored(first, self.viewport().rect(), self.layoutDirection())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's
        order = self._matrix.order
        turned = order.turned if self._matrix.columns[logicalIndex] == order.column else None
        ratio = painter.device().devicePixelRatio()
        key = (logicalIndex, rect.width(), rect.height(), logicalIndex == self._current, turned, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap(rect.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            with QPainter(picture) as drawing:
                drawing.setLayoutDirection(self.layoutDirection())
                self._draw(drawing, QRect(QPoint(0, 0), rect.size()), logicalIndex, turned)
            self._pictures[key] = picture
        painter.drawPixmap(rect.topLeft(), picture)

    def _draw(self, painter: QPainter, box: QRect, column: int, turned: bool | None) -> None:
        palette, px = self._look.palette, self._look.px
        painter.fillRect(box, QColor(palette.sunk))
        painter.fillRect(0, box.bottom(), box.width(), 1, QColor(palette.line))
        left, way = px(INSET if column == 0 else PAD), painter.layoutDirection()
        if 1 <= column <= self._matrix.criteria:
            swatch = QRect(left, (box.height() - px(SWATCH)) // 2, px(SWATCH), px(SWATCH))
            paint_number(painter, mirrored(swatch, box, way), column, self._look)
            left += px(SWATCH + 6)
        area = QRect(left, 0, box.width() - left, box.height() - 1)
        if turned is not None:
            area.setWidth(area.width() - px(TRIANGLE + 4))
        painter.setFont(self._look.font(SMALL, bold=True))
        painter.setPen(QColor(palette.text))
        end = left
        if self._titled or not 1 <= column <= self._matrix.criteria:
            title = in_lines(self._matrix.titles[column], painter.fontMetrics(), area.width())
            used = painter.boundingRect(area, LEFT, title)
            painter.drawText(mirrored(area, box, way), LEFT, title)
            end = left + used.width() - 1 + px(5)
        if turned is not None:
            at = QRectF(min(end, box.width() - px(TRIANGLE + 2)), box.height() / 2, px(TRIANGLE), 0)
            self._draw_order(painter, mirrored(at, QRectF(box), way).topLeft(), turned)
        if column == self._current:
            painter.fillRect(0, box.height() - 2, box.width(), 2, QColor(palette.accent))

    def _draw_order(self, painter: QPainter, at: QPointF, turned: bool) -> None:
        side, up = self._look.px(TRIANGLE), -1 if not turned else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.palette.text))
        half = side / 2
        base, tip = at.y() - up * half * 0.8, at.y() + up * half * 0.8
        painter.drawPolygon(
            [QPointF(at.x(), base), QPointF(at.x() + side, base), QPointF(at.x() + half, tip)]
        )

    def column_at(self, x: int) -> int:
        """Return the column whose heading stands at a place of the header, or -1."""
        if self.count() and self._names.left() <= x <= self._names.right():
            return 0
        return self.logicalIndexAt(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        column = self.column_at(round(event.position().x()))
        if event.button() == Qt.MouseButton.LeftButton and column >= 0:
            self.sort_wanted.emit(column)


def paint_number(painter: QPainter, box: QRect, number: int, look: Look) -> None:
    """Draw a criterion's number in its colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.palette.highlight(number)))
    corner = look.px(4)
    painter.drawRoundedRect(QRectF(box), corner, corner)
    painter.setPen(QColor(look.palette.ink))
    painter.setFont(look.font(SMALL, bold=True))
    painter.drawText(box, CENTRE, str(number))


def parted_lines(title: str) -> list[tuple[str, ...]]:
    """Return the ways to set a title in one line or two, parted at a space or after a hyphen."""
    ends = [at + 1 for at, letter in enumerate(title[:-1]) if letter in " -"]
    return [(title,), *((title[:at].rstrip(), title[at:]) for at in ends)]


def in_lines(title: str, metrics: QFontMetrics, width: int) -> str:
    """Return a title in one line, or in the two that are least wide; each is cut in the middle if need be."""
    if metrics.horizontalAdvance(title) <= width:
        return title
    lines = min(parted_lines(title), key=lambda lines: max(map(metrics.horizontalAdvance, lines)))
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width) for line in lines)
