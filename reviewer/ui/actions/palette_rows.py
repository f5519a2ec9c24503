"""How the palette's lines look: headings, matched letters in bold and underlined, the key at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui.actions.palette_groups import PaletteEntry
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.runs import paint_runs
from reviewer.ui.shapes import SIZE, paint_tone

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
LINE, INSET, GAP, CAP = 32, 20, 10, 22
BETWEEN = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a group, and how many of its lines are not shown."""

    title: str
    more: int = 0


class PaletteRows(QAbstractListModel):
    """Headings and what was found under each."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: tuple[Heading | PaletteEntry, ...] = ()

    def show_rows(self, rows: Sequence[Heading | PaletteEntry]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(row, Heading):
            return row.title
        offer = row.offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.words
        why = self.tr("not now: {}").format(offer.why_not) if offer.why_not else ""
        return ", ".join(filter(None, (offer.words, offer.state, offer.key, why)))


class PaletteDelegate(QStyledItemDelegate):
    """Paints a row; the reason why something can't be done stands below its words where there is no room beside them."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        """``look`` gives colours and lengths, ``view`` the width."""
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row, height = index.data(ROW), self._look.px(LINE)
        if isinstance(row, PaletteEntry) and row.offer.why_not:
            width = self._view.viewport().width()
            if not self._beside(row, width):
                small = QFontMetrics(self._look.font(SMALL))
                inner_width = max(width - self._look.px(2 * INSET), 1)
                words = self.tr("not now: {}").format(row.offer.why_not)
                wrapped = small.boundingRect(0, 0, inner_width, 10_000, int(Qt.TextFlag.TextWordWrap), words)
                height += wrapped.height() + self._look.px(4)
        return QSize(1, height)

    def _beside(self, row: PaletteEntry, width: int) -> bool:
        bold, small = QFontMetrics(self._look.font(bold=True)), QFontMetrics(self._look.font(SMALL))
        why = self.tr("not now: {}").format(row.offer.why_not)
        needed = bold.horizontalAdvance(row.offer.words) + small.horizontalAdvance(why)
        return needed + self._look.px(2 * INSET + 2 * GAP) <= width

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, PaletteEntry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, row, chosen=chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: Heading) -> None:
        px = self._look.px
        box = rect.adjusted(px(INSET), 0, -px(INSET), 0)
        painter.setPen(QColor(self._look.palette.muted))
        painter.setFont(self._look.font(SMALL, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.title)
        if row.more:
            words = self.tr("{} more: Tab").format(row.more)
            painter.setFont(self._look.font(SMALL))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _paint_entry(self, painter: QPainter, rect: QRectF, row: PaletteEntry, *, chosen: bool) -> None:
        palette, px = self._look.palette, self._look.px
        if chosen:
            painter.fillRect(rect, QColor(palette.wash))
            bar = QRectF(rect.left(), rect.top(), px(3), rect.height())
            painter.fillRect(mirrored(bar, rect, painter.layoutDirection()), QColor(palette.accent))
        line = QRectF(rect.left() + px(INSET), rect.top(), rect.width() - px(2 * INSET), px(LINE))
        right = self._paint_key(painter, line, row.offer.key) if not row.offer.why_not else line.right()
        if row.offer.why_not:
            self._paint_reason(painter, rect, line, row)
        left = self._paint_words(painter, line, row, right)
        if row.offer.tones:
            left = self._paint_tones(painter, line, row, left, right, palette.wash if chosen else "")
        if row.offer.state:
            line_box = QRectF(left + px(GAP), line.top(), max(right - left - px(GAP), 0), line.height())
            painter.setPen(QColor(palette.muted))
            painter.setFont(self._look.font())
            state = QFontMetrics(self._look.font()).elidedText(
                row.offer.state, Qt.TextElideMode.ElideRight, int(line_box.width())
            )
            line_box = mirrored(line_box, line, painter.layoutDirection())
            painter.drawText(line_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, state)

    def _paint_tones(
        self, painter: QPainter, line: QRectF, row: PaletteEntry, left: float, right: float, ground: str
    ) -> float:
        """Paint a shape per criterion behind the words, if there is room for all; returns where they end."""
        px = self._look.px
        side, step = px(SIZE), px(SIZE + BETWEEN)
        end = left + px(GAP) + step * len(row.offer.tones)
        if end > right:
            return left
        for at, tone in enumerate(row.offer.tones):
            box = QRectF(left + px(GAP) + at * step, line.center().y() - side / 2, side, side)
            there = mirrored(box, line, painter.layoutDirection())
            paint_tone(painter, there, tone, self._look.palette, ground)
        return end - px(BETWEEN)

    def _paint_reason(self, painter: QPainter, rect: QRectF, line: QRectF, row: PaletteEntry) -> None:
        px, why = self._look.px, self.tr("not now: {}").format(row.offer.why_not)
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(self._look.palette.muted))
        if self._beside(row, int(rect.width())):
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, why)
        else:
            line_box = QRectF(
                line.left(), line.bottom() - px(4), line.width(), rect.bottom() - line.bottom() + px(4)
            )
            painter.drawText(line_box, int(Qt.TextFlag.TextWordWrap), why)

    def _paint_key(self, painter: QPainter, line: QRectF, key: str) -> float:
        """Paint a key's cap at the right; returns where it begins."""
        if not key:
            return line.right()
        palette, px = self._look.palette, self._look.px
        font = self._look.font(SMALL - 1, bold=True)
        width = QFontMetrics(font).horizontalAdvance(key) + px(12)
        begins = line.right() - width
        cap = QRectF(begins, line.center().y() - px(CAP) / 2, width, px(CAP))
        cap = mirrored(cap, line, painter.layoutDirection())
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.sunk))
        painter.drawRoundedRect(cap, px(4), px(4))
        painter.setPen(QColor(palette.text))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return begins - px(GAP)

    def _paint_words(self, painter: QPainter, line: QRectF, row: PaletteEntry, right: float) -> float:
        """Paint the words run by run, the matched letters marked; returns where they end."""
        palette, runs = self._look.palette, []
        for words, matched in _runs(row):
            font = self._look.font(bold=matched)
            font.setUnderline(matched)
            plain = palette.muted if row.offer.why_not else palette.text
            runs.append((words, font, QColor(palette.accent if matched else plain)))
        box = QRectF(line.left(), line.top(), max(right - line.left(), 0) + 1, line.height())
        return line.left() + paint_runs(painter, mirrored(box, line, painter.layoutDirection()), runs)


def _runs(row: PaletteEntry) -> list[tuple[str, bool]]:
    """Return the words cut where matched letters begin and end."""
    matched = set(row.match.letters)
    runs: list[tuple[str, bool]] = []
    for at, letter in enumerate(row.offer.words):
        on = at in matched
        if runs and runs[-1][1] is on:
            runs[-1] = (runs[-1][0] + letter, on)
        else:
            runs.append((letter, on))
    return runs
