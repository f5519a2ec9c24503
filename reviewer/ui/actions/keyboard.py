"""The keyboard sheet: all keys, by topic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.topics import key_lines, title_of
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Label
from reviewer.ui.scrolling import ScrollArea

WIDTH = 640


class KeyboardSheet(Form):
    """Headings with their keys, which scroll by the arrow keys; every line is broken where it is too long."""

    help = "keys"

    def __init__(self, look: Look, actions: ActionList, parent: QWidget) -> None:
        """``actions`` are listed, those that can't be done now as well."""
        super().__init__(look, self.tr("Keyboard"), parent)
        self.lines: list[tuple[str, str]] = []
        for topic, lines in key_lines(actions):
            self.add_wide(Label(title_of(topic), "strong"))
            self.add_wide(self._grid(lines))
        self.add_room()
        self.finish(self.tr("Close"), None, cancel=False)
        self._be_scrolled()
        self.fit(WIDTH)

    def _grid(self, lines: tuple[tuple[str, str], ...]) -> Box:
        box = Box(self._look, margins=(0, 0, 0, 8))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(4))
        for row, (keys, words) in enumerate(lines):
            self.lines.append((keys, words))
            cap, told = Label(keys, "key"), Label(words, wrap=True)
            cap.setAccessibleName(self.tr("{}: {}").format(keys, words))
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(told, row, 1)
        grid.setColumnMinimumWidth(0, self._look.px(170))
        grid.setColumnStretch(1, 1)
        box.row.addLayout(grid)
        return box

    def _be_scrolled(self) -> None:
        """Let the sheet be read by keys: it has the focus, and its first line is in view."""
        area = self.findChild(ScrollArea)
        if area is not None:
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            area.setAccessibleName(self.tr("Keys and what they do"))
            area.setAccessibleDescription("\n".join(f"{keys}: {words}" for keys, words in self.lines))
            area.setFocus()
