"""In which of the case's languages the letter is shown, exported and signed."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

from reviewer.ui.look import Look
from reviewer.ui.parts import Box, Label, Silence
from reviewer.ui.sitting import Sitting


class LanguagePane(Box):
    """A choice of languages; hidden where the case has one only."""

    def __init__(self, look: Look, sitting: Sitting) -> None:
        """Choose for the sitting."""
        super().__init__(look, gap=4)
        self._sitting = sitting
        known = sitting.desk.case.languages
        self.choice = QComboBox()
        for code, language in known.items():
            spoken = QLocale(language.code or language.framework.language).language()
            self.choice.addItem(QLocale.languageToString(spoken), code)
        label = Label(self.tr("Language of the letter"), "small")
        label.setBuddy(self.choice)
        self.choice.setAccessibleName(self.tr("Language of the letter"))
        self.add(label)
        self.add(self.choice)
        self.choice.currentIndexChanged.connect(self._choose)
        sitting.language_chosen.connect(self._show)
        self.setVisible(len(known) > 1)

    def _choose(self, index: int) -> None:
        self._sitting.choose_language(str(self.choice.itemData(index)))

    def _show(self, code: str) -> None:
        with Silence(self.choice):
            self.choice.setCurrentIndex(self.choice.findData(code))
