"""The list of places that a search found: how a place is drawn, read out and walked through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.display import SearchHit
from reviewer.ui.elided import elided
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.runs import paint_runs
from reviewer.ui.words import review_words

HIT = Qt.ItemDataRole.UserRole
OPEN, CLOSE = "\ue000", "\ue001"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HitModel(QAbstractListModel):
    """The hits, in the order in which they are shown."""

    def __init__(self, bodies: Mapping[str, str], parent: QListView) -> None:
        """``bodies`` are the names by code."""
        super().__init__(parent)
        self._bodies = bodies
        self.hits: tuple[SearchHit, ...] = ()

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return self._place(hit, " · ")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [self._place(hit, ", "), review_words(late=hit.late, included=hit.included)]
            return f"{', '.join(filter(None, said))}: {plain(hit.hit.snippet)}"
        return None

    def _place(self, hit: SearchHit, between: str) -> str:
        return between.join((self._bodies.get(hit.body, hit.body), hit.name, hit.hit.label))


class HitDelegate(QStyledItemDelegate):
    """Draws a hit: whose document and where, then the words around it with the found ones bold."""

    def __init__(self, look: Look, parent: QListView) -> None:
        """``look`` gives fonts and colours."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(10, self.height())

    def height(self) -> int:
        """Return the height of a row."""
        heights = QFontMetrics(self._look.font()).height() + QFontMetrics(self._look.font(SMALL)).height()
        return heights + self._look.px(12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, rect = option.state, option.rect
        palette, px = self._look.palette, self._look.px
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.wash))
            bar = QRect(rect.left(), rect.top(), px(3), rect.height())
            painter.fillRect(mirrored(bar, rect, painter.layoutDirection()), QColor(palette.accent))
        inner = QRectF(rect).adjusted(px(16), px(6), -px(16), -px(6))
        hit: SearchHit = index.data(HIT)
        head = self._paint_head(painter, inner, index.data(Qt.ItemDataRole.DisplayRole), hit)
        self._paint_snippet(painter, hit.hit.snippet, inner.adjusted(0, head, 0, 0))

    def _paint_head(self, painter: QPainter, box: QRectF, where: str, hit: SearchHit) -> int:
        """Draw the place, and at its end what to know of it; return the height."""
        palette = self._look.palette
        review = review_words(late=hit.late, included=hit.included)
        painter.setFont(self._look.font(SMALL, bold=True))
        free_width = box.width()
        if review:
            width = QFontMetrics(painter.font()).horizontalAdvance(review)
            painter.setPen(QColor(palette.part))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), review)
            free_width -= width + self._look.px(16)
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(palette.muted))
        metrics = QFontMetrics(painter.font())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), elided(where, metrics, free_width))
        return metrics.height()

    def _paint_snippet(self, painter: QPainter, snippet: str, box: QRectF) -> None:
        colour, fonts = QColor(self._look.palette.text), (self._look.font(), self._look.font(bold=True))
        pieces = " ".join(snippet.split()).replace(CLOSE, OPEN).split(OPEN)
        paint_runs(painter, box, ((piece, fonts[at % 2], colour) for at, piece in enumerate(pieces)))


class HitList(QListView):
    """Enter or a click opens the place; Up from the first goes back to the field."""

    opened = Signal()
    left = Signal()

    def __init__(self, look: Look, bodies: Mapping[str, str]) -> None:
        """Start without hits."""
        super().__init__()
        self.hits = HitModel(bodies, self)
        self.delegate = HitDelegate(look, self)
        self.setModel(self.hits)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Places found"))
        self.setAccessibleDescription(self.tr("Enter opens a place, Escape closes the list"))
        self.clicked.connect(lambda _index: self.opened.emit())

    @property
    def chosen(self) -> SearchHit | None:
        """The current hit, or None."""
        index = self.currentIndex()
        return index.data(HIT) if index.isValid() else None

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show hits; while the list has the focus, the current one and those above it stay where they are."""
        at, top = self.currentIndex().row(), self.verticalScrollBar().value()
        before = self.hits.hits[: at + 1] if self.hasFocus() else ()
        known = {place_of(hit) for hit in before}
        self.hits.show_hits((*before, *(hit for hit in hits if place_of(hit) not in known)))
        if before:
            self.setCurrentIndex(self.hits.index(at))
            self.verticalScrollBar().setValue(top)
        else:
            self.scrollToTop()

    def go_in(self) -> None:
        """Stand on the first hit."""
        if self.hits.hits:
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self.hits.index(0))
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def plain(snippet: str) -> str:
    """Return the words round what was found as they are read out: on one line, without the marks of what is bold."""
    return " ".join(snippet.replace(OPEN, "").replace(CLOSE, "").split())


def place_of(hit: SearchHit) -> tuple[str, str, str]:
    """Return what tells a hit from every other."""
    return hit.body, hit.hit.document, hit.hit.place
