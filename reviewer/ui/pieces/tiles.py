"""A tile: the small picture of a piece, with what has been done about it in words and a shape."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.piece_groups import group_of
from reviewer.desk.pieces import Piece
from reviewer.ui.elided import begun, elided
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.pieces.model import PIECE, Index
from reviewer.ui.pieces.words import group_words, short_state, state_words, where_words
from reviewer.ui.shapes import LOOK_AT, paint_tone

SHAPE, LINE, INSET = 12, 16, 4
_SEEN_THROUGH = 0.5


@dataclass(frozen=True, slots=True)
class TileSize:
    """How wide a tile is, how high its picture, in pixels at 100%, and whether document and place stand under it."""

    wide: int
    picture: int
    named: bool = True

    @property
    def high(self) -> int:
        """How high the whole tile is."""
        return self.picture + LINE * (3 if self.named else 1) + 4 * INSET


SIZES = (TileSize(80, 48, named=False), TileSize(128, 72), TileSize(208, 144))
"""From the smallest, of which forty fit on a laptop's screen."""


class TileDelegate(QStyledItemDelegate):
    """Draws a tile: picture, document, where, and what was done about it."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        """``view`` is whose tiles are drawn."""
        super().__init__(view)
        self._look, self._view = look, view
        self.size = SIZES[1]

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(self.size.wide), self._look.px(self.size.high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        piece: Piece = index.data(PIECE)
        px, palette = self._look.px, self._look.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        tile = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(palette.wash if chosen else palette.surface))
        waits = piece.waits
        style = Qt.PenStyle.DashLine if waits and not chosen else Qt.PenStyle.SolidLine
        edge = palette.accent if chosen else palette.edge if waits else palette.line
        painter.setPen(QPen(QColor(edge), px(2) if focused else 1, style))
        painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), px(6), px(6))
        inset = px(INSET)
        inner = tile.adjusted(inset, inset, -inset, -inset)
        area = QRect(inner.left(), inner.top(), inner.width(), px(self.size.picture))
        self._picture(painter, area, piece, index.data(Qt.ItemDataRole.DecorationRole))
        self._words(
            painter, inner.adjusted(inset, px(self.size.picture + INSET), -inset, 0), piece, chosen=chosen
        )
        painter.restore()

    def _picture(self, painter: QPainter, area: QRect, piece: Piece, picture: object) -> None:
        palette = self._look.palette
        painter.save()
        painter.setClipRect(area)
        if isinstance(picture, QImage):
            painter.fillRect(area, QColor(palette.page))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_covering(area, picture), picture)
            if not (
                piece.to_look_at or piece.waits
            ):  # Qt draws a scaled picture wrongly that is to be half seen
                painter.setOpacity(1 - _SEEN_THROUGH)
                painter.fillRect(area, QColor(palette.surface))
        else:
            painter.fillRect(area, QColor(palette.sunk))
            painter.setPen(QColor(palette.muted))
            painter.setFont(self._look.font(SMALL))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(4, 4, -4, -4), flags, group_words(group_of(piece)))
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, piece: Piece, *, chosen: bool) -> None:
        px, palette = self._look.px, self._look.palette
        done = not (piece.to_look_at or piece.waits)
        muted = QColor(palette.text if chosen else palette.muted)
        names = ((piece.name, muted if done else QColor(palette.text)), (where_words(piece), muted))
        row = QRect(area.left(), area.top(), area.width(), px(LINE))
        for words, colour in names if self.size.named else ():
            self._line(painter, row, words, colour, named=True)
            row.translate(0, px(LINE))
        if not piece.waits:
            box = QRect(row.left(), row.top() + px(2), px(SHAPE), px(SHAPE)).toRectF()
            ground = palette.wash if chosen else palette.surface
            way, whole = painter.layoutDirection(), QRectF(area.left(), row.top(), area.width(), row.height())
            tone = "met" if done else LOOK_AT
            paint_tone(painter, mirrored(box, whole, way), tone, palette, ground)
            row = mirrored(row.adjusted(px(SHAPE + 4), 0, 0, 0), row, way)
        state = state_words(piece) if self.size.named else short_state(piece)
        self._line(painter, row, state, QColor(palette.text), bold=True)

    def _line(
        self,
        painter: QPainter,
        row: QRect,
        words: str,
        colour: QColor,
        *,
        bold: bool = False,
        named: bool = False,
    ) -> None:
        painter.setFont(self._look.font(SMALL, bold=bold))
        painter.setPen(colour)
        text = (elided if named else begun)(words, painter.fontMetrics(), row.width())
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def _covering(area: QRect, picture: QImage) -> QRect:
    """Return where a picture is drawn so that its width fits, from its top: writing begins there."""
    size = picture.size().scaled(area.width(), 1 << 20, Qt.AspectRatioMode.KeepAspectRatio)
    top = area.top() + max(0, (area.height() - size.height()) // 2)
    return QRect(area.left(), top, size.width(), size.height())
