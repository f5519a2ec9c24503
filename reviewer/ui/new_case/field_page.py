"""A page of fields, each under what it is called, with what it is for beneath."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from reviewer.desk.case_fields import CaseField, Holds, Rows, naming_field
from reviewer.desk.words.case_fields import field_words
from reviewer.ui.dialogs import PathField
from reviewer.ui.look import Look
from reviewer.ui.new_case.controls import Answers, control_of, fill, go_into
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.widgets import Box, Label, empty


class FieldPage(Box):
    """Shows what the files say of its fields, and puts there what is typed."""

    def __init__(self, look: Look, model: CaseModel, fields: Sequence[CaseField] = ()) -> None:
        """``show_fields`` shows others."""
        super().__init__(look, gap=4, margins=(20, 12, 20, 16), role="surface")
        self._model = model
        self.controls: dict[CaseField, QWidget] = {}
        self.show_fields(fields)

    def show_fields(self, fields: Sequence[CaseField]) -> None:
        """Show these fields in place of those of before."""
        empty(self.row)
        self.controls.clear()
        for field in fields:
            self._add(field)
        self.add(None)
        self.refresh()

    def _add(self, field: CaseField) -> None:
        labels = {row.key: row.name for row in self._model.case.fields.rows(Rows.FINDINGS)}
        name, what = field_words(field, labels.get(str(field.path[-1]), ""))
        control = control_of(self._look, field, lambda words: self._put(field, words))
        self.controls[field] = control
        named = control.field if isinstance(control, PathField) else control
        named.setAccessibleName(name)
        named.setAccessibleDescription(what)
        if isinstance(control, QCheckBox):
            control.setText(name)
        else:
            label = Label(name, "strong", wrap=True)
            label.setBuddy(control)
            self.add(label)
        if what:
            self.add(Label(what, "small", wrap=True))
        self.add(control)
        self.row.addSpacing(self._look.px(8))
        self._name_when_left(field, control)
        if not field.needed and isinstance(control, QPlainTextEdit | QLineEdit):
            control.installEventFilter(self)

    def _put(self, field: CaseField, words: str) -> None:
        if field.holds is not Holds.PICTURE:
            self._model.put(field, words)
        elif words != self._model.case.fields.says(field):
            self._model.put(field, words)
            self.refresh()  # it is called by its name in the folder now, or as before where it can't be taken

    def eventFilter(self, control: QObject, event: QEvent) -> bool:
        """Have nothing said of a field that may be left out, and is left empty: a new file has some in it that say nothing."""
        if event.type() == QEvent.Type.FocusOut:
            field = next((field for field, each in self.controls.items() if each is control), None)
            empty = field is not None and not self._model.case.fields.says(field).strip()
            if field is not None and empty and self._model.case.fields.is_set(field):
                self._model.put(field, "")
        return False

    def _name_when_left(self, field: CaseField, control: QWidget) -> None:
        for rows in Rows:
            at = field.path[1] if len(field.path) > 1 else None
            if isinstance(at, int) and isinstance(control, QLineEdit) and field == naming_field(rows, at):
                control.editingFinished.connect(lambda rows=rows, at=at: self._model.name_row(rows, at))

    def refresh(self) -> None:
        """Show what the files say by now; those of a file that can't be read are shut."""
        fields = self._model.case.fields
        for field, control in self.controls.items():
            control.setEnabled(fields.can_edit(field.file))
            if isinstance(control, Answers) and control.boxes:
                continue  # shown anew with its page
            fill(control, field, fields.says(field), fields.rows(Rows.FINDINGS))

    @property
    def field_with_focus(self) -> CaseField | None:
        """The field that one is in, if it is one of these."""
        at = self.window().focusWidget()
        return next(
            (field for field, each in self.controls.items() if at is each or each.isAncestorOf(at)),
            None,
        )

    def go_to(self, field: CaseField, line: int = 0) -> bool:
        """Go into a field, at a line of it; False where it is none of these."""
        control = self.controls.get(field)
        if control is None:
            return False
        go_into(control, line)
        return True

    def take_focus(self) -> None:
        """Go into the first field."""
        for control in self.controls.values():
            if control.isEnabled():
                go_into(control, 0)
                return
