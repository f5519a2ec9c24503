"""What is to be said against the letter's words before it is signed, each a way to its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from reviewer.desk.words.objections import objection_words
from reviewer.model.objections import Objection
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, button, empty


class ObjectionsPane(Box):
    """Lists what is wrong, which blocks signing, and what is to be looked at, since it may be meant."""

    paragraph_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        """Start empty, and hidden."""
        super().__init__(look, gap=8)
        self._shown: tuple[Objection, ...] = ()
        self.hide()

    def show_objections(self, objections: Sequence[Objection]) -> None:
        """List these, what is certainly wrong first; nothing is made anew, and no focus lost, where they are the same."""
        if (shown := tuple(sorted(objections, key=lambda each: not each.certain))) == self._shown:
            return
        self._shown = shown
        empty(self.row)
        self._list(self.tr("Wrong in the letter's words"), [each for each in shown if each.certain], "bad")
        self._list(
            self.tr("Look at this before you sign"), [each for each in shown if not each.certain], "warn"
        )
        self.setVisible(bool(shown))

    def _list(self, title: str, objections: Sequence[Objection], role: str) -> None:
        if not objections:
            return
        self.add(Label(title, "strong", wrap=True))
        for objection in objections:
            words = objection_words(objection)
            self.add(Label(words, role, wrap=True))
            if objection.block:
                lead = button(
                    self.tr("Go to the paragraph"),
                    partial(self.paragraph_wanted.emit, objection.block),
                    "link",
                )
                lead.setAccessibleDescription(words)
                self.add(Box(self._look, lead, None, across=True))

    def text(self) -> str:
        """Return all that is listed, a line each."""
        return "\n\n".join(map(objection_words, self._shown))

    @property
    def leads(self) -> tuple[QPushButton, ...]:
        """The buttons that lead to paragraphs, in order."""
        return tuple(self.findChildren(QPushButton))

    def after(self, block: str) -> Objection | None:
        """Return the next listed thing that has a paragraph, after those of this one; the first after the last."""
        listed = [each for each in self._shown if each.block]
        keys = list(dict.fromkeys(each.block for each in listed))
        if not keys:
            return None
        wanted = keys[(keys.index(block) + 1) % len(keys)] if block in keys else keys[0]
        return next(each for each in listed if each.block == wanted)
