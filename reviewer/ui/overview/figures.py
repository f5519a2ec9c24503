"""A number of the overview that opens the bodies it counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reviewer.desk.matrix.tallies import Tally
from reviewer.ui.widgets import Label, button

Opened = Callable[[Tally], object]


class Figures:
    """Makes the numbers, and knows which of them has the focus."""

    def __init__(self, opened: Opened) -> None:
        """``opened`` shows the bodies of a number."""
        self._opened = opened
        self.made: dict[Tally, QPushButton] = {}

    def clear(self) -> None:
        """Forget the numbers, which are being taken down."""
        self.made.clear()

    def figure(self, tally: Tally, number: int, text: str, words: str) -> QPushButton | QLabel:
        """Return a number: a link that says what it counts (``words``), or plain words where it counts nobody."""
        if not number:
            none = Label(text, "none-counted")
            none.setIndent(0)
            none.setAccessibleName(words)
            return none
        made = button(text, lambda: self._opened(tally), "figure")
        made.setAccessibleName(words)
        self.made[tally] = made
        return made

    @property
    def focused(self) -> Tally | None:
        """Which one has the focus."""
        return next((tally for tally, made in self.made.items() if made.hasFocus()), None)

    def under(self, widget: QWidget | None) -> Tally | None:
        """Return what a widget counts; None of any other than a number."""
        return next((tally for tally, made in self.made.items() if made is widget), None)

    def take_focus(self, tally: Tally | None) -> bool:
        """Go to a number; False where it is not there."""
        made = self.made.get(tally) if tally is not None else None
        if made is None:
            return False
        made.setFocus()
        return True
