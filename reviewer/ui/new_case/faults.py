"""What is still to be filled in or put right, in words; Enter leads to the field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from reviewer.desk.case_checking import CaseCheck
from reviewer.desk.case_fields import CaseField, Rows, naming_field
from reviewer.desk.case_languages import language_of
from reviewer.desk.case_pointing import Pointed, pointed, pointed_doubt
from reviewer.desk.words.case_faults import fault_line
from reviewer.desk.words.case_fields import field_words, row_words
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.language_names import named_in
from reviewer.desk.words.objections import case_doubt_words
from reviewer.desk.words.templates import joined
from reviewer.model.case_faults import CaseFault
from reviewer.ui.look import Look
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Box, Label, Silence
from reviewer.ui.words import capital

LINES, FEW = 4, 2
_WHERE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Doubt:
    """That a line is only to be looked at, and where that may be put right."""

    where: Pointed | None


class FaultList(Box):
    """Faults first, then what is to be looked at. ``wanted`` carries a ``Pointed``, ``told`` a sentence where there is no field."""

    wanted = Signal(object)
    told = Signal(str)

    def __init__(self, look: Look, model: CaseModel) -> None:
        """Nothing was looked through yet."""
        super().__init__(look, gap=4, margins=(12, 6, 12, 6), role="rule")
        self._model, self._room = model, True
        self.heading = Label(say("Looking through the case folder…"), "strong", wrap=True)
        self.list = plain_list(say("Still to be done"))
        self.list.setAccessibleDescription(say("Enter leads to the field"))
        self.add(self.heading)
        self.add(self.list)
        self.list.itemActivated.connect(self._go)
        model.checked.connect(self.refresh)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Take the height of what there is to say, and no more than there is to spare."""
        lines = min(self.list.count(), LINES if self._room else FEW)
        self.list.setVisible(lines > 0)
        self.list.setFixedHeight(
            lines * (self.list.fontMetrics().height() + self._look.px(8)) + self._look.px(4)
        )

    def give_room(self, *, room: bool) -> None:
        """Show fewer lines at once where there is little ``room``."""
        if room != self._room:
            self._room = room
            self._fit()

    def refresh(self) -> None:
        """Show what was found when the folder was last looked through."""
        check = self._model.check
        if check is None:
            return
        at = max(0, self.list.currentRow())
        lines = list(
            dict(self._lines(check)).items()
        )  # a row without a name has no key either: one thing to do
        with Silence(self.list):
            self.list.clear()
            for words, where in lines:
                item = QListWidgetItem(words)
                item.setData(_WHERE, where)
                self.list.addItem(item)
            self.list.setCurrentRow(min(at, len(lines) - 1))
        faults = sum(not isinstance(where, _Doubt) for _words, where in lines)
        self.heading.setText(_heading(faults, len(lines) - faults))
        self._fit()

    def _lines(self, check: CaseCheck) -> Iterator[tuple[str, object]]:
        case = self._model.case
        for fault in check.faults:
            where = pointed(case, fault)
            yield self._words(fault, where), where or fault
        for doubt in check.doubts:
            yield (
                say("To be looked at: {doubt}", doubt=case_doubt_words(doubt)),
                _Doubt(pointed_doubt(case, doubt)),
            )
        if check.unaddressed:
            yield say("To be looked at: {doubt}", doubt=check.unaddressed), _Doubt(None)

    def _words(self, fault: CaseFault, where: Pointed | None) -> str:
        """Return a fault by the names that its field has here."""
        problem = joined(phrase_words(fault.problem), "" if where else phrase_words(fault.remedy))
        if where is None:
            return fault_line(fault)
        if where.field is not None:
            name = self._named(where.field)
            fields = self._model.case.fields
            empty = not fields.says(where.field).strip()
            if empty and not where.field.needed and fields.is_set(where.field):
                return say(
                    "{field}: says nothing; go into the field and leave it, and it is taken out", field=name
                )
            return (
                say("{field}: still empty", field=name)
                if empty
                else say("{field}: {problem}", field=name, problem=problem)
            )
        row, column = where.cell or (0, 0)
        columns, bodies = self._model.case.bodies.table.columns, capital(self._model.case.bodies.nouns[1])
        if not fault.line or column >= len(columns):
            return say("{bodies}: {problem}", bodies=bodies, problem=problem)
        return say(
            "{bodies}, row {row}, column {column}: {problem}",
            bodies=bodies,
            row=row + 1,
            column=columns[column],
            problem=problem,
        )

    def _named(self, field: CaseField) -> str:
        """Return a field's name, after that of its row."""
        path = (field.beside or field).path
        at = path[1] if len(path) > 1 else None
        rows = next((each for each in Rows if each.value == path[0]), None)
        if rows is None or not isinstance(at, int):
            # What stands beside a field of the first language is called by its language already.
            return named_in(field_words(field)[0], language_of(field.file) if field.beside is None else "")
        row = self._model.case.fields.says(naming_field(rows, at))
        sort = row_words(rows, at + 1)
        whose = say("{row} “{name}”", row=sort, name=row) if row else sort
        return say("{row}, {field}", row=whose, field=field_words(field)[0])

    def _go(self, item: QListWidgetItem) -> None:
        where = item.data(_WHERE)
        where = where.where if isinstance(where, _Doubt) else where
        if isinstance(where, Pointed):
            self.wanted.emit(where)
        elif isinstance(where, CaseFault):
            place = say(
                "There is no field for this: put it right in the file, {fault}", fault=fault_line(where)
            )
            self.told.emit(place)
        else:
            self.told.emit(say("Look at it in the letter."))

    def step(self, by: int) -> None:
        """Go to the field of the next line (1), or of the one before (-1)."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
            self._go(self.list.currentItem())

    def take_focus(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _heading(faults: int, doubts: int) -> str:
    """Return how much is left to do."""
    if faults:
        return count(
            "{n} thing is still to be filled in or put right",
            "{n} things are still to be filled in or put right",
            faults,
        )
    if doubts:
        return count(
            "The case folder is whole; {n} thing is to be looked at",
            "The case folder is whole; {n} things are to be looked at",
            doubts,
        )
    return say("The case folder is whole: a casebook can be made of it.")
