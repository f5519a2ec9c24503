"""The dialogs of the case: a body's facts, what an amendment would change, and amendments that stand against each other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.desk.facts import BodyFacts
from reviewer.desk.words.amendments import (
    change_words,
    contested_words,
    differing,
    fact_words,
    letter_fact_words,
    outdated_lines,
    place_words,
)
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_date_words, short_moment_words
from reviewer.desk.words.language import say
from reviewer.desk.words.letters import unprintable_words
from reviewer.desk.words.objections import case_doubt_words
from reviewer.model import Case
from reviewer.model.amendments import Amendment, Side
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.case.table import ReadTable
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, button

WIDE = 760


class FactsDialog(Form):
    """A body's name, chief officer and the like, the inspection's days, how its letters stand; and the way to put them right."""

    help = "amending#a-bodys-facts"

    amend_wanted = Signal()

    def __init__(self, look: Look, facts: BodyFacts, why_not: str, parent: QWidget) -> None:
        """``why_not`` is why the case can't be amended here, or ""."""
        super().__init__(look, facts.name, parent)
        rows = [(fact_words(column), value) for column, value in facts.facts]
        rows += [(place_words(path), short_date_words(when)) for path, when in facts.days]
        rows += [letter_fact_words(letter) for letter in facts.letters]
        self.table = ReadTable(
            look, self.tr("What the case says of {}").format(facts.name), (self.tr("Fact"), self.tr("What it is")), rows, grows=True
        )  # fmt: skip
        self.add_wide(self.table, 100)  # what is left to the line below is what no row needs
        self.add_room()
        self.amend = button(self.tr("Amend from a folder…"), self.go_to_amend)
        self.amend.setEnabled(not why_not)
        self.amend.setToolTip(why_not)
        self.amend.setAccessibleDescription(why_not)
        self.finish(self.tr("Close"), None, cancel=False)
        self.buttons.addButton(self.amend, QDialogButtonBox.ButtonRole.ActionRole)
        offer_in(self, self.complain, {self.table: (_amend_act(why_not),)}, self)
        self.fit(WIDE)
        self.table.setFocus()

    def go_to_amend(self) -> None:
        """Close, and ask for the folder with the case as it is to be."""
        self.accept()
        self.amend_wanted.emit()


def _amend_act(why_not: str) -> Action[FactsDialog]:
    return Action("facts.amend", say("Amend from a folder…"), (), Scope.DIALOG, lambda dialog: dialog.go_to_amend(),
                  lambda _dialog: why_not)  # fmt: skip


class AmendDialog(Form):
    """Shows what an amendment would change, and asks."""

    help = "amending"

    amend_wanted = Signal(object)

    def __init__(self, look: Look, amendment: Amendment, parent: QWidget) -> None:
        """Nothing is kept until the person says so."""
        super().__init__(look, self.tr("Amend the case"), parent)
        self._amendment = amendment
        words = self.tr("Verdicts stay as they are. Signed letters keep the facts of their date.")
        self.add_wide(Label(words, "muted", wrap=True))
        if amendment.settles:
            settles = self.tr("It takes the place of the amendments that stand against each other.")
            self.add_wide(Label(settles, "warn", wrap=True))
        differences = counted(Noun.DIFFERENCE, len(amendment.changes))
        cases = (amendment.before, amendment.case)
        rows = [(change_words(change, cases), *differing(change)) for change in amendment.changes]
        columns = (self.tr("What"), self.tr("Before"), self.tr("After"))
        self.table = ReadTable(look, differences, columns, rows)
        self.add_wide(Label(differences, "strong"))
        self.add_wide(self.table)
        self.told = outdated_lines(amendment.letters)
        for line in self.told:
            self.add_wide(Label(line, wrap=True))
        for code, lines in amendment.unprintable.items():
            self.add_wide(Label(unprintable_words(code, lines), "warn", wrap=True))
        for doubt in amendment.doubts:
            self.add_wide(Label(case_doubt_words(doubt), "warn", wrap=True))
        self.add_room()
        self.finish(self.tr("Amend"), self._agree)
        self.fit(WIDE)
        self.table.setFocus()

    def _agree(self) -> None:
        self.amend_wanted.emit(self._amendment)
        self.accept()


class SidesDialog(Form):
    """Shows the amendments that stand against each other; one is taken, after its differences were looked at."""

    help = "amending#two-amendments-at-once"

    side_taken = Signal(str)

    def __init__(self, look: Look, sides: tuple[Side, ...], serving: Case, parent: QWidget) -> None:
        """``serving`` is the case of before, which serves until this is settled."""
        super().__init__(look, self.tr("Settle the amendments"), parent)
        self.add_wide(Label(contested_words(), "muted", wrap=True))
        self.tables: list[ReadTable] = []
        names = [self.tr("{}, {}").format(side.who, short_moment_words(side.at)) for side in sides]
        for number, (side, name) in enumerate(zip(sides, names, strict=True), start=1):
            again = names.count(name) > 1  # one person on two laptops, in the same minute
            whose = self.tr("{} ({} of {})").format(name, number, len(sides)) if again else name
            self.add_wide(Label(whose, "strong", wrap=True))
            self._add_side(look, side, serving, whose)
        self.add_room()
        self.finish(self.tr("Close"), None, cancel=False)
        self.fit(WIDE)
        if self.tables:
            self.tables[0].setFocus()

    def _add_side(self, look: Look, side: Side, serving: Case, whose: str) -> None:
        if side.case is None or side.changes is None:
            newer = self.tr("It was made by a newer version of Reviewer: install it to take this one.")
            damaged = self.tr("It is damaged: a sync gets it back from the share.")
            self.add_wide(Label(damaged if side.damaged else newer, wrap=True))
            return
        cases = (serving, side.case)
        rows = [(change_words(change, cases), *differing(change)) for change in side.changes]
        table = ReadTable(look, whose, (self.tr("What"), self.tr("Before"), self.tr("After")), rows)
        self.tables.append(table)
        self.add_wide(table)
        take = button(self.tr("Take this one…"), partial(self.take, side.record))
        offer_in(self, self.complain, {table: (_take_act(side.record),)}, self)
        take.setAccessibleName(self.tr("Take the one by {}…").format(whose))
        self.add_wide(Box(look, take, None, across=True))

    def take(self, record: str) -> None:
        """Have one amendment taken, by its record."""
        self.side_taken.emit(record)
        self.accept()


def _take_act(record: str) -> Action[SidesDialog]:
    return Action(
        f"sides.take_{record}", say("Take this one…"), (), Scope.DIALOG, lambda dialog: dialog.take(record)
    )
