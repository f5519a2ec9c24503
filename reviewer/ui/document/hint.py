"""The line under the document that says what the keys do now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from reviewer.ui.elided import Elided
from reviewer.ui.stylesheet import KEYS
from reviewer.ui.widgets import Label, tool


class Hint(QFrame):
    """Shows the criteria's keys while text is selected; they can be clicked too."""

    number_pressed = Signal(int)

    def __init__(self, named: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Begin without criteria; ``named`` gives what an act's key is called."""
        super().__init__(parent)
        self._key = named
        self.setProperty("role", "hint")
        self.keys = [
            tool(str(number), self.tr("Criterion {}").format(number)) for number in range(1, KEYS + 1)
        ]
        self._lead = Label(self.tr("Selected text: press"), "muted")
        self._tail, self.other = Elided(self.tr("to make it evidence"), "muted"), Elided("", "muted")
        for line in (self._tail, self.other):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fact = Elided("", "strong")
        self.fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._titles: tuple[str, ...] = ()
        self._selected, self._said, self._link = False, "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(6)
        row.addWidget(self.fact)
        row.addWidget(self._lead)
        for number, key in enumerate(self.keys, 1):
            key.setProperty("criterion", str(number))
            # A click must leave the selection where it is, and Tab leads through the page, not the keys.
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.clicked.connect(lambda _checked=False, number=number: self.number_pressed.emit(number))
            row.addWidget(key)
        row.addWidget(self._tail, 1)
        row.addWidget(self.other, 1)
        self.tell_fact("")
        self._show()

    def set_criteria(self, titles: Sequence[str]) -> None:
        """Take the criteria in order; the first nine have a key."""
        self._titles = tuple(titles)
        for key, title in zip(self.keys, self._titles, strict=False):
            key.setToolTip(title)
            key.setAccessibleName(self.tr("Make it evidence for {}").format(title))
        self._show()

    def missing(self, number: int) -> str:
        """Return "" if there is a criterion with this number, or none are named here, else that there is none."""
        fewer = 0 < len(self._titles) < number
        return self.tr("There is no criterion {}.").format(number) if fewer else ""

    def tell(
        self,
        *,
        selected: bool,
        pages: bool,
        table: bool = False,
        unreadable: bool = False,
        drawn: bool = False,
        making: bool = False,
        unread_key: str = "",
    ) -> None:
        """Say what can be done: with a selection, with pages or a text to select in, or with a mere picture.

        ``drawn`` pages have no text; ``making``: they are under way. ``unread_key`` leads to where a picture can be typed out.
        """
        self._selected = selected
        if making:
            said = self.tr("Making pages…")
        elif drawn:
            said = self.tr("To look at only. {}: text to select").format(self._key("document.drawn"))
        elif unreadable and unread_key:
            said = self.tr("A picture: nothing to select or find. {}: look at it, or type it out").format(
                unread_key
            )
        elif unreadable:
            said = self.tr("This page is a picture: nothing on it can be selected or found")
        elif table:
            said = self.tr("Select cells by mouse, or Shift with the arrow keys")
        elif pages:
            said = self.tr("Drag to select, or {} and Shift with the arrow keys").format(
                self._key("document.caret")
            )
        else:
            said = self.tr("Drag to select, or Shift with the arrow keys")
        self._said = said
        self._show()

    def tell_fact(self, fact: str) -> None:
        """Say what is to be known of the part in view, as that its words were recognised; "" if nothing."""
        self.fact.setText(fact)
        self.fact.setAccessibleName(fact)
        self.fact.setVisible(bool(fact))

    def tell_link(self, said: str) -> None:
        """Say where the link under the mouse or at the caret leads, "" if there is none."""
        self._link = said
        self._show()

    def _show(self) -> None:
        keys = min(KEYS, len(self._titles)) if self._selected else 0
        for number, key in enumerate(self.keys, 1):
            key.setVisible(number <= keys)
        alone = self.tr("Selected text: press a criterion’s number")
        self._lead.setText(self.tr("Selected text: press") if keys else alone)
        self.other.setText(self._link or self._said)
        self._lead.setVisible(self._selected)
        self._tail.setVisible(self._selected)
        self.other.setVisible(not self._selected or bool(self._link))
