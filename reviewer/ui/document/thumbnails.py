"""Small pictures of the pages, in a list to leap by."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui.document import turning
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher, TileWish, Wish

_KEPT = 200
_LETTERS = 14  # average letters that a picture is wide
_EDGE = 10
_TALLEST = 1.5  # of the width
_AHEAD = 6  # rows to have ready beyond those in view

Index = QModelIndex | QPersistentModelIndex


class PageList(QAbstractListModel):
    """A row a page: its label, and its picture where that is here."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self._count = 0
        self._labels: tuple[str, ...] = ()
        self.pictures: OrderedDict[int, QImage] = OrderedDict()

    def fill(self, count: int) -> None:
        """Take how many pages there are."""
        self.beginResetModel()
        self._count, self._labels = count, ()
        self.pictures.clear()
        self.endResetModel()

    def name(self, labels: tuple[str, ...]) -> None:
        """Take what the document calls its pages."""
        self._labels = labels
        self.dataChanged.emit(self.index(0), self.index(max(0, self._count - 1)))

    def keep(self, page: int, picture: QImage) -> None:
        """Take a picture; the oldest go."""
        self.pictures[page] = picture
        while len(self.pictures) > _KEPT:
            self.pictures.popitem(last=False)
        self.dataChanged.emit(self.index(page), self.index(page))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many pages there are."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's number and label, its name for those who don't see it, or its picture."""
        page = index.row()
        label = self._labels[page] if page < len(self._labels) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{page + 1} ({label})" if label else str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {}").format(f"{page + 1}, {label}" if label else page + 1)
        return self.pictures.get(page) if role == Qt.ItemDataRole.DecorationRole else None


class _Row(QStyledItemDelegate):
    """Paints a page's picture with its number below."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._view.row_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks, rect = self._view.inks, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        line = painter.fontMetrics().height()
        picture_area = rect.adjusted(_EDGE, _EDGE // 2, -_EDGE, -line - _EDGE // 2)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        size = picture.size() if isinstance(picture, QImage) else self._view.picture_size(index.row())
        paper = QRect(
            picture_area.topLeft(), size.scaled(picture_area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        paper.moveCenter(picture_area.center())
        painter.fillRect(paper, Qt.GlobalColor.white)
        if isinstance(picture, QImage):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(paper, inks.paper)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(inks.ring, 3) if chosen else QPen(inks.line, 1))
        painter.drawRect(paper.adjusted(-1, -1, 1, 1))
        painter.setPen(self._view.palette().color(self._view.foregroundRole()))
        below = QRect(rect.x(), picture_area.bottom() + 2, rect.width(), line)
        painter.drawText(
            below, int(Qt.AlignmentFlag.AlignCenter), str(index.data(Qt.ItemDataRole.DisplayRole))
        )


class Thumbnails(QListView):
    """Announces ``page_asked`` (from 0) when a page is chosen by mouse or keys."""

    page_asked = Signal(int)

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pictures and the colours to paint with."""
        super().__init__(parent)
        self._fetcher, self.inks = fetcher, inks
        self._document, self._turn = "", 0
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._asked: set[TileWish] = set()
        self._following = False
        self.pages = PageList()
        self.setModel(self.pages)
        self.setItemDelegate(_Row(self))
        self.setProperty("role", "strip")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pages"))
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._choose)
        fetcher.fulfilled.connect(self._on_fulfilled)
        fetcher.refused.connect(self._on_refused)

    def open(self, document: str, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show a document's pages; their sizes in points."""
        self._document, self._sizes, self._turn = document, sizes, 0
        self._asked.clear()
        self.pages.fill(len(sizes))

    def set_turn(self, turn: int) -> None:
        """Show the pages turned by so many quarters."""
        if turn != self._turn:
            self._turn = turn
            self._asked.clear()
            self.pages.pictures.clear()
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

    def follow(self, page: int) -> None:
        """Show which page is in view."""
        self._following = True
        index = self.pages.index(page)
        self.setCurrentIndex(index)
        if self.isVisible():
            self.scrollTo(index)
        self._following = False

    def picture_size(self, page: int) -> QSize:
        """Return how large a page's picture is, in logical pixels."""
        width, height = turning.size(*self._sizes[page], self._turn)
        wide = self.fontMetrics().averageCharWidth() * _LETTERS
        high = wide * height / max(1.0, width)
        if high > wide * _TALLEST:
            wide, high = round(wide * wide * _TALLEST / high), wide * _TALLEST
        return QSize(max(1, wide), max(1, round(high)))

    def row_size(self) -> QSize:
        """Return how much room every row takes."""
        wide = self.fontMetrics().averageCharWidth() * _LETTERS
        most = self.picture_size(0).height() if self._sizes else wide
        return QSize(wide + 2 * _EDGE, most + self.fontMetrics().height() + 2 * _EDGE)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._following:
            self.page_asked.emit(now.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is here and wish for what is not."""
        super().paintEvent(event)
        first, last = self.indexAt(self.viewport().rect().topLeft()), self._last_row()
        wishes = [
            self._wish(page)
            for page in range(max(0, first.row()), min(len(self._sizes), last + _AHEAD))
            if page not in self.pages.pictures
        ]
        self._asked.update(wishes)
        self._fetcher.aside(wishes)

    def _last_row(self) -> int:
        high = max(1, self.row_size().height())
        return max(0, self.indexAt(self.viewport().rect().topLeft()).row()) + self.height() // high + 1

    def _wish(self, page: int) -> TileWish:
        width = turning.size(*self._sizes[page], self._turn)[0]
        scale = self.picture_size(page).width() * self.devicePixelRatioF() / max(1.0, width)
        return TileWish(self._document, page, scale, None, self._turn)

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        if isinstance(wish, TileWish) and isinstance(result, QImage) and wish in self._asked:
            self._asked.discard(wish)
            self.pages.keep(wish.page, result)

    def _on_refused(self, wish: Wish, _error: Exception) -> None:
        if isinstance(wish, TileWish) and wish in self._asked:
            blank = QImage(1, 1, QImage.Format.Format_RGB32)  # so that it is not asked for again and again
            blank.fill(Qt.GlobalColor.white)
            self.pages.keep(wish.page, blank.scaled(self.picture_size(wish.page)))
