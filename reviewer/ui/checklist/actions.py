"""The acts of a tied passage on a card, done to the one that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.model import Stance
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.quoting import copy_tied, print_tied

if TYPE_CHECKING:
    from reviewer.ui.checklist.pane import ChecklistPane

_P, _T = Scope.PASSAGE, Topic.EVIDENCE


def passage_actions() -> tuple[Action[ChecklistPane], ...]:
    """Return all acts of a passage."""
    return (
        Action("passage.show", say("Go to the passage"), ("Return", "Space"), _P,
               lambda pane: pane.show_passage(), _focused, _T),
        Action("passage.note", say("Note…"), ("N",), _P, lambda pane: pane.note_passage(), _focused, _T,
               sought=say("Note on the passage in focus…")),
        Action("passage.turn", say("Turn the passage: it supports or contradicts"), ("C",), _P,
               lambda pane: pane.turn_passage(), _focused, _T, now=_turned),
        Action("passage.quote", say("Copy with its source"), ("Ctrl+C", "Ctrl+Ins"), _P,
               lambda pane: pane.give_out(copy_tied), _focused, _T,
               sought=say("Copy the passage in focus with its source")),
        Action("passage.print", say("Print with its source…"), ("P",), _P, lambda pane: pane.give_out(print_tied), _focused,
               _T, sought=say("Print the passage in focus with its source…")),
        Action("passage.confirm", say("It is this"), ("Y",), _P, lambda pane: pane.confirm_passage(), _near,
               _T, sought=say("Confirm the passage in focus whose words read differently now: it is this")),
        Action("passage.untie", say("Untie"), ("Delete", "Backspace"), _P, lambda pane: pane.untie_passage(),
               _focused, _T, sought=say("Untie the passage in focus")),
    )  # fmt: skip


def _focused(pane: ChecklistPane) -> str:
    return "" if pane.passage is not None else say("Go to a passage on a card first.")


def _near(pane: ChecklistPane) -> str:
    passage = pane.passage
    if passage is None:
        return say("Go to a passage on a card first.")
    return "" if passage.state == "near" else say("This passage reads as it was tied.")


def _turned(pane: ChecklistPane) -> str:
    passage = pane.passage
    if passage is None:
        return say("Turn the passage: it supports or contradicts")
    supports = passage.record.content.stance is Stance.SUPPORTS
    return say("It contradicts the criterion") if supports else say("It supports the criterion")
