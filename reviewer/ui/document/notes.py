"""What else is in the file, as a list to lead by; and the line that says why only a part of it can be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.desk.words.notes import notes_counted
from reviewer.desk.words.problems import problem_words
from reviewer.model import DocumentText, Problem
from reviewer.ui.document.file_facts import Told, told_of
from reviewer.ui.document.switches import Switch
from reviewer.ui.document.toolbar import Toolbar
from reviewer.ui.growing import Refit
from reviewer.ui.look import margins
from reviewer.ui.scrolling import ScrollArea
from reviewer.ui.widgets import Label, tool

_PLACE = Qt.ItemDataRole.UserRole
_OF_WINDOW = 9
_LINES = 6  # lines of text that the list is high at most


class ProblemLine(QFrame):
    """A calm line beneath a document of which only a part could be read: why, and what to do.

    Where it would take too much of the window it scrolls, by the arrow keys too: nothing of it is cut.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say, and out of sight."""
        super().__init__(parent)
        self.setProperty("role", "caution")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setMinimumWidth(1)
        self.area = ScrollArea()
        self.area.setWidget(self.words)
        self.words.setAutoFillBackground(False)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.area)
        self.hide()
        Refit(self, self._fit)

    def _fit(self) -> None:
        """Be as high as the words need, up to a part of the window; what is beyond that is reached by Tab and arrow keys."""
        margins = self.contentsMargins().left() + 32
        wanted = max(self.words.heightForWidth(max(self.width() - margins, 1)), 0)  # -1: no words
        most = max(self.window().height() // _OF_WINDOW, 2 * self.fontMetrics().lineSpacing())
        whole = wanted <= most
        self.area.setFixedHeight(min(wanted, most))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.StrongFocus)

    def tell(self, problem: Problem | None) -> None:
        """Say what could not be read; None hides the line."""
        said = self.tr("Not all of it is here. {}").format(problem_words(problem)) if problem else ""
        self.words.setText(said)
        self.words.setAccessibleName(said)
        self.area.setAccessibleName(said)
        self._fit()
        self.setVisible(bool(problem))


class Notes(QFrame):
    """The sentences of ``telling.told_of``; announces where one leads, and that it was closed."""

    place_asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty, and out of sight."""
        super().__init__(parent)
        self.setProperty("role", "notes")
        self.title = Label("", "strong")
        self.list = _Sentences()
        self.close_button = tool(self.tr("Close"), self.tr("Close what else is in this file"), "Esc")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins(16, 6, 8, 8, self.layoutDirection()))
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        self.close_button.clicked.connect(self.closed)
        self.list.itemClicked.connect(self._lead)
        self.list.itemActivated.connect(self._lead)
        self.hide()

    def tell(self, notes: Sequence[Told]) -> None:
        """Show other sentences."""
        self.title.setText(self.tr("What else is in this file ({})").format(len(notes)))
        self.list.setAccessibleName(self.title.text())
        self.list.clear()
        for one in notes:
            item = QListWidgetItem(self.tr("{}  →").format(one.sentence) if one.place else one.sentence)
            item.setData(_PLACE, one.place)
            leads = self.tr("{} Enter goes there.").format(one.sentence) if one.place else one.sentence
            item.setData(Qt.ItemDataRole.AccessibleTextRole, leads)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.fit()

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus()

    @property
    def leads(self) -> bool:
        """Whether the sentence that one is at speaks of a place."""
        return self.list.currentRow() >= 0 and bool(self.list.currentItem().data(_PLACE))

    def open_chosen(self) -> None:
        """Go to what the sentence that one is at speaks of."""
        if (item := self.list.currentItem()) is not None:
            self._lead(item)

    def _lead(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.place_asked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape wherever in here the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class Also:
    """Puts what is told of a document where it is seen: line, list, and the button with their number."""

    def __init__(self, problem: ProblemLine, notes: Notes, toolbar: Toolbar, switch: Switch) -> None:
        """``switch`` is what shows and hides the list; the button does the same."""
        self.problem, self.notes = problem, notes
        self._toolbar, self._switch = toolbar, switch
        self._told: tuple[Told, ...] = ()
        self._problem: Problem | None = None
        toolbar.notes.toggled.connect(switch.turn)
        switch.turned.connect(toolbar.notes.setChecked)
        notes.closed.connect(lambda: switch.turn(False))

    @property
    def any(self) -> bool:
        """Tell whether there is anything to list."""
        return bool(self._told)

    def take(self, text: DocumentText | None) -> None:
        """Tell of another document; None while its text is not here."""
        told, problem = told_of(text), text.problem if text is not None and text.parts else None
        if not (told or self._told or problem or self._problem):  # of most documents
            return
        self._told, self._problem = told, problem
        self.notes.tell(told)
        self.problem.tell(problem)
        self._toolbar.set_notes(notes_counted(len(self._told)))
        self.show()

    def show(self) -> None:
        """Show the list where it is wanted and there is something on it."""
        self.notes.setVisible(self.any and self._switch.on)


class _Sentences(QListWidget):
    """A list whose lines are broken to fit, as high as they need up to some lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notes")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)

    def sizeHint(self) -> QSize:
        rows = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        line = self.fontMetrics().height() + 6
        return QSize(super().sizeHint().width(), min(rows + 4, _LINES * line))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.fontMetrics().height() * 2)

    def fit(self) -> None:
        """Be as high as the sentences need at this width."""
        self.doItemsLayout()
        high = self.sizeHint().height()
        if high != self.maximumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
