"""The chosen body's documents: kind, name, what is to know of each, and its problem in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyleOptionViewItem,
)

from reviewer.desk.display import DocumentRow
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.counts import Noun, counted
from reviewer.ui.actions.faces import context_menu
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.bodies import BodyList
from reviewer.ui.drops import dropped_paths
from reviewer.ui.elided import elided
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.row_ground import RowDelegate, steady_width
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Beside, Box, Label, Silence, Turning, button, keep_place
from reviewer.ui.words import breakable, document_details, kind_tag

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
MOST_ADVANCES = 20_000
TAG = 34
INSET = 12
FOCUS = 2  # pixels that the frame of the focus takes of the width
LATIN = "\u024f"  # beyond it another font may have to help out, with higher lines


class DocumentRows(QAbstractListModel):
    """The rows of ``desk.reading.documents(body)``."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[DocumentRow, ...] = ()
        self.details: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[DocumentRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.details = document_details(rows)
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == ROW:
            return row
        if role == DETAIL:
            return self.details[index.row()]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{row.name}, {kind_tag(row)}. {self.details[index.row()]}"
        return None


class DocumentDelegate(RowDelegate[str]):
    """Draws a document: a tag for its kind, its name, and a line or two beneath."""

    def __init__(self, look: Look, view: QListView, details: Callable[[], Sequence[str]]) -> None:
        """``details`` tells what the rows of ``view`` say beneath their names."""
        super().__init__(look, view, details, self._heights_of)
        self._advances: dict[tuple[int, str], int] = {}  # pixels of details in one line, by text size

    def _heights_of(self, rows: Sequence[str], width: int) -> Sequence[int]:
        px = self._look.px
        name = QFontMetrics(self._look.font(bold=True)).height()
        small = QFontMetrics(self._look.font(SMALL))
        beside = self._beside(width)
        if len(self._advances) > MOST_ADVANCES:
            self._advances.clear()
        heights = {  # most of a thousand say the same
            detail: max(name + self._detail_height(small, detail, beside) + px(10), px(44))
            for detail in set(rows)
        }
        return [heights[detail] for detail in rows]

    def _beside(self, width: int) -> int:
        """Return the pixels that a row's words have beside its tag, with the focus or without."""
        px = self._look.px
        return max(width - px(INSET) * 2 - px(TAG + 8) - FOCUS, 40)

    def _detail_height(self, metrics: QFontMetrics, detail: str, width: int) -> int:
        painted = breakable(detail)
        # Most are one line of the font's own letters, and that is twenty times as quickly known.
        if (
            detail.isprintable()
            and max(detail, default="") <= LATIN
            and self._advance(metrics, painted) < width
        ):
            return metrics.height()
        box = QRect(0, 0, width, 10_000)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, painted).height()

    def _advance(self, metrics: QFontMetrics, painted: str) -> int:
        key = (self._look.percent, painted)
        advance = self._advances.get(key)
        if advance is None:
            advance = self._advances[key] = metrics.horizontalAdvance(painted)
        return advance

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DocumentRow = index.data(ROW)
        px = self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, chosen = self.paint_ground(painter, option.rect, index)
        inner = QRectF(room).adjusted(px(INSET), px(4), -px(INSET), -px(4))
        self._paint_tag(painter, row, inner)
        self._paint_words(
            painter,
            row,
            mirrored(inner.adjusted(px(TAG + 8), 0, 0, 0), inner, painter.layoutDirection()),
            index.data(DETAIL),
            chosen=chosen,
        )
        painter.restore()

    def _paint_tag(self, painter: QPainter, row: DocumentRow, box: QRectF) -> None:
        palette, px = self._look.palette, self._look.px
        tag = QRectF(box.left(), box.top() + px(9), px(TAG), px(18))
        tag = mirrored(tag, box, painter.layoutDirection())
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawRoundedRect(tag, px(3), px(3))
        painter.setPen(QColor(palette.muted))
        painter.setFont(self._look.font(9, bold=True))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, kind_tag(row))

    def _paint_words(
        self, painter: QPainter, row: DocumentRow, box: QRectF, detail: str, *, chosen: bool
    ) -> None:
        palette = self._look.palette
        font = self._look.font(bold=chosen)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        name = elided(row.name, metrics, box.width())
        top = QRectF(box.left(), box.top(), box.width(), metrics.height())
        one_line = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
            Qt.TextFlag.TextSingleLine
        )
        painter.drawText(top, one_line, name)  # a name from outside may have line breaks in it
        painter.setFont(self._look.font(SMALL))
        attention = palette.gap if row.problem else palette.part if row.late else palette.muted
        painter.setPen(QColor(attention))
        wide = self._beside(steady_width(self._view))  # so that lines end where they were measured to
        low = QRectF(box.left(), top.bottom(), wide, box.bottom() - top.bottom() + self._look.px(4))
        low = mirrored(low, box, painter.layoutDirection())
        painter.drawText(low, int(Qt.TextFlag.TextWordWrap), breakable(detail))


