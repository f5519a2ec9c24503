"""The letter as it is by now, beside the fields: its pages, or its words as text, for the answer that is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from reviewer.desk.case_checking import CaseCheck
from reviewer.desk.case_fields import FRAMEWORK, CaseField, Rows
from reviewer.desk.case_languages import in_language, language_of
from reviewer.desk.case_letters import CaseLetters
from reviewer.desk.files import named
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import named_in
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.shown import Shown
from reviewer.ui.latest import Latest
from reviewer.ui.look import Look
from reviewer.ui.new_case.controls import PageChoice
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.staying import stays_down
from reviewer.ui.widgets import Box, Label, Silence, button
from reviewer.ui.work import Work


@dataclass(frozen=True, slots=True)
class _Page:
    """A letter that can be shown: by the name that its source knows it by."""

    name: str
    sizes: tuple[tuple[float, float], ...]
    words: str


class LetterPane(Box):
    """Shows the letter that was printed last; a late answer never takes the place of a newer one."""

    def __init__(self, look: Look, model: CaseModel, work: Work) -> None:
        """Show the letter of the first answer once there is one."""
        super().__init__(look, gap=0, role="desk")
        self._model = model
        self.letters = CaseLetters()
        self._fetcher = Fetcher(self.letters, self)
        self._asking: Latest[_Page] = Latest(work, say("Showing the letter"), self)
        self.answer = PageChoice()
        self.answer.setAccessibleName(say("Letter in which every question has the answer"))
        self.as_text = stays_down(button(say("As text"), self._turn, "tab"))
        self.as_text.setAccessibleDescription(say("Show the words of the letter in place of its pages"))
        self.view = PageView(self._fetcher, look.palette)
        self.view.setMinimumSize(1, 1)
        self.view.setAccessibleName(say("Letter, as it would be printed"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "document")
        self.text.setAccessibleName(say("Words of the letter"))
        self.nothing = Label(
            say("The letter stands here as soon as one can be composed."), "message", wrap=True
        )
        self.faces = QStackedWidget()
        for face in (self.nothing, self.view, self.text):
            self.faces.addWidget(face)
        head = Box(
            look, Label(say("Letter if all is"), "small"), across=True, margins=(12, 6, 12, 6), role="bar"
        )
        head.add(self.answer, 1)
        head.add(self.as_text)
        self.add(head)
        self.add(self.faces, 1)
        self._shown = ""
        self._wanted = ""
        model.typed.connect(self._follow)
        model.checked.connect(self._take)
        self.answer.currentIndexChanged.connect(self._ask)
        look.changed.connect(self._wear)

    def _wear(self) -> None:
        self.view.set_colours(self._look.palette)

    def close_source(self) -> None:
        """Let threads and the reader process go."""
        self._asking.forget()
        self._fetcher.close()
        self.letters.close()

    def take_focus(self) -> None:
        """Go to the letter, or to what chooses one."""
        face = self.faces.currentWidget()
        (self.answer if face is self.nothing or face is None else face).setFocus()

    def _take(self) -> None:
        """Offer the letters that there are by now, and show the chosen one anew."""
        check = self._model.check
        if check is None:
            return
        chosen, wanted = self.answer.currentData(), self._wanted
        self._wanted = ""
        with Silence(self.answer):
            self.answer.clear()
            for name, words in self._offered(check):
                self.answer.addItem(words, name)
            at = self.answer.findData(wanted)
            self.answer.setCurrentIndex(at if at >= 0 else max(0, self.answer.findData(chosen)))
        self._ask()

    def _offered(self, check: CaseCheck) -> Iterator[tuple[str, str]]:
        """Give each letter's file with what its answer is called, and its language where there are several."""
        labels = {row.key: row.name for row in self._model.case.fields.rows(Rows.FINDINGS)}
        known = [*labels.items(), *((name, name) for name in check.letters)]
        offered: dict[str, str] = {}
        for key, label in known:
            for file in check.letters:
                stem, _, language = file.removesuffix(".pdf").partition(".")
                if stem == key and file == named(key, language):
                    offered.setdefault(file, named_in(label or key, language))
        for file in check.letters:
            offered.setdefault(file, file.removesuffix(".pdf"))
        first = sorted(offered.items(), key=lambda each: each[0].removesuffix(".pdf").count("."))
        yield from first  # the first language's, then all others

    def _follow(self, field: CaseField) -> None:
        """Show the letter in the language that was typed in, with the same answer, as soon as it is made anew."""
        language = language_of(field.file)
        if language or any(in_language(field, each, "row") for each in self._model.case.fields.languages):
            answer = str(self.answer.currentData() or "").removesuffix(".pdf").partition(".")[0]
            self._wanted = named(answer, language)

    def _ask(self, _at: int = 0) -> None:
        check, name = self._model.check, self.answer.currentData()
        pdf = check.letters.get(str(name)) if check is not None else None
        if pdf is None:
            if check is not None:
                self._asking.forget()
                self._shown = ""
                self.nothing.setText(self._why_none())
                self._turn()
            return
        data = pdf

        def job(_ticket: object) -> _Page:
            kept = self.letters.keep(data)
            return _Page(kept, self.letters.sizes(kept), self.letters.words(kept))

        self._asking.ask(job, self._show)

    def _why_none(self) -> str:
        whole = self._model.case.fields.can_edit(FRAMEWORK)
        return (
            say("No letter can be composed yet.")
            if whole
            else say("No letter can be composed while a file cannot be read.")
        )

    def _show(self, page: _Page) -> None:
        if page.name != self._shown:
            self._shown = page.name
            self.view.renew(Shown(page.name, say("Letter")), page.sizes)
            at = self.text.verticalScrollBar().value()
            self.text.setPlainText(page.words)
            self.text.verticalScrollBar().setValue(at)
        self._turn()

    def _turn(self) -> None:
        face = self.text if self.as_text.isChecked() else self.view
        before = self.faces.currentWidget()
        after = face if self._shown else self.nothing
        if before is not after:
            had = before is not None and before.hasFocus()
            self.faces.setCurrentWidget(after)
            if had:
                self.take_focus()
