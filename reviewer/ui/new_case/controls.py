"""What is typed into: a control for each sort of field, whose words are those of the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from reviewer.desk.case_editing import CaseRow
from reviewer.desk.case_fields import CaseField, Holds, choices_of
from reviewer.desk.words.case_fields import choice_words, shown_day, typed_day
from reviewer.desk.words.language import say
from reviewer.ui.dialogs import PathField
from reviewer.ui.drop_down import DropDown
from reviewer.ui.look import Look
from reviewer.ui.preferences.rows import Field
from reviewer.ui.widgets import Box, Silence, TextBox

HIGH = {Holds.TEXT: 16, Holds.WORDS: 3, Holds.LINES: 3}
Put = Callable[[str], object]


class PageChoice(DropDown):
    """A choice that turning the wheel over it, on the way down the page, does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()


class Answers(Box):
    """The answers that a question can have, each with a box to tick."""

    changed = Signal(str)

    def __init__(self, look: Look) -> None:
        """Show none yet."""
        super().__init__(look, gap=2)
        self.boxes: list[QCheckBox] = []

    def show_answers(self, known: Sequence[CaseRow], said: str) -> None:
        """Show all answers that there are, and those that the question names though there are none; ``said`` has the keys ticked."""
        ticked = said.split("\n") if said else []
        rows = [row for row in known if row.key]
        strange = [
            CaseRow(key, say("{key} (there is no such answer)", key=key))
            for key in ticked
            if key not in {row.key for row in rows}
        ]
        for row in (*rows, *strange):
            box = QCheckBox(row.name or row.key)
            box.setProperty("key", row.key)
            box.setChecked(row.key in ticked)
            box.toggled.connect(self._tell)
            self.boxes.append(box)
            self.add(box)

    def _tell(self) -> None:
        self.changed.emit("\n".join(str(box.property("key")) for box in self.boxes if box.isChecked()))


def control_of(look: Look, field: CaseField, put: Put) -> QWidget:
    """Return an empty control for a field; ``put`` hears each change that a person makes."""
    match field.holds:
        case Holds.CHOICE:
            choice = PageChoice()
            for each in choices_of(field):
                choice.addItem(choice_words(field, each), each)
            choice.currentIndexChanged.connect(lambda at: put(str(choice.itemData(at))))
            return choice
        case Holds.SWITCH:
            box = QCheckBox()
            box.toggled.connect(lambda on: put("yes" if on else ""))
            return box
        case Holds.CHOICES:
            made = Answers(look)
            made.changed.connect(put)
            return made
        case Holds.PICTURE:
            path = PathField(
                look, QFileDialog.FileMode.ExistingFile, say("Picture"), "*.png *.jpg *.jpeg *.PNG *.JPG"
            )

            def take() -> None:
                path.field.setModified(False)
                put(path.field.text())

            path.chosen.connect(take)
            path.field.editingFinished.connect(take)
            return path
        case Holds.WORDS | Holds.LINES | Holds.TEXT:
            words = TextBox(look, lambda: None, HIGH[field.holds])
            words.textChanged.connect(lambda: put(words.toPlainText()))
            return words
        case _:
            line = Field()
            day = field.holds is Holds.DAY
            line.textChanged.connect(lambda typed: put(typed_day(typed) if day else typed))
            return line


def fill(control: QWidget, field: CaseField, said: str, answers: Sequence[CaseRow] = ()) -> None:
    """Show what the files say, without telling anybody; where it is shown already nothing is touched: one may be typing there."""
    with Silence(control):
        if isinstance(control, QComboBox):
            if control.findData(said) < 0:
                control.addItem(choice_words(field, said), said)
            control.setCurrentIndex(control.findData(said))
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(said))
        elif isinstance(control, Answers):
            control.show_answers(answers, said)
        elif isinstance(control, PathField):
            if not control.field.isModified():  # else a path is being typed
                control.field.setText(said)
        elif isinstance(control, QPlainTextEdit) and control.toPlainText() != said:
            control.setPlainText(said)
        elif isinstance(control, QLineEdit):
            shown = shown_day(said) if field.holds is Holds.DAY else said
            if control.text() != shown:
                control.setText(shown)
                control.setCursorPosition(0)


def go_into(control: QWidget, line: int) -> None:
    """Give a control the focus, at a line of its text from 0."""
    # The box by itself: of what stands for another, Tab would come to that other from the end of the window once more.
    first = control.boxes[0] if isinstance(control, Answers) and control.boxes else control
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(control, QPlainTextEdit):
        cursor = QTextCursor(control.document().findBlockByNumber(line))
        control.setTextCursor(cursor)
        control.ensureCursorVisible()
    elif isinstance(control, QLineEdit):
        control.selectAll()
