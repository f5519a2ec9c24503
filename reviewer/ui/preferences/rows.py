"""The rows of the dialog: what a setting is called, what it can be, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLayoutItem, QLineEdit, QRadioButton, QWidget

from reviewer.desk.words.language import say
from reviewer.ui.actions.matching import match
from reviewer.ui.look import Look
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.preference import Preference
from reviewer.ui.reflow import Across, Reflow, turning
from reviewer.ui.widgets import Box, Label, Silence, Turning

NAME, LEAST = 130, 520
"""How wide the names of settings are, and from which width on they stand beside what they name, in pixels at 100%."""


class Field(QLineEdit):
    """A line to type in, which leaves the keys that undo and redo to the dialog while nothing was typed in it."""

    def event(self, event: QEvent) -> bool:
        """Leave them before they are taken for the line."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._leaves(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()


def _beside_name(look: Look) -> Across:
    """Return the way of a name of a width of its own beside what it names, from a width on."""

    def across(items: Sequence[QLayoutItem], room: int, gap: int) -> Sequence[int] | None:
        name = look.px(NAME)
        return (name, room - name - gap) if len(items) > 1 and room >= look.px(LEAST) else None

    return across


class SettingRow(Box):
    """A name, and beside or beneath it controls and a sentence about them. ``looked_again`` asks for what stands now."""

    looked_again = Signal()

    def __init__(self, look: Look, words: str, *controls: QWidget, explanation: str = "") -> None:
        """``words`` name it, ``explanation`` stands beneath the controls."""
        super().__init__(look, gap=16, margins=(0, 12, 0, 12))
        self.words = words
        self.explanation = explanation
        self._name = Label(words, "strong", wrap=True)
        self.inside = Box(look, *controls, gap=6)
        if explanation:
            self.inside.add(Label(explanation, "small", wrap=True))
        self.add(self._name)
        self.add(self.inside)
        self.row.setAlignment(self._name, Qt.AlignmentFlag.AlignTop)

    def _made_row(self, *, across: bool) -> QBoxLayout:  # noqa: ARG002 - it is both
        return Reflow(self, turning(_beside_name(self._look)))

    def fits(self, typed: str) -> bool:
        """Tell whether this row has what is looked for in what it says."""
        return any(match(typed, words) is not None for words in self.said())

    def said(self) -> Sequence[str]:
        """Return what can be looked for in it."""
        return self.words, self.explanation

    def refresh(self) -> None:
        """Have what stands now shown by whoever listens."""
        self.looked_again.emit()


class OptionRow(SettingRow):
    """A setting with its options as buttons of which one is on; arrow keys go to the next and choose it."""

    def __init__(self, look: Look, preferences: Preferences, preference: Preference[Any]) -> None:
        """``preferences`` keep what is chosen."""
        self._preferences = preferences
        self._preference = preference
        self.buttons = [self._button(option.words) for option in preference.options]
        super().__init__(
            look, preference.words, Turning(look, *self.buttons), explanation=preference.explanation
        )
        self._group = QButtonGroup(self)
        for at, made in enumerate(self.buttons):
            self._group.addButton(made, at)
        self._show_now()
        self.looked_again.connect(self._show_now)
        self._group.idToggled.connect(self._choose)

    def _button(self, words: str) -> QRadioButton:
        made = QRadioButton(words.replace("&", "&&"))
        made.setProperty("role", "option")
        made.setAccessibleName(say("{setting}: {option}", setting=self._preference.words, option=words))
        made.setAccessibleDescription(self._preference.explanation)
        return made

    def said(self) -> Sequence[str]:
        """Return the setting's words, and those of its options."""
        return (*super().said(), *(option.words for option in self._preference.options))

    def _show_now(self) -> None:
        """Show which is on."""
        now = self._preferences.value(self._preference.id)
        for option, made in zip(self._preference.options, self.buttons, strict=True):
            if option.value == now and not made.isChecked():
                with Silence(self._group):
                    made.setChecked(True)

    def _choose(self, at: int, on: bool) -> None:
        if on:
            self._preferences.choose(self._preference.id, self._preference.options[at].value)


class SettingsPage(Box):
    """The rows of one section."""

    def __init__(self, look: Look, *rows: SettingRow) -> None:
        """``rows`` stand from the top, a line between them."""
        super().__init__(look, gap=0, margins=(24, 8, 24, 16), role="surface")
        self.rows = rows
        self._rules: list[Box] = []
        for at, row in enumerate(rows):
            if at:
                rule = Box(look, role="rule")
                rule.setFixedHeight(1)
                self._rules.append(rule)
                self.add(rule)
            self.add(row)
        if rows:
            self.add(None)

    def seek(self, typed: str) -> bool:
        """Show the rows that have what is looked for, all for ""; tells whether there are any."""
        shown = [not typed or row.fits(typed) for row in self.rows]
        for at, row in enumerate(self.rows):
            row.setVisible(shown[at])
            if at:
                self._rules[at - 1].setVisible(shown[at] and any(shown[:at]))
        return any(shown)

    def refresh(self) -> None:
        """Show what stands now."""
        for row in self.rows:
            row.refresh()
