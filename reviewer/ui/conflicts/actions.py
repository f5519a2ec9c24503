"""The acts on what people decided differently: choose a way, settle, leave it for later, look at a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Family, Scope, Topic, on_screen

if TYPE_CHECKING:
    from reviewer.ui.conflicts.controller import ConflictsController

_S, _T, _V = Scope.SCREEN, Scope.TABLE, Topic.VERDICT
_NUMBERS = range(1, 10)


def conflict_actions() -> tuple[Action[ConflictsController], ...]:
    """Return all acts of the screen."""
    return on_screen("conflicts", (*_settling(), *_ways()))


def _settling() -> tuple[Action[ConflictsController], ...]:
    return (
        Action("conflicts.settle", say("Settle the conflict in the way that is chosen"), ("Ctrl+Return",), _S,
               lambda conflicts: conflicts.settle(), lambda conflicts: conflicts.why_not_settle(), _V, short=say("Settle")),
        Action("conflicts.later", say("Leave the conflict for later"), ("Esc",), _T,
               lambda conflicts: conflicts.leave(), topic=_V, short=say("Later")),
        Action("conflicts.open", say("Go to where the conflict was decided: the card, the letter, the amendments"), ("Ctrl+Shift+Return",), _S,
               lambda conflicts: conflicts.open_place(), lambda conflicts: conflicts.why_not_open(), _V,
               short=say("Go to it")),
    )  # fmt: skip


def _ways() -> tuple[Action[ConflictsController], ...]:
    family = Family("Alt+1 … 9", say("Choose how the conflict is settled"))

    def missing(conflicts: ConflictsController, number: int) -> str:
        fewer = number > len(conflicts.ways)
        return conflicts.why_no_way() or (say("There is no way {}.").format(number) if fewer else "")

    def words(conflicts: ConflictsController, number: int) -> str:
        ways = conflicts.ways
        return (ways[number - 1] if number <= len(ways) else say("Way {}").format(number)).replace("&", "&&")

    def act(number: int) -> Action[ConflictsController]:
        return Action(f"conflicts.way_{number}", family.words, (f"Alt+{number}",), _S,
               lambda conflicts: conflicts.choose_way(number),
               lambda conflicts: missing(conflicts, number), _V,
               now=lambda conflicts: words(conflicts, number), family=family)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
