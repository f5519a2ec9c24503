"""The acts of a tied passage on a card, done to the one that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.model import Stance
from reviewer.ui.actions.action import Action, Scope, Topic

if TYPE_CHECKING:
    from reviewer.ui.checklist.pane import ChecklistPane

_P, _T = Scope.PASSAGE, Topic.EVIDENCE


def _say(text: str) -> str:
    return QCoreApplication.translate("passage_actions", text)


def passage_actions() -> tuple[Action[ChecklistPane], ...]:
    """Return all acts of a passage."""
    return (
        Action("passage.show", _say("Go to the passage"), ("Return", "Space"), _P,
               lambda pane: pane.show_passage(), _focused, _T),
        Action("passage.note", _say("Note…"), ("N",), _P, lambda pane: pane.note_passage(), _focused, _T,
               sought=_say("Note on the passage in focus…")),
        Action("passage.turn", _say("Turn the passage: it supports or contradicts"), ("C",), _P,
               lambda pane: pane.turn_passage(), _focused, _T, now=_turned),
        Action("passage.quote", _say("Copy with its source"), ("Ctrl+C", "Ctrl+Ins"), _P,
               lambda pane: pane.quote_passage(), _focused, _T,
               sought=_say("Copy the passage in focus with its source")),
        Action("passage.confirm", _say("It is this"), ("Y",), _P, lambda pane: pane.confirm_passage(), _near,
               _T, sought=_say("Confirm the passage in focus whose words read differently now: it is this")),
        Action("passage.untie", _say("Untie"), ("Delete", "Backspace"), _P, lambda pane: pane.untie_passage(),
               _focused, _T, sought=_say("Untie the passage in focus")),
    )  # fmt: skip


def _focused(pane: ChecklistPane) -> str:
    return "" if pane.passage is not None else _say("Go to a passage on a card first.")


def _near(pane: ChecklistPane) -> str:
    passage = pane.passage
    if passage is None:
        return _say("Go to a passage on a card first.")
    return "" if passage.state == "near" else _say("This passage reads as it was tied.")


def _turned(pane: ChecklistPane) -> str:
    passage = pane.passage
    if passage is None:
        return _say("Turn the passage: it supports or contradicts")
    supports = passage.kept.content.stance is Stance.SUPPORTS
    return _say("It contradicts the criterion") if supports else _say("It supports the criterion")
