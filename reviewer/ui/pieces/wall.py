"""The wall: a small picture of each piece, with what has been done about it in words and a shape."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.piece_groups import group_of
from reviewer.desk.pieces import Piece
from reviewer.ui.look import SMALL, Look
from reviewer.ui.pieces.model import PIECE, Index, PieceList
from reviewer.ui.pieces.words import group_words, state_words, where_words
from reviewer.ui.shapes import LOOK_AT, paint_tone

WIDE, HIGH, PICTURE, GAP = 124, 136, 72, 8
SHAPE, LINE = 12, 16
_FADED = 0.5
_SOON = 30


class TileDelegate(QStyledItemDelegate):
    """Draws a tile: picture, document, where, and what was done about it."""

    def __init__(self, look: Look, view: QListView) -> None:
        """``view`` is whose tiles are drawn."""
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(WIDE + GAP), self._look.px(HIGH + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        piece: Piece = index.data(PIECE)
        px, palette = self._look.px, self._look.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tile = QRect(option.rect.left(), option.rect.top(), px(WIDE), px(HIGH))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(palette.wash if chosen else palette.surface))
        style = Qt.PenStyle.DashLine if piece.waits else Qt.PenStyle.SolidLine
        edge = palette.accent if chosen else palette.edge if piece.waits else palette.line
        painter.setPen(QPen(QColor(edge), 2 if chosen else 1, style))
        painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), px(6), px(6))
        inner = tile.adjusted(px(4), px(4), -px(4), -px(4))
        area = QRect(inner.left(), inner.top(), inner.width(), px(PICTURE))
        self._picture(painter, area, piece, index.data(Qt.ItemDataRole.DecorationRole))
        self._words(painter, inner.adjusted(px(4), px(PICTURE + 4), -px(4), 0), piece, chosen=chosen)
        painter.restore()

    def _picture(self, painter: QPainter, area: QRect, piece: Piece, picture: object) -> None:
        palette = self._look.palette
        painter.save()
        painter.setClipRect(area)
        if isinstance(picture, QImage):
            painter.fillRect(area, QColor(palette.page))
            painter.setOpacity(1.0 if piece.to_look_at or piece.waits else _FADED)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_covering(area, picture), picture)
        else:
            painter.fillRect(area, QColor(palette.sunk))
            painter.setPen(QColor(palette.muted))
            painter.setFont(self._look.font(SMALL))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(6, 4, -6, -4), flags, group_words(group_of(piece)))
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, piece: Piece, *, chosen: bool) -> None:
        px, palette = self._look.px, self._look.palette
        muted = QColor(palette.text if chosen else palette.muted)
        done = not (piece.to_look_at or piece.waits)
        lines = (
            (piece.name, QColor(palette.text), False, 0),
            (where_words(piece), muted, False, 0),
            (state_words(piece), QColor(palette.text), True, px(SHAPE + 4)),
        )
        for number, (words, colour, bold, indent) in enumerate(lines):
            row = QRect(area.left(), area.top() + number * px(LINE), area.width(), px(LINE))
            if indent and not piece.waits:
                box = QRect(row.left(), row.top() + px(2), px(SHAPE), px(SHAPE)).toRectF()
                ground = palette.wash if chosen else palette.surface
                paint_tone(painter, box, "met" if done else LOOK_AT, palette, ground)
            font = self._look.font(SMALL, bold=bold)
            painter.setFont(font)
            painter.setPen(colour)
            row.adjust(0 if piece.waits else indent, 0, 0, 0)
            text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def _covering(area: QRect, picture: QImage) -> QRect:
    """Return where a picture is drawn so that its width fits, from its top: writing begins there."""
    size = picture.size().scaled(area.width(), 1 << 20, Qt.AspectRatioMode.KeepAspectRatio)
    top = area.top() + max(0, (area.height() - size.height()) // 2)
    return QRect(area.left(), top, size.width(), size.height())


class PieceWall(QListView):
    """``entered`` tells the key of the piece that one goes to; ``wanted`` those in view whose picture has not come."""

    entered = Signal(str)
    wanted = Signal(object)

    def __init__(self, look: Look, model: PieceList) -> None:
        """Show the pieces of a model."""
        super().__init__()
        self._look = look
        self.pieces = model
        self.setModel(model)
        self.setItemDelegate(TileDelegate(look, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(self.Shape.NoFrame)
        self.setProperty("role", "wall")
        self.setAccessibleName(self.tr("Pieces that could not be read"))
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_SOON)
        self._look_soon.timeout.connect(self._tell_wanted)
        model.modelReset.connect(self._look_soon.start)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_soon.start())

    def current(self) -> Piece | None:
        """Return the piece that one is at."""
        index = self.currentIndex()
        return index.data(PIECE) if index.isValid() else None

    def go_to(self, key: str) -> bool:
        """Go to a piece; False if it is not shown."""
        row = self.pieces.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.pieces.index(row))
        self.scrollTo(self.currentIndex())
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.entered.emit(current.data(PIECE).key)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_soon.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _tell_wanted(self) -> None:
        area = self.viewport().rect().adjusted(0, 0, 0, self.viewport().height())
        rows = range(self.pieces.rowCount())
        seen = [row for row in rows if self.visualRect(self.pieces.index(row)).intersects(area)]
        missing = [
            self.pieces.pieces[row] for row in seen if self.pieces.pieces[row].key not in self.pieces.pictures
        ]
        self.wanted.emit(tuple(missing))
