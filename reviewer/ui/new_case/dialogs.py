"""What is asked before a case folder is made, and before a casebook is made of it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.drop_down import DropDown
from reviewer.ui.look import Look
from reviewer.ui.widgets import Label


class BeginDialog(Form):
    """The name of a new inspection, where its case folder goes, and the language of its letters."""

    help = "new-inspection"

    begin_wanted = Signal(str, object, str)

    def __init__(
        self, look: Look, place: Path, languages: tuple[str, ...], language: str, parent: QWidget
    ) -> None:
        """``place`` is the folder that is suggested for it; ``language`` one of the ``languages``."""
        super().__init__(look, say("New inspection"), parent)
        what = say(
            "A case folder is made, with the answers, grades and a letter to begin with. You fill it in next; "
            "it is kept as you type, and you can go on with it another day."
        )
        self.add_wide(Label(what, "muted", wrap=True))
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("Such as: Misuse of position 2026"))
        self.add_line(say("Name of the inspection"), self.name)
        self.place = PathField(look, QFileDialog.FileMode.Directory, say("Folder"))
        self.place.set_path(place)
        self.add_line(say("The case folder goes into"), self.place)
        self.language = DropDown()
        for each in languages:
            self.language.addItem(language_name(each), each)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        if len(languages) > 1:
            self.add_line(say("Language of the letters"), self.language)
        else:
            self.language.setParent(self)
            self.language.hide()
        self.finish(say("Begin"), self._check)
        self.name.setFocus()

    def _check(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.complain(say("Give the inspection a name; you can change it later."), self.name)
        elif self.place.path is None:
            self.complain(say("Say where the case folder goes."), self.place.field)
        else:
            self.begin_wanted.emit(
                name, self.place.path / folder_name(name), str(self.language.currentData())
            )


def folder_name(name: str) -> str:
    """Return a name as a folder can be called on every system."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", name)
    return " ".join(plain.split()).strip(". ")[:80] or "Inspection"


class MakeDialog(Form):
    """Where the casebook goes."""

    help = "new-inspection#the-casebook"

    make_wanted = Signal(object)

    def __init__(self, look: Look, suggested: Path, parent: QWidget) -> None:
        """``suggested`` is the casebook that would be made."""
        super().__init__(look, say("Make the casebook"), parent)
        what = say(
            "A casebook is a folder that holds the documents, the judgements and the letters. What the case folder says is copied into it; "
            "the case folder stays, and the casebook can be amended by it."
        )
        self.add_wide(Label(what, "muted", wrap=True))
        self.target = PathField(
            look, QFileDialog.FileMode.AnyFile, say("New casebook"), "*.casebook", save=True
        )
        self.target.set_path(suggested)
        self.add_line(say("New casebook, on this laptop"), self.target)
        self.finish(say("Make casebook"), self._check)
        self.target.field.setFocus()

    def _check(self) -> None:
        target = self.target.path
        if target is None:
            self.complain(say("Say where the casebook goes."), self.target.field)
            return
        named = target if target.suffix == ".casebook" else target.with_name(f"{target.name}.casebook")
        if named.exists():
            self.complain(
                say("{folder} is there already. Use another name.", folder=named), self.target.field
            )
            return
        self.make_wanted.emit(named)
        self.accept()
