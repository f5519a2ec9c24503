"""The open card of a criterion: question, guidance, passages, findings, search, and the reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from reviewer.desk.display import CriterionView
from reviewer.desk.words.days import short_moment_words
from reviewer.model import Framework, Kept, Verdict
from reviewer.ui.checklist.absence import AbsencePane
from reviewer.ui.checklist.conflict import ConflictPane
from reviewer.ui.checklist.options import Choice, ChoiceOptions
from reviewer.ui.checklist.quotes import QuoteList
from reviewer.ui.decision import Decision
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, TextBox, button


class OpenCard(Box):
    """The inside of a card. Nothing is recorded here: ``verdict_decided`` tells who listens."""

    verdict_decided = Signal(object)
    decision_changed = Signal(object)
    compare_wanted = Signal()

    def __init__(self, look: Look, view: CriterionView, framework: Framework) -> None:
        """``view`` is the criterion's; the rest comes with ``show_view``."""
        super().__init__(look, gap=8, margins=(12, 0, 12, 10))
        criterion = view.criterion
        self._framework = framework
        self._conflict = False
        self._saved = Decision()
        self._stood: Kept[Verdict] | None = None
        self._people: Mapping[str, str] = {}
        self._guidance: Label | None = None
        self.conflict = ConflictPane(look, framework)
        self.quotes = QuoteList(look, view.number)
        findings = [framework.finding(key) for key in criterion.findings]
        choices = tuple(Choice(each.key, each.label, each.tone.value) for each in findings)
        self.options = ChoiceOptions(look, choices, self.tr("Finding"))
        self.absence = AbsencePane(look)
        self.reason = TextBox(look, self.decide)
        self.save = button(self.tr("Save verdict"), self.decide, "primary")
        self.message = Label("", "small", wrap=True)
        self.add(Label(criterion.question, "muted", wrap=True))
        self._add_guidance(criterion.guidance)
        for item in (self.conflict, self.quotes, self.options):
            self.add(item)
        if criterion.search:
            self.add(self.absence)
        else:  # without words to search for it is never shown; alone it would be a window of its own
            self.absence.setParent(self)
            self.absence.hide()
        self._add_reason()
        self.options.option_chosen.connect(self._choose)
        self.reason.textChanged.connect(self._tell)
        self.conflict.compare_wanted.connect(self.compare_wanted)

    def _add_guidance(self, guidance: str) -> None:
        if not guidance:
            return
        words = self._guidance = Label(guidance, "small", wrap=True)
        words.hide()
        toggle = button(self.tr("Guidance"), lambda: words.setVisible(words.isHidden()), "link")
        toggle.setAccessibleDescription(guidance)
        row = Box(self._look, toggle, None, across=True)
        self.add(row)
        self.add(words)

    def _add_reason(self) -> None:
        label = Label(self.tr("Reason"), "small")
        label.setBuddy(self.reason)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("What the finding rests on"))
        self.add(label)
        self.add(self.reason)
        foot = Box(self._look, across=True)
        foot.add(self.message, 1)
        foot.add(self.save)
        self.add(foot)

    # --- what stands -----------------------------------------------------------------------------

    def begin(self, view: CriterionView, people: Mapping[str, str], unsaved: Decision | None) -> None:
        """Show what stands for another body: nothing that was typed, chosen or opened for the one before is left."""
        if self._guidance is not None:
            self._guidance.hide()
        self._saved = Decision()
        self.reason.blockSignals(True)
        self.options.choose("")
        self.reason.clear()  # with what could be undone, and whatever is no letter
        self.reason.blockSignals(False)
        self.show_view(view, people, unsaved)

    def show_view(self, view: CriterionView, people: Mapping[str, str], unsaved: Decision | None) -> None:
        """Show what stands; ``unsaved`` is what was typed before and not saved."""
        self._conflict = view.conflict
        self.conflict.show_view(view, people)
        self.quotes.show_passages(view.evidence)
        self.absence.show_search(view)
        stood = view.verdicts[0] if view.verdicts and not view.conflict else None
        saved = Decision(stood.content.finding, stood.content.because) if stood else Decision()
        typed = unsaved is not None or self.decision != self._saved
        self._saved = saved
        if unsaved is not None:
            self._fill(unsaved)
        elif not typed or self.decision == saved:
            self._fill(saved)
        self._say(stood, people)

    def _say(self, stood: Kept[Verdict] | None, people: Mapping[str, str]) -> None:
        if self._conflict:
            words = self.tr("Saving settles the conflict")
        elif self.decision != self._saved:
            words = self.tr("Not saved yet")
        elif stood is not None:
            who = people.get(stood.author, self.tr("Someone"))
            words = self.tr("{}, {}").format(who, short_moment_words(stood.at))
        else:
            words = ""
        self._stood, self._people = stood, people
        self.message.setText(words)
        complete = bool(self.options.chosen and self.reason.toPlainText().strip())
        self.save.setEnabled(complete and (self._conflict or self.decision != self._saved))
        self.save.setText(self.tr("Settle") if self._conflict else self.tr("Save verdict"))

    def _fill(self, decision: Decision) -> None:
        if decision == self.decision:
            return
        self.reason.blockSignals(True)
        self.options.choose(decision.finding)
        self.reason.setPlainText(decision.because)
        self.reason.blockSignals(False)

    # --- what a person does ----------------------------------------------------------------------

    @property
    def decision(self) -> Decision:
        """What the card says now."""
        return Decision(self.options.chosen, self.reason.toPlainText().strip())

    @property
    def unsaved(self) -> Decision | None:
        """What the card says if that is not recorded, else None."""
        return self.decision if self.decision != self._saved else None

    def decide(self) -> None:
        """Save the verdict, if there is a finding and a reason; else lead to what is missing."""
        if not self.options.chosen:
            self.message.setText(self.tr("Choose a finding first"))
            self.options.options[0].setFocus()
        elif not self.reason.toPlainText().strip():
            self.message.setText(self.tr("A verdict needs a reason"))
            self.reason.setFocus()
        else:
            self.verdict_decided.emit(self.decision)

    def settled(self) -> None:
        """Take what the card says as recorded; undoing goes on with the record, not with the letters."""
        self._saved = self.decision
        self.reason.document().clearUndoRedoStacks()

    def _choose(self, _finding: str) -> None:
        self._tell()
        self.reason.setFocus()

    def _tell(self) -> None:
        self._say(self._stood, self._people)
        self.decision_changed.emit(self.unsaved)
