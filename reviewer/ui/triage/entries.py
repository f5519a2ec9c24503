"""The table of what was dropped: a row for each entry, and a list of bodies to choose from on it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewer.desk.triage.values import Item, Plan
from reviewer.ui.drop_down import DropDown
from reviewer.ui.look import Look
from reviewer.ui.triage.phrases import Names, entry_sentence, files_of, goes_to, state_of, why

Index = QModelIndex | QPersistentModelIndex
STATE, NAME, FILES, GOES, WHY = range(5)
ITEM = Qt.ItemDataRole.UserRole
SHOWN = 14
_Role = Qt.ItemDataRole


class EntryRows(QAbstractTableModel):
    """The items of a plan: those to be asked first, in the order of the first look."""

    chosen = Signal(object, str)

    def __init__(self, look: Look, names: Names) -> None:
        """``names`` are the bodies' by code."""
        super().__init__()
        self._look = look
        self.names = names
        self.items: tuple[Item, ...] = ()

    def show_plan(self, plan: Plan | None) -> None:
        """Show a plan; one with the same entries keeps its rows where they are."""
        items = plan.items if plan else ()
        known = {item.path: item for item in items}
        if known.keys() == {item.path for item in self.items}:
            self.items = tuple(known[item.path] for item in self.items)
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, WHY))
            return
        self.beginResetModel()
        self.items = tuple(sorted(items, key=_asked_first))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, _parent: Index | None = None) -> int:
        return WHY + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == GOES and self.items[index.row()].waits:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            words = (
                self.tr("State"),
                self.tr("What came"),
                self.tr("Holds"),
                self.tr("Goes to"),
                self.tr("Because"),
            )
            return words[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == _Role.DisplayRole:
            texts = (state_of, lambda i: i.name, files_of, lambda i: goes_to(i, self.names), why)
            return texts[index.column()](item)
        if role == _Role.AccessibleTextRole:
            return entry_sentence(item, self.names)
        if role == _Role.ToolTipRole:
            return str(item.path) if index.column() == NAME else entry_sentence(item, self.names)
        if role == _Role.ForegroundRole:
            return QBrush(QColor(self._colour(item, index.column())))
        return item if role == ITEM else None

    def _colour(self, item: Item, column: int) -> str:
        palette = self._look.palette
        asks = item.waits and not item.chosen and not item.left_out
        if item.unfit and column in {STATE, WHY}:
            return palette.gap
        if asks and column in {STATE, GOES}:
            return palette.accent
        return palette.muted if column in {FILES, WHY} or not item.waits else palette.text

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or index.column() != GOES:
            return False
        self.chosen.emit(self.items[index.row()].path, str(value))
        return True


def _asked_first(item: Item) -> tuple[int, str]:
    order = 0 if item.waits and not item.chosen else 1 if item.waits else 2
    return (order, item.name.casefold())


class BodyChoiceDelegate(QStyledItemDelegate):
    """Chooses a body from a list: those that it may be first, then all, then nobody. Typing goes to a name."""

    def __init__(self, names: Names, parent: QWidget) -> None:
        """``names`` are the bodies' by code, in the order of the case."""
        super().__init__(parent)
        self.names = names

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        item: Item = index.data(ITEM)
        box = DropDown(parent)
        box.setAccessibleName(self.tr("Whose is {}?").format(item.name))
        box.setMaxVisibleItems(SHOWN)
        first = [code for code in item.proposal.candidates if code in self.names]
        for code in first:
            box.addItem(self.names[code], code)
        if first:
            box.insertSeparator(box.count())
        for code, name in self.names.items():
            if code not in first:
                box.addItem(name, code)
        box.addItem(self.tr("Nobody: leave it out"), "")
        box.activated.connect(lambda _row: self._take(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        item: Item = index.data(ITEM)
        if isinstance(editor, QComboBox) and editor.property("filled") is None:
            editor.setProperty("filled", True)
            editor.setCurrentIndex(max(editor.findData(item.chosen or item.proposal.body or None), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData() or "")


class EntryTable(QTableView):
    """Enter or a letter opens the list on the row, Delete leaves the entry out."""

    def __init__(self, look: Look, names: Names, noun: str) -> None:
        """Show the entries of a plan; ``noun`` is what a body is called."""
        super().__init__()
        self._look = look
        self.entries = EntryRows(look, names)
        self.setModel(self.entries)
        self.setItemDelegateForColumn(GOES, BodyChoiceDelegate(names, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setProperty("role", "list")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setAccessibleName(self.tr("What came, and whose it is"))
        self.setAccessibleDescription(
            self.tr("Enter or a letter chooses a {} for the row, Delete leaves the row out").format(noun)
        )
        self._fit()
        look.changed.connect(self._size_rows)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (STATE, FILES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (NAME, GOES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        self._size_rows()
        self.setMinimumHeight(self._look.px(48))
        self._share_out()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(self._look.row))

    def _share_out(self) -> None:
        """Give what the state and the files leave to the name, the body and the reason."""
        header = self.horizontalHeader()
        width = self.viewport().width() - header.sectionSize(STATE) - header.sectionSize(FILES)
        for column, share in ((NAME, 0.28), (GOES, 0.27)):
            least = max(self._look.px(80), header.sectionSizeHint(column))
            header.resizeSection(column, max(int(width * share), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_look"):
            self._fit()

    @property
    def waits(self) -> bool:
        """Whether the current row is not received yet."""
        row = self.currentIndex().row()
        return 0 <= row < len(self.entries.items) and self.entries.items[row].waits

    def choose_body(self) -> None:
        """Open the list of bodies on the current row."""
        goes = self.entries.index(self.currentIndex().row(), GOES)
        self.setCurrentIndex(goes)
        self.edit(goes)

    def leave_out(self) -> None:
        """Choose nobody for the current row."""
        self.entries.setData(self.entries.index(self.currentIndex().row(), GOES), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goes = self.entries.index(self.currentIndex().row(), GOES)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self.waits and plain and event.text().strip() and event.text().isprintable():
            self.setCurrentIndex(goes)
            self.edit(goes, QAbstractItemView.EditTrigger.AllEditTriggers, event)
        else:
            super().keyPressEvent(event)
