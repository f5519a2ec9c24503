"""In which of the case's languages the letter is shown, exported and signed."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup

from reviewer.desk.words.language_names import letter_language
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Label, Turning, button


class LanguagePane(Box):
    """A choice of languages; hidden where the case has one only."""

    def __init__(self, look: Look, session: SessionModel) -> None:
        """Choose for the sitting; ``choices`` are buttons by language code, "" the first."""
        super().__init__(look, gap=4)
        case = session.desk.case
        group = QButtonGroup(self)
        self.choices = {}
        for code in case.languages:
            name = letter_language(case, code)
            choice = button(name, partial(session.choose_language, code), "tab")
            choice.setCheckable(True)
            choice.setChecked(code == session.language)
            choice.setAccessibleName(self.tr("Letter in {}").format(name))
            choice.toggled.connect(lambda on, code=code: session.choose_language(code) if on else None)
            group.addButton(choice)
            self.choices[code] = choice
        self.add(Label(self.tr("Language of the letter"), "small", wrap=True))
        self.add(Turning(look, *self.choices.values()))
        self._fit()
        look.changed.connect(self._fit)
        if (
            len(case.languages) <= 1
        ):  # shown before it stands in something, it would be a window of its own for a moment
            self.hide()

    def _fit(self) -> None:
        """Leave room for the bold words of the chosen language, so that none is cut or moves."""
        measure = QFontMetrics(self._look.font(bold=True))
        for choice in self.choices.values():
            choice.setMinimumWidth(measure.horizontalAdvance(choice.text()) + self._look.px(36))
