"""What stands where the letter would be: what is missing for it, or why it cannot be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from reviewer.desk.display import BodyView
from reviewer.desk.values import Blocker
from reviewer.desk.words.blockers import left_and_remedy
from reviewer.ui.actions.faces import button_of
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, button, empty


class MissingPane(Box):
    """Stands where the letter would be while it cannot be drafted: what is missing, each a way there."""

    criterion_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        """Start empty."""
        super().__init__(look, gap=8, margins=(40, 40, 40, 40), role="desk")
        self._shown: tuple[str, tuple[Blocker, ...]] | None = None

    def show_view(self, view: BodyView) -> None:
        """List what keeps the letter from being drafted; nothing is made anew, and no focus lost, where that is the same."""
        shown = (view.body.code, view.blocks_draft)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self.row)
        self.add(
            Label(
                self.tr("The letter to {} cannot be drafted yet").format(view.body.name), "heading", wrap=True
            )
        )
        for blocker in view.blocks_draft:
            self.add(Label(left_and_remedy(blocker), wrap=True))
            if blocker.criterion:
                key = blocker.criterion
                title = view.criteria[key].criterion.title
                lead = button(
                    self.tr("Go to {}").format(title), partial(self.criterion_wanted.emit, key), "link"
                )
                self.add(Box(self._look, lead, None, across=True))
        self.add(None)

    def take_focus(self) -> None:
        """Go to the first thing that leads on."""
        lead = self.findChild(QPushButton)
        row = None if lead is None else lead.parentWidget()
        if lead is not None and row is not None:
            row.show()  # a layout shows what was just put into it only later
            lead.setFocus()


class UnprintablePane(Box):
    """Stands where the pages would be while they cannot be printed: why, and what to do. The text can be written still."""

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Start empty; the button shows the letter as text."""
        super().__init__(look, gap=8, margins=(40, 40, 40, 40), role="desk")
        self.reasons: tuple[str, ...] = ()
        self._lines = Box(look, gap=8)
        self.as_text = button_of(actions, "letter.as_text")
        self.add(Label(self.tr("This letter cannot be printed"), "heading", wrap=True))
        self.add(self._lines)
        self.add(Box(look, self.as_text, None, across=True))
        self.add(None)

    def show_reasons(self, reasons: tuple[str, ...]) -> None:
        """Say these sentences."""
        if reasons != self.reasons:
            self.reasons = reasons
            empty(self._lines.row)
            for sentence in reasons:
                self._lines.add(Label(sentence, wrap=True))
            # Heard when the focus comes here: its description is the act's.
            said = (self.tr("This letter cannot be printed."), *reasons)
            self.as_text.setAccessibleName(f"{self.as_text.text()}. {' '.join(said)}")

    def take_focus(self) -> None:
        """Go to what leads on."""
        self.as_text.setFocus()
