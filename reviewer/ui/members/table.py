"""The table of members: a row for each, read out cell by cell, gone through by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from reviewer.desk.members import MemberRow
from reviewer.desk.participation import Participation
from reviewer.desk.words.language import say
from reviewer.desk.words.members import (
    code_words,
    holds_words,
    role_words,
    seen_words,
    since_words,
    wait_words,
    who_words,
)
from reviewer.ui.case.table import ReadTable
from reviewer.ui.look import SMALL, Look
from reviewer.ui.widgets import Silence

WHO, ROLE, CODE, SINCE, SEEN, HOLDS, WAITS = range(7)
GIVES_WAY = (SINCE, CODE, HOLDS, WAITS, SEEN)
"""Columns that are left out where there is no room, in this order: what is said of the row that one is at has all of them."""
FACE, LEAST = 24, 168  # a face, and what names have at least, in pixels at 100%


class MembersTable(ReadTable):
    """``reached`` tells which row one is at."""

    reached = Signal()

    def __init__(self, look: Look) -> None:
        """Be empty until it is told who takes part."""
        columns = (
            say("Who"), say("Role"), say("Code"), say("Since"), say("Last seen"), say("Holds of yours"), say("Acts that wait"),
        )  # fmt: skip
        super().__init__(look, say("Members"), columns, ())
        self._members: tuple[MemberRow, ...] = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(WHO, QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(lambda *_cells: self.reached.emit())

    @property
    def current(self) -> MemberRow | None:
        """The member whose row one is at."""
        row = self.currentRow()
        return self._members[row] if 0 <= row < len(self._members) else None

    def show_members(self, shown: Participation) -> None:
        """Show who takes part; one stays at the same member, if they are still there."""
        was = self.current
        with Silence(self):
            self._members = shown.rows
            self.show_rows([_cells(shown, row) for row in shown.rows])
            for at, row in enumerate(shown.rows):
                if (item := self.item(at, WHO)) is not None:
                    item.setIcon(_face(self._look, row.name))
            self.setIconSize(QSize(self._look.px(FACE), self._look.px(FACE)))
            keys = [row.key for row in shown.rows]
            at = keys.index(was.key) if was is not None and was.key in keys else 0
            if keys:
                self.setCurrentCell(at, max(self.currentColumn(), 0))
        self._make_room()
        self.reached.emit()

    def go_to(self, key: str) -> None:
        """Go to a member's row."""
        for at, row in enumerate(self._members):
            if row.key == key:
                self.setCurrentCell(at, WHO)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_members"):
            self._make_room()

    def _make_room(self) -> None:
        """Leave out columns that have no room beside the names, and be as high as all rows."""
        header = self.horizontalHeader()
        wide = {
            column: max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(self.columnCount())
            if column != WHO
        }
        left = self.viewport().width() - max(self._look.px(LEAST), header.sectionSizeHint(WHO))
        gone: set[int] = set()
        for column in GIVES_WAY:
            if sum(width for at, width in wide.items() if at not in gone) <= left:
                break
            gone.add(column)
        for column in wide:
            self.setColumnHidden(column, column in gone)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(header.sizeHint().height() + rows + 2 * self.frameWidth() + self._look.px(4))


def _cells(shown: Participation, row: MemberRow) -> tuple[str, ...]:
    return (
        who_words(row), role_words(row), code_words(row.code), since_words(row), seen_words(shown, row),
        holds_words(shown, row), wait_words(row),
    )  # fmt: skip


def initials(name: str) -> str:
    """Return the first letters of a name's first two words."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def _face(look: Look, name: str) -> QIcon:
    """Return a disc with somebody's initials."""
    side, ratio = look.px(FACE), 2
    picture = QPixmap(side * ratio, side * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.wash))
        painter.drawEllipse(QRect(0, 0, side, side))
        painter.setPen(QColor(look.palette.accent))
        font = look.font(SMALL, bold=True)
        font.setPixelSize(max(side * 11 // FACE, 6))
        painter.setFont(font)
        painter.drawText(QRect(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, initials(name))
    return QIcon(picture)
