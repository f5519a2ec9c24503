"""How a cell is drawn: what it shows is drawn once for all cells that show the same, since a screen has hundreds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.desk.matrix.cells import ATTENTION, Care
from reviewer.desk.views import BodyLine
from reviewer.ui.look import BODY, SMALL, Look
from reviewer.ui.matrix.model import Index, MatrixModel
from reviewer.ui.shapes import LOOK_AT, paint_tone
from reviewer.ui.theme import Palette

INSET, PAD, SHAPE, GAP, SIGN, EDGE = 16, 8, 16, 6, 12, 3
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
MOST_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all cells of one painting: the current cell, whether the keys go to it, what is selected."""

    row: int = -1
    column: int = -1
    focus: bool = False
    selected: frozenset[tuple[int, int]] = frozenset()


class Texts:
    """Texts cut in the middle to a width, remembered."""

    def __init__(self, look: Look) -> None:
        """``look`` gives fonts; after another text size, ``forget``."""
        self._look = look
        self._cut: dict[tuple[str, int, int, bool], str] = {}
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetrics]] = {}

    def forget(self) -> None:
        """Measure anew."""
        self._cut.clear()
        self._fonts.clear()

    def font(self, size: int = BODY, *, bold: bool = False) -> QFont:
        """Return a font, for reading only."""
        return self._sized(size, bold)[0]

    def width(self, text: str, size: int = BODY, *, bold: bool = False) -> int:
        """Return how wide a text is."""
        return self._sized(size, bold)[1].horizontalAdvance(text)

    def cut(self, text: str, width: int, size: int = BODY, *, bold: bool = False) -> str:
        """Return a text that fits: whole, or with an ellipsis in its middle."""
        key = (text, width, size, bold)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > MOST_TEXTS:
                self._cut.clear()
            metrics = self._sized(size, bold)[1]
            found = self._cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        return found

    def _sized(self, size: int, bold: bool) -> tuple[QFont, QFontMetrics]:
        if (size, bold) not in self._fonts:
            font = self._look.font(size, bold=bold)
            self._fonts[size, bold] = (font, QFontMetrics(font))
        return self._fonts[size, bold]


