"""The bodies on the left: a shape per criterion, what came late, where two people differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.language import say
from reviewer.errors import ended
from reviewer.ui.bodies_head import BodiesHead
from reviewer.ui.body_delegate import INSET, LINE, BodyDelegate
from reviewer.ui.drops import dropped_paths
from reviewer.ui.look import Look
from reviewer.ui.row_ground import RowDelegate, steady_width
from reviewer.ui.session_model import SessionModel
from reviewer.ui.shapes import tone_word
from reviewer.ui.widgets import Box, Label, Silence, button
from reviewer.ui.words import capital, shortened

if TYPE_CHECKING:
    from reviewer.desk.body_lines import BodyLine
    from reviewer.desk.snapshot import Snapshot
    from reviewer.ui.look import Look
    from reviewer.ui.session_model import SessionModel

Index = QModelIndex | QPersistentModelIndex
LEAST, MOST = 280, 300
MOST_SAID = 24  # letters of what was typed that are said again


class BodyLines(QAbstractListModel):
    """The lines of ``desk.standing.body_lines()``, as they stand or unfinished first.

    Files can be let go over one: ``paths_dropped`` carries them, and the body's code.
    """

    paths_dropped = Signal(object, str)

    def __init__(self, titles: tuple[str, ...]) -> None:
        """``titles`` are the criteria's, to tell the shapes in words."""
        super().__init__()
        self._titles = titles
        self.lines: tuple[BodyLine, ...] = ()

    def show_lines(self, lines: tuple[BodyLine, ...]) -> None:
        """Show other lines; only what differs is told when the bodies are the same."""
        if lines is self.lines:
            return
        if [line.code for line in lines] != [line.code for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        if lines == self.lines:
            return
        before, self.lines = self.lines, lines
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._told(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDropEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        paths = dropped_paths(data)
        if not paths or not parent.isValid():
            return False
        self.paths_dropped.emit(paths, self.lines[parent.row()].code)
        return True

    def row_of(self, code: str) -> int:
        """Return a body's row, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.code == code), -1)

    def _told(self, line: BodyLine) -> str:
        facts = [f"{title}: {tone_word(tone)}" for title, tone in zip(self._titles, line.tones, strict=True)]
        if line.damaged:
            facts.append(say("{} damaged").format(line.damaged))
        if line.late:
            facts.append(say("{} late").format(line.late))
        if line.conflicts:
            facts.append(say("{} in conflict").format(line.conflicts))
        if line.letter_state:
            from reviewer.desk.words.letter_states import listed_words

            facts.append(say("letter {}").format(listed_words(line.letter_state, line.letter_place)))
        if line.letter_held is not None:
            from reviewer.desk.words.held import letter_held_words

            facts.append(letter_held_words(line.letter_held))
        return f"{ended(line.name)} {'; '.join(facts)}"


class BodyList(QListView):
    """A list that lays its lines out again when its width or text size changes; not when its scroll bar comes or goes."""

    _laid_width = 0

    def doItemsLayout(self) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            self.setUniformItemSizes(delegate.alike)
        super().doItemsLayout()

    def __init__(self) -> None:
        """Make it with a ground of its own, as Qt makes one: asked for Qt's, PySide looks through every class of widget that there is."""
        super().__init__()
        ground = QWidget()
        ground.setObjectName("qt_scrollarea_viewport")
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        ground.setAutoFillBackground(True)
        self.setViewport(ground)

    def minimumSizeHint(self) -> QSize:
        # Hardly a line: where room is short it scrolls, and its heading is not cut.
        return QSize(super().minimumSizeHint().width(), 2 * self.fontMetrics().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would go to the first line where none is chosen, and so choose what was only passed by.
        had = self.currentIndex().isValid() or self.selectionModel() is None
        with Silence(*(() if had else (self.selectionModel(),))):
            super().focusInEvent(event)
            if not had:
                self.selectionModel().clearCurrentIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._laid_width != steady_width(self):
            self._laid_width = steady_width(self)
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class BodiesPane(Box):
    """The list with its heading; choosing a line chooses the body of the sitting.

    ``paths_dropped`` carries the files that were let go over a line, and its body's code; ``badge_pressed`` the code of the body whose
    badge was clicked.
    """

    paths_dropped = Signal(object, str)
    badge_pressed = Signal(str)

    def __init__(self, look: Look, session: SessionModel) -> None:
        """Show the bodies of the sitting's case."""
        super().__init__(look, gap=0, role="pane")
        case = session.desk.case
        self._nouns = case.inspection.body_noun
        noun = capital(self._nouns[1])
        self.head = BodiesHead(look, noun)
        self.add(self.head)
        self.list = BodyList()
        self._nothing = self._make_nothing(look)
        self._session = session
        self._unfinished_first = False
        self._framework = case.framework
        self._model = BodyLines(tuple(criterion.title for criterion in case.framework.criteria))
        self._model.paths_dropped.connect(self.paths_dropped)
        self._set_up_list(look, noun)
        self.add(self.list, 1)
        self.add(self._nothing, 1)
        self.head.order_turned.connect(self._turn_order)
        self.head.words_changed.connect(lambda _words: self.refresh(session.snapshot))
        self.head.left.connect(self._go_to_first)
        session.body_chosen.connect(self._show_chosen)
        look.changed.connect(self.list.scheduleDelayedItemsLayout)
        self.refresh(session.snapshot)

    def _set_up_list(self, look: Look, noun: str) -> None:
        self.list.setDragDropMode(QListView.DragDropMode.DropOnly)
        self.list.setDragDropOverwriteMode(True)  # on a line, not between two
        self.list.setDropIndicatorShown(True)
        self.list.setModel(self._model)
        delegate = BodyDelegate(look, self.list, lambda: self._model.lines)
        delegate.badge_pressed.connect(self.badge_pressed)
        self.list.setItemDelegate(delegate)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(noun)
        self.list.setAccessibleDescription(self.tr("A shape per criterion; arrow keys choose"))
        self.list.selectionModel().currentChanged.connect(self._pick)

    def _make_nothing(self, look: Look) -> Box:
        """Return what stands in the list's place where no body fits."""
        self.nothing = Label("", "muted", wrap=True)
        self.all = button(self.tr("Show all"), self.clear_filter, tip=self.tr("Esc in the filter"))
        nothing = Box(look, self.nothing, margins=(INSET, 4, INSET, 4))
        nothing.add(Box(look, self.all, None, across=True))
        nothing.add(None)
        return nothing

    @property
    def lines(self) -> tuple[BodyLine, ...]:
        """The lines as they are shown."""
        return self._model.lines

    def refresh(self, snapshot: Snapshot) -> None:
        """Show where every body stands now: those that the filter keeps."""
        wanted = self.head.field.text().strip()
        lines = self._filtered(snapshot.lines) if wanted else snapshot.lines
        if self._unfinished_first:
            lines = tuple(sorted(lines, key=lambda line: all(line.tones)))
        self._model.show_lines(lines)
        self.head.show_count(len(lines), len(snapshot.lines))
        none = bool(wanted) and not lines
        fits = say("No {noun} fits “{typed}”.", noun=self._nouns[0], typed=shortened(wanted, MOST_SAID))
        self.nothing.setText(fits if none else "")
        self._nothing.setVisible(none)
        if none and self.list.hasFocus():
            self.head.field.setFocus()
        self.list.setVisible(not none)
        self._show_chosen(snapshot.body)

    def _filtered(self, lines: tuple[BodyLine, ...]) -> tuple[BodyLine, ...]:
        from reviewer.desk.matrix.row_order import Filter, filtered
        from reviewer.ui.matrix.words import RowWords

        return filtered(lines, Filter(self.head.field.text()), RowWords(self._framework).searched)

    # --- filter ----------------------------------------------------------------------------------

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is on."""
        return bool(self.head.field.text().strip())

    def go_to_filter(self) -> None:
        """Go to where words are typed that narrow the list."""
        self.head.field.setFocus()
        self.head.field.selectAll()

    def clear_filter(self) -> None:
        """Show all bodies again, and go to the list."""
        self.head.field.clear()
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the list; where no body fits, to the filter."""
        (self.head.field if self.list.isHidden() else self.list).setFocus()

    def _go_to_first(self) -> None:
        """Go from the filter to the list: to the chosen body if it is there, else to the first, which is chosen then."""
        if self.list.isHidden():
            return
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus()

    def wanted_width(self) -> int:
        """Return the width in which every line fits in one row, as far as that is sensible."""
        delegate = self.list.itemDelegate()
        widths = (
            [delegate.width_of(line) for line in self.lines] if isinstance(delegate, BodyDelegate) else []
        )
        return min(max([self._look.px(LEAST), *widths]), self._look.px(MOST))

    def step(self, by: int) -> None:
        """Go to the next or the previous body."""
        row = min(max(self.list.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def _turn_order(self) -> None:
        self._unfinished_first = not self._unfinished_first
        self.head.show_order(self.tr("Unfinished first") if self._unfinished_first else self.tr("In order"))
        self.refresh(self._session.snapshot)

    def _pick(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            line: BodyLine = current.data(LINE)
            self._session.choose_body(line.code)

    def _show_chosen(self, code: str) -> None:
        row = self._model.row_of(code)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self._model.index(row))
            self.list.scrollTo(self._model.index(row))
