"""The list of what waits for a decision: groups, and a row for each matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from reviewer.desk.triage.values import Matter, Sort
from reviewer.ui.look import Look
from reviewer.ui.triage.phrases import Names, detail, group_title, matter_sentence, whose
from reviewer.ui.words import capital

Index = QModelIndex | QPersistentModelIndex
WHAT, WHOSE, DECISION = range(3)
MATTER = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole


class MatterRows(QAbstractItemModel):
    """Two levels: sorts, and matters under them. An index's id is 0 for a sort, else the sort's row + 1."""

    def __init__(self, look: Look, names: Names, nouns: tuple[str, str]) -> None:
        """``names`` are the bodies' by code; ``nouns`` the inspection's for a body and for bodies."""
        super().__init__()
        self._look = look
        self.names = names
        self.nouns = nouns
        self.groups: tuple[tuple[Sort, tuple[Matter, ...]], ...] = ()

    def show_matters(self, matters: Sequence[Matter]) -> None:
        """Show other matters; empty groups are left out."""
        self.beginResetModel()
        groups = ((sort, tuple(m for m in matters if m.sort is sort)) for sort in Sort)
        self.groups = tuple((sort, held) for sort, held in groups if held)
        self.endResetModel()

    def place_of(self, key: str) -> QModelIndex:
        """Return where a matter stands, or no place."""
        for at, (_, held) in enumerate(self.groups):
            for row, matter in enumerate(held):
                if matter.key == key:
                    return self.createIndex(row, WHAT, at + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        inside = parent is not None and parent.isValid()
        if not self.hasIndex(row, column, parent if inside and parent is not None else QModelIndex()):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if inside and parent is not None else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        at = index.internalId() if index.isValid() else 0
        return self.createIndex(at - 1, 0, 0) if at else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self.groups)
        return len(self.groups[parent.row()][1]) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, _parent: Index | None = None) -> int:
        return DECISION + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (self.tr("What"), capital(self.nouns[0]), self.tr("Decision"))[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        at = index.internalId()
        if at == 0:
            return self._group(index.row(), index.column(), role)
        matter = self.groups[at - 1][1][index.row()]
        if role == _Role.DisplayRole:
            decided = f"✓ {matter.decided}" if matter.decided else self.tr("○ open")
            return (matter.name, whose(matter, self.names), decided)[index.column()]
        if role in {_Role.AccessibleTextRole, _Role.ToolTipRole}:
            return matter_sentence(matter, self.names, self.nouns)
        if role == _Role.ForegroundRole and (matter.decided or index.column() == WHOSE):
            return QBrush(QColor(self._look.palette.muted))
        return matter if role == MATTER else None

    def _group(self, row: int, column: int, role: int) -> object:
        sort, held = self.groups[row]
        left = sum(not matter.decided for matter in held)
        words = f"{group_title(sort, self.nouns)} · {left}"
        if role == _Role.DisplayRole:
            return words if column == WHAT else ""
        if role == _Role.AccessibleTextRole:
            return self.tr("{}: {} to decide").format(group_title(sort, self.nouns), left)
        if role == _Role.FontRole:
            font = QFont(self._look.font(bold=True))
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def sentence(self, matter: Matter) -> str:
        """Return what is to know of a matter."""
        return detail(matter, self.names)


class MatterTree(QTreeView):
    """The list; a letter key is a decision, so there is no search by typing."""

    opened = Signal()

    def __init__(self, look: Look, rows: MatterRows) -> None:
        """Show these rows."""
        super().__init__()
        self._look = look
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setProperty("role", "list")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(look.px(16))
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What waits for a decision"))
        self.setAccessibleDescription(
            self.tr("The letter on a button decides; Up and Down go from row to row")
        )
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        rows.modelReset.connect(self.expandAll)
        self._fit()

    def _fit(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(WHOSE, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(DECISION, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(WHOSE, self.viewport().width() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header().resizeSection(WHOSE, self.viewport().width() // 3)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_look"):
            self.setIndentation(self._look.px(16))
            self._fit()

    def keyboardSearch(self, _typed: str) -> None:
        """Search nothing: a letter is a decision."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
