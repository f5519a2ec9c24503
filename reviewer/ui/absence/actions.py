"""The acts on what a search for an absence found, heard by its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic, on_screen

if TYPE_CHECKING:
    from reviewer.ui.absence.looking import Looking

_T, _V = Scope.TABLE, Topic.VERDICT


def looking_actions() -> tuple[Action[Looking], ...]:
    """Return all acts of the list."""
    return on_screen("desk", (
        Action("absence.see", say("Of what a search found: seen, and on to the next; or not seen after all"),
               ("Space", "S"), _T, lambda looking: looking.see(), _shown, _V, short=say("seen, next")),
        Action("absence.read", say("Of what a search found: read on in the document; a locked one asks for its password there"),
               ("Return", "P"), _T, lambda looking: looking.read(), _shown, _V, short=say("read there")),
        Action("absence.back", say("From what a search found back to the card"), ("Esc",), _T,
               lambda looking: looking.back(), _shown, _V, short=say("card")),
    ))  # fmt: skip


def _shown(looking: Looking) -> str:
    return "" if looking.is_open else say("Search for an absence first.")
