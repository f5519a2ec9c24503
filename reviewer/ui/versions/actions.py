"""The acts of the dialog that compares two versions of a document."""

from __future__ import annotations

from typing import Protocol

from reviewer.desk.versions import Beside
from reviewer.desk.versions.values import Fate
from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic


class Changes(Protocol):
    """Goes from change to change."""

    def step(self, by: int) -> None:
        """Go to the next change (1), or the one before (-1)."""


class Carries(Protocol):
    """Ties passages to the newer version."""

    @property
    def beside(self) -> Beside:
        """What is compared."""

    @property
    def can_carry(self) -> bool:
        """Whether the words of the passage that one is at are in the newer version."""

    def carry_chosen(self) -> None:
        """Tie the passage that one is at."""

    def carry_all_kept(self) -> None:
        """Tie all whose words are in the newer version."""


def compare_actions() -> tuple[Action[Changes], ...]:
    """Return all acts of the dialog."""
    return (
        Action("compare.next", say("Next change, where two versions are compared"), ("Alt+Down",),
               Scope.COMPARE, lambda dialog: dialog.step(1), topic=Topic.VERSIONS),
        Action("compare.previous", say("Previous change, where two versions are compared"), ("Alt+Up",),
               Scope.COMPARE, lambda dialog: dialog.step(-1), topic=Topic.VERSIONS),
    )  # fmt: skip


def carry_actions() -> tuple[Action[Carries], ...]:
    """Return what is done with the passages of the earlier version, from their list alone."""

    def gone(dialog: Carries) -> str:
        return "" if dialog.can_carry else say("The words of this passage are not in the newer version.")

    def none(dialog: Carries) -> str:
        kept = dialog.beside.pair.count(Fate.KEPT)
        return "" if kept else say("No passage is left whose words are in the newer version.")

    return (
        Action("compare.carry_one", say("Tie this one"), (), Scope.COMPARE, lambda dialog: dialog.carry_chosen(), gone),
        Action("compare.carry_kept", say("Tie all kept"), (), Scope.COMPARE, lambda dialog: dialog.carry_all_kept(), none),
    )  # fmt: skip
