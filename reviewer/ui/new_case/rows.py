"""A page of what there are several of, questions, answers or grades: their list, and beneath it the fields of the one that one is at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from reviewer.desk.case_fields import CaseField, Rows, phrase_field, row_fields
from reviewer.desk.case_languages import with_languages
from reviewer.desk.words.language import say
from reviewer.ui.checklist.order import put_in_order, stops_in
from reviewer.ui.look import Look
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Box, Silence, Turning, button

SHOWN = 5  # rows of the list, before it scrolls


class RowsPage(Box):
    """Rows are added after the one that one is at, taken out, and moved; what was taken out is put back by the window."""

    def __init__(self, look: Look, model: CaseModel, rows: Rows) -> None:
        """Show the first."""
        super().__init__(look, gap=0, role="surface")
        self._model, self._rows = model, rows
        title, add = {
            Rows.CRITERIA: (say("Questions"), say("Add a question")),
            Rows.FINDINGS: (say("Answers"), say("Add an answer")),
            Rows.CATEGORIES: (say("Grades"), say("Add a grade")),
        }[rows]
        self.list = plain_list(title)
        self.add_button = button(add, self.add_row)
        self.remove_button = button(say("Remove"), self.remove)
        self.up = button(say("Move up"), lambda: self.move_row(-1))
        self.down = button(say("Move down"), lambda: self.move_row(1))
        head = Box(look, self.list, gap=8, margins=(20, 12, 20, 0))
        head.add(Turning(look, self.add_button, self.remove_button, self.up, self.down))
        self.fields = FieldPage(look, model)
        self.add(head)
        self.add(self.fields, 1)
        self.list.currentRowChanged.connect(self._show)
        model.rows_changed.connect(self._hear)
        model.languages_changed.connect(self._show)
        model.edited.connect(self._rename)
        look.changed.connect(self._fit)
        self.refresh()

    @property
    def at(self) -> int:
        """The row that one is at; -1 where there is none."""
        return self.list.currentRow()

    def refresh(self) -> None:
        """Show all rows that there are by now; one goes on at the same place."""
        at, names = max(0, self.at), self._names()
        with Silence(self.list):
            self.list.clear()
            self.list.addItems(names)
            self.list.setCurrentRow(min(at, len(names) - 1))
        self._fit()
        self._show()

    def _names(self) -> list[str]:
        rows = self._model.case.fields.rows(self._rows)
        return [
            say("{number}. {name}", number=at, name=row.name or say("(not named yet)"))
            for at, row in enumerate(rows, 1)
        ]

    def _rename(self) -> None:
        """Show in the list what is typed as a name, and the phrases of the answers that are ticked."""
        for at, name in enumerate(self._names()[: self.list.count()]):
            item = self.list.item(at)
            if item.text() != name:
                item.setText(name)
        if self._fields() != tuple(self.fields.controls):
            box, inside = self.fields.focusWidget(), self.fields.field_with_focus
            ticked = box.property("key") if isinstance(box, QCheckBox) else None
            self._show()
            if (
                inside is not None and ticked is None
            ):  # a row was just named, and has fields in other languages
                self.fields.go_to(inside)
            again = (
                each
                for each in self.fields.findChildren(QCheckBox)
                if ticked is not None and each.property("key") == ticked
            )
            for each in again:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self, rows: object) -> None:
        if rows is self._rows:
            self.refresh()

    def _fit(self) -> None:
        lines = min(max(self.list.count(), 2), SHOWN)
        self.list.setFixedHeight(
            lines * (self.list.fontMetrics().height() + self._look.px(10)) + self._look.px(8)
        )

    def _fields(self) -> tuple[CaseField, ...]:
        if self.at < 0:
            return ()
        case, fields = self._model.case.fields, row_fields(self._rows, self.at)
        if self._rows is Rows.CRITERIA:
            named = case.says(fields[4]).split("\n")
            said = (phrase_field(self.at, row.key) for row in case.rows(Rows.FINDINGS))
            fields = (*fields, *(each for each in said if each.path[-1] in named))
        return tuple(with_languages(fields, case.languages, case.rows(self._rows)[self.at].key))

    def _show(self) -> None:
        whole = self._model.case.fields.can_edit(row_fields(self._rows, 0)[0].file)
        there = self.at >= 0 and whole
        self.add_button.setEnabled(whole)
        self.remove_button.setEnabled(there)
        self.up.setEnabled(there and self.at > 0)
        self.down.setEnabled(there and self.at < self.list.count() - 1)
        self.fields.show_fields(self._fields())
        put_in_order(tuple(stops_in(self)))  # else Tab comes last to what was made last

    # --- what a person asks for -----------------------------------------------------------------------

    def add_row(self) -> None:
        """Put an empty row after the one that one is at, and go to its name."""
        at = self.at + 1
        if self._model.add_row(self._rows, at):
            self.list.setCurrentRow(at)
            self.fields.take_focus()

    def remove(self) -> None:
        """Take the row out that one is at."""
        if self.at >= 0 and self._model.remove_row(self._rows, self.at):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_row(self, by: int) -> None:
        """Move the row that one is at."""
        at = self.at
        if at >= 0 and self._model.move_row(self._rows, at, by):
            self.list.setCurrentRow(at + by)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, field: CaseField, line: int = 0) -> bool:
        """Go into a field of a row; False where it is none of this page."""
        if not self.is_of(field):
            return False
        self.list.setCurrentRow(int((field.beside or field).path[1]))
        return self.fields.go_to(field, line)

    def is_of(self, field: CaseField) -> bool:
        """Tell whether a field is one of a row of this page."""
        path = (field.beside or field).path
        return path[0] == self._rows.value and len(path) > 1

    def take_focus(self) -> None:
        """Go to the list of rows."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
