"""The list at the left: groups of pieces and documents to show, and other bodies to go to, each with what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.piece_groups import PieceGroup, in_groups
from reviewer.desk.pieces import Piece
from reviewer.desk.words.language import say
from reviewer.ui.elided import Elided
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.pieces.words import counted_words, group_words, looked_at
from reviewer.ui.widgets import Box, Label, Silence
from reviewer.ui.words import breakable

CHOICE, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW, INSET, MOST_LINES = 32, 12, 3
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


class _Counted(QStyledItemDelegate):
    """Draws words at the left and what is counted at the right."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height: names that have no room in a line go on in the next."""
        bold = self._bold(index, chosen=True)  # so that choosing it moves nothing
        area = QRect(0, 0, self._view.viewport().width(), self._look.px(ROW) * MOST_LINES)
        high = (
            QFontMetrics(bold)
            .boundingRect(self._for_words(area, index), _WRAPPED, self._words(index))
            .height()
        )
        least = self._look.px(ROW)
        return QSize(
            10, max(least, min(high, QFontMetrics(bold).lineSpacing() * MOST_LINES) + self._look.px(8))
        )

    def _bold(self, index: Index, *, chosen: bool) -> QFont:
        return self._look.font(bold=chosen or not index.flags() & Qt.ItemFlag.ItemIsEnabled)

    def _words(self, index: Index) -> str:
        return breakable(str(index.data(Qt.ItemDataRole.DisplayRole)))

    def _for_words(self, row: QRect, index: Index) -> QRect:
        """Return where the words of a row stand: between its edge and what is counted."""
        px, count = self._look.px, str(index.data(COUNT) or "")
        wide = QFontMetrics(self._look.font(SMALL)).horizontalAdvance(count)
        words = row.adjusted(px(INSET), 0, -px(INSET) - (wide + px(8) if count else 0), 0)
        return mirrored(words, row, self._view.layoutDirection())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, px = self._look.palette, self._look.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(palette.wash))
            bar = QRect(option.rect.left(), option.rect.top(), px(4), option.rect.height())
            painter.fillRect(mirrored(bar, option.rect, painter.layoutDirection()), QColor(palette.accent))
        row = option.rect.adjusted(px(INSET), 0, -px(INSET), 0)
        count = str(index.data(COUNT) or "")
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(palette.text if chosen else palette.muted))
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        painter.setFont(self._bold(index, chosen=chosen))
        painter.setPen(QColor(palette.text))
        painter.drawText(self._for_words(option.rect, index), _WRAPPED, self._words(index))
        painter.restore()


@dataclass(frozen=True, slots=True)
class Shown:
    """Which pieces are shown: those of a group, of a document (its SHA-256), or all."""

    group: PieceGroup | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another body, by its code."""

    body: str


Choice = Shown | Other


class PieceSide(Box):
    """``shown_wanted`` tells which pieces to show, ``body_wanted`` the code of a body to go to."""

    shown_wanted = Signal(object)
    body_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        """Begin without pieces."""
        super().__init__(look, gap=0, role="pane")
        self.title = Elided("", "heading")
        self.counts = Label("", "small")
        self.add(Box(look, self.title, self.counts, gap=0, margins=(12, 8, 12, 8)))
        self.list = QListWidget()
        self.list.setProperty("role", "side")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Counted(look, self.list))
        self.list.setAccessibleName(self.tr("Which pieces to show"))
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.add(self.list, 1)

    def show_body(
        self, body: str, pieces: Sequence[Piece], others: Mapping[str, tuple[str, int]], shown: Shown
    ) -> None:
        """Show what a body has; ``others`` are names and how much is left of other bodies, by code."""
        self.title.setText(body)
        looked, total = looked_at(pieces)
        self.counts.setText(say("{} of {} looked at").format(looked, total) if total else "")
        with Silence(self.list):
            self.list.clear()
            self._put(self.tr("All that could not be read"), counted_words(pieces), Shown(), shown)
            for group, grouped in in_groups(pieces).items():
                self._put(group_words(group), counted_words(grouped), Shown(group), shown)
            if pieces:
                self._head(self.tr("By document"))
            documents: dict[str, list[Piece]] = {}
            for piece in pieces:
                documents.setdefault(piece.document, []).append(piece)
            for document, those in documents.items():
                self._put(those[0].name, counted_words(those), Shown(document=document), shown)
            self._others(others)

    def _others(self, others: Mapping[str, tuple[str, int]]) -> None:
        left = {code: pieces for code, pieces in others.items() if pieces[1]}
        if left:
            self._head(self.tr("Others with pieces to look at"))
        for code, (name, number) in left.items():
            self._put(name, str(number), Other(code), None)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _put(self, words: str, count: str, choice: Choice, now: Shown | None) -> None:
        item = QListWidgetItem(words)
        item.setData(CHOICE, choice)
        item.setData(COUNT, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}: {count}")
        item.setToolTip(words)
        self.list.addItem(item)
        if choice == now:
            self.list.setCurrentItem(item)

    def _choose(self, item: QListWidgetItem | None, _before: object = None) -> None:
        choice = None if item is None else item.data(CHOICE)
        if isinstance(choice, Shown):
            self.shown_wanted.emit(choice)

    def _go(self, item: QListWidgetItem) -> None:
        choice = item.data(CHOICE)
        if isinstance(choice, Other):
            self.body_wanted.emit(choice.body)
