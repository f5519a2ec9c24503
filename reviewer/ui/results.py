"""What a search over all documents found; choosing a place opens it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.views import SearchHit
from reviewer.ui.bodies import Index
from reviewer.ui.look import SMALL, Look
from reviewer.ui.parts import Box, Label, button
from reviewer.ui.sitting import Place, Sitting
from reviewer.ui.words import counted

HIT = Qt.ItemDataRole.UserRole
LIMIT = 200
OPEN, CLOSE = "\ue000", "\ue001"


class HitDelegate(QStyledItemDelegate):
    """Draws a hit: whose document and where, then the words around it with the found ones bold."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        """``look`` gives fonts and colours."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        heights = QFontMetrics(self._look.font()).height() + QFontMetrics(self._look.font(SMALL)).height()
        return QSize(10, heights + self._look.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, rect = option.state, option.rect
        palette, px = self._look.palette, self._look.px
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.wash))
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), QColor(palette.accent))
        inner = QRectF(rect).adjusted(px(16), px(6), -px(16), -px(6))
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(palette.muted))
        head = QFontMetrics(painter.font())
        where = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(inner, head.elidedText(where, Qt.TextElideMode.ElideRight, int(inner.width())))
        found: SearchHit = index.data(HIT)
        low = inner.adjusted(0, head.height(), 0, 0)
        self._paint_snippet(painter, found.hit.snippet, low)

    def _paint_snippet(self, painter: QPainter, snippet: str, box: QRectF) -> None:
        painter.setPen(QColor(self._look.palette.text))
        left, bold = box.left(), False
        for piece in " ".join(snippet.split()).replace(CLOSE, OPEN).split(OPEN):
            painter.setFont(self._look.font(bold=bold))
            metrics = QFontMetrics(painter.font())
            room = box.right() - left
            words = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, int(room)) if room > 0 else ""
            painter.drawText(
                QRectF(left, box.top(), room, box.height()), int(Qt.AlignmentFlag.AlignLeft), words
            )
            left += metrics.horizontalAdvance(piece)
            bold = not bold


class HitList(QListWidget):
    """A list whose Enter opens the place."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class ResultsPane(Box):
    """Stands between the bar and the desk while a search is looked through."""

    closed = Signal()
    place_opened = Signal()

    def __init__(self, look: Look, sitting: Sitting) -> None:
        """Search with the sitting's desk."""
        super().__init__(look, gap=0, role="bar")
        self._title = Label("", "strong")
        self._close = button(self.tr("Close"), self.leave, "quiet")
        head = Box(look, self._title, None, self._close, across=True, margins=(16, 4, 12, 0))
        self.list = HitList()
        self.add(head)
        self.add(self.list)
        self._sitting = sitting
        self.list.setItemDelegate(HitDelegate(look, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Places found"))
        self.list.setAccessibleDescription(self.tr("Enter opens a place, Escape closes the list"))
        self.list.opened.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self._asked = ""
        self.hide()

    def ask(self, query: str) -> None:
        """Search all documents; the list comes when it is done."""
        self._asked = query.strip()
        if not self._asked:
            self.leave()
            return
        asked = self._asked
        self._sitting.work.start(
            self.tr("Searching"),
            lambda _ticket: self._sitting.desk.search(asked, limit=LIMIT),
            lambda hits: self._show(asked, hits),
            quiet=True,
        )

    def _show(self, asked: str, hits: tuple[SearchHit, ...]) -> None:
        if asked != self._asked:
            return
        self.list.clear()
        bodies = {body.code: body.name for body in self._sitting.desk.case.bodies}
        for found in hits:
            place = f"{bodies.get(found.body, found.body)} · {found.name} · {found.hit.label}"
            item = QListWidgetItem(place)
            item.setData(HIT, found)
            snippet = found.hit.snippet.replace(OPEN, "").replace(CLOSE, "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place}: {snippet}")
            self.list.addItem(item)
        places = counted(len(hits), self.tr("place has"), self.tr("places have"))
        most = self.tr(" (the first {})").format(LIMIT) if len(hits) >= LIMIT else ""
        words = self.tr("{} “{}”{}").format(places, asked, most) if hits else ""
        self._title.setText(words or self.tr("Nothing found for “{}”. Try fewer words.").format(asked))
        row = (
            self.list.itemDelegate().sizeHint(QStyleOptionViewItem(), self.list.model().index(0, 0)).height()
        )
        self.list.setFixedHeight(row * min(len(hits), 5) + 4)
        self.list.setVisible(bool(hits))
        self.show()
        if hits:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            found: SearchHit = item.data(HIT)
            self.place_opened.emit()
            self._sitting.go_to(Place(found.hit.document, found.hit.place, found.hit.start), found.body)

    def leave(self) -> None:
        """Close the list."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