class DocumentList(BodyList):
    """The list of a body's documents."""

    help = "README#receive"


DOCUMENT_MENU = ("documents.include", "documents.move", "documents.compare", "", "documents.receive")


class Upright(Box):
    """What stands over another thing in a splitter, and is never lower than its words need in its width: a splitter does not ask."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.row.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class DocumentsPane(Upright):
    """The list with its heading; takes files that are dropped on it."""

    paths_dropped = Signal(object)

    def __init__(self, look: Look, session: SessionModel, actions: ActionList) -> None:
        """Show the documents of the sitting's body; what is done to one is in ``actions``."""
        super().__init__(look, gap=0, role="pane")
        self._actions = actions
        self.name = Label("", "strong", wrap=True)
        self._count = Label("", "small", wrap=True)
        keep_place(self._count)
        self.receive = button(self.tr("Receive…"), lambda: actions.run("documents.receive"), "link")
        noun = session.desk.case.inspection.body_noun[0]
        tip = self.tr("Take files of this {} in ({})")
        self.receive.setAccessibleDescription(tip.format(noun, actions.key("documents.receive")))
        self.facts = button(self.tr("Facts…"), lambda: actions.run("body.facts"), "link")
        case = self.tr("What the case says of this {}, and how its letters stand ({})")
        self.facts.setAccessibleDescription(case.format(noun, actions.key("body.facts")))
        self.list = DocumentList()
        nothing = self.tr("No documents yet. Drop files here or press {}.")
        self.nothing = Label(nothing.format(actions.key("documents.receive")), "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(look.px(INSET), look.px(4), look.px(INSET), 0)
        both = Turning(look, self.facts, self.receive, gap=0)
        head = Box(
            look,
            self.name,
            Beside(look, self._count, both),
            gap=0,
            margins=(12, 6, 8, 6),
            height=40,
            role="rule",
        )
        self.add(head)
        self._session = session
        self._model = DocumentRows()
        self._set_up_list(look)
        self.add(self.list, 1)
        self.add(self.nothing, 1)
        self.setAcceptDrops(True)
        session.document_chosen.connect(self._show_chosen)

    def _set_up_list(self, look: Look) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(DocumentDelegate(look, self.list, lambda: self._model.details))
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.tr("Documents"))
        self.list.setAccessibleDescription(self.tr("Shift with arrow keys chooses several, to move them"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.selectionModel().currentChanged.connect(self._pick)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the documents that the chosen body has now."""
        view = snapshot.view
        if view is None:
            chosen = (line.name for line in snapshot.lines if line.code == snapshot.body)
            self.name.setText(next(chosen, ""))
            self._count.hide()
            self.nothing.setVisible(False)
            with Silence(self.list.selectionModel()):
                self._model.show_rows(())
            return
        pages = sum(row.pages for row in view.documents)
        self.name.setText(view.body.name)
        documents = counted(Noun.DOCUMENT, len(view.documents))
        self._count.show()
        self._count.setText(f"{documents} · {counted(Noun.PAGE, pages)}")
        self.nothing.setVisible(not view.documents)
        if self.list.hasFocus() and not view.documents:
            self.receive.setFocus()
        self.list.setVisible(bool(view.documents))
        if view.documents != self._model.rows:
            with Silence(self.list.selectionModel()):
                self._model.show_rows(view.documents)
            self._show_chosen(self._session.document)

    def step(self, by: int) -> None:
        """Open the next or the previous document."""
        if self._model.rows:
            row = min(max(self.list.currentIndex().row() + by, 0), len(self._model.rows) - 1)
            self.list.setCurrentIndex(self._model.index(row))

    def current(self) -> DocumentRow | None:
        """Return the chosen row, or None."""
        index = self.list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    @property
    def chosen(self) -> tuple[DocumentRow, ...]:
        """The chosen rows, from the top."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self._model.rows[row] for row in rows if row < len(self._model.rows))

    def take_focus(self) -> None:
        """Go to the list; where it is empty, to what receives documents."""
        (self.list if self._model.rows else self.receive).setFocus()

    def _pick(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            row: DocumentRow = current.data(ROW)
            chosen = self._session.document
            if chosen is None or chosen.receipt != row.receipt:
                self._session.choose_document(row)

    def _show_chosen(self, row: DocumentRow | None) -> None:
        receipts = [known.receipt for known in self._model.rows]
        if row is not None and row.receipt in receipts:
            index = self._model.index(receipts.index(row.receipt))
            if self.list.currentIndex() != index:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)

    def _open_menu(self) -> None:
        if self.current() is None:
            return
        menu = context_menu(self._actions, DOCUMENT_MENU, self)
        rect = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(rect.bottomLeft()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)
