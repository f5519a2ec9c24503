"""The wall: the pieces in groups, each under a heading that says how many were looked at; the arrow keys go from tile to tile."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from reviewer.desk.piece_groups import PieceGroup, group_of
from reviewer.desk.pieces import Piece
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.pieces.model import PIECE, Index, PieceList
from reviewer.ui.pieces.tiles import SIZES, TileDelegate
from reviewer.ui.pieces.wall_layout import Arranged, Spacing, above_or_below, arranged
from reviewer.ui.pieces.words import group_words, heading_count
from reviewer.ui.scrolling import TileView

EDGE, GAP, BETWEEN, HEADING = 16, 8, 16, 32
_SOON = 30
_Cursor = QAbstractItemView.CursorAction


class PieceWall(TileView):
    """``entered`` tells the key of the piece that one goes to; ``wanted`` those in view whose picture has not come."""

    entered = Signal(str)
    wanted = Signal(object)

    def __init__(self, look: Look, model: PieceList) -> None:
        """Show the pieces of a model, whose order has those of a group together."""
        super().__init__()
        self._look = look
        self.pieces = model
        self._groups: tuple[tuple[PieceGroup, tuple[Piece, ...]], ...] = ()
        self._shown: Sequence[Piece] = ()
        self._arranged = Arranged()
        self._tiles = TileDelegate(look, self)
        self.setItemDelegate(self._tiles)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(self.Shape.NoFrame)
        self.setProperty("role", "wall")
        self.setAccessibleName(self.tr("Pieces that could not be read"))
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_SOON)
        self._look_soon.timeout.connect(self._tell_wanted)
        self.setModel(model)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_soon.start())

    # --- where one is ------------------------------------------------------------------------------

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

    @property
    def size_number(self) -> int:
        """Which of the sizes of tiles is shown, from 0, the smallest."""
        return SIZES.index(self._tiles.size)

    def show_size(self, number: int) -> None:
        """Show tiles of another size, the nearest there is."""
        self._tiles.size = SIZES[min(max(number, 0), len(SIZES) - 1)]
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def headings(self) -> tuple[str, ...]:
        """Return what stands above each group."""
        return tuple(
            f"{group_words(group)}  {heading_count(pieces, first=not number)}"
            for number, (group, pieces) in enumerate(self._groups)
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.entered.emit(current.data(PIECE).key)
            if self.hasFocus():
                self._tell_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_current()

    def _tell_current(self) -> None:
        """Have the tile that one is at read out: Qt does so for its own views only."""
        index = self.currentIndex()
        if index.isValid() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(index.row())
            QAccessible.updateAccessibility(event)

    # --- where everything stands -------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        """Arrange all tiles anew."""
        px = self._look.px
        self._shown = self.pieces.pieces
        self._groups = tuple((group, tuple(those)) for group, those in groupby(self.pieces.pieces, group_of))
        size = self._tiles.sizeHint(QStyleOptionViewItem(), QModelIndex())
        spacing = Spacing(size, px(HEADING), px(EDGE), px(GAP), px(BETWEEN))
        groups = [
            (len(pieces), self._words_wide(number)) for number, (_group, pieces) in enumerate(self._groups)
        ]
        width, way = self.viewport().width(), self.layoutDirection()
        made, across = arranged(groups, width, spacing), QRect(0, 0, width, 1)
        headings, tiles = (
            tuple(mirrored(rect, across, way) for rect in rects) for rects in (made.headings, made.tiles)
        )
        self._arranged = Arranged(headings, tiles, made.height)
        super().doItemsLayout()
        self.viewport().update()
        self._look_soon.start()

    def _words_wide(self, number: int) -> int:
        group, pieces = self._groups[number]
        bold, small = QFontMetrics(self._look.font(bold=True)), QFontMetrics(self._look.font(SMALL))
        count = heading_count(pieces, first=not number)
        return (
            bold.horizontalAdvance(group_words(group))
            + self._look.px(GAP)
            + small.horizontalAdvance(count)
            + 1
        )

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._arranged.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._look.px(HEADING))

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(top_left, bottom_right, list(roles))
        if self._shown is not self.pieces.pieces:  # the headings count them
            self.doItemsLayout()

    def reset(self) -> None:
        super().reset()
        self.doItemsLayout()

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._arranged.tiles):
            return QRect()
        return self._arranged.tiles[index.row()].translated(0, -self.verticalOffset())

    def scrollTo(
        self, index: Index, _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= len(self._arranged.tiles):
            return
        tile, bar = self._arranged.tiles[index.row()], self.verticalScrollBar()
        gap = self._look.px(GAP)
        first = any(heading.bottom() + 1 == tile.top() for heading in self._arranged.headings)
        top = tile.top() - (self._look.px(HEADING) if first else 0) - gap
        if top < bar.value():
            bar.setValue(top)
        elif tile.bottom() + gap > bar.value() + self.viewport().height():
            bar.setValue(min(tile.bottom() + gap - self.viewport().height(), top))

    def indexAt(self, point: QPoint) -> QModelIndex:
        on = point + QPoint(0, self.verticalOffset())
        for row in self._rows_between(on.y(), on.y()):
            if self._arranged.tiles[row].contains(on):
                return self.pieces.index(row)
        return QModelIndex()

    def _rows_between(self, top: int, bottom: int) -> range:
        """Return the tiles that stand between two heights of the whole wall; in their order they go down only."""
        tiles = self._arranged.tiles
        high = tiles[0].height() if tiles else 0
        first = bisect_left(tiles, top - high + 1, key=QRect.top)
        return range(first, bisect_left(tiles, bottom + 1, key=QRect.top))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    # --- keys and mouse ----------------------------------------------------------------------------

    def moveCursor(self, action: _Cursor, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        tiles, at = self._arranged.tiles, max(self.currentIndex().row(), 0)
        if not tiles:
            return QModelIndex()
        forth = -1 if self.isRightToLeft() else 1
        to = {
            _Cursor.MoveLeft: at - forth,
            _Cursor.MovePrevious: at - 1,
            _Cursor.MoveRight: at + forth,
            _Cursor.MoveNext: at + 1,
            _Cursor.MoveHome: 0,
            _Cursor.MoveEnd: len(tiles) - 1,
        }.get(action)
        if to is None:
            way = -1 if action in {_Cursor.MoveUp, _Cursor.MovePageUp} else 1
            page = action in {_Cursor.MovePageUp, _Cursor.MovePageDown}
            to = self._page(at, way) if page else above_or_below(tiles, at, way)
        return self.pieces.index(min(max(to, 0), len(tiles) - 1))

    def _page(self, at: int, way: int) -> int:
        """Return the tile that stands a wall's height further down (1) or up (-1)."""
        tiles, height = self._arranged.tiles, self.viewport().height()
        to = above_or_below(tiles, at, way)
        while (further := above_or_below(tiles, to, way)) != to:
            if abs(tiles[further].bottom() - tiles[at].top()) > height:
                break
            to = further
        return to

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.normalized().topLeft())
        self.selectionModel().select(
            QItemSelection(index, index) if index.isValid() else QItemSelection(), command
        )

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    # --- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = self.verticalOffset()
        area = event.rect().translated(0, offset)
        for number, heading in enumerate(self._arranged.headings):
            if heading.intersects(area):
                self._heading(painter, heading.translated(0, -offset), number)
        for row in self._rows_between(area.top(), area.bottom()):
            index = self.pieces.index(row)
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = self.visualRect(index)
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            self._tiles.paint(painter, option, index)

    def _heading(self, painter: QPainter, area: QRect, number: int) -> None:
        group, pieces = self._groups[number]
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        parts = (
            (group_words(group), self._look.font(bold=True), self._look.palette.text),
            (heading_count(pieces, first=not number), self._look.font(SMALL), self._look.palette.muted),
        )
        for words, font, colour in parts:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, flags, text)
            past = painter.fontMetrics().horizontalAdvance(text) + self._look.px(GAP)
            area = mirrored(area.adjusted(past, 0, 0, 0), area, self.layoutDirection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _tell_wanted(self) -> None:
        top, height = self.verticalOffset(), self.viewport().height()
        seen = (self.pieces.pieces[row] for row in self._rows_between(top, top + 2 * height))
        self.wanted.emit(tuple(piece for piece in seen if piece.key not in self.pieces.pictures))
