"""The list at the left: groups of pieces and documents to show, and other bodies to go to, each with what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk.piece_groups import PieceGroup, in_groups
from reviewer.desk.pieces import Piece
from reviewer.ui.look import SMALL, Look
from reviewer.ui.parts import Box, Elided, Label, Silence
from reviewer.ui.pieces.words import group_words
from reviewer.ui.words import say

CHOICE, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW, INSET = 32, 12
Index = QModelIndex | QPersistentModelIndex


class _Counted(QStyledItemDelegate):
    """Draws words at the left and what is counted at the right."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(10, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, px = self._look.palette, self._look.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(palette.wash))
            bar = QRect(option.rect.left(), option.rect.top(), px(4), option.rect.height())
            painter.fillRect(bar, QColor(palette.accent))
        row = option.rect.adjusted(px(INSET), 0, -px(INSET), 0)
        count = str(index.data(COUNT) or "")
        painter.setFont(self._look.font(SMALL))
        wide = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(QColor(palette.text if chosen else palette.muted))
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        painter.setFont(self._look.font(bold=chosen or not enabled))
        painter.setPen(QColor(palette.text))
        row.adjust(0, 0, -wide - px(8), 0)
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, row.width()
        )
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
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
        looked, total = sum(not (p.to_look_at or p.waits) for p in pieces), sum(not p.waits for p in pieces)
        self.counts.setText(say("{} of {} looked at").format(looked, total))
        with Silence(self.list):
            self.list.clear()
            self._put(self.tr("All that could not be read"), _counted(pieces), Shown(), shown)
            for group, grouped in in_groups(pieces).items():
                self._put(group_words(group), _counted(grouped), Shown(group), shown)
            self._head(self.tr("By document"))
            documents: dict[str, list[Piece]] = {}
            for piece in pieces:
                documents.setdefault(piece.document, []).append(piece)
            for document, those in documents.items():
                self._put(those[0].name, _counted(those), Shown(document=document), shown)
            self._others(others)

    def _others(self, others: Mapping[str, tuple[str, int]]) -> None:
        left = {code: found for code, found in others.items() if found[1]}
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


def _counted(pieces: Sequence[Piece]) -> str:
    """Return how many of these have been looked at; of those that only wait how many there are."""
    asked = [piece for piece in pieces if not piece.waits]
    if not asked:
        return say("{} waiting").format(len(pieces))
    return say("{} of {}").format(sum(not piece.to_look_at for piece in asked), len(asked))
