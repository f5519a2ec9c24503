"""Two people decided differently: what each found, and the way to both sides."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from reviewer.desk.display import CriterionView
from reviewer.desk.words.days import short_moment_words
from reviewer.model import Framework, Kept, Verdict
from reviewer.ui.look import Look
from reviewer.ui.shapes import ToneShape
from reviewer.ui.widgets import Box, Label, button, empty


class ConflictPane(Box):
    """Shows every verdict that stands; they are compared and settled on the screen of conflicts, or by judging anew on the card."""

    compare_wanted = Signal()

    def __init__(self, look: Look, framework: Framework) -> None:
        """``framework`` tells the findings' words."""
        super().__init__(look, gap=8, margins=(8, 8, 8, 8), role="problem")
        self._framework = framework
        self._shown: tuple[tuple[Kept[Verdict], ...], bool] = ((), False)

    def show_view(self, view: CriterionView, people: Mapping[str, str]) -> None:
        """Show what stands side by side; hides itself where there is no conflict."""
        self.setVisible(view.conflict)
        shown = (view.verdicts, view.contested)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self.row)
        title = self.tr("Decided differently. Compare both sides, or judge anew here.")
        self.add(Label(title, "strong", wrap=True))
        for record in view.verdicts:
            self.add(self._verdict(record, people.get(record.author, self.tr("Someone"))))
        if view.contested:
            words = self.tr("Somebody took back the verdict that stood before, and left the criterion open.")
            self.add(Label(words, wrap=True))
        if view.conflict:
            compare = button(self.tr("Compare and settle"), self.compare_wanted.emit, "link")
            self.add(Box(self._look, compare, None, across=True))

    def _verdict(self, record: Kept[Verdict], who: str) -> Box:
        finding = self._framework.finding(record.content.finding)
        head = Box(self._look, ToneShape(self._look, finding.tone), across=True)
        head.add(Label(finding.label, "strong", wrap=True), 1)
        why = Label(record.content.because, wrap=True)
        return Box(self._look, head, why, Label(f"{who}, {short_moment_words(record.at)}", "small"), gap=2)
