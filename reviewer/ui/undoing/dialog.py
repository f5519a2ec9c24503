"""Which acts are undone: one chooses how far, and Enter undoes down to there; beneath, what can be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.deeds import deed_words, stay_reasons, turning_words
from reviewer.desk.words.language import count, say
from reviewer.errors import ended
from reviewer.model.deeds import OwnAct
from reviewer.ui.actions.action import Action, Scope
from reviewer.ui.actions.offering import offer_in
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.undoing.rows import ActRows
from reviewer.ui.widgets import Box, Label, button

MOST = 200
"""Acts that are listed."""
WIDTH, HEIGHT = 640, 560
"""Pixels at 100%."""


class UndoDialog(Form):
    """Nothing is recorded here: the signals carry the id of the act down to which it goes."""

    help = "undoing"

    undo_wanted = Signal(str)
    redo_wanted = Signal(str)

    def __init__(self, look: Look, bodies: Mapping[str, str], parent: QWidget) -> None:
        """``bodies`` are names by codes."""
        super().__init__(look, say("Acts to undo"), parent)
        self._bodies = bodies
        self._told = Label("", wrap=True)
        self.done_rows = ActRows(look, say("Your acts, the last first"))
        self.undone_rows = ActRows(look, say("Taken back, the last first"))
        self.redo = button("", self.redo_to_here)
        self._again = Box(look, Label(say("Taken back"), "strong"), gap=6)
        self._again.add(self.undone_rows, 1)
        self._again.add(Box(look, None, self.redo, across=True))
        self.add_wide(self._told)
        self.add_wide(self.done_rows, 3)
        self.add_wide(self._again, 2)
        self.finish(say("Undo"), self.undo_to_here)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Close"))
        self.undo: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.done_rows.wanted.connect(self.undo_to_here)
        self.undone_rows.wanted.connect(self.redo_to_here)
        self.done_rows.reached.connect(self._tell_how_far)
        self.undone_rows.reached.connect(self._tell_how_far)
        offer_in(
            self,
            self.complain,
            {self.done_rows: (_undo_act(),), self.undone_rows: (_redo_act(),)},
            self,
        )
        self._again.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Be larger than what it says asks for: the acts come when it is shown already."""
        super().showEvent(event)
        room = self.screen().availableGeometry()
        width, height = self._look.px(WIDTH), max(self._look.px(HEIGHT), self.height())
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def show_acts(self, done: Sequence[OwnAct], undone: Sequence[OwnAct]) -> None:
        """List what stands and what was taken back; the focus stays, or goes on in what there is."""
        had_focus = self.undone_rows.hasFocus() or self.redo.hasFocus()
        self.done_rows.show_acts(done, partial(self._words, say("After undoing: {}")))
        self.undone_rows.show_acts(undone, partial(self._words, ""))
        self._again.setVisible(bool(undone))
        self._tell_how_far()
        if not (had_focus and undone):
            self.done_rows.setFocus()

    def _words(self, form: str, act: OwnAct) -> str:
        """Return what an act was and about whom; beneath when, by ``form`` what turning it does, and why it stays, if so."""
        body = self._bodies.get(act.body, "")
        title = deed_words(act.deed)
        does = turning_words(act) if form and not act.behind else ""
        facts = (moment_words(act.at), form.format(does) if does else "")
        lines = (
            f"{title} · {body}" if body else title,
            " ".join(ended(fact) for fact in facts if fact),
            " ".join(stay_reasons(act)),
        )
        return "\n".join(filter(None, lines))

    # --- how far -----------------------------------------------------------------------------------

    def _tell_how_far(self) -> None:
        """Say what Enter would do, beside the list and to who can't see it."""
        acts = self.done_rows.count()
        self._told.setText(
            say("Go down to the earliest act that is to be undone; all marked ones are, one after another.")
            if acts
            else say("There is nothing to undo.")
        )
        if acts == MOST:
            self._told.setText(f"{self._told.text()} {say('The last {} are listed.').format(MOST)}")
        self._offer(self.undo, self.done_rows, say("Undo {}"), say("Nothing here can be undone"))
        self._offer(self.redo, self.undone_rows, say("Do {} again"), say("Nothing here can be done again"))

    def _offer(self, made: QPushButton, rows: ActRows, words: str, nothing: str) -> None:
        turned, meant = len(rows.turned), len(rows.meant)
        told = words.format(counted(Noun.ACT, turned)) if turned else nothing
        made.setText(told)
        made.setProperty("role", "primary" if made is self.undo and turned else "")
        left = meant - turned
        stays = count("{n:,} stays", "{n:,} stay", left) if left and turned else ""
        rows.setAccessibleDescription("; ".join(filter(None, (told, stays))))

    def undo_to_here(self) -> None:
        """Ask for all acts down to the row that one is at to be undone."""
        self._ask(self.done_rows, self.undo_wanted.emit)

    def redo_to_here(self) -> None:
        """Ask for all acts down to the row that one is at to be done again."""
        self._ask(self.undone_rows, self.redo_wanted.emit)

    def _ask(self, rows: ActRows, wanted: Callable[[str], object]) -> None:
        """Ask down to the row that one is at; what stays there says why in its own row."""
        if rows.turned:
            wanted(rows.meant[-1].id)
        elif rows.meant:
            self.complain(" ".join(stay_reasons(rows.meant[-1])), rows)


def _undo_act() -> Action[UndoDialog]:
    def stays(dialog: UndoDialog) -> str:
        return _stays(dialog.done_rows, say("There is nothing to undo."))

    return Action("undo.to_here", say("Undo down to here"), (), Scope.DIALOG, lambda dialog: dialog.undo_to_here(), stays,
                  now=lambda dialog: dialog.undo.text())  # fmt: skip


def _redo_act() -> Action[UndoDialog]:
    def stays(dialog: UndoDialog) -> str:
        return _stays(dialog.undone_rows, say("There is nothing to redo."))

    return Action("undo.redo_to_here", say("Do again down to here"), (), Scope.DIALOG,
                  lambda dialog: dialog.redo_to_here(), stays, now=lambda dialog: dialog.redo.text())  # fmt: skip


def _stays(rows: ActRows, nothing: str) -> str:
    """Return why nothing down to where one is can be turned, "" if something can."""
    if rows.turned:
        return ""
    return " ".join(stay_reasons(rows.meant[-1])) if rows.meant else nothing
