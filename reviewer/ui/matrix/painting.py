"""How a cell is drawn: what it shows is drawn once for all cells that show the same, since a screen has hundreds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.matrix.cell_states import ATTENTION, Care
from reviewer.ui.look import BODY, SMALL, Look, mirrored
from reviewer.ui.matrix.model import Index, MatrixModel, Shown
from reviewer.ui.shapes import LOOK_AT, paint_tone
from reviewer.ui.theme import Palette

INSET, PAD, SHAPE, GAP, SIGN, EDGE = 16, 8, 16, 6, 12, 3
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
MOST_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all cells of one painting: the current cell, whether the keys go to it, what is selected.

    ``ratio`` is how many of the screen's pixels make one of ours.
    """

    row: int = -1
    column: int = -1
    focus: bool = False
    selected: frozenset[tuple[int, int]] = frozenset()
    ratio: float = 1.0


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
        short = self._cut.get(key)
        if short is None:
            if len(self._cut) > MOST_TEXTS:
                self._cut.clear()
            metrics = self._sized(size, bold)[1]
            short = self._cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        return short

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
        self._view = parent
        self._look = look
        self._model = model
        self._texts = texts
        self._criteria = model.criteria
        self._pictures: dict[tuple[Shown, bool, int, int], QPixmap] = {}
        self._drawn_for = (True, 1.0)
        self._lengths: tuple[int, ...] = ()
        self._letter = len(model.columns) - 1
        self.frame = Frame()
        self.words = True
        self._colours = Colours.of(look.palette)
        self.forget()

    def begin(self, frame: Frame) -> None:
        """Draw with this in mind; pictures for other words or another kind of screen are let go."""
        self.frame = frame
        if self._drawn_for != (self.words, frame.ratio):
            self._drawn_for = (self.words, frame.ratio)
            self._pictures.clear()

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
        frame = self.frame
        chosen = (row, column) in frame.selected if frame.selected else row == frame.row
        current = row == frame.row and column == frame.column
        if 1 <= column <= self._criteria and not current:
            shown = self._model.shown[row][column - 1]
            painter.drawPixmap(rect.topLeft(), self._picture(shown, chosen, rect.width(), rect.height()))
            return
        colours = self._colours
        painter.fillRect(rect, colours.wash if chosen else colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        if current:
            self._paint_ring(painter, rect, frame.focus)
        if column == 0:
            self._paint_name(painter, rect, self._model.rows[row], current_row=row == frame.row)
        elif column <= self._criteria:
            palette = self._look.palette
            ground = palette.wash if chosen and not frame.focus else palette.surface
            self._draw_finding(painter, rect, self._model.shown[row][column - 1], ground)
        else:
            self._paint_words(painter, rect, self._model.rows[row], column)

    def _picture(self, shown: Shown, chosen: bool, wide: int, high: int) -> QPixmap:
        """Return how a criterion's cell looks without the focus; all cells that show the same share it."""
        key = (shown, chosen, wide, high)
        picture = self._pictures.get(key)
        if picture is None:
            ratio, palette = self.frame.ratio, self._look.palette
            ground = palette.wash if chosen else palette.surface
            picture = QPixmap(round(wide * ratio), round(high * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(ground))
            with QPainter(picture) as drawing:
                drawing.setLayoutDirection(self._view.layoutDirection())
                drawing.fillRect(0, high - 1, wide, 1, self._colours.line)
                self._draw_finding(drawing, QRect(0, 0, wide, high), shown, ground)
            self._pictures[key] = picture
        return picture

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
            bar = QRect(rect.left(), rect.top(), edge, rect.height() - 1)
            painter.fillRect(mirrored(bar, rect, painter.layoutDirection()), self._colours.accent)
        painter.setPen(self._colours.text)
        late = self._model.late(line) if line.late else ""
        if late:
            width = self._texts.width(late, SMALL, bold=True)
            painter.setFont(self._texts.font(SMALL, bold=True))
            beside = QRect(right - width, rect.top(), width + 1, rect.height())
            painter.drawText(mirrored(beside, rect, painter.layoutDirection()), RIGHT, late)
            right -= width + pad
        box = QRect(rect.left() + inset, rect.top(), right - rect.left() - inset, rect.height())
        painter.setFont(self._texts.font(bold=current_row))
        box = mirrored(box, rect, painter.layoutDirection())
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

    def _draw_finding(self, painter: QPainter, box: QRect, shown: Shown, ground: str) -> None:
        mark, words, care = shown
        words = words if self.words else ""
        _inset, pad, shape, gap, sign, _edge = self._lengths
        palette, left = self._look.palette, box.left() + pad
        middle = box.top() + box.height() / 2
        way, whole = painter.layoutDirection(), QRectF(box)
        place = mirrored(QRectF(left, middle - shape / 2, shape, shape), whole, way)
        paint_tone(painter, place, mark, palette, ground)
        left, right = left + shape + gap, box.right() - 3
        if care is not Care.NONE and mark != ATTENTION:
            beside = LOOK_AT if care is Care.LOOK else ATTENTION
            edge = min(right - sign, left + self._texts.width(words, SMALL) + gap) if words else left
            place = mirrored(QRectF(edge, middle - sign / 2, sign, sign), whole, way)
            paint_tone(painter, place, beside, palette, ground)
            right = edge - gap
        if words:
            painter.setPen(self._colours.text)
            painter.setFont(self._texts.font(SMALL))
            area = QRect(left, box.top(), right - left + 1, box.height())
            painter.drawText(mirrored(area, box, way), LEFT, self._texts.cut(words, area.width(), SMALL))

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
