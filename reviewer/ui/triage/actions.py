"""The acts of the intake: whose it is, receiving it, and deciding what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.actions.reasons import cannot_write
from reviewer.ui.triage.choices import Choice, every_choice

if TYPE_CHECKING:
    from reviewer.ui.triage.view import TriageView

_T = Topic.INTAKE


def _say(text: str) -> str:
    return QCoreApplication.translate("intake_actions", text)


def intake_actions() -> tuple[Action[TriageView], ...]:
    """Return all acts of the intake."""
    return (*_assigning(), *_deciding())


def _assigning() -> tuple[Action[TriageView], ...]:
    def waits(view: TriageView) -> str:
        return "" if view.assign.table.waits else _say("Go to a row that is not received yet.")

    def receivable(view: TriageView) -> str:
        return cannot_write(view.sitting) or (
            "" if view.assign.ready else _say("Choose a body for what is to be received.")
        )

    return (
        Action("intake.receive", _say("Receive what is chosen"), ("Ctrl+Return",), Scope.INTAKE,
               lambda view: view.assign.receive_now(), receivable, _T),
        Action("intake.choose", _say("Choose a body for the row"), ("Return", "F2"), Scope.ENTRY,
               lambda view: view.assign.table.choose_body(), waits, _T),
        Action("intake.leave_out", _say("Leave the row out"), ("Delete", "Backspace"), Scope.ENTRY,
               lambda view: view.assign.table.leave_out(), waits, _T),
    )  # fmt: skip


def _deciding() -> tuple[Action[TriageView], ...]:
    def offered(view: TriageView, key: str) -> str:
        other = _say("The row that is chosen under To decide has no such decision.")
        return "" if key in view.decide.detail.acts else other

    def act(choice: Choice) -> Action[TriageView]:
        return Action(f"decide.{choice.act.name.lower()}", choice.words, (choice.key,), Scope.MATTER,
                      lambda view: view.decide.press(choice.key), lambda view: offered(view, choice.key), _T)  # fmt: skip

    return tuple(act(choice) for choice in every_choice())
