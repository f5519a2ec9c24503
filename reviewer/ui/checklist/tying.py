"""What a passage does for a criterion: chosen when it is tied, and changed with its note afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from reviewer.desk import Desk
from reviewer.desk.display import EvidenceView
from reviewer.desk.words.language import say
from reviewer.model import Criterion, Stance
from reviewer.ui.checklist.options import Choice, ChoiceOptions
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Label, TextBox
from reviewer.ui.words import quotation


@dataclass(frozen=True, slots=True)
class Tie:
    """To which criterion a passage is tied, what it does for it, and a note."""

    criterion: str
    stance: Stance
    note: str


def stance_word(stance: Stance) -> str:
    """Return what a passage does, in a word."""
    if stance is Stance.SUPPORTS:
        return say("supports")
    return say("contradicts")


def other_stance(stance: Stance) -> Stance:
    """Return the stance that this one is not."""
    return Stance.CONTRADICTS if stance is Stance.SUPPORTS else Stance.SUPPORTS


def untied(desk: Desk, tied: EvidenceView) -> bool:
    """Untie a passage; tells that it was done."""
    desk.history.withdraw(tied.record.id, "untied")
    return True


class StanceOptions(ChoiceOptions):
    """Two things that a passage can do; Alt+1 and Alt+2 choose in the dialog that it stands in."""

    def __init__(self, look: Look, stance: Stance) -> None:
        """Start with a stance chosen."""
        choices = (
            Choice(Stance.SUPPORTS.value, say("It supports the criterion")),
            Choice(Stance.CONTRADICTS.value, say("It contradicts it")),
        )
        super().__init__(look, choices, say("What the passage does"))
        self.choose(stance.value)

    @property
    def stance(self) -> Stance:
        """The chosen stance."""
        return Stance(self.chosen)

    def listen(self, dialog: QWidget) -> None:
        """Hear the keys while the dialog is in front."""
        for number in range(1, len(self.options) + 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), dialog)
            keys.activated.connect(lambda number=number: self.press(number))


class TieDialog(Form):
    """Asks which criterion a selected passage bears on, and how."""

    help = "README#tie"

    tie_wanted = Signal(object)

    def __init__(
        self, look: Look, quote: str, criteria: tuple[Criterion, ...], stance: Stance, parent: QWidget
    ) -> None:
        """``quote`` is what was selected, in quotation marks; ``stance`` is chosen at first."""
        super().__init__(look, self.tr("Make it evidence"), parent)
        self._criteria = criteria
        self.add_wide(Label(quote, "muted", wrap=True))
        self.list = plain_list(self.tr("Which criterion does the passage bear on?"))
        self.list.addItems([f"{number}  {each.title}" for number, each in enumerate(criteria, 1)])
        self.list.setCurrentRow(0)
        line = self.list.fontMetrics().lineSpacing()
        rows = min(len(criteria), 6)
        self.list.setFixedHeight((line + look.px(9)) * rows + look.px(6))
        self.add_line(self.tr("Which criterion does the passage bear on?"), self.list)
        self.stance = StanceOptions(look, stance)
        self.add_line(self.tr("What it does"), self.stance)
        self.note = TextBox(look, self._check, lines=2)
        self.add_line(self.tr("Note, if it needs one"), self.note)
        self.finish(self.tr("Make it evidence"), self._check)
        self.stance.listen(self)
        self.list.setFocus()

    def _check(self) -> None:
        criterion = self._criteria[self.list.currentRow()].key
        self.tie_wanted.emit(Tie(criterion, self.stance.stance, self.note.toPlainText()))
        self.accept()


class NoteDialog(Form):
    """The note on a tied passage, and what the passage does for its criterion."""

    help = "README#tie"

    noted = Signal(str, object)

    def __init__(self, look: Look, evidence: EvidenceView, parent: QWidget) -> None:
        """``evidence`` is the passage as it stands."""
        super().__init__(look, self.tr("Note on this passage"), parent)
        content = evidence.record.content
        self.add_wide(Label(quotation(content.passage.place, content.passage.quote), "muted", wrap=True))
        self.note = TextBox(look, self._check)
        self.note.setPlainText(content.note)
        self.add_line(self.tr("Note"), self.note)
        self.stance = StanceOptions(look, content.stance)
        self.add_line(self.tr("What it does"), self.stance)
        self.finish(self.tr("Save note"), self._check)
        self.stance.listen(self)
        self.note.setFocus()

    def _check(self) -> None:
        self.noted.emit(self.note.toPlainText(), self.stance.stance)
        self.accept()
