"""The further languages that letters are written in: which there are, and what the program says by itself in the first."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reviewer.desk.case_fields import FRAMEWORK, CaseField
from reviewer.desk.case_languages import own_fields
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name, language_tags
from reviewer.ui.checklist.order import put_in_order, stops_in
from reviewer.ui.dialogs import Form
from reviewer.ui.drop_down import DropDown
from reviewer.ui.look import Look
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.widgets import Box, Label, Silence, Turning, button

LINES = 3  # of the list


class AddLanguageDialog(Form):
    """Which language; those that there are already are not offered."""

    help = "new-inspection#letters-in-further-languages"

    language_given = Signal(str)

    def __init__(self, look: Look, known: tuple[str, ...], parent: QWidget) -> None:
        """``known`` are the tags of the languages that there are, the first among them."""
        super().__init__(look, say("Add a language"), parent)
        what = say(
            "Two files are made in the case folder, and fields for this language beneath those of the first. Letters are then printed "
            "in both, once every sentence has its words."
        )
        self.add_wide(Label(what, "muted", wrap=True))
        self.language = DropDown()
        for name, tag in sorted((language_name(tag), tag) for tag in language_tags() if tag not in known):
            self.language.addItem(name, tag)
        self.language.setPlaceholderText(say("Choose a language"))
        self.language.setCurrentIndex(-1)
        self.add_line(say("Language of the letters"), self.language)
        self.finish(say("Add"), self._check)
        self.language.setFocus()

    def _check(self) -> None:
        if self.language.currentIndex() < 0:
            self.complain(say("Choose a language."), self.language)
            return
        self.accept()  # first: what is told goes into the field of the window that has the focus again
        self.language_given.emit(str(self.language.currentData()))


class LanguagesPage(Box):
    """Languages are added and taken off; what was taken off is put back by the window. ``told`` carries what came of it."""

    told = Signal(str)

    def __init__(self, look: Look, model: CaseModel) -> None:
        """Show those of the folder."""
        super().__init__(look, gap=0, role="surface")
        self._model = model
        what = say(
            "Letters can be written in further languages beside the first. Each has fields beneath those of the first in all other "
            "sections; what is optional there and left empty stays as in the first."
        )
        self.list = plain_list(say("Languages"))
        self.add_button = button(say("Add a language…"), self.add_row)
        self.remove_button = button(say("Remove"), self.remove)
        head = Box(look, Label(what, "small", wrap=True), self.list, gap=8, margins=(20, 12, 20, 0))
        head.add(Turning(look, self.add_button, self.remove_button))
        self.fields = FieldPage(look, model)
        self.add(head)
        self.add(self.fields, 1)
        self.list.currentRowChanged.connect(self._show)
        look.changed.connect(self._fit)
        self.refresh()

    @property
    def language(self) -> str:
        """The tag of the language that one is at; "" where there is none."""
        languages = self._model.case.fields.languages
        return languages[self.list.currentRow()] if 0 <= self.list.currentRow() < len(languages) else ""

    def refresh(self) -> None:
        """Show all languages that there are by now; one goes on at the same place."""
        at, languages = max(0, self.list.currentRow()), self._model.case.fields.languages
        with Silence(self.list):
            self.list.clear()
            self.list.addItems([language_name(tag, languages) for tag in languages])
            self.list.setCurrentRow(min(at, len(languages) - 1))
        self._fit()
        self._show()

    def _fit(self) -> None:
        self.list.setFixedHeight(
            LINES * (self.list.fontMetrics().height() + self._look.px(10)) + self._look.px(8)
        )

    def _show(self) -> None:
        self.add_button.setEnabled(self._model.case.fields.can_edit(FRAMEWORK))
        self.remove_button.setEnabled(bool(self.language))
        self.fields.show_fields(own_fields(self.language) if self.language else ())
        put_in_order(tuple(stops_in(self)))

    # --- what a person asks for -----------------------------------------------------------------------

    def add_row(self) -> None:
        """Ask which language is added."""
        if not self.add_button.isEnabled():
            return
        fields = self._model.case.fields
        first = fields.says(CaseField(FRAMEWORK, ("language",)))
        known = (first, first.partition("-")[0], *fields.languages)
        dialog = AddLanguageDialog(self._look, known, self.window())
        dialog.language_given.connect(self._add)
        dialog.open()

    def _add(self, language: str) -> None:
        self._model.add_language(language, _months(language))
        self.list.setCurrentRow(self._model.case.fields.languages.index(language))
        QTimer.singleShot(
            0, self, self.fields.take_focus
        )  # its fields are shown by then, and the question is gone
        words = say(
            "Fields for {language} stand beneath those of the first language in all sections.",
            language=language_name(language),
        )
        self.told.emit(words)

    def remove(self) -> None:
        """Take the language off that one is at; its files are kept beside."""
        language = self.language
        if language and (kept := self._model.remove_language(language)) is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            files = ", ".join(path.name for path in kept)
            words = say("{language} is off. Its files are kept as {files}; Ctrl+Z puts it back.", language=language_name(language), files=files)  # fmt: skip
            self.told.emit(words)

    def is_of(self, field: CaseField) -> bool:
        """Tell whether a field is one of a language of this page."""
        return any(field in own_fields(language) for language in self._model.case.fields.languages)

    def go_to(self, field: CaseField, line: int = 0) -> bool:
        """Go into a field of a language; False where it is none of this page."""
        for at, language in enumerate(self._model.case.fields.languages):
            if field in own_fields(language):
                self.list.setCurrentRow(at)
                return self.fields.go_to(field, line)
        return False

    def take_focus(self) -> None:
        """Go to the list of languages, or to what adds the first."""
        (self.list if self.list.count() else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)


def _months(language: str) -> tuple[str, ...]:
    """Return what the months are called in a language, as they stand in a date; empty where this computer does not know it."""
    locale = QLocale(language)
    if locale.language() == QLocale.Language.C:
        return ("",) * 12
    return tuple(locale.monthName(month) for month in range(1, 13))