class MatrixDelegate(QStyledItemDelegate):
    """Draws names, findings, categories and letters."""

    def __init__(self, look: Look, model: MatrixModel, texts: Texts, parent: QWidget) -> None:
        """``texts`` are shared with whoever else measures them."""
        super().__init__(parent)
        self._look = look
        self._model = model
        self._texts = texts
        self._pictures: dict[tuple[str, str, Care, str, int, int, float], QPixmap] = {}
        self._lengths: tuple[int, ...] = ()
        self._letter = len(model.columns) - 1
        self.frame = Frame()
        self.words = True
        self.forget()

    def forget(self) -> None:
        """Draw anew, in other colours or another size."""
        self._texts.forget()
        self._pictures.clear()
        self._lengths = tuple(self._look.px(length) for length in (INSET, PAD, SHAPE, GAP, SIGN, EDGE))
        self._colours = Colours.of(self._look.palette)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_cell(painter, option.rect, index.row(), index.column())

    def paint_cell(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        """Draw one cell into its place."""
        frame, colours, line = self.frame, self._colours, self._model.rows[row]
        chosen = (row, column) in frame.selected if frame.selected else row == frame.row
        current = row == frame.row and column == frame.column
        if chosen:
            painter.fillRect(rect, colours.wash)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        palette = self._look.palette
        ground = palette.wash if chosen else palette.surface
        if current:
            ground = palette.surface if frame.focus else ground
            self._paint_ring(painter, rect, frame.focus)
        if column == 0:
            self._paint_name(painter, rect, line, current_row=row == frame.row)
        elif column <= self._model.criteria:
            self._paint_finding(painter, rect, row, column - 1, ground)
        else:
            self._paint_words(painter, rect, line, column)

    def _paint_ring(self, painter: QPainter, rect: QRect, focus: bool) -> None:
        colours = self._colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.ring if focus else colours.quiet_ring)
        if focus:
            painter.setBrush(colours.surface)
        round_ = self._look.px(6)
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), round_, round_)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, line: BodyLine, *, current_row: bool) -> None:
        inset, pad, _shape, _gap, _sign, edge = self._lengths
        right = rect.right() - pad
        if current_row:
            painter.fillRect(rect.left(), rect.top(), edge, rect.height() - 1, self._colours.accent)
        painter.setPen(self._colours.text)
        late = self._model.late(line) if line.late else ""
        if late:
            width = self._texts.width(late, SMALL, bold=True)
            painter.setFont(self._texts.font(SMALL, bold=True))
            painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), RIGHT, late)
            right -= width + pad
        box = QRect(rect.left() + inset, rect.top(), right - rect.left() - inset, rect.height())
        painter.setFont(self._texts.font(bold=current_row))
        painter.drawText(box, LEFT, self._texts.cut(line.name, box.width(), bold=current_row))

    def _paint_words(self, painter: QPainter, rect: QRect, line: BodyLine, column: int) -> None:
        words = self._model.words.of(line, column)
        if words:
            pad = self._lengths[1]
            bold = column == self._letter and line.letter_changed
            box = rect.adjusted(pad, 0, -pad, 0)
            painter.setPen(self._colours.text)
            painter.setFont(self._texts.font(SMALL, bold=bold))
            painter.drawText(box, LEFT, self._texts.cut(words, box.width(), SMALL, bold=bold))

    def _paint_finding(self, painter: QPainter, rect: QRect, row: int, at: int, ground: str) -> None:
        mark, care = self._model.marks[row][at], self._model.cares[row][at]
        words = self._model.words.cell(self._model.rows[row].cells[at]) if self.words else ""
        ratio, wide, high = painter.device().devicePixelRatio(), rect.width() - 8, rect.height() - 8
        key = (mark, words, care, ground, wide, high, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap(round(wide * ratio), round(high * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(ground))
            with QPainter(picture) as drawing:
                self._draw_finding(drawing, QRect(0, 0, wide, high), mark, words, care, ground)
            self._pictures[key] = picture
        painter.drawPixmap(QPoint(rect.left() + 4, rect.top() + 4), picture)

    def _draw_finding(
        self, painter: QPainter, box: QRect, mark: str, words: str, care: Care, ground: str
    ) -> None:
        _inset, pad, shape, gap, sign, _edge = self._lengths
        palette, left = self._look.palette, pad - 4
        middle = box.height() / 2
        paint_tone(painter, QRectF(left, middle - shape / 2, shape, shape), mark, palette, ground)
        left, right = left + shape + gap, box.right() - 1
        if care is not Care.NONE and mark != ATTENTION:
            shown = LOOK_AT if care is Care.LOOK else ATTENTION
            edge = min(right - sign, left + self._texts.width(words, SMALL) + gap) if words else left
            paint_tone(painter, QRectF(edge, middle - sign / 2, sign, sign), shown, palette, ground)
            right = edge - gap
        if words:
            painter.setPen(self._colours.text)
            painter.setFont(self._texts.font(SMALL))
            room = QRect(left, box.top(), right - left + 1, box.height())
            painter.drawText(room, LEFT, self._texts.cut(words, room.width(), SMALL))

    def finding_width(self, words: str, *, care: bool) -> int:
        """Return the width in which a finding's words stand whole; with ``care``, a triangle after them."""
        _inset, pad, shape, gap, sign, _edge = self._lengths
        width = pad + shape + gap + self._texts.width(words, SMALL) + pad
        return width + gap + sign if care else width

    def name_width(self, line: BodyLine) -> int:
        """Return the width in which a name stands whole, chosen or not."""
        inset, pad = self._lengths[:2]
        late = self._model.late(line)
        beside = self._texts.width(late, SMALL, bold=True) + pad if late else 0
        return inset + self._texts.width(line.name, bold=True) + pad + beside + 1


@dataclass(frozen=True, slots=True)
class Colours:
    """A palette's colours as Qt wants them, made once."""

    surface: QColor
    wash: QColor
    line: QColor
    accent: QColor
    text: QColor
    ring: QPen
    quiet_ring: QPen

    @classmethod
    def of(cls, palette: Palette) -> Colours:
        """Return them."""
        make: Callable[[str], QColor] = QColor
        return cls(
            make(palette.surface), make(palette.wash), make(palette.line), make(palette.accent),
            make(palette.text), QPen(make(palette.accent), 2), QPen(make(palette.muted), 1),
        )  # fmt: skip
