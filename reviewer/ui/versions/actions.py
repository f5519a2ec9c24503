"""The acts of the dialog that compares two versions of a document."""

from __future__ import annotations

from typing import Protocol

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic


class Changes(Protocol):
    """Goes from change to change."""

    def step(self, by: int) -> None:
        """Go to the next change (1), or the one before (-1)."""


def compare_actions() -> tuple[Action[Changes], ...]:
    """Return all acts of the dialog."""
    return (
        Action("compare.next", say("Next change, where two versions are compared"), ("Alt+Down",),
               Scope.COMPARE, lambda dialog: dialog.step(1), topic=Topic.VERSIONS),
        Action("compare.previous", say("Previous change, where two versions are compared"), ("Alt+Up",),
               Scope.COMPARE, lambda dialog: dialog.step(-1), topic=Topic.VERSIONS),
    )  # fmt: skip
