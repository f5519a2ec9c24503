"""A button for an act with its key's cap before the words, which wrap where there is no room for a line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label


class ActButton(QPushButton):
    """Does an act of the list."""

    def __init__(self, look: Look, actions: ActionList, name: str) -> None:
        """``name`` is the act's id."""
        super().__init__()
        words, key = actions[name].plain.partition(";")[0].rstrip("…"), actions.key(name)
        self.setAutoDefault(False)
        self.setProperty("role", "act")
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)
        self.setToolTip(actions[name].plain)
        cap = Label(key, "key")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cap.setMinimumWidth(look.px(24))
        cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = Label(words, wrap=True)
        inside = Box(look, across=True, gap=8, margins=(8, 4, 8, 4))
        inside.add(cap)
        inside.add(said, 1)
        for label in (inside, cap, said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: actions.run(name))

    def sizeHint(self) -> QSize:
        return self._layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.totalMinimumSize()
