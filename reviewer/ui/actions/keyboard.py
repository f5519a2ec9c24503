"""The keyboard sheet: all keys, by topic, and a field that leaves those that are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.desk.words.language import say
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.matching import match
from reviewer.ui.actions.topics import key_lines, title_of
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.scrolling import ScrollArea
from reviewer.ui.widgets import Box, Label

WIDTH = 640
_TO_THE_LIST = frozenset(
    {Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)


@dataclass(frozen=True, slots=True)
class _Row:
    keys: str
    words: str
    cap: Label
    label: Label

    def show(self, *, shown: bool) -> None:
        self.cap.setVisible(shown)
        self.label.setVisible(shown)


@dataclass(frozen=True, slots=True)
class _Part:
    """A topic: its heading, the box around its rows, and these."""

    heading: Label
    box: Box
    rows: tuple[_Row, ...]

    def seek(self, typed: str) -> bool:
        """Show the rows whose keys or words fit, all if the heading does; tells whether there are any."""
        whole = match(typed, self.heading.text()) is not None
        fits = [
            whole or any(match(typed, each) is not None for each in (row.words, row.keys))
            for row in self.rows
        ]
        for row, shown in zip(self.rows, fits, strict=True):
            row.show(shown=shown)
        self.heading.setVisible(any(fits))
        self.box.setVisible(any(fits))
        return any(fits)


class KeyboardSheet(Form):
    """Headings with their keys, which scroll by the arrow keys; every line is broken where it is too long.

    What is typed goes into the field above, and leaves the lines that fit. Escape empties it first, then closes.
    """

    help = "keys"

    def __init__(self, look: Look, actions: ActionList, parent: QWidget) -> None:
        """``actions`` are listed, those that can't be done now as well."""
        super().__init__(look, self.tr("Keyboard"), parent)
        self.lines: list[tuple[str, str]] = []
        self.filter = QLineEdit()
        self.nothing = Label(say("No key is called so."), "muted", wrap=True)
        self.nothing.hide()
        self._parts = tuple(self._part(title_of(topic), lines) for topic, lines in key_lines(actions))
        self.add_wide(self.nothing)
        self.add_room()
        self._put_filter()
        self.finish(self.tr("Close"), None, cancel=False)
        self._be_scrolled()
        self.fit(WIDTH)

    def _put_filter(self) -> None:
        self.filter.setPlaceholderText(say("Type a key, or what it does"))
        self.filter.setAccessibleName(say("Find a key"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._seek)
        self.filter.installEventFilter(self)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, Box(self._look, self.filter, margins=(20, 12, 20, 4), role="surface"))

    def _part(self, title: str, lines: tuple[tuple[str, str], ...]) -> _Part:
        heading = Label(title, "strong")
        self.add_wide(heading)
        box, rows = self._grid(lines)
        self.add_wide(box)
        return _Part(heading, box, rows)

    def _grid(self, lines: tuple[tuple[str, str], ...]) -> tuple[Box, tuple[_Row, ...]]:
        box = Box(self._look, margins=(0, 0, 0, 8))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(4))
        rows = []
        for at, (keys, words) in enumerate(lines):
            self.lines.append((keys, words))
            cap, label = Label(keys, "key"), Label(words, wrap=True)
            cap.setAccessibleName(self.tr("{}: {}").format(keys, words))
            grid.addWidget(cap, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, at, 1)
            rows.append(_Row(keys, words, cap, label))
        grid.setColumnMinimumWidth(0, self._look.px(170))
        grid.setColumnStretch(1, 1)
        box.row.addLayout(grid)
        return box, tuple(rows)

    def _be_scrolled(self) -> None:
        """Let the sheet be read by keys: it has the focus, and its first line is in view."""
        area = self.findChild(ScrollArea)
        if area is not None:
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            area.setAccessibleName(self.tr("Keys and what they do"))
            self._tell_lines()
            area.setFocus()

    def _tell_lines(self) -> None:
        self._area.setAccessibleDescription("\n".join(f"{keys}: {words}" for keys, words in self.shown))

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The keys that are not left out, and what they do."""
        rows = (row for part in self._parts for row in part.rows)
        return tuple((row.keys, row.words) for row in rows if not row.cap.isHidden())

    def _seek(self, typed: str) -> None:
        counts = [part.seek(typed.strip()) for part in self._parts]
        self.nothing.setVisible(not any(counts))
        self._tell_lines()
        lines = [f"{keys}: {words}" for keys, words in self.shown]
        self.filter.setAccessibleDescription(
            lines[0] if len(lines) == 1 else self.nothing.text() if not lines else ""
        )
        self._area.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Empty the field by Escape, and go from it to the lines."""
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if event.key() in _TO_THE_LIST:
                self._area.setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Have what is typed on the lines go into the field."""
        if event.text().strip() and event.text().isprintable():
            self.filter.setFocus()
            self.filter.insert(event.text())
        elif self._area.hasFocus() and event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)
