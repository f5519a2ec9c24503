"""One paragraph of a letter as plain Markdown: what it rests on, or why it is no finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLineEdit, QWidget

from reviewer.ui.delay import after
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, TextBox, button

PAUSE = 350  # milliseconds without a key, after which it is said what would block
LINES = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as it is written: its key and order, its words, and what they rest on."""

    key: str
    order: int
    markdown: str
    links: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """A verdict that words can rest on: its record and how a person knows it."""

    record: str
    words: str


class Tick(Box):
    """A box to tick with words beside it that break where they must; a click on the words ticks it too."""

    def __init__(self, look: Look, words: str, *, on: bool) -> None:
        """``on`` ticks it."""
        super().__init__(look, across=True)
        self.box = QCheckBox()
        self.box.setChecked(on)
        self.box.setAccessibleName(words)
        self.add(self.box)
        self.add(Label(words, wrap=True), 1)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.box.toggle()


class ParagraphDialog(Form):
    """Edits a paragraph. What would block signing is said while it is written; saving is never kept back by it."""

    help = "README#write"

    write_wanted = Signal(object)
    tried = Signal(object)
    restore_wanted = Signal()

    def __init__(
        self, look: Look, written: Written, rests: Sequence[Rest], parent: QWidget, *, restore: str = ""
    ) -> None:
        """``rests`` are the verdicts there are; ``restore`` names the button that takes own words back."""
        super().__init__(look, self.tr("Paragraph of the letter"), parent)
        self._first = written
        self.words = TextBox(look, self._check, lines=LINES)
        self.words.setPlainText(written.markdown)
        self.add_line(
            self.tr("Words, in Markdown: *leaning*, **strong**, - a list, > a quotation"), self.words
        )
        self.add_wide(Label(self.tr("These words rest on:"), "small", wrap=True))
        self.links = self._make_links(look, rests)
        self.because = QLineEdit(written.because)
        self.because.setPlaceholderText(self.tr("As: thanks, or how to reach us"))
        self.add_line(self.tr("Or they are no finding, because"), self.because)
        self._objections = Label("", "bad", wrap=True)
        self.add_wide(self._objections)
        self.restore = button(restore, self.restore_wanted.emit)
        self.add_wide(Box(look, self.restore, None, across=True))
        self.restore.setHidden(
            not restore
        )  # in what it stands in: alone it would be a window, and be counted late
        self.finish(self.tr("Save"), self._check)
        self._wait = after(PAUSE, lambda: self.tried.emit(self.written), self)
        self.words.textChanged.connect(self._wait.start)
        self.because.textChanged.connect(self._wait.start)
        for box in self.links.values():
            box.toggled.connect(self._wait.start)
        self.finished.connect(self._wait.stop)
        self.words.setFocus()

    def _make_links(self, look: Look, rests: Sequence[Rest]) -> Mapping[str, QCheckBox]:
        made = {}
        holder = Box(look, gap=4, margins=(8, 0, 0, 0))
        for rest in rests:
            tick = Tick(look, rest.words, on=rest.record in self._first.links)
            made[rest.record] = tick.box
            holder.add(tick)
        self.add_wide(holder)
        return made

    @property
    def written(self) -> Written:
        """The paragraph as the dialog has it now."""
        links = tuple(record for record, box in self.links.items() if box.isChecked())
        return Written(
            self._first.key,
            self._first.order,
            self.words.toPlainText().strip(),
            links,
            self.because.text().strip(),
        )

    def object_to(self, written: Written, lines: Sequence[str]) -> None:
        """Say what would block signing if the paragraph stood as it was tried; older answers are let go."""
        if written == self.written:
            self._objections.setText("\n".join(lines))
            self._objections.setAccessibleName(self._objections.text())

    @property
    def objections(self) -> str:
        """What is said to block signing, or ""."""
        return self._objections.text()

    def _check(self) -> None:
        written = self.written
        unsaid = not written.markdown and not written.because
        if unsaid and self._first.key.startswith("own-"):
            self.complain(self.tr("Write the paragraph first."), self.words)
        elif unsaid:
            self.complain(self.tr("Say why this paragraph is taken out, or write it again."), self.because)
        else:
            self.write_wanted.emit(written)

    def stay_open(self, sentence: str) -> None:
        """Say why it was not kept; what was typed is still there."""
        self.complain(sentence, self.buttons.button(QDialogButtonBox.StandardButton.Ok))
